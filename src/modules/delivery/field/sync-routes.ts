/** The endpoint by which a device brings back what was done on it. */
import { createRoute } from '@hono/zod-openapi'
import { api, json, problems } from '../../../core/http.ts'
import { SyncAnswer, SyncRequest } from './contract.ts'
import { inflate } from './inflate.ts'
import { carryOut } from './sync.ts'

export const sync = api()
sync.use('/field/sync', inflate)
sync.openapi(
  createRoute({
    method: 'post',
    path: '/field/sync',
    tags: ['field'],
    summary: 'Carry out what was done on a device, in its order',
    description:
      'May be sent again as often as needed: each operation is carried out once and answered the same. Operations without an answer were not carried out; they, and those after them, are sent again. The body may be compressed (content-encoding: gzip).',
    request: { body: json(SyncRequest, 'What was done') },
    responses: {
      200: json(SyncAnswer, 'What became of each'),
      410: { description: 'The device was revoked: it empties itself' },
      ...problems,
    },
  }),
  async (c) => c.json(await carryOut(c.get('ctx'), c.req.valid('json')), 200),
)
