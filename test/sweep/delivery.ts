/** What services and the ledger owe to whom: the catalogue to everybody, entries to those of the organisation, names to those who meet the people. */
import { v7 as uuid } from 'uuid'
import { NewDelivery } from '../../src/modules/delivery/contract.ts'
import type { Expectation } from './expectations.ts'
import { meeting, meetingA, signedIn, steering } from './groups.ts'
import type { Planted } from './planting.ts'
import type { Who } from './world.ts'

const readers: Who[] = [...meeting, 'office A', 'reporter A', 'reporter B']
const readersA: Who[] = [...meetingA, 'office A', 'reporter A']
const order = (p: Planted) =>
  NewDelivery.parse({
    id: uuid(),
    organisation: p.organisationA,
    site: p.siteId,
    service: p.serviceId,
    to: 'household',
    household: p.household,
    quantity: 1,
    at: '2021-03-06T15:00:00Z',
  })
const service = {
  code: 'sweep-new',
  names: { en: 'New' },
  sector: 'shelter',
  unit: { en: { one: 'kit', other: 'kits' } },
  modality: 'in-kind',
}

export const deliveryLedger: Record<string, Expectation> = {
  'GET /api/services': { open: signedIn },
  'POST /api/services': { open: steering, ask: () => ({ body: service }) },
  'PATCH /api/services/{id}': { open: steering, ask: (p) => ({ path: { id: p.serviceId }, body: { isRetired: true } }) },
  'PUT /api/services/{id}/indicators': {
    open: steering,
    ask: (p) => ({
      path: { id: p.serviceId },
      body: { indicators: [{ planId: p.planId, indicatorId: p.indicatorId }] },
    }),
  },
  // Each entry has its own answer: what is not theirs to give is refused in it.
  'POST /api/deliveries': { open: meeting, ask: (p) => ({ body: [order(p)] }) },
  'POST /api/deliveries/check': { open: meetingA, ask: (p) => ({ body: order(p) }) },
  'POST /api/deliveries/{id}/reverse': {
    open: meetingA,
    ask: (p) => ({ path: { id: p.delivery }, body: { id: uuid(), reason: 'x', at: '2021-03-07T15:00:00Z' } }),
  },
  'GET /api/deliveries': { open: readers, sees: readersA },
  'GET /api/deliveries # of a household': {
    open: meetingA,
    sees: meetingA,
    ask: (p) => ({ query: `household=${p.household}` }),
  },
  'GET /api/deliveries/today': { open: readers, ask: (p) => ({ query: `site=${p.siteId}` }) },
}
