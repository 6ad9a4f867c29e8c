/** The endpoints of field: what a device takes along, and the devices themselves. */
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { api, json, problems } from '../../../core/http.ts'
import { Id } from '../../people/contract.ts'
import { goneOf, takeAlong } from './along.ts'
import { Bundle, Device, NewDevice } from './contract.ts'
import { addDevice, listDevices, revokeDevice } from './devices.ts'
import { sync } from './sync-routes.ts'

const tags = ['field']
const wish = z.object({
  site: Id.optional(),
  distribution: Id.optional(),
  recent: z.stringbool().optional(),
  after: z.string().max(120).optional(),
  device: Id.optional(),
})
const revoked = { 410: { description: 'The device was revoked: it empties itself' } }

export const field = api()
field.route('/', sync)
field
  .openapi(
    createRoute({
      method: 'get',
      path: '/field/along',
      tags,
      summary: 'Households to keep on a device, page by page',
      description:
        'Of one site, one distribution, or those the asker registered, changed or gave something in the last 30 days; 5 000 at most. Each is noted as taken along. Of what other organisations gave only the service and the day.',
      request: { query: wish },
      responses: { 200: json(Bundle, 'A page'), ...revoked, ...problems },
    }),
    async (c) => c.json(await takeAlong(c.get('ctx'), c.req.valid('query')), 200),
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/field/held',
      tags,
      summary: 'Which of the households kept on a device are no longer its person’s to keep',
      request: {
        body: json(z.object({ device: Id.nullable(), households: z.array(Id).max(20_000) }), 'What it keeps'),
      },
      responses: { 200: json(z.object({ gone: z.array(Id) }), 'To be dropped'), ...revoked, ...problems },
    }),
    async (c) => {
      const { device, households } = c.req.valid('json')
      return c.json({ gone: await goneOf(c.get('ctx'), device, households) }, 200)
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/field/devices',
      tags,
      summary: 'One’s own devices, and those one may revoke',
      responses: { 200: json(z.array(Device), 'Devices, the last heard first'), ...problems },
    }),
    async (c) => c.json(await listDevices(c.get('ctx')), 200),
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/field/devices',
      tags,
      summary: 'Introduce a device that keeps people',
      request: { body: json(NewDevice, 'The device') },
      responses: { 200: json(Device, 'As it is known'), ...revoked, ...problems },
    }),
    async (c) => c.json(await addDevice(c.get('ctx'), c.req.valid('json')), 200),
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/field/devices/{id}/revoke',
      tags,
      summary: 'Revoke a device: it empties itself at its next word to the server',
      request: { params: z.object({ id: Id }) },
      responses: { 200: json(Device, 'As it is known'), ...problems },
    }),
    async (c) => c.json(await revokeDevice(c.get('ctx'), c.req.valid('param').id), 200),
  )
