/** The endpoint that opens a computed row. */
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { api, json, problems } from '../../../core/http.ts'
import { ComputedEntries } from './contract.ts'
import { listEntries } from './entries.ts'

export const computed = api().openapi(
  createRoute({
    method: 'get',
    path: '/plans/{plan}/activities/{id}/entries',
    tags: ['activities'],
    summary: 'What a computed row is made of: its entries, or what was given by day, site and service',
    request: {
      params: z.object({ plan: z.string().max(60), id: z.uuid() }),
      query: z.object({ after: z.uuid().optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }),
    },
    responses: {
      200: json(ComputedEntries, 'A page of entries, or a summary'),
      ...problems,
      409: { description: 'No deliveries stand behind the row' },
    },
  }),
  async (c) => {
    const { plan, id } = c.req.valid('param')
    return c.json(await listEntries(c.get('ctx'), plan, id, c.req.valid('query')), 200)
  },
)
