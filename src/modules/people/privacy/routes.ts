/** The endpoints of privacy: lists and rules, and the facts of each household. */
import { api } from '../../../core/http.ts'
import { facts } from './fact-routes.ts'
import { lists } from './list-routes.ts'

export const privacy = api().route('/', lists).route('/', facts)
