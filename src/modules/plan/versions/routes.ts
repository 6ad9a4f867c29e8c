/** The endpoints of versions. */
import { api } from '../../../core/http.ts'

export const versions = api()
