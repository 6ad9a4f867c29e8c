/** What each route of the API owes to whom. A route that is not here fails the sweep. */
import { v7 as uuid } from 'uuid'
import { computedRows } from './computed-rows.ts'
import { deliveryLedger } from './delivery.ts'
import { deliveryField } from './delivery-field.ts'
import { administrators, readers, readersOfEcuador, reviewers, signedIn, steering, writers, writersOfEcuador } from './groups.ts'
import { peopleFinding } from './people-finding.ts'
import { peopleHouseholds } from './people-households.ts'
import { peopleLists } from './people-lists.ts'
import { planAreas } from './plan-areas.ts'
import { planFunding } from './plan-funding.ts'
import { planLeaving } from './plan-leaving.ts'
import { planNeeds } from './plan-needs.ts'
import { planProgress } from './plan-progress.ts'
import { planReview } from './plan-review.ts'
import { planSubmissions } from './plan-submissions.ts'
import { planTargets } from './plan-targets.ts'
import { planVersions } from './plan-versions.ts'
import type { Planted } from './planting.ts'
import { everybody, type Who } from './world.ts'

export type Asked = { path?: Record<string, string | number>; query?: string; body?: unknown }
export type Expectation = {
  /** Who is answered. Everybody else is refused: 401 without sign-in, else 403 or 404. */
  open: readonly Who[]
  /** Who must see something of Ecuador in the answer; otherwise the sweep would prove nothing. Strangers never do. */
  sees?: readonly Who[]
  /** Accepted figures belong to everybody who reads figures: only what is not accepted is looked for, and nobody but `sees` may see it. */
  figures?: true
  /** About one thing of Ecuador: to a stranger it is not there. */
  single?: true
  /** Who may do this nowhere: refused as such, whether the thing is there or not. Else the sector's coordinator and those who meet people. */
  blind?: readonly Who[]
  /** A write to what is one's own: it may change things, whoever asks. */
  own?: true
  ask?: (planted: Planted) => Asked
}

const form = (parts: Record<string, string | File>): FormData => {
  const data = new FormData()
  for (const [name, value] of Object.entries(parts)) data.append(name, value)
  return data
}
const csv = (text: string): File => new File([text], 'sweep.csv', { type: 'text/csv' })
/** One white pixel. */
const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAG7buVgAAAABJRU5ErkJggg=='
const picture = (): File => new File([Buffer.from(pixel, 'base64')], 'sweep.png', { type: 'image/png' })
const inPlan = ({ plan }: Planted): Asked => ({ path: { plan } })
const overview = ({ overviewId }: Planted): Asked => ({ path: { id: overviewId } })
const quarter = 'from=2021-01&until=2021-03'

export const expectations: Record<string, Expectation> = {
  ...peopleFinding,
  ...peopleHouseholds,
  ...peopleLists,
  ...deliveryField,
  ...deliveryLedger,
  ...planAreas,
  ...planFunding,
  ...planLeaving,
  ...planNeeds,
  ...planReview,
  ...planSubmissions,
  ...planProgress,
  ...planTargets,
  ...planVersions,
  ...computedRows,
  'GET /api/openapi.json': { open: everybody },

  'GET /api/places': { open: signedIn },
  'GET /api/places/{code}': { open: signedIn, ask: () => ({ path: { code: 'EC' } }) },
  'PATCH /api/places/{code}': { open: steering, ask: () => ({ path: { code: 'EC' }, body: { platform: 'Andes' } }) },
  'GET /api/hosted': { open: signedIn },

  'GET /api/me': { open: signedIn, own: true },
  'PUT /api/me': { open: signedIn, own: true, ask: () => ({ body: { name: 'Other' } }) },
  'GET /api/keys': { open: signedIn, own: true },
  'POST /api/keys': { open: signedIn, own: true, ask: () => ({ body: { name: 'key' } }) },
  // Only its owner, who is not among those who ask.
  'DELETE /api/keys/{id}': { open: [], single: true, ask: ({ keyId }) => ({ path: { id: keyId } }) },
  'GET /api/organisations': { open: signedIn },
  'POST /api/organisations': { open: steering, ask: () => ({ body: { names: { en: 'New' } } }) },
  'PATCH /api/organisations/{id}': {
    open: steering,
    ask: ({ organisationA }) => ({ path: { id: organisationA }, body: { kind: 'NGO' } }),
  },
  'GET /api/users': { open: administrators },
  'POST /api/users': { open: administrators, ask: () => ({ body: { name: 'New', email: 'new@senda.example', grants: [] } }) },
  'PATCH /api/users/{id}': { open: administrators, ask: ({ userId }) => ({ path: { id: userId }, body: { name: 'Changed' } }) },
  'POST /api/users/{id}/password': { open: administrators, ask: ({ userId }) => ({ path: { id: userId } }) },

  'GET /api/plans/{plan}/activities': { open: readers, sees: readersOfEcuador, ask: inPlan },
  'GET /api/plans/{plan}/activities # of Ecuador': {
    open: readers,
    sees: readersOfEcuador,
    ask: (p) => ({ ...inPlan(p), query: 'country=EC' }),
  },
  'GET /api/plans/{plan}/activities # of the organisation': {
    open: readers,
    sees: readersOfEcuador,
    ask: (p) => ({ ...inPlan(p), query: `organisation=${p.organisationA}` }),
  },
  'GET /api/plans/{plan}/activities # of an import': {
    open: readers,
    sees: readersOfEcuador,
    ask: (p) => ({ ...inPlan(p), query: `importId=${p.importId}` }),
  },
  'GET /api/plans/{plan}/activities # by words': {
    open: readers,
    sees: readersOfEcuador,
    ask: (p) => ({ ...inPlan(p), query: 'words=zafi' }),
  },
  'PUT /api/plans/{plan}/activities': {
    open: writersOfEcuador,
    ask: (p) => ({ ...inPlan(p), body: { rows: [{ id: p.draft, version: 1, cells: { title: 'changed' } }] } }),
  },
  'PUT /api/plans/{plan}/activities # a new row of Ecuador': {
    open: writersOfEcuador,
    ask: (p) => ({
      ...inPlan(p),
      body: { rows: [{ id: uuid(), version: 0, cells: { country: 'EC', organisation: p.organisationA, title: 'new' } }] },
    }),
  },
  'PUT /api/plans/{plan}/activities # a row moved to Ecuador': {
    open: steering,
    ask: (p) => ({
      ...inPlan(p),
      body: { rows: [{ id: p.uruguay, version: 1, cells: { country: 'EC', admin1: 'EC-P', organisation: p.organisationA } }] },
    }),
  },
  'GET /api/plans/{plan}/activities/{id}': {
    open: readersOfEcuador,
    sees: readersOfEcuador,
    single: true,
    ask: (p) => ({ path: { plan: p.plan, id: p.accepted } }),
  },
  'GET /api/plans/{plan}/activities/{id} # a draft': {
    open: writersOfEcuador,
    sees: writersOfEcuador,
    single: true,
    ask: (p) => ({ path: { plan: p.plan, id: p.draft } }),
  },
  'POST /api/plans/{plan}/activities/fixes/preview': {
    open: writers,
    sees: writersOfEcuador,
    ask: (p) => ({ ...inPlan(p), query: 'rule=clear-forbidden' }),
  },
  'POST /api/plans/{plan}/activities/fixes': {
    open: writers,
    ask: (p) => ({ ...inPlan(p), body: { batchId: uuid(), rule: 'clear-forbidden', ids: [p.draft], filter: {} } }),
  },
  'POST /api/plans/{plan}/activities/fixes # all of Ecuador': {
    open: writers,
    ask: (p) => ({ ...inPlan(p), body: { batchId: uuid(), rule: 'clear-forbidden', all: true, filter: { country: 'EC' } } }),
  },
  'POST /api/changes/{batchId}/undo': { open: writersOfEcuador, ask: (p) => ({ path: { batchId: p.batchId } }) },
  'POST /api/plans/{plan}/activities/steps': {
    open: reviewers,
    ask: (p) => ({ ...inPlan(p), body: { id: uuid(), step: 'accept', filter: {}, ids: [p.submitted] } }),
  },
  'POST /api/plans/{plan}/activities/steps # with a comment': {
    open: reviewers,
    ask: (p) => ({
      ...inPlan(p),
      body: {
        id: uuid(),
        step: 'return',
        filter: { country: 'EC' },
        comments: [{ activityId: p.submitted, cell: null, body: 'why' }],
      },
    }),
  },
  'POST /api/plans/{plan}/activities/steps # lock': {
    open: reviewers,
    ask: (p) => ({ ...inPlan(p), body: { id: uuid(), step: 'lock', filter: { country: 'EC' } } }),
  },
  'POST /api/activities/{id}/comments': {
    open: writersOfEcuador,
    ask: (p) => ({ path: { id: p.draft }, body: { id: uuid(), body: 'words' } }),
  },
  'POST /api/activities/{id}/comments # on a row that others may read': {
    open: writersOfEcuador,
    ask: (p) => ({ path: { id: p.accepted }, body: { id: uuid(), body: 'words' } }),
  },
  'POST /api/plans/{plan}/activities/{id}/corrections': {
    open: writersOfEcuador,
    ask: (p) => ({ path: { plan: p.plan, id: p.locked }, body: { id: uuid(), withdraw: true, reason: 'counted twice' } }),
  },
  'GET /api/plans/{plan}/activities.csv': { open: readers, sees: readersOfEcuador, ask: inPlan },
  'GET /api/plans/{plan}/activities.xlsx': { open: readers, sees: readersOfEcuador, ask: inPlan },
  'GET /api/plans/{plan}/completeness': { open: readers, ask: inPlan },
  'GET /api/plans/{plan}/completeness # by organisation': {
    open: readers,
    ask: (p) => ({ ...inPlan(p), query: `by=organisation&country=EC&${quarter}` }),
  },
  'GET /api/plans/{plan}/today': { open: readers, ask: inPlan },

  'POST /api/plans/{plan}/imports': {
    open: writers.filter((who) => who !== 'reporter B'),
    own: true,
    ask: (p) => ({ ...inPlan(p), body: form({ file: csv('Country\nEcuador'), organisation: String(p.organisationA) }) }),
  },
  'GET /api/plans/{plan}/imports': { open: writers, sees: [...steering, 'reporter A'], ask: inPlan },
  'GET /api/imports/{id}': {
    open: [...steering, 'reporter A'],
    sees: [...steering, 'reporter A'],
    ask: (p) => ({ path: { id: p.importId } }),
  },
  'DELETE /api/imports/{id}': { open: [...steering, 'reporter A'], ask: (p) => ({ path: { id: p.draftImportId } }) },
  'GET /api/imports/{id}/refused.xlsx': {
    open: [...steering, 'reporter A'],
    sees: [...steering, 'reporter A'],
    ask: (p) => ({ path: { id: p.importId } }),
  },
  'GET /api/imports/{id}/findings.xlsx': {
    open: [...steering, 'reporter A'],
    sees: [...steering, 'reporter A'],
    ask: (p) => ({ path: { id: p.draftImportId } }),
  },
  'GET /api/plans/{plan}/template.xlsx': { open: signedIn, ask: inPlan },
  'GET /api/plans/{plan}/error-report.xlsx': {
    open: writers.filter((who) => who !== 'reporter B'),
    sees: writersOfEcuador,
    ask: (p) => ({ ...inPlan(p), query: `organisation=${p.organisationA}` }),
  },
  'GET /api/plans/{plan}/error-report.xlsx # all that one may write': { open: writers, sees: writersOfEcuador, ask: inPlan },

  'GET /api/plans': { open: signedIn },
  'POST /api/plans': {
    open: steering,
    ask: () => ({ body: { code: 'sweep-2022', firstMonth: '2022-01', lastMonth: '2022-12' } }),
  },
  'GET /api/plans/{plan}': { open: signedIn, ask: inPlan },
  'PATCH /api/plans/{plan}': { open: steering, ask: (p) => ({ ...inPlan(p), body: { dueDay: 12 } }) },
  'GET /api/plans/{plan}/lists': { open: signedIn, ask: inPlan },
  'POST /api/plans/{plan}/lists/{list}': {
    open: steering,
    ask: (p) => ({ path: { plan: p.plan, list: 'mechanisms' }, body: form({ file: csv('Delivery mechanism\nPhysical cash') }) }),
  },
  'PUT /api/plans/{plan}/methods/{country}': {
    open: steering,
    ask: (p) => ({ path: { plan: p.plan, country: 'EC' }, body: { method: 'sum' } }),
  },
  'PATCH /api/plans/{plan}/sectors/{id}': {
    open: steering,
    ask: (p) => ({ path: { plan: p.plan, id: p.sectorId }, body: { position: 3 } }),
  },
  'PATCH /api/plans/{plan}/indicators/{id}': {
    open: steering,
    ask: (p) => ({ path: { plan: p.plan, id: p.indicatorId }, body: { isCash: true } }),
  },
  'POST /api/plans/{plan}/new-names/{list}/{entry}': {
    open: steering,
    ask: (p) => ({ path: { plan: p.plan, list: 'organisations', entry: p.organisationA }, body: { confirm: true } }),
  },

  'GET /api/plans/{plan}/figures/reached': { open: readers, figures: true, ask: inPlan },
  'GET /api/plans/{plan}/figures/reached # not accepted': {
    open: readers,
    figures: true,
    sees: writersOfEcuador,
    ask: (p) => ({ ...inPlan(p), query: 'include=drafts&by=organisation&method=sum' }),
  },
  'GET /api/plans/{plan}/figures/reached # submitted in Ecuador': {
    open: readers,
    figures: true,
    sees: writersOfEcuador,
    ask: (p) => ({ ...inPlan(p), query: 'include=submitted&country=EC&by=admin1' }),
  },
  'GET /api/plans/{plan}/figures/reached.csv': {
    open: readers,
    figures: true,
    sees: writersOfEcuador,
    ask: (p) => ({ ...inPlan(p), query: 'include=drafts&hxl=1' }),
  },
  'GET /api/plans/{plan}/figures/reached.xlsx': {
    open: readers,
    figures: true,
    sees: writersOfEcuador,
    ask: (p) => ({ ...inPlan(p), query: 'include=drafts&method=sum' }),
  },
  'GET /api/plans/{plan}/figures/dashboard': { open: readers, figures: true, ask: inPlan },
  'GET /api/plans/{plan}/figures/dashboard # not accepted': {
    open: readers,
    figures: true,
    sees: writersOfEcuador,
    ask: (p) => ({ ...inPlan(p), query: 'include=drafts' }),
  },
  'POST /api/plans/{plan}/figures': {
    open: readers,
    figures: true,
    ask: (p) => ({ ...inPlan(p), body: [{ measure: 'people', from: '2021-01', until: '2021-03', country: 'EC' }] }),
  },
  'POST /api/plans/{plan}/figures # not accepted': {
    open: steering,
    figures: true,
    sees: steering,
    ask: (p) => ({
      ...inPlan(p),
      body: [{ measure: 'people', include: 'drafts', from: '2021-01', until: '2021-03', country: 'EC' }],
    }),
  },
  'POST /api/plans/{plan}/snapshots': {
    open: steering,
    ask: (p) => ({ ...inPlan(p), body: { id: uuid(), label: 'kept', firstMonth: '2021-01', lastMonth: '2021-03' } }),
  },
  'GET /api/plans/{plan}/snapshots': { open: steering, sees: steering, ask: inPlan },
  'GET /api/plans/{plan}/snapshots/{id}': {
    open: steering,
    sees: steering,
    ask: (p) => ({ path: { plan: p.plan, id: p.snapshotId } }),
  },

  'GET /api/plans/{plan}/map': { open: readers, figures: true, ask: inPlan },
  'GET /api/plans/{plan}/map # not accepted': {
    open: readers,
    figures: true,
    sees: writersOfEcuador,
    ask: (p) => ({ ...inPlan(p), query: 'include=drafts' }),
  },
  'GET /api/overviews': { open: reviewers, sees: reviewers },
  'POST /api/overviews': {
    open: steering,
    ask: (p) => ({ body: { id: uuid(), plan: p.plan, firstMonth: '2021-04', lastMonth: '2021-06' } }),
  },
  'GET /api/overviews/{id}': { open: reviewers, sees: reviewers, ask: overview },
  'GET /api/overviews/{id}/document': { open: reviewers, sees: reviewers, ask: overview },
  'PUT /api/overviews/{id}/texts/{language}/{part}': {
    open: steering,
    ask: (p) => ({ path: { id: p.overviewId, language: 'en', part: 'lead' }, body: { body: 'new', version: 1 } }),
  },
  'GET /api/overviews/{id}/texts/{language}/{part}/history': {
    open: reviewers,
    sees: reviewers,
    ask: (p) => ({ path: { id: p.overviewId, language: 'en', part: 'title' } }),
  },
  'GET /api/overviews/{id}/figures': { open: steering, ask: overview },
  'GET /api/overviews/{id}/tie-out': { open: reviewers, ask: overview },
  'GET /api/overviews/{id}/typed-numbers': { open: steering, ask: overview },
  'GET /api/overviews/{id}/stories': { open: steering, sees: steering, ask: overview },
  'PUT /api/overviews/{id}/stories/{story}': {
    open: steering,
    ask: (p) => ({
      path: { id: p.overviewId, story: p.storyId },
      body: {
        position: 1,
        country: 'EC',
        texts: { en: { title: 'new' }, es: {}, pt: {}, fr: {} },
        credit: '',
        consent: 'by word of mouth',
      },
    }),
  },
  'DELETE /api/overviews/{id}/stories/{story}': {
    open: steering,
    ask: (p) => ({ path: { id: p.overviewId, story: p.storyId } }),
  },
  'POST /api/overviews/{id}/stories/{story}/picture': {
    open: steering,
    ask: (p) => ({ path: { id: p.overviewId, story: p.storyId }, body: form({ file: picture() }) }),
  },
  'GET /api/overviews/{id}/stories/{story}/picture': {
    open: steering,
    sees: steering,
    ask: (p) => ({ path: { id: p.overviewId, story: p.storyId } }),
  },
  'GET /api/overviews/{id}/donors': { open: reviewers, sees: reviewers, ask: overview },
  'PUT /api/overviews/{id}/donors': {
    open: steering,
    ask: (p) => ({ ...overview(p), body: [{ name: 'Somebody', link: null }] }),
  },
  'POST /api/overviews/{id}/publish': {
    open: steering,
    ask: (p) => ({ ...overview(p), body: { languages: ['en'], agreedDifferences: true } }),
  },
  'POST /api/overviews/{id}/withdraw': { open: steering, ask: (p) => ({ ...overview(p), body: { edition: 1 } }) },
  'GET /api/overviews/{id}/download/{format}': {
    open: reviewers,
    sees: reviewers,
    ask: (p) => ({ path: { id: p.overviewId, format: 'html' } }),
  },
  'GET /api/overviews/{id}/download/{format} # workbook': {
    open: reviewers,
    sees: reviewers,
    ask: (p) => ({ path: { id: p.overviewId, format: 'xlsx' } }),
  },
}

/** The door of sign-in asks for a password or a session itself: its own tests walk through it. */
export const door = /^POST \/api\/auth\//

/** The pages that need no sign-in. What is not published, or no longer, is on none of them. */
export const publicPages = [
  '/',
  '/overviews',
  '/overviews/:slug',
  '/overviews/:slug/edition/:edition',
  '/overviews/:slug/edition/:edition/download/:format',
  '/overviews/:slug/edition/:edition/figures/:key',
  '/overviews/:slug/edition/:edition/rows',
  '/overviews/:slug/figures/:key',
  '/overviews/:slug/rows',
  '/pictures/:id',
  '/plans',
  '/plans/:plan',
  '/plans/:plan/:part',
  '/plans/:plan/activities',
  '/plans/:plan/activities/:id',
  '/look/:file',
]
