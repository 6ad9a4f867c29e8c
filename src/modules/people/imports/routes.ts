/** The endpoints of imports. */
import { api } from '../../../core/http.ts'

export const imports = api()
