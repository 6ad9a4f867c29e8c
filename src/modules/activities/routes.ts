/** The activities endpoints: files sent in, and the desk where their rows are worked on. */
import { api } from '../../core/http.ts'
import { computed } from './computed/routes.ts'
import { desk } from './desk/routes.ts'
import { imports } from './imports/routes.ts'

export const activities = api().route('/', imports).route('/', desk).route('/', computed)
