/** The endpoints of duplicates. */
import { api } from '../../../core/http.ts'

export const duplicates = api()
