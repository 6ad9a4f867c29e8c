/** The endpoints of areas. */
import { api } from '../../../core/http.ts'

export const areas = api()
