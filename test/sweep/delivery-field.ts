/** What the routes of the field owe to whom: people on a device for those who meet them there; devices for their own person and for those who may empty them. */
import { v7 as uuid } from 'uuid'
import { aHousehold } from '../people.ts'
import type { Expectation } from './expectations.ts'
import { administrators, meeting } from './groups.ts'

const sync = (organisation: number) => ({
  device: null,
  sentAt: new Date().toISOString(),
  operations: [{ kind: 'household.register', id: uuid(), body: aHousehold({ organisation }) }],
})

export const deliveryField: Record<string, Expectation> = {
  'GET /api/field/along': { open: meeting, sees: ['field A', 'registrar A'], ask: (p) => ({ query: `site=${p.siteId}` }) },
  // Only whether it may be kept is said, of ids that the asker named.
  'POST /api/field/held': { open: meeting, own: true, ask: () => ({ body: { device: null, households: [uuid()] } }) },
  // Each operation has its own word: what is not theirs to write is refused in it.
  'POST /api/field/sync': { open: meeting, own: true, ask: (p) => ({ body: sync(p.organisationA) }) },
  'GET /api/field/devices': { open: [...meeting, ...administrators] },
  'POST /api/field/devices': { open: meeting, own: true, ask: () => ({ body: { id: uuid(), name: 'Phone' } }) },
  'POST /api/field/devices/{id}/revoke': { open: [], ask: () => ({ path: { id: uuid() } }) },
}
