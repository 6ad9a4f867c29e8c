/** The endpoints of people. */
import { api } from '../../core/http.ts'
import { cards } from './cards/routes.ts'
import { duplicates } from './duplicates/routes.ts'
import { households } from './households/routes.ts'
import { imports } from './imports/routes.ts'
import { lookups } from './lookups/routes.ts'
import { privacy } from './privacy/routes.ts'
import { search } from './search/routes.ts'
import { waiting } from './waiting/routes.ts'

// Named addresses before those that take any word for an id.
export const people = api()
for (const part of [search, lookups, waiting, duplicates, imports, cards, privacy, households]) people.route('/', part)
