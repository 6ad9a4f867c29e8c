/** The endpoints of ledger. */
import { api } from '../../../core/http.ts'

export const ledger = api()
