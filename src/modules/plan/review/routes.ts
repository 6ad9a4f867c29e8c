/** The endpoints of review. */
import { api } from '../../../core/http.ts'

export const review = api()
