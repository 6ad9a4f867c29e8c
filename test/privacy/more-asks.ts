/** How people are asked for and written otherwise than in the sweep: by number and name, from a device, as they really stand. */
import { v7 as uuid } from 'uuid'
import { NewDelivery } from '../../src/modules/delivery/contract.ts'
import { aHousehold, aPerson } from '../people.ts'
import type { Asked } from '../sweep/expectations.ts'
import type { Planted } from '../sweep/planting.ts'
import { meets, protects, registers } from './oracle.ts'
import type { Place } from './places.ts'

type Ask = { ask: (p: Planted, place: Place) => Asked; open?: readonly string[] }

const operations = {
  'household.change': ({ householdTwo }, { facts: { version, content } }) => ({
    household: householdTwo,
    body: { id: uuid(), version, base: content, content: { ...content, note: 'changed' } },
  }),
  'consent.record': (p) => ({ household: p.household, body: consent(p.person) }),
  'consent.withdraw': (p) => ({ household: p.household, consent: p.householdConsent }),
  'need.record': (p) => ({ household: p.household, body: need(p.person) }),
  'delivery.record': (p) => ({ body: delivery(p) }),
  'delivery.reverse': (p) => ({
    body: { id: uuid(), delivery: p.delivery, reason: 'x', at: '2021-03-07T15:00:00Z' },
  }),
} satisfies Record<string, (p: Planted, place: Place) => object>

const consent = (personId: string) => ({
  id: uuid(),
  personId,
  purpose: 'contact',
  isGiven: true,
  textVersion: 1,
  language: 'es',
  how: 'spoken',
  at: '2026-01-01T00:00:00Z',
})
const need = (personId: string, code = 'pregnant') => ({ id: uuid(), personId, need: code, since: '2026-01-01' })
const delivery = (p: Planted) =>
  NewDelivery.parse({
    id: uuid(),
    organisation: p.organisationA,
    site: p.siteId,
    service: p.serviceId,
    to: 'person',
    household: p.household,
    person: p.person,
    distribution: p.distribution,
    quantity: 1,
    at: '2021-03-06T15:00:00Z',
  })

const fromDevices = Object.entries(operations).map(([kind, of]): [string, Ask] => [
  `POST /api/field/sync # ${kind}`,
  {
    ask: (p, place) => ({
      body: { device: null, sentAt: new Date().toISOString(), operations: [{ kind, id: uuid(), ...of(p, place) }] },
    }),
  },
])

/** Somebody of the same name and number as one who is there. */
const alike = ({ mark, facts }: Place) =>
  aPerson({
    family: mark('name', 'family'),
    documents: [{ id: uuid(), kind: 'passport', country: 'VE', number: facts.number, validUntil: null }],
  })

export const moreAsks: Record<string, Ask> = {
  ...Object.fromEntries(fromDevices),
  'PUT /api/people/households/{id} # as it stands': {
    ask: (p, { facts: { version, content } }) => ({
      path: { id: p.householdTwo },
      body: { id: uuid(), version, base: content, content: { ...content, note: 'changed' } },
    }),
    open: meets,
  },
  'POST /api/people/households/{id}/needs # restricted': {
    ask: (p) => ({ path: { id: p.household }, body: need(p.person, 'survivor') }),
    open: protects,
  },
  'POST /api/people/households # of one who is there': {
    ask: (p, place) => ({
      body: aHousehold({ organisation: p.organisationA, over: { country: 'EC', admin1: 'EC-P', persons: [alike(place)] } }),
    }),
  },
  'POST /api/people/candidates # of one who is there': {
    ask: (p, place) => {
      const { id: _, organisation, consents: __, needs: ___, ...household } = aHousehold({ organisation: p.organisationA })
      return { body: { organisation, household: { ...household, admin1: 'EC-P', persons: [alike(place)] } } }
    },
  },
  'GET /api/people/households # by card': { ask: (_, { facts }) => ({ query: `card=${facts.card}` }) },
  'GET /api/people/households # by document': { ask: (_, { facts }) => ({ query: `document=${facts.number}` }) },
  'GET /api/people/households # by the name of one': {
    ask: (_, { mark }) => ({ query: `words=${mark('name', 'family')}` }),
  },
  'GET /api/people/households # of a site': { ask: (p) => ({ query: `site=${p.siteId}` }) },
  'GET /api/people/conflicts # of a household': { ask: (p) => ({ query: `household=${p.household}` }) },
  'GET /api/field/along # of a distribution': { ask: (p) => ({ query: `distribution=${p.distribution}` }) },
  'GET /api/field/along # met lately': { ask: () => ({ query: 'recent=true' }) },
  'GET /api/field/along # onto the device of somebody': {
    ask: (p, { ids }) => ({ query: `site=${p.siteId}&device=${ids.device}` }),
  },
  'POST /api/field/held # by name': {
    ask: (p) => ({ body: { device: null, households: [p.household, p.householdTwo] } }),
  },
  'POST /api/field/devices # of somebody': { ask: (_, { ids }) => ({ body: { id: ids.device, name: 'Mine now' } }) },
  'POST /api/field/devices/{id}/revoke # of somebody': { ask: (_, { ids }) => ({ path: { id: ids.device } }) },
  'POST /api/deliveries # to a person': { ask: (p) => ({ body: [delivery(p)] }) },
  'POST /api/deliveries/check # to a person': { ask: (p) => ({ body: delivery(p) }) },
  'GET /api/deliveries # of a distribution’s site': { ask: (p) => ({ query: `site=${p.siteId}` }) },
  'PUT /api/distributions/{id}/households # of a site': {
    ask: (p) => ({ path: { id: p.distribution }, body: { site: p.siteId } }),
  },
  'PUT /api/distributions/{id}/households # as on another list': {
    ask: (p, { ids }) => ({ path: { id: p.distribution }, body: { add: true, distribution: ids.distribution ?? null } }),
  },
  'PUT /api/people/rules # of one’s own': {
    ask: (p) => ({ body: { organisation: p.organisationA, retentionMonths: 7 } }),
  },
  'GET /api/people/households.csv # of a site': { ask: (p) => ({ query: `organisation=${p.organisationA}&site=${p.siteId}` }) },
  'POST /api/people/households/{id}/erase # the second': {
    ask: (p) => ({ path: { id: p.householdTwo }, body: { reason: 'asked for' } }),
    open: registers,
  },
}
