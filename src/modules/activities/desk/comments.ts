/** What people say to each other about a row: in a review, or any time they work on it. */
import { sql } from 'kysely'
import { v7 } from 'uuid'
import type { z } from 'zod'
import { assertMay, may } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { type Db, transact } from '../../../core/database.ts'
import { record } from '../../../core/events.ts'
import { notFound } from '../../../core/problem.ts'
import type { State } from '../contract.ts'
import type { Comment, NewComment, StepOrder } from './contract.ts'
import { sightOf } from './reach.ts'
import { rowsById } from './rows.ts'

export function addComment(ctx: Context, activityId: string, { id, cell, body }: NewComment): Promise<z.infer<typeof Comment>> {
  return transact(ctx.db, async (db) => {
    const [report] = await rowsById(db, [activityId], sightOf(ctx))
    if (!report) return notFound('activity', activityId)
    if (!may(ctx, 'activities.review', report)) assertMay(ctx, 'activities.write', report)
    const added = await db
      .insertInto('activityComments')
      .values({ id, activityId, cell, body, by: ctx.actor.id, byName: ctx.actor.name })
      .onConflict((c) => c.doNothing())
      .returning('at')
      .executeTakeFirst()
    if (added) await record(db, ctx.actor, 'activity.commented', activityId)
    const stored = await db
      .selectFrom('activityComments')
      .selectAll()
      .where('id', '=', id)
      .where('activityId', '=', activityId)
      .executeTakeFirst()
    return stored ? shownComment(stored) : notFound('comment', id)
  })
}

type Stored = { id: string; at: Date; by: string; byName: string; cell: string | null; body: string }
export const shownComment = (c: Stored): z.infer<typeof Comment> => ({
  id: c.id,
  at: c.at.toISOString(),
  by: c.byName || c.by,
  cell: c.cell as z.infer<typeof Comment>['cell'],
  body: c.body,
})

/** Comments that go with a step, on rows that the step moved. */
export async function insertComments(
  ctx: Context,
  db: Db,
  planId: number,
  moved: State,
  comments: StepOrder['comments'],
): Promise<void> {
  if (comments.length === 0) return
  const rows = JSON.stringify(comments.map((c) => ({ id: v7(), activity_id: c.activityId, cell: c.cell, body: c.body })))
  await sql`insert into activity_comments (id, activity_id, by, by_name, cell, body)
    select c.id, c.activity_id, ${ctx.actor.id}, ${ctx.actor.name}, c.cell, c.body
    from jsonb_to_recordset(${rows}::jsonb) as c(id uuid, activity_id uuid, cell text, body text)
    join activity_reports r on r.id = c.activity_id and r.plan_id = ${planId} and r.state = ${moved} and r.changed_at = now()`.execute(
    db,
  )
}
