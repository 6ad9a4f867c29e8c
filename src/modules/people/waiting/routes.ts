/** The endpoint of what waits among the people. */
import { createRoute } from '@hono/zod-openapi'
import { api, json, problems } from '../../../core/http.ts'
import { PeopleWaiting } from './contract.ts'
import { countWaiting } from './counting.ts'

export const waiting = api().openapi(
  createRoute({
    method: 'get',
    path: '/people/waiting',
    tags: ['people'],
    summary: 'How many versions, pairs and erasures wait for the asker',
    responses: { 200: json(PeopleWaiting, 'Numbers only: nobody is read of'), ...problems },
  }),
  async (c) => c.json(await countWaiting(c.get('ctx')), 200),
)
