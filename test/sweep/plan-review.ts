/** What the review of a plan owes to whom, and the letters it writes. */
import { v7 as uuid } from 'uuid'
import type { Asked, Expectation } from './expectations.ts'
import { administrators, meeting, officers, planners, plannersOfEcuador, signedIn, steering, writersOfPlanned } from './groups.ts'
import type { Planted } from './planting.ts'
import type { Who } from './world.ts'

const inPlan = ({ plan }: Planted): Asked => ({ path: { plan } })
const of = (id: string) => (p: Planted) => ({ path: { plan: p.plan, id: p[id as 'plannedDraft'] } })
const order =
  (step: string, which: keyof Planted, more: Record<string, unknown> = {}) =>
  (p: Planted) => ({
    ...inPlan(p),
    body: { id: uuid(), step, activities: [{ id: p[which], version: 1 }], ...more },
  })
/** Whoever endorses for the organisation, validates for the sector, approves for the region: and nobody else. */
const endorsers: Who[] = [...steering, 'office A']
const validators: Who[] = [...officers, 'coordinator EC']
const viewers: Who[] = ['viewer', 'viewer UY', ...meeting]
const officersSomewhere: Who[] = [...officers, 'officer UY', 'viewer, officer UY']

export const planReview: Record<string, Expectation> = {
  'GET /api/plans/{plan}/review': {
    open: planners,
    sees: [...steering, 'officer EC', 'coordinator EC', 'office A', 'reporter A'],
    ask: inPlan,
  },
  'GET /api/plans/{plan}/review/activities': {
    open: [...officersSomewhere, 'coordinator EC'],
    sees: validators,
    ask: (p) => ({ ...inPlan(p), query: 'step=validate' }),
  },
  'GET /api/plans/{plan}/review/activities # to endorse': {
    open: endorsers,
    sees: endorsers,
    ask: (p) => ({ ...inPlan(p), query: 'step=endorse' }),
  },
  'GET /api/plans/{plan}/review/activities # to submit': {
    open: [...writersOfPlanned, 'reporter B'],
    sees: writersOfPlanned,
    ask: (p) => ({ ...inPlan(p), query: 'step=submit&country=EC' }),
  },
  'GET /api/plans/{plan}/review/today': { open: signedIn, ask: inPlan },
  'POST /api/plans/{plan}/planned-activities/steps': { open: writersOfPlanned, ask: order('submit', 'plannedDraft') },
  'POST /api/plans/{plan}/planned-activities/steps # endorse': { open: endorsers, ask: order('endorse', 'plannedSubmitted') },
  'POST /api/plans/{plan}/planned-activities/steps # validate': { open: validators, ask: order('validate', 'plannedEndorsed') },
  'POST /api/plans/{plan}/planned-activities/steps # approve': { open: steering, ask: order('approve', 'plannedValidated') },
  'POST /api/plans/{plan}/planned-activities/steps # return': {
    open: validators,
    ask: order('return', 'plannedEndorsed', { comment: 'why' }),
  },
  'POST /api/plans/{plan}/planned-activities/steps # withdraw': {
    open: writersOfPlanned,
    ask: order('withdraw', 'plannedReturned'),
  },
  'POST /api/plans/{plan}/planned-activities/steps # all of Ecuador': {
    open: validators,
    ask: (p) => ({ ...inPlan(p), body: { id: uuid(), step: 'validate', filter: { country: 'EC' } } }),
  },
  'GET /api/plans/{plan}/planned-activities/{id}/review': {
    open: plannersOfEcuador,
    sees: plannersOfEcuador,
    single: true,
    blind: viewers,
    ask: of('plannedReturned'),
  },
  'GET /api/plans/{plan}/planned-activities/{id}/difference': {
    open: plannersOfEcuador,
    sees: plannersOfEcuador,
    single: true,
    blind: viewers,
    ask: (p) => ({ ...of('plannedReturned')(p), query: 'since=version' }),
  },
  'POST /api/plans/{plan}/planned-activities/{id}/comments': {
    open: plannersOfEcuador,
    sees: plannersOfEcuador,
    single: true,
    blind: viewers,
    ask: (p) => ({ ...of('plannedReturned')(p), body: { id: uuid(), cell: 'title', body: 'words' } }),
  },
  'PUT /api/plans/{plan}/planned-activities/{id}/comments/{comment}': {
    open: plannersOfEcuador,
    sees: plannersOfEcuador,
    single: true,
    blind: viewers,
    ask: (p) => ({
      path: { plan: p.plan, id: p.plannedReturned, comment: p.plannedComment },
      body: { settled: true },
    }),
  },
  'PUT /api/plans/{plan}/versions/deadlines': {
    open: steering,
    ask: (p) => ({
      ...inPlan(p),
      body: { submitBy: '2999-05-01', endorseBy: '2999-05-08', validateBy: null, approveBy: '2999-06-01' },
    }),
  },
  'PUT /api/plans/{plan}/extensions/{organisation}': {
    open: officers,
    ask: (p) => ({
      path: { plan: p.plan, organisation: p.organisationA },
      body: { submitBy: '2999-12-01', reason: 'flood' },
    }),
  },
  'DELETE /api/plans/{plan}/extensions/{organisation}': {
    open: officers,
    ask: (p) => ({ path: { plan: p.plan, organisation: p.organisationA } }),
  },
  'GET /api/mails': { open: administrators, sees: administrators },
  'POST /api/mails/{id}/send': { open: administrators, ask: (p) => ({ path: { id: p.mailId } }) },
}
