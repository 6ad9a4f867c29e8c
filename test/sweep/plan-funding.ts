/** What the routes of money owe to whom: everybody who signs in reads what a plan was given; who edits it enters and takes back. */
import { v7 as uuid } from 'uuid'
import type { Expectation } from './expectations.ts'
import { notMeeting } from './groups.ts'
import type { Who } from './world.ts'

const steering: Who[] = ['administrator', 'regional']
/** Whoever may enter money somewhere. */
const editors: Who[] = [...steering, 'officer EC', 'officer UY', 'viewer, officer UY']
const ofEcuador: Who[] = [...steering, 'officer EC']
/** What is asked shows what they plan there; everybody else sees what was published, which is nothing. */
const plannersOfEcuador: Who[] = [...ofEcuador, 'coordinator EC', 'office A', 'reporter A']
const upload = (name: string, text: string): FormData => {
  const form = new FormData()
  form.append('file', new File([text], name, { type: 'text/csv' }))
  return form
}
const given = { donor: 'Norland', status: 'paid', amount: '100', decidedOn: '2021-03-01', country: 'EC' }

export const planFunding: Record<string, Expectation> = {
  'GET /api/plans/{plan}/funding': { open: notMeeting, sees: plannersOfEcuador, ask: ({ plan }) => ({ path: { plan } }) },
  'GET /api/plans/{plan}/funding/coverage': {
    open: notMeeting,
    sees: plannersOfEcuador,
    ask: ({ plan }) => ({ path: { plan } }),
  },
  'GET /api/plans/{plan}/funding/coverage # by organisation': {
    open: notMeeting,
    sees: plannersOfEcuador,
    ask: ({ plan }) => ({ path: { plan }, query: 'by=organisation' }),
  },
  'GET /api/plans/{plan}/funding/coverage # as a file': {
    open: notMeeting,
    sees: plannersOfEcuador,
    ask: ({ plan }) => ({ path: { plan }, query: 'by=sector&format=csv' }),
  },
  'GET /api/plans/{plan}/funding/contributions': { open: notMeeting, ask: ({ plan }) => ({ path: { plan } }) },
  'POST /api/plans/{plan}/funding/contributions': {
    open: ofEcuador,
    ask: ({ plan }) => ({ path: { plan }, body: { ...given, id: uuid() } }),
  },
  // Of a contribution that nobody entered: nobody finds it.
  'GET /api/plans/{plan}/funding/contributions/{id}/changes': {
    open: [],
    ask: ({ plan }) => ({ path: { plan, id: uuid() } }),
  },
  'POST /api/plans/{plan}/funding/contributions/{id}/reversal': {
    open: [],
    ask: ({ plan }) => ({ path: { plan, id: uuid() }, body: { id: uuid(), reason: 'entered twice' } }),
  },
  'POST /api/plans/{plan}/funding/imports': {
    open: editors,
    ask: ({ plan }) => ({ path: { plan }, body: upload('sweep.csv', 'Donor,Country,Amount,Currency\nNorland,Ecuador,5,USD\n') }),
  },
  'GET /api/rates': { open: notMeeting },
  'PUT /api/rates': {
    open: steering,
    ask: () => ({ body: { currency: 'EUR', day: '2021-01-01', usd: '1.2', source: 'sweep' } }),
  },
  'POST /api/rates/imports': {
    open: steering,
    ask: () => ({ body: upload('rates.csv', 'Currency,Date,USD per unit\nEUR,2021-01-01,1.2\n') }),
  },
}
