/** What the routes of versions owe: what is published is read by whoever is signed in; publishing, and what is not published yet, is the region's. */
import type { Expectation } from './expectations.ts'
import { signedIn, steering } from './groups.ts'
import type { Planted } from './planting.ts'

const inPlan = ({ plan }: Planted) => ({ plan })
const first = (p: Planted) => ({ ...inPlan(p), number: 1 })

export const planVersions: Record<string, Expectation> = {
  'GET /api/plans/{plan}/summary': { open: signedIn, ask: (p) => ({ path: inPlan(p) }) },
  'GET /api/plans/{plan}/versions': { open: signedIn, ask: (p) => ({ path: inPlan(p) }) },
  // Asked of a plan that is not there, so that the region hears that, and everybody else that it is not theirs to open.
  'POST /api/plans/{plan}/versions': { open: [], ask: () => ({ path: { plan: 'not-there' }, body: {} }) },
  'GET /api/plans/{plan}/versions/preview': { open: steering, ask: (p) => ({ path: inPlan(p) }) },
  // Nothing is published: the open version is there for nobody.
  'GET /api/plans/{plan}/versions/{number}': { open: [], ask: (p) => ({ path: first(p) }) },
  // A version that was never opened: the region hears that, everybody else that publishing is not theirs.
  'POST /api/plans/{plan}/versions/{number}/publish': { open: [], ask: (p) => ({ path: { ...inPlan(p), number: 9 }, body: {} }) },
  'GET /api/plans/{plan}/versions/{number}/difference': { open: steering, ask: (p) => ({ path: first(p) }) },
}
