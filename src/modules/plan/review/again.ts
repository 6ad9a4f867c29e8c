/** The same order sent twice is one decision: the second is answered with what the first did. */
import { sql } from 'kysely'
import type { Context } from '../../../core/context.ts'
import { Problem } from '../../../core/problem.ts'
import type { LeftReason, PlanStepAnswer, PlanStepOrder, ReviewStep } from './contract.ts'
import { sentenceOf } from './leaving.ts'

const events: Record<ReviewStep, string> = {
  submit: 'submission.submitted',
  endorse: 'submission.endorsed',
  validate: 'submission.validated',
  approve: 'submission.approved',
  return: 'submission.returned',
  withdraw: 'submission.withdrawn',
  revise: 'submission.revised',
}
export const eventOf = (step: ReviewStep): string => events[step]

type Facts = { left: { id: string; reason: LeftReason }[]; leftBy: PlanStepAnswer['leftBy'] }

/** Waits for the same order under way. A Problem where the id belongs to the decision of somebody else, or to another step. */
export async function answeredBefore(
  { db, actor, language }: Context,
  order: PlanStepOrder,
): Promise<PlanStepAnswer | undefined> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${order.id}, 7350014))`.execute(db)
  const event = await db
    .selectFrom('events')
    .select(['actorId', 'detail', 'action'])
    .where('subjectId', '=', order.id)
    .where('action', 'in', Object.values(events))
    .executeTakeFirst()
  if (!event) return undefined
  if (event.actorId !== actor.id || event.action !== eventOf(order.step)) throw new Problem(409, 'plan/decision-of-another')
  const { rows: done } = await sql<PlanStepAnswer['done'][number]>`
    select c.activity_id as id, c.to_state as state, a.version from plan_activity_changes c join plan_activities a on a.id = c.activity_id
    where c.batch_id = ${order.id} order by 1`.execute(db)
  const { left, leftBy } = event.detail as Facts
  const said = left.map((l) => ({ ...l, title: null, sentence: sentenceOf(language, l.reason) }))
  return { id: order.id, step: order.step, done, left: said, leftBy }
}
