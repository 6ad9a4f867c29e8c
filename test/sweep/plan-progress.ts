/** What the routes of progress owe: targets that are published and reports that are accepted belong to whoever reads figures; nothing else shows through. */
import type { Expectation } from './expectations.ts'
import { readers, writersOfEcuador } from './groups.ts'
import type { Planted } from './planting.ts'

const inPlan = ({ plan }: Planted) => ({ path: { plan } })

export const planProgress: Record<string, Expectation> = {
  // The money asked is that of open activities where one sees them.
  'GET /api/plans/{plan}/progress': { open: readers, figures: true, sees: writersOfEcuador, ask: inPlan },
  'GET /api/plans/{plan}/progress # by organisation in Ecuador': {
    open: readers,
    figures: true,
    ask: (p) => ({ ...inPlan(p), query: 'by=organisation&country=EC' }),
  },
  'GET /api/plans/{plan}/progress.csv': { open: readers, figures: true, ask: (p) => ({ ...inPlan(p), query: 'by=admin1' }) },
  'GET /api/plans/{plan}/progress.xlsx': { open: readers, figures: true, ask: (p) => ({ ...inPlan(p), query: 'by=month' }) },
  'GET /api/plans/{plan}/progress/activities': { open: readers, figures: true, ask: inPlan },
}
