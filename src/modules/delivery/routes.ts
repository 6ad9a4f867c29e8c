/** The endpoints of delivery. */
import { api } from '../../core/http.ts'
import { distributions } from './distributions/routes.ts'
import { field } from './field/routes.ts'
import { ledger } from './ledger/routes.ts'
import { services } from './services/routes.ts'

export const delivery = api()
for (const part of [services, distributions, field, ledger]) delivery.route('/', part)
