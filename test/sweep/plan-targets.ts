/** What the routes of the target check owe: sums to whoever has a say there or takes part, activities to those who may read them. */
import type { Expectation } from './expectations.ts'
import { planners, plannersOfEcuador } from './groups.ts'
import type { Planted } from './planting.ts'

const inPlan = ({ plan }: Planted) => ({ path: { plan } })

export const planTargets: Record<string, Expectation> = {
  'GET /api/plans/{plan}/targets/check': { open: planners, sees: plannersOfEcuador, ask: inPlan },
  'GET /api/plans/{plan}/targets/check # every line': {
    open: planners,
    sees: plannersOfEcuador,
    ask: (p) => ({ ...inPlan(p), query: 'lines=all&counts=submitted' }),
  },
  'GET /api/plans/{plan}/targets/check.csv': { open: planners, sees: plannersOfEcuador, ask: inPlan },
  'GET /api/plans/{plan}/targets/check.xlsx': {
    open: planners,
    sees: plannersOfEcuador,
    ask: (p) => ({ ...inPlan(p), query: 'country=EC' }),
  },
  'GET /api/plans/{plan}/targets/contributors': {
    open: plannersOfEcuador,
    sees: plannersOfEcuador,
    ask: (p) => ({ ...inPlan(p), query: `country=EC&level=admin1&place=EC-P&sector=${p.sectorId}` }),
  },
}
