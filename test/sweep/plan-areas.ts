/** What the routes of objectives and areas owe: read by whoever is signed in, written by the region alone. */
import { v7 as uuid } from 'uuid'
import type { Expectation } from './expectations.ts'
import { signedIn, steering } from './groups.ts'
import type { Planted } from './planting.ts'

const inPlan = ({ plan }: Planted) => ({ plan })
const texts = { names: { en: 'Area' }, narratives: {} }

export const planAreas: Record<string, Expectation> = {
  'GET /api/plans/{plan}/areas': { open: signedIn, ask: (p) => ({ path: inPlan(p) }) },
  'PUT /api/plans/{plan}/areas/profile': {
    open: steering,
    ask: (p) => ({
      path: inPlan(p),
      body: { version: 0, narratives: {}, countries: [], peopleInNeed: null, peopleTargeted: null, donors: [] },
    }),
  },
  'PUT /api/plans/{plan}/areas/order': { open: steering, ask: (p) => ({ path: inPlan(p), body: { objectives: [] } }) },
  'PUT /api/plans/{plan}/areas/objectives/{id}': {
    open: steering,
    ask: (p) => ({ path: { ...inPlan(p), id: uuid() }, body: { version: 0, ...texts } }),
  },
  // Nothing is planted to remove: nobody gets so far as to hear so but who may.
  'DELETE /api/plans/{plan}/areas/objectives/{id}': {
    open: [],
    ask: (p) => ({ path: { ...inPlan(p), id: uuid() }, query: 'version=1' }),
  },
  'PUT /api/plans/{plan}/areas/{id}': {
    open: [],
    ask: (p) => ({
      path: { ...inPlan(p), id: uuid() },
      body: {
        version: 0,
        objectiveId: uuid(),
        ...texts,
        bullets: {},
        targetGroups: [],
        peopleTargeted: null,
        entitiesTargeted: null,
        fundingRequiredUsd: null,
        fundingConfirmedUsd: null,
        planTypes: [],
        countries: [],
      },
    }),
  },
  'DELETE /api/plans/{plan}/areas/{id}': { open: [], ask: (p) => ({ path: { ...inPlan(p), id: uuid() }, query: 'version=1' }) },
}
