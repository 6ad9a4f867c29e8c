/** The endpoints of services. */
import { api } from '../../../core/http.ts'

export const services = api()
