/** What the routes of planned activities owe: an organisation's plans are for it and for those who decide on them, and written by it and the region alone. */
import { v7 as uuid } from 'uuid'
import type { Asked, Expectation } from './expectations.ts'
import { meeting, planners, plannersOfEcuador, writersOfPlanned } from './groups.ts'
import type { Planted } from './planting.ts'
import type { Who } from './world.ts'

const inPlan = ({ plan }: Planted): Asked => ({ path: { plan } })
const viewers: Who[] = ['viewer', 'viewer UY', ...meeting]
const path = '/api/plans/{plan}/planned-activities'
const header = 'Admin1,Appealing organisation,Sector,Indicator,Activity name'

function sent(p: Planted): FormData {
  const form = new FormData()
  form.append('organisation', 'Alas')
  form.append(
    'file',
    new File([`Country,${header}\nEcuador,Pichincha,Alas,Shelter,People sheltered,New ${p.plan}\n`], 'sweep.csv'),
  )
  return form
}

export const planSubmissions: Record<string, Expectation> = {
  [`GET ${path}`]: { open: planners, sees: plannersOfEcuador, ask: inPlan },
  [`GET ${path} # of Ecuador`]: {
    open: planners,
    sees: plannersOfEcuador,
    ask: (p) => ({ ...inPlan(p), query: 'country=EC&limit=2' }),
  },
  [`GET ${path} # of the organisation`]: {
    open: planners,
    sees: plannersOfEcuador,
    ask: (p) => ({ ...inPlan(p), query: `organisation=${p.organisationA}` }),
  },
  [`GET ${path} # by words`]: { open: planners, sees: plannersOfEcuador, ask: (p) => ({ ...inPlan(p), query: 'text=zafi' }) },
  [`GET ${path} # planned twice`]: {
    open: planners,
    sees: plannersOfEcuador,
    ask: (p) => ({ ...inPlan(p), query: 'finding=also-planned' }),
  },
  [`GET ${path}/also-planned`]: { open: planners, sees: plannersOfEcuador, ask: inPlan },
  [`GET ${path}/template.xlsx`]: {
    open: writersOfPlanned,
    ask: (p) => ({ ...inPlan(p), query: `organisation=${p.organisationA}&country=EC` }),
  },
  [`POST ${path}/imports`]: { open: writersOfPlanned, ask: (p) => ({ ...inPlan(p), body: sent(p) }) },
  // There is no other plan to copy from: nobody gets so far as to hear so but who may write.
  [`POST ${path}/copy`]: {
    open: [],
    ask: (p) => ({ ...inPlan(p), body: { from: 'sweep-1999', organisationId: p.organisationA } }),
  },
  [`PUT ${path}`]: {
    open: writersOfPlanned,
    sees: writersOfPlanned,
    ask: (p) => ({ ...inPlan(p), body: { rows: [{ id: p.plannedDraft, version: 1, cells: { title: 'changed' } }] } }),
  },
  [`PUT ${path} # a new one of the organisation`]: {
    open: writersOfPlanned,
    ask: (p) => ({
      ...inPlan(p),
      body: { rows: [{ id: uuid(), version: 0, organisationId: p.organisationA, asWritten: { title: 'new' } }] },
    }),
  },
  [`GET ${path}/{id}`]: {
    open: plannersOfEcuador,
    sees: plannersOfEcuador,
    single: true,
    blind: viewers,
    ask: (p) => ({ path: { plan: p.plan, id: p.plannedReturned } }),
  },
  [`DELETE ${path}/{id}`]: { open: writersOfPlanned, ask: (p) => ({ path: { plan: p.plan, id: p.plannedDraft } }) },
}
