/** The endpoints of households. */
import { api } from '../../../core/http.ts'

export const households = api()
