/** What the routes of computed rows and of counted people owe: both are as open as what is still being written. */
import type { Expectation } from './expectations.ts'
import { unsighted, writers, writersOfEcuador } from './groups.ts'
import type { Planted } from './planting.ts'

const inPlan = ({ plan }: Planted, query: string) => ({ path: { plan }, query })

export const computedRows: Record<string, Expectation> = {
  'GET /api/plans/{plan}/activities/{id}/entries': {
    open: writersOfEcuador,
    sees: writersOfEcuador,
    single: true,
    blind: unsighted,
    ask: (p) => ({ path: { plan: p.plan, id: p.submitted } }),
  },
  'GET /api/plans/{plan}/figures/counted': {
    open: writers,
    sees: writersOfEcuador,
    ask: (p) => inPlan(p, 'by=country&year=2021'),
  },
  'GET /api/plans/{plan}/figures/counted # of one month': {
    open: writers,
    sees: writersOfEcuador,
    ask: (p) => inPlan(p, 'by=sector&month=2021-03'),
  },
  'GET /api/plans/{plan}/figures/counted.csv': {
    open: writers,
    sees: writersOfEcuador,
    ask: (p) => inPlan(p, 'by=country-sector&year=2021'),
  },
  'GET /api/plans/{plan}/figures/counted.xlsx': { open: writers, ask: (p) => inPlan(p, 'by=organisation&year=2021') },
}
