/** The endpoints of targets. */
import { api } from '../../../core/http.ts'

export const targets = api()
