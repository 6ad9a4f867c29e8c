/** The endpoints of the ledger. */
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { api, json, problems, tooOften } from '../../../core/http.ts'
import { Id } from '../../people/contract.ts'
import { DeliveriesToday, Delivery, DeliveryOutcome, DeliveryPage, DoubleNotice, NewDelivery, NewReversal } from '../contract.ts'
import { checkDouble, recordDeliveries, reverseDelivery } from './actions.ts'
import { listDeliveries } from './queries.ts'
import { givenToday } from './today.ts'

const tags = ['delivery']
const number = z.coerce.number().int().min(1).max(2_147_483_647).optional()
const moment = z.union([z.iso.datetime({ offset: true }), z.iso.date()]).optional()
const filter = z.object({
  organisation: number,
  site: Id.optional(),
  service: number,
  household: Id.optional(),
  line: number,
  from: moment,
  until: moment.meta({ description: 'A day is included, a moment is not.' }),
  after: Id.optional().meta({ description: '`next` of the page before.' }),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
const unfit = { 422: { description: 'Something in it does not hold' } }

export const ledger = api()
  .openapi(
    createRoute({
      method: 'post',
      path: '/deliveries',
      tags,
      summary: 'Record what was given; each entry is answered on its own',
      request: { body: json(z.array(NewDelivery).max(500), 'Entries, in the order in which they were given') },
      responses: { 200: json(z.array(DeliveryOutcome), 'What became of each, in the same order'), ...problems },
    }),
    async (c) => c.json(await recordDeliveries(c.get('ctx'), c.req.valid('json'), { isLate: false, isLimited: true }), 200),
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/deliveries/check',
      tags,
      summary: 'Ask whether an entry would be double; nothing is written',
      request: { body: json(NewDelivery, 'The entry') },
      responses: { 200: json(DoubleNotice.nullable(), 'What was given before, or null'), ...tooOften, ...problems, ...unfit },
    }),
    async (c) => c.json(await checkDouble(c.get('ctx'), c.req.valid('json')), 200),
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/deliveries/{id}/reverse',
      tags,
      summary: 'Take an entry back by another, with a reason',
      request: {
        params: z.object({ id: Id }),
        body: json(NewReversal.omit({ delivery: true }).meta({ id: 'ReversalOfDelivery' }), 'The reversal'),
      },
      responses: {
        200: json(Delivery, 'The entry that takes it back'),
        ...problems,
        ...unfit,
        409: { description: 'It was taken back before' },
      },
    }),
    async (c) => {
      const reversal = { ...c.req.valid('json'), delivery: c.req.valid('param').id }
      return c.json(await reverseDelivery(c.get('ctx'), reversal), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/deliveries',
      tags,
      summary: 'Entries, the newest first; who received is said to those who may read people',
      request: { query: filter },
      responses: { 200: json(DeliveryPage, 'A page'), ...problems },
    }),
    async (c) => c.json(await listDeliveries(c.get('ctx'), c.req.valid('query')), 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/deliveries/today',
      tags,
      summary: 'What was given at a site today',
      request: { query: z.object({ site: Id, organisation: number }) },
      responses: { 200: json(DeliveriesToday, 'Counts'), ...problems },
    }),
    async (c) => {
      const { site, organisation } = c.req.valid('query')
      return c.json(await givenToday(c.get('ctx'), site, organisation), 200)
    },
  )
