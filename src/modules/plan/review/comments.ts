/** What people say to each other about an activity, or about one cell of it, until it is settled. */
import { visible, within } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { type Db, transact } from '../../../core/database.ts'
import { record } from '../../../core/events.ts'
import { notFound } from '../../../core/problem.ts'
import { getPlan } from '../queries.ts'
import type { NewPlanComment, PlanComment } from './contract.ts'
import { type Chosen, findChosen } from './queries.ts'

/** The activity as far as it is in sight; a Problem 404 otherwise. */
export async function inSight(ctx: Context, planCode: string, id: string): Promise<Chosen & { planId: number }> {
  const sight = visible(ctx, 'submission.read')
  const plan = await getPlan(ctx.db, planCode)
  const found = await findChosen(ctx.db, plan.id, id)
  const isSeen = found && within(sight, { country: found.country, organisationId: found.organisationId, sector: found.look })
  return isSeen ? { ...found, planId: plan.id } : notFound('activity', id)
}

/** Oldest first. */
export async function commentsOf(ctx: Context, activityId: string): Promise<PlanComment[]> {
  const rows = await ctx.db
    .selectFrom('planActivityComments')
    .selectAll()
    .where('activityId', '=', activityId)
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows.map((c, i) => ({
    id: c.id,
    at: c.at.toISOString(),
    by: c.byName || c.by,
    isMine: c.by === ctx.actor.id,
    cell: c.cell,
    body: c.body,
    isAnswered: rows.slice(i + 1).some((later) => later.cell === c.cell && later.by !== c.by),
    settledAt: c.settledAt?.toISOString() ?? null,
    settledBy: c.settledBy,
  }))
}

/** Whoever sees an activity may speak about it. The same comment sent twice is one. */
export function addPlanComment(
  ctx: Context,
  planCode: string,
  activityId: string,
  { id, cell, body }: NewPlanComment,
): Promise<PlanComment[]> {
  return change(ctx, planCode, activityId, async (db) => {
    const added = await db
      .insertInto('planActivityComments')
      .values({ id, activityId, cell, body, by: ctx.actor.id, byName: ctx.actor.name })
      .onConflict((c) => c.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (added) await record(db, ctx.actor, 'submission.commented', activityId, { cell })
  })
}

/** Says that nothing more is to be done about it, or takes that back. */
export function settlePlanComment(
  ctx: Context,
  planCode: string,
  activityId: string,
  commentId: string,
  settled: boolean,
): Promise<PlanComment[]> {
  return change(ctx, planCode, activityId, async (db) => {
    const found = await db
      .updateTable('planActivityComments')
      .set(settled ? { settledAt: new Date(), settledBy: ctx.actor.name || ctx.actor.id } : { settledAt: null, settledBy: null })
      .where('id', '=', commentId)
      .where('activityId', '=', activityId)
      .where('settledAt', settled ? 'is' : 'is not', null)
      .returning('id')
      .executeTakeFirst()
    if (found) return record(db, ctx.actor, settled ? 'submission.comment-settled' : 'submission.comment-reopened', activityId)
    const there = await db
      .selectFrom('planActivityComments')
      .select('id')
      .where('id', '=', commentId)
      .where('activityId', '=', activityId)
      .executeTakeFirst()
    if (!there) return notFound('comment', commentId)
  })
}

const change = (ctx: Context, planCode: string, activityId: string, work: (db: Db) => Promise<void>): Promise<PlanComment[]> => {
  visible(ctx, 'submission.read')
  return transact(ctx.db, async (db) => {
    await inSight({ ...ctx, db }, planCode, activityId)
    await work(db)
    return commentsOf({ ...ctx, db }, activityId)
  })
}
