/** The endpoints of distributions. */
import { api } from '../../../core/http.ts'

export const distributions = api()
