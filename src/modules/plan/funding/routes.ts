/** The endpoints of funding. */
import { api } from '../../../core/http.ts'

export const funding = api()
