/** What the routes by which a plan leaves owe: the published plan is read by whoever is signed in; a draft holds what its asker may see. */
import type { Expectation } from './expectations.ts'
import { planners, plannersOfEcuador, signedIn } from './groups.ts'
import type { Planted } from './planting.ts'

const published = ({ publishedPlan }: Planted) => ({ path: { plan: publishedPlan } })
const draft =
  (file: string) =>
  ({ plan }: Planted) => ({ path: { plan, file } })

export const planLeaving: Record<string, Expectation> = {
  'GET /api/plans/{plan}/published-activities': { open: signedIn, ask: published },
  'GET /api/plans/{plan}/published-activities # by words': {
    open: signedIn,
    ask: (p) => ({ ...published(p), query: 'words=zafiro&sort=budget&last=true' }),
  },
  // Nothing of this plan is published: it is there for nobody.
  'GET /api/plans/{plan}/published-activities # of a plan in the making': { open: [], ask: ({ plan }) => ({ path: { plan } }) },
  'GET /api/plans/{plan}/draft/{file}': { open: planners, sees: plannersOfEcuador, ask: draft('activities.csv') },
  'GET /api/plans/{plan}/draft/{file} # workbook': { open: planners, sees: plannersOfEcuador, ask: draft('plan.xlsx') },
}
