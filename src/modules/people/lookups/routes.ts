/** The endpoint of how often people were asked after. */
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { api, json, problems } from '../../../core/http.ts'
import { Lookups } from './contract.ts'
import { listLookups } from './lookups.ts'

export const lookups = api().openapi(
  createRoute({
    method: 'get',
    path: '/people/lookups',
    tags: ['people'],
    summary: 'Who asked after people unusually often, hour by hour, in the last 30 days',
    description: 'For those who answer for the organisation, and for administrators. How often, never what was asked.',
    responses: { 200: json(z.array(Lookups), 'The newest first'), ...problems },
  }),
  async (c) => c.json(await listLookups(c.get('ctx')), 200),
)
