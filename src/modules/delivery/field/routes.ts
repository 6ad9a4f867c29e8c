/** The endpoints of field. */
import { api } from '../../../core/http.ts'

export const field = api()
