/** What the routes of needs and targets owe: everybody who reads plans reads them; a country's officers write only their country. */
import { ownHeaders } from '../../src/modules/plan/needs/rules/columns.ts'
import type { Expectation } from './expectations.ts'
import { officers, reviewers, signedIn, steering } from './groups.ts'
import type { Planted } from './planting.ts'

const inPlan = ({ plan }: Planted) => ({ path: { plan } })
const ofSurvey = ({ plan, surveyId }: Planted) => ({ path: { plan, id: surveyId } })
const form = (text: string): FormData => {
  const data = new FormData()
  data.append('file', new File([text], 'sweep.csv', { type: 'text/csv' }))
  return data
}
/** A table with one line of Ecuador. */
const ecuador = (what: 'need' | 'target') =>
  form(
    [ownHeaders(what), ['', 'Ecuador', 'Pichincha', 'Shelter', ...Array<number>(30).fill(1)]]
      .map((row) => row.join(','))
      .join('\n'),
  )
const dated = { source: 'sweep', dated: '2021-01-01' }

export const planNeeds: Record<string, Expectation> = {
  'GET /api/plans/{plan}/needs': { open: signedIn, ask: inPlan },
  'GET /api/plans/{plan}/needs # of Ecuador': { open: signedIn, ask: (p) => ({ ...inPlan(p), query: 'country=EC' }) },
  'GET /api/plans/{plan}/needs.csv': { open: signedIn, ask: inPlan },
  'GET /api/plans/{plan}/needs.xlsx': { open: signedIn, ask: inPlan },
  'GET /api/plans/{plan}/targets-table.csv': { open: signedIn, ask: inPlan },
  'GET /api/plans/{plan}/targets-table.xlsx': { open: signedIn, ask: inPlan },
  // To the officers of another country every line of Ecuador is refused, line by line.
  'POST /api/plans/{plan}/needs': { open: reviewers, ask: (p) => ({ ...inPlan(p), body: ecuador('need') }) },
  'POST /api/plans/{plan}/targets-table': { open: reviewers, ask: (p) => ({ ...inPlan(p), body: ecuador('target') }) },
  'PUT /api/plans/{plan}/needs/cells': {
    open: officers,
    ask: (p) => ({
      ...inPlan(p),
      body: { what: 'need', ...dated, rows: [{ line: 900_001, version: 1, cells: { destination_women: 2 } }] },
    }),
  },
  'POST /api/plans/{plan}/needs/lines': {
    open: officers,
    ask: (p) => ({
      ...inPlan(p),
      body: { what: 'target', country: 'EC', level: 'admin1', place: 'EC-P', sectorId: p.sectorId },
    }),
  },
  'GET /api/plans/{plan}/needs/intersector': { open: signedIn, ask: inPlan },
  'GET /api/plans/{plan}/needs/intersector.csv': { open: signedIn, ask: (p) => ({ ...inPlan(p), query: 'by=country&parts=1' }) },
  'GET /api/plans/{plan}/needs/scenario': { open: signedIn, ask: inPlan },
  'PUT /api/plans/{plan}/needs/scenario': {
    open: steering,
    ask: (p) => ({ ...inPlan(p), body: { language: 'en', body: 'More people in transit.', version: 0 } }),
  },
  'PUT /api/plans/{plan}/needs/projections': {
    open: officers,
    ask: (p) => ({ ...inPlan(p), body: [{ country: 'EC', group: 'transit', people: 5, ...dated, version: 0 }] }),
  },
  'POST /api/plans/{plan}/needs/projections': {
    open: reviewers,
    ask: (p) => ({ ...inPlan(p), body: form('Country,In transit\nEcuador,5') }),
  },
  'GET /api/plans/{plan}/needs/surveys': { open: signedIn, ask: inPlan },
  'POST /api/plans/{plan}/needs/surveys': {
    open: reviewers,
    ask: (p) => {
      const body = form('Country,IND_SHE\nEcuador,1')
      body.append('weights', new File(['1,IND_SHE'], 'weights.csv', { type: 'text/csv' }))
      return { ...inPlan(p), body }
    },
  },
  'GET /api/plans/{plan}/needs/surveys/{id}/shares.csv': { open: signedIn, ask: ofSurvey },
  'POST /api/plans/{plan}/needs/surveys/{id}/apply': { open: reviewers, ask: ofSurvey },
}
