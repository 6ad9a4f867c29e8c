/** The endpoints of cards. */
import { api } from '../../../core/http.ts'

export const cards = api()
