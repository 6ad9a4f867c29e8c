/** The endpoints of search. */
import { api } from '../../../core/http.ts'

export const search = api()
