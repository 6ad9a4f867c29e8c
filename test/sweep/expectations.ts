/** What each route of the API owes to whom. A route that is not here fails the sweep. */
import { v7 as uuid } from 'uuid'
import { everybody, type Planted, type Who } from './world.ts'

export type Asked = { path?: Record<string, string | number>; query?: string; body?: unknown }
export type Expectation = {
  /** Who is answered. Everybody else is refused: 401 without sign-in, else 403 or 404. */
  open: readonly Who[]
  /** Who must see something of Ecuador in the answer; otherwise the sweep would prove nothing. Strangers never do. */
  sees?: readonly Who[]
  /** About one thing of Ecuador: to a stranger it is not there. */
  single?: true
  /** A write to what is one's own: it may change things, whoever asks. */
  own?: true
  ask?: (planted: Planted) => Asked
}

const signedIn = everybody.filter((who) => who !== 'nobody')
const administrators: Who[] = ['administrator']
const steering: Who[] = ['administrator', 'regional']
const officers: Who[] = [...steering, 'officer EC']
/** Whoever may write some row, somewhere. */
const writers: Who[] = ['administrator', 'regional', 'officer EC', 'officer UY', 'reporter A', 'reporter B']
const reviewers: Who[] = ['administrator', 'regional', 'officer EC', 'officer UY']
/** Whoever may write the rows of Ecuador. */
const writersOfEcuador: Who[] = [...officers, 'reporter A']
/** Whoever sees what is accepted there. */
const readersOfEcuador: Who[] = [...writersOfEcuador, 'viewer']
const inPlan = ({ plan }: Planted): Asked => ({ path: { plan } })
const quarter = 'from=2021-01&until=2021-03'

export const expectations: Record<string, Expectation> = {
  'GET /api/openapi.json': { open: everybody },

  'GET /api/places': { open: signedIn },
  'GET /api/places/{code}': { open: signedIn, ask: () => ({ path: { code: 'EC' } }) },
  'PATCH /api/places/{code}': { open: steering, ask: () => ({ path: { code: 'EC' }, body: { platform: 'Andes' } }) },
  'GET /api/hosted': { open: signedIn },

  'GET /api/me': { open: signedIn, own: true },
  'PUT /api/me': { open: signedIn, own: true, ask: () => ({ body: { name: 'Other' } }) },
  'GET /api/keys': { open: signedIn, own: true },
  'POST /api/keys': { open: signedIn, own: true, ask: () => ({ body: { name: 'key' } }) },
  // Only its owner, who is not among those who ask.
  'DELETE /api/keys/{id}': { open: [], single: true, ask: ({ keyId }) => ({ path: { id: keyId } }) },
  'GET /api/organisations': { open: signedIn },
  'POST /api/organisations': { open: steering, ask: () => ({ body: { names: { en: 'New' } } }) },
  'PATCH /api/organisations/{id}': {
    open: steering,
    ask: ({ organisationA }) => ({ path: { id: organisationA }, body: { kind: 'NGO' } }),
  },
  'GET /api/users': { open: administrators },
  'POST /api/users': { open: administrators, ask: () => ({ body: { name: 'New', email: 'new@senda.example', grants: [] } }) },
  'PATCH /api/users/{id}': { open: administrators, ask: ({ userId }) => ({ path: { id: userId }, body: { name: 'Changed' } }) },
  'POST /api/users/{id}/password': { open: administrators, ask: ({ userId }) => ({ path: { id: userId } }) },

  'GET /api/plans/{plan}/activities': { open: signedIn, sees: readersOfEcuador, ask: inPlan },
  'GET /api/plans/{plan}/activities # of Ecuador': {
    open: signedIn,
    sees: readersOfEcuador,
    ask: (p) => ({ ...inPlan(p), query: 'country=EC' }),
  },
  'GET /api/plans/{plan}/activities # of the organisation': {
    open: signedIn,
    sees: readersOfEcuador,
    ask: (p) => ({ ...inPlan(p), query: `organisation=${p.organisationA}` }),
  },
  'GET /api/plans/{plan}/activities # of an import': {
    open: signedIn,
    sees: readersOfEcuador,
    ask: (p) => ({ ...inPlan(p), query: `importId=${p.importId}` }),
  },
  'GET /api/plans/{plan}/activities # by words': {
    open: signedIn,
    sees: readersOfEcuador,
    ask: (p) => ({ ...inPlan(p), query: 'words=zafi' }),
  },
  'PUT /api/plans/{plan}/activities': {
    open: writersOfEcuador,
    ask: (p) => ({ ...inPlan(p), body: { rows: [{ id: p.draft, version: 1, cells: { title: 'changed' } }] } }),
  },
  'PUT /api/plans/{plan}/activities # a new row of Ecuador': {
    open: writersOfEcuador,
    ask: (p) => ({
      ...inPlan(p),
      body: { rows: [{ id: uuid(), version: 0, cells: { country: 'EC', organisation: p.organisationA, title: 'new' } }] },
    }),
  },
  'PUT /api/plans/{plan}/activities # a row moved to Ecuador': {
    open: steering,
    ask: (p) => ({
      ...inPlan(p),
      body: { rows: [{ id: p.uruguay, version: 1, cells: { country: 'EC', admin1: 'EC-P', organisation: p.organisationA } }] },
    }),
  },
  'GET /api/plans/{plan}/activities/{id}': {
    open: readersOfEcuador,
    sees: readersOfEcuador,
    single: true,
    ask: (p) => ({ path: { plan: p.plan, id: p.accepted } }),
  },
  'GET /api/plans/{plan}/activities/{id} # a draft': {
    open: writersOfEcuador,
    sees: writersOfEcuador,
    single: true,
    ask: (p) => ({ path: { plan: p.plan, id: p.draft } }),
  },
  'POST /api/plans/{plan}/activities/fixes/preview': {
    open: writers,
    sees: writersOfEcuador,
    ask: (p) => ({ ...inPlan(p), query: 'rule=clear-forbidden' }),
  },
  'POST /api/plans/{plan}/activities/fixes': {
    open: writers,
    ask: (p) => ({ ...inPlan(p), body: { batchId: uuid(), rule: 'clear-forbidden', ids: [p.draft], filter: {} } }),
  },
  'POST /api/plans/{plan}/activities/fixes # all of Ecuador': {
    open: writers,
    ask: (p) => ({ ...inPlan(p), body: { batchId: uuid(), rule: 'clear-forbidden', all: true, filter: { country: 'EC' } } }),
  },
  'POST /api/changes/{batchId}/undo': { open: writersOfEcuador, ask: (p) => ({ path: { batchId: p.batchId } }) },
  'POST /api/plans/{plan}/activities/steps': {
    open: reviewers,
    ask: (p) => ({ ...inPlan(p), body: { id: uuid(), step: 'accept', filter: {}, ids: [p.submitted] } }),
  },
  'POST /api/plans/{plan}/activities/steps # with a comment': {
    open: reviewers,
    ask: (p) => ({
      ...inPlan(p),
      body: {
        id: uuid(),
        step: 'return',
        filter: { country: 'EC' },
        comments: [{ activityId: p.submitted, cell: null, body: 'why' }],
      },
    }),
  },
  'POST /api/plans/{plan}/activities/steps # lock': {
    open: reviewers,
    ask: (p) => ({ ...inPlan(p), body: { id: uuid(), step: 'lock', filter: { country: 'EC' } } }),
  },
  'POST /api/activities/{id}/comments': {
    open: writersOfEcuador,
    ask: (p) => ({ path: { id: p.draft }, body: { id: uuid(), body: 'words' } }),
  },
  'POST /api/plans/{plan}/activities/{id}/corrections': {
    open: writersOfEcuador,
    ask: (p) => ({ path: { plan: p.plan, id: p.locked }, body: { id: uuid(), withdraw: true, reason: 'counted twice' } }),
  },
  'GET /api/plans/{plan}/activities.csv': { open: signedIn, sees: readersOfEcuador, ask: inPlan },
  'GET /api/plans/{plan}/activities.xlsx': { open: signedIn, sees: readersOfEcuador, ask: inPlan },
  'GET /api/plans/{plan}/completeness': { open: signedIn, ask: inPlan },
  'GET /api/plans/{plan}/completeness # by organisation': {
    open: signedIn,
    ask: (p) => ({ ...inPlan(p), query: `by=organisation&country=EC&${quarter}` }),
  },
  'GET /api/plans/{plan}/today': { open: signedIn, ask: inPlan },
}

/** The door of sign-in asks for a password or a session itself: its own tests walk through it. */
export const door = /^POST \/api\/auth\//
