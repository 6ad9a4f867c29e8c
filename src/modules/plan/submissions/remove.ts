/** Taking away a draft that was never published. What was published once is withdrawn instead, so that the plan says so. */
import { assertMay, visible } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { transact } from '../../../core/database.ts'
import { record } from '../../../core/events.ts'
import { Problem } from '../../../core/problem.ts'
import { getPlan } from '../queries.ts'
import { openVersion } from '../versions/open.ts'
import { findPlanned } from './queries.ts'
import { lockActivities } from './store.ts'

export async function removePlanned(ctx: Context, planCode: string, id: string): Promise<void> {
  visible(ctx, 'submission.write')
  await transact(ctx.db, async (db) => {
    const plan = await getPlan(db, planCode)
    const seen = await findPlanned({ ...ctx, db }, plan, id)
    assertMay(ctx, 'submission.write', { organisationId: seen.organisationId })
    await openVersion(db, plan, ctx.actor.id)
    const [row] = await lockActivities(db, [id])
    if (!row) return
    const published = await db
      .selectFrom('publishedActivities')
      .select('version')
      .where('planId', '=', plan.id)
      .where('id', '=', id)
      .limit(1)
      .executeTakeFirst()
    if (row.state !== 'draft' || published)
      throw new Problem(409, 'plan/submission-not-removed', {
        activity: row.title ?? '',
        state: row.state,
        published: published ? 'yes' : 'no',
      })
    await db.deleteFrom('planActivities').where('id', '=', id).execute()
    await record(db, ctx.actor, 'planned-activity.removed', id, { plan: plan.code, organisation: row.organisationId })
  })
}
