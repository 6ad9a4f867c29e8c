/** The endpoints of privacy. */
import { api } from '../../../core/http.ts'

export const privacy = api()
