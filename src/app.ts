/** The list of modules, in their order, and what follows from which event. */
import { createMiddleware } from 'hono/factory'
import { isPublic } from './core/access.ts'
import type { Context } from './core/context.ts'
import type { Db } from './core/database.ts'
import { type Follows, followEvents } from './core/events.ts'
import { answerProblem, api, type Env, refuseAnother, refuseNobody, refuseUncheckedAnswers } from './core/http.ts'
import { countJobs, enqueue, type Jobs } from './core/jobs.ts'
import { mails } from './core/mail/routes.ts'
import { mailJobs } from './core/mail.ts'
import type { Measure } from './core/server/metrics.ts'
import { jobs as activityJobs } from './modules/activities/jobs.ts'
import { activities } from './modules/activities/routes.ts'
import { deliveryJobs } from './modules/delivery/jobs.ts'
import { countDifferences, type Move, moveServed } from './modules/delivery/ledger/counting.ts'
import { forgetHouseholds, toldToPeople } from './modules/delivery/people.ts'
import { delivery } from './modules/delivery/routes.ts'
import { orderPlacingOf } from './modules/delivery/services/ordering.ts'
import { figures } from './modules/figures/routes.ts'
import { organisations } from './modules/organisations/routes.ts'
import { peopleJobs } from './modules/people/jobs.ts'
import { hearElsewhere } from './modules/people/privacy/elsewhere.ts'
import { people } from './modules/people/routes.ts'
import { places } from './modules/places/routes.ts'
import { reviewJobs } from './modules/plan/review/jobs.ts'
import { plan } from './modules/plan/routes.ts'
import { submissionJobs } from './modules/plan/submissions/recheck.ts'
import { targetJobs } from './modules/plan/targets/mark.ts'
import { publicPages } from './modules/reports/pages.ts'
import { reports } from './modules/reports/routes.ts'

const about = {
  openapi: '3.1.0',
  info: { title: 'Senda', version: '0.1.0', description: 'One chain from plan to person to delivery to figure to report.' },
}

/** What of the API is answered without sign-in: the door itself, and the description of the API. */
const open = /^\/api\/(auth\/|openapi\.json$)/

export function createApp(contextOf: (request: Request) => Promise<Context>) {
  const app = api()
  app.onError(answerProblem)
  app.use(
    createMiddleware<Env>(async (c, next) => {
      const ctx = await contextOf(c.req.raw)
      ctx.requestId = c.get('requestId') ?? ctx.requestId
      c.set('ctx', ctx)
      await next()
    }),
  )
  app.use(refuseUncheckedAnswers)
  app.use('/api/*', refuseNobody(open))
  app.use('/api/*', refuseAnother)
  for (const module of [mails, places, organisations, plan, people, delivery, activities, figures, reports])
    app.route('/api', module)
  app.route('/', publicPages)
  let description: ReturnType<typeof describe> | undefined
  app.get('/api/openapi.json', (c) => {
    isPublic(c.get('ctx'))
    description ??= describe(app)
    return c.json(description)
  })
  return app
}

/** The whole API in OpenAPI 3.1. */
export const describe = (app: ReturnType<typeof createApp>) => app.getOpenAPI31Document(about)

/** Every job by name. */
export const jobs: Jobs = {
  ...mailJobs,
  ...submissionJobs,
  ...targetJobs,
  ...reviewJobs,
  ...peopleJobs,
  ...deliveryJobs,
  ...activityJobs,
}

/** What follows from which event. The jobs of a plan's rows run one after another. */
const follows: Follows = {
  'plan.listed': async (db, { subjectId: plan, detail: { what } }) => {
    // Its months may be others now: what was given in them belongs to it.
    if (what === 'plan') await orderPlacingOf(db, plan)
    await enqueue(db, 'plan.submissions.recheck', { plan }, { queue: `rows of ${plan}`, key: `recheck planned ${plan}` })
    await enqueue(db, 'activities.recheck', { plan }, { queue: `rows of ${plan}`, key: `recheck ${plan}` })
  },
  // Targets are published: open rows may be beyond them, or no longer.
  'plan.published': (db, { subjectId: plan }) =>
    enqueue(db, 'activities.recheck', { plan }, { queue: `rows of ${plan}`, key: `recheck ${plan}` }),
  'plan.merged': async (db, { subjectId: plan, detail: { list, from, to } }) => {
    await enqueue(db, 'plan.submissions.merge', { plan, list, from, to }, { queue: `rows of ${plan}` })
    await enqueue(db, 'activities.merge', { plan, list, from, to }, { queue: `rows of ${plan}` })
  },
  // Who is counted as another now takes along what was given: figures follow in the same transaction.
  'persons.regrouped': (db, { detail: { moves } }) => moveServed(db, moves as Move[]),
  'household.erased': (db, { detail: { households } }) => forgetHouseholds(db, households as string[]),
  'submission.returned': (db, { subjectId: batch }) => enqueue(db, 'plan.tell-returned', { batch }, { key: `returned ${batch}` }),
}
// The need changed: targets are held against it again.
for (const event of ['needs.imported', 'needs.changed', 'needs.applied'])
  follows[event] = (db, { subjectId: plan }) =>
    enqueue(db, 'plan.targets.recheck', { plan }, { queue: `rows of ${plan}`, key: `recheck targets ${plan}` })
followEvents(follows)
hearElsewhere(toldToPeople)

/** What modules count for /metrics. */
export const measures = (db: Db): Measure[] => [
  { name: 'senda_imports', help: 'Files sent, by state', label: 'state', read: () => countImports(db) },
  { name: 'senda_deliveries', help: 'Differences that wait', label: 'what', read: () => countDifferences(db) },
  { name: 'senda_jobs', help: 'Jobs that wait, by name', label: 'job', read: () => countJobs(db) },
]

async function countImports(db: Db): Promise<Record<string, number>> {
  const rows = await db
    .selectFrom('imports')
    .select(['state', (e) => e.fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute()
  return Object.fromEntries(rows.map((r) => [r.state, r.count]))
}
