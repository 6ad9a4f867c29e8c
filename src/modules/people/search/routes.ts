/** The endpoint of looking for households. */
import { createRoute } from '@hono/zod-openapi'
import { api, json, problems, tooOften } from '../../../core/http.ts'
import { HouseholdPage } from '../contract.ts'
import { HouseholdQuery } from './contract.ts'
import { findHouseholds } from './find.ts'

export const search = api().openapi(
  createRoute({
    method: 'get',
    path: '/people/households',
    tags: ['people'],
    summary: 'Find a household by a name however it is spelt, a card, a document, a telephone; or those seen last',
    description:
      'Whoever is shown is noted as found by you, and how often you look is counted: at most 1 500 times an hour (429). Names are for those who meet people, within their organisation or site.',
    request: { query: HouseholdQuery },
    responses: { 200: json(HouseholdPage, 'The nearest first'), ...tooOften, ...problems },
  }),
  async (c) => c.json(await findHouseholds(c.get('ctx'), c.req.valid('query')), 200),
)
