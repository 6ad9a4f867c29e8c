/** The endpoints of needs. */
import { api } from '../../../core/http.ts'

export const needs = api()
