/** The way of a month: draft → submitted → returned, or accepted → locked. One statement moves all rows of a filter, their sums and their history. */
import { sql } from 'kysely'
import type { z } from 'zod'
import { type Permission, visible } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { type Db, transact } from '../../../core/database.ts'
import { record } from '../../../core/events.ts'
import { getPlan } from '../../plan/queries.ts'
import type { State } from '../contract.ts'
import { sumInserts } from '../sums.ts'
import { answeredBefore } from './again.ts'
import { insertComments } from './comments.ts'
import type { StepName, StepOrder, StepResult } from './contract.ts'
import { rowsWhere } from './filter.ts'
import { inReach, type Sight, sightOf } from './reach.ts'

type Result = z.infer<typeof StepResult>
type Step = { permission: Permission; from: State[]; to: State; leavesBlocked: boolean }
type Chosen = { where: ReturnType<typeof sql>; mine: ReturnType<typeof sql> }

const steps: Record<z.infer<typeof StepName>, Step> = {
  submit: { permission: 'activities.write', from: ['draft', 'returned'], to: 'submitted', leavesBlocked: true },
  // What was accepted may still go back; what is locked changes only by a correction.
  return: { permission: 'activities.review', from: ['submitted', 'accepted'], to: 'returned', leavesBlocked: false },
  accept: { permission: 'activities.review', from: ['submitted'], to: 'accepted', leavesBlocked: true },
  lock: { permission: 'activities.lock', from: ['accepted'], to: 'locked', leavesBlocked: true },
}

export function takeStep(ctx: Context, planCode: string, order: StepOrder): Promise<Result> {
  return transact(ctx.db, async (db) => {
    const step = steps[order.step]
    const sight = sightOf(ctx)
    const reach = visible(ctx, step.permission)
    const plan = await getPlan(db, planCode)
    const done = await answeredBefore<Omit<Result, 'step'>>({ ...ctx, db }, `month.${step.to}`, order.id)
    if (done) return { step: order.step, rows: done.rows, left: done.left }

    const chosen: Chosen = { where: chosenRows(plan.id, order, sight), mine: inReach(reach) ?? sql`true` }
    const left = await countLeft(db, step, chosen, order.ids?.length)
    const rows = await moveRows(ctx, db, plan.id, order, step, chosen)
    await insertComments(ctx, db, plan.id, step.to, order.comments)
    await record(db, ctx.actor, `month.${step.to}`, order.id, { plan: plan.code, rows, left })
    return { step: order.step, rows, left }
  })
}

const chosenRows = (planId: number, order: StepOrder, sight: Sight) =>
  sql`${rowsWhere(planId, order.filter, sight)} ${order.ids ? sql`and id = any(${order.ids}::uuid[])` : sql``}`

/** Rows that stay where they are, by the reason. Of rows named one by one, those that are not in sight are not theirs. */
async function countLeft(
  db: Db,
  { from, leavesBlocked }: Step,
  { where, mine }: Chosen,
  named: number | undefined,
): Promise<Result['left']> {
  const {
    rows: [counts],
  } = await sql<{ all: number; state: number; others: number; blocked: number }>`
    select count(*) as all, count(*) filter (where not fits) as state, count(*) filter (where fits and not mine) as others,
      count(*) filter (where fits and mine and is_blocked) as blocked
    from (select state = any(${from}::text[]) as fits, coalesce(${mine}, false) as mine, is_blocked from activity_reports where ${where}) r`.execute(
    db,
  )
  const { all = 0, state = 0, others = 0, blocked = 0 } = counts ?? {}
  return (
    [
      { reason: 'blocked', rows: leavesBlocked ? blocked : 0 },
      { reason: 'wrong-state', rows: state },
      { reason: 'not-yours', rows: others + Math.max(0, (named ?? all) - all) },
    ] as const
  ).filter((l) => l.rows > 0)
}

async function moveRows(
  ctx: Context,
  db: Db,
  planId: number,
  order: StepOrder,
  step: Step,
  { where, mine }: Chosen,
): Promise<number> {
  const added = sumInserts(sql`moved r`)
  const { rows } = await sql<{ rows: number }>`
    with chosen as materialized (
      select * from activity_reports where ${where} and state = any(${step.from}::text[]) and ${mine} ${step.leavesBlocked ? sql`and not is_blocked` : sql``}
      order by id for update),
    changed as (
      update activity_reports a set state = ${step.to}, version = a.version + 1, changed_at = now() from chosen c where a.id = c.id returning a.*),
    moved as (select *, -1 as sign from chosen union all select *, 1 from changed),
    sums as (${added.rows}),
    findings as (${added.findings}),
    history as (
      insert into month_steps (id, plan_id, organisation_id, country, month, step, rows, by, comment)
      select gen_random_uuid(), ${planId}, organisation_id, country, coalesce(month, ''), ${step.to}, count(*), ${ctx.actor.id}, ${order.comment}
      from chosen group by organisation_id, country, month)
    select count(*) as rows from changed`.execute(db)
  return rows[0]?.rows ?? 0
}
