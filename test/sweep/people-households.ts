/** What the routes of sites, households and privacy owe to whom: names for those who meet people there, for nobody above them. */
import { v7 as uuid } from 'uuid'
import { aHousehold } from '../people.ts'
import type { Asked, Expectation } from './expectations.ts'
import { administrators, meeting, meetingA, notMeeting, officers, signedIn, steering } from './groups.ts'
import type { Planted } from './planting.ts'
import { pixel } from './planting-people.ts'
import type { Who } from './world.ts'

const household = ({ household: id }: Planted): Asked => ({ path: { id } })
const registrar: Who[] = ['registrar A']
/** About one household: what it is not theirs to see is not there; who meets nobody is refused as such. */
const ofA = { open: meetingA, sees: meetingA, single: true, blind: notMeeting } as const
/** What only those do who answer for the people of an organisation; a field worker sees the household and is refused. */
const managed = { open: registrar, sees: registrar, single: true, blind: [...notMeeting, 'field A'] as Who[] } as const
const site = (country: string, admin1: string) => ({ id: uuid(), kind: 'shelter', names: { en: 'Shelter' }, country, admin1 })
const newHousehold = (organisation: number) => aHousehold({ organisation, over: { country: 'EC', admin1: 'EC-P' } })
const need = (personId: string) => ({ id: uuid(), personId, need: 'pregnant', since: '2026-01-01' })
const consentOf = (personId: string) => ({
  id: uuid(),
  personId,
  purpose: 'sharing',
  isGiven: true,
  textVersion: 1,
  language: 'es',
  how: 'spoken',
  at: '2026-01-01T10:00:00Z',
})
const body = 'Nobody is asked more than this.'

export const peopleHouseholds: Record<string, Expectation> = {
  'GET /api/sites': { open: signedIn },
  'POST /api/sites': { open: [...officers, 'registrar A'], ask: () => ({ body: site('EC', 'EC-P') }) },
  'POST /api/sites # of Uruguay': {
    open: [...steering, 'officer UY', 'viewer, officer UY', 'registrar A'],
    own: true,
    ask: () => ({ body: site('UY', 'UY-MO') }),
  },
  'PATCH /api/sites/{id}': {
    open: [...officers, 'registrar A'],
    ask: ({ siteId }) => ({ path: { id: siteId }, body: { isClosed: true } }),
  },

  'POST /api/people/households': { open: meetingA, ask: (p) => ({ body: newHousehold(p.organisationA) }) },
  'POST /api/people/households # with the id of one that is there': {
    open: meetingA,
    ask: (p) => ({ body: { ...newHousehold(p.organisationA), id: p.household } }),
  },
  'POST /api/people/households # of the own organisation, with the id of another’s': {
    open: [],
    ask: (p) => ({ body: { ...newHousehold(p.organisationB), id: p.household } }),
  },
  'GET /api/people/households/{id}': { ...ofA, ask: household },
  'PUT /api/people/households/{id}': {
    ...ofA,
    ask: (p) => {
      const { id: _, organisation: __, consents: ___, needs: ____, ...content } = newHousehold(p.organisationA)
      return { ...household(p), body: { id: uuid(), version: 1, base: content, content } }
    },
  },
  'GET /api/people/households/{id}/history': { ...ofA, ask: household },
  'GET /api/people/households/{id}/readings': { ...ofA, sees: [], ask: household },
  'GET /api/people/households/{id}/own-data.json': { ...ofA, ask: household },
  'GET /api/people/households/{id}/own-data.pdf': { ...ofA, sees: [], ask: household },
  'POST /api/people/households/{id}/consents': {
    ...ofA,
    ask: (p) => ({ ...household(p), body: consentOf(p.person) }),
  },
  'POST /api/people/households/{id}/consents/{consent}/withdraw': {
    ...ofA,
    ask: (p) => ({ path: { id: p.household, consent: p.householdConsent } }),
  },
  'POST /api/people/households/{id}/needs': { ...ofA, ask: (p) => ({ ...household(p), body: need(p.person) }) },
  'POST /api/people/households/{id}/needs # only for those who protect': {
    open: [],
    ask: (p) => ({ ...household(p), body: { ...need(p.person), need: 'survivor' } }),
  },
  'PUT /api/people/households/{id}/photos/{photo}': {
    ...ofA,
    sees: [],
    ask: (p) => ({ path: { id: p.household, photo: uuid() }, query: 'kind=proof', body: new Blob([pixel]) }),
  },
  'GET /api/people/households/{id}/photos/{photo}': {
    ...ofA,
    sees: [],
    ask: (p) => ({ path: { id: p.household, photo: p.photoId } }),
  },
  'PUT /api/people/households/{id}/hold': { ...managed, ask: (p) => ({ ...household(p), body: { reason: 'a court asks' } }) },
  'POST /api/people/households/{id}/erase': {
    ...managed,
    sees: [],
    ask: (p) => ({ ...household(p), body: { reason: 'they asked for it' } }),
  },
  'POST /api/people/households/{id}/persons/{person}/erase': {
    ...managed,
    sees: [],
    ask: (p) => ({ path: { id: p.household, person: p.person }, body: { reason: 'they asked for it' } }),
  },
  'GET /api/people/conflicts': { open: meeting, sees: meetingA },
  'POST /api/people/conflicts/{id}': {
    ...ofA,
    ask: (p) => ({ path: { id: p.householdConflict }, body: { outcome: 'mine' } }),
  },

  'GET /api/people/need-kinds': { open: signedIn },
  'POST /api/people/need-kinds': {
    open: steering,
    ask: () => ({ body: { code: 'night-blind', names: { en: 'Sees badly at night' } } }),
  },
  'PATCH /api/people/need-kinds/{code}': {
    open: steering,
    ask: () => ({ path: { code: 'pregnant' }, body: { isRetired: true } }),
  },
  'GET /api/people/consent-texts': { open: signedIn },
  'POST /api/people/consent-texts': {
    open: steering,
    ask: () => ({ body: { purpose: 'photo', version: 2, texts: { en: body, es: body, pt: body, fr: body } } }),
  },
  'GET /api/people/rules': { open: meeting },
  'PUT /api/people/rules': {
    open: registrar,
    ask: (p) => ({ body: { organisation: p.organisationA, retentionMonths: 12 } }),
  },
  'PUT /api/people/rules # of everybody': { open: [], ask: () => ({ body: { organisation: 0, retentionMonths: 12 } }) },
  'GET /api/people/due': { open: registrar },
  'GET /api/people/lookups': { open: [...registrar, ...administrators] },
  'GET /api/people/readings/mine': { open: meeting },
}
