/** The version that is open for work: the first opens when it is first needed, a later one when the region begins a revision. */
import { operator } from '../../../core/access.ts'
import type { Db, Row } from '../../../core/database.ts'
import { Problem } from '../../../core/problem.ts'
import type { Plan } from '../contract.ts'

export type OpenVersion = Row<'planVersions'>
type PlanId = Pick<Plan, 'id' | 'code'>

/**
 * The open version of a plan; a plan that never had one gets its first. A Problem 409 `plan/locked` after a publication.
 * Inside a transaction the version stays open until it ends: publishing waits for the work under way.
 * @param by who opens it, where it is the first
 */
export async function openVersion(db: Db, plan: PlanId, by: string = operator.id): Promise<OpenVersion> {
  const open = await findOpen(db, plan.id)
  if (open) return open
  await assertNeverPublished(db, plan)
  await db
    .insertInto('planVersions')
    .values({ planId: plan.id, number: 1, openedBy: by })
    .onConflict((c) => c.doNothing())
    .execute()
  return (await findOpen(db, plan.id)) ?? locked(db, plan)
}

/** As `openVersion`, for those who only ask: nothing is opened. */
export async function assertOpen(db: Db, plan: PlanId): Promise<void> {
  if (!(await findOpen(db, plan.id))) await assertNeverPublished(db, plan)
}

// Who writes holds the version by key, which deadlines may still change under; publication takes it whole.
const findOpen = (db: Db, planId: number): Promise<OpenVersion | undefined> =>
  db
    .selectFrom('planVersions')
    .selectAll()
    .where('planId', '=', planId)
    .where('publishedAt', 'is', null)
    .forKeyShare()
    .executeTakeFirst()

async function assertNeverPublished(db: Db, plan: PlanId): Promise<void> {
  const latest = await latestNumber(db, plan.id)
  if (latest > 0) throw new Problem(409, 'plan/locked', { plan: plan.code, number: latest })
}

/** Number of the latest version, published or open; 0 before the first. */
export async function latestNumber(db: Db, planId: number): Promise<number> {
  const latest = await db
    .selectFrom('planVersions')
    .select('number')
    .where('planId', '=', planId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return latest?.number ?? 0
}

async function locked(db: Db, plan: PlanId): Promise<never> {
  throw new Problem(409, 'plan/locked', { plan: plan.code, number: await latestNumber(db, plan.id) })
}
