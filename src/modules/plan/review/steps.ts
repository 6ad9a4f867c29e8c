/** Steps on the way of activities: decided one by one, done together, in one transaction. What cannot be done says why. */
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { type Permission, type Reach, visible, within } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { type Db, transact } from '../../../core/database.ts'
import { record } from '../../../core/events.ts'
import { Problem } from '../../../core/problem.ts'
import type { Plan } from '../contract.ts'
import { getPlan } from '../queries.ts'
import type { ActivityState } from '../submissions/contract.ts'
import { openVersion } from '../versions/open.ts'
import { answeredBefore, eventOf } from './again.ts'
import type { PlanStepAnswer, PlanStepOrder } from './contract.ts'
import { explain, type Left, refusalOfAll } from './leaving.ts'
import { type Chosen, daysOf, extensionsOf, fits, lockActivities, writtenBy } from './queries.ts'
import { inReach, reachOf } from './reach.ts'
import { judge, stampOf, ways } from './rules.ts'

type Decision = { id: string; from: ActivityState; to: ActivityState }
type Desk = { ctx: Context; db: Db; plan: Plan; order: PlanStepOrder; sight: Reach }

/** Takes one step with many activities. A Problem where it could be taken with none of them; its `left` says of each why. */
export async function takePlanStep(ctx: Context, planCode: string, order: PlanStepOrder): Promise<PlanStepAnswer> {
  const sight = visible(ctx, 'submission.read')
  return transact(ctx.db, async (db) => {
    const inside = { ...ctx, db }
    const plan = await getPlan(db, planCode)
    const answered = await answeredBefore(inside, order)
    if (answered) return answered
    assertReason(order)
    const desk: Desk = { ctx: inside, db, plan, order, sight }
    const { decided, left } = await decide(desk)
    const explained = await explain(inside, left)
    if (decided.length === 0) throw refusalOfAll(order, left, explained)
    const done = await write(desk, decided)
    await keepComments(desk, decided)
    const leftBy = Object.fromEntries([...Map.groupBy(left, (l) => l.refusal.reason)].map(([reason, of]) => [reason, of.length]))
    const facts = { plan: plan.code, activities: done.length, left: explained.map(({ id, reason }) => ({ id, reason })), leftBy }
    await record(db, ctx.actor, eventOf(order.step), order.id, facts)
    return { id: order.id, step: order.step, done, left: explained, leftBy }
  })
}

/** Who sends back says why. */
function assertReason({ step, comment, comments, activities }: PlanStepOrder): void {
  if (step !== 'return' || comment !== '') return
  const said = new Set(comments.map((c) => c.activityId))
  if (!activities?.every((a) => said.has(a.id))) throw new Problem(422, 'plan/return-without-reason')
}

async function decide(desk: Desk): Promise<{ decided: Decision[]; left: Left[] }> {
  const { ctx, db, plan, order, sight } = desk
  const version = await openVersion(db, plan, ctx.actor.id)
  const [chosen, days] = [await choose(desk), daysOf(version)]
  const extended = await extensionsOf(db, plan.id, version.number)
  const wrote = await writtenBy(
    db,
    ctx.actor.id,
    chosen.map((c) => c.id),
  )
  const seen = new Map(order.activities?.map((a) => [a.id, a.version]))
  const holds = holding(ctx)
  const decided: Decision[] = []
  const left: Left[] = (order.activities ?? [])
    .filter(({ id }) => !chosen.some((c) => c.id === id))
    .map(({ id }) => ({ id, refusal: { reason: 'not-there' } }))
  for (const one of chosen) {
    const thing = { country: one.country, organisationId: one.organisationId, sector: one.look }
    const found = judge(order.step, one, {
      person: ctx.actor.id,
      wrote: wrote.has(one.id),
      seen: seen.get(one.id) ?? seenBy(order, one),
      sees: within(sight, thing),
      holds: (permission) => within(holds(permission), thing),
      days,
      extendedTo: extended.get(one.organisationId),
      today: today(),
    })
    if ('to' in found) decided.push({ id: one.id, from: found.from, to: found.to })
    else left.push({ id: one.id, one, seen: seen.get(one.id), refusal: found })
  }
  return { decided, left }
}

/** With a filter: what changed after the list was read counts as not looked at. */
const seenBy = ({ asOf }: PlanStepOrder, { version, changedAt }: Chosen): number | undefined =>
  asOf !== undefined && changedAt > new Date(asOf) ? version - 1 : undefined

const today = (): string => new Date().toISOString().slice(0, 10)

/** The reach of each permission, asked once. */
function holding(ctx: Context): (permission: Permission) => Reach {
  const known = new Map<Permission, Reach>()
  return (permission) => {
    const reach = known.get(permission) ?? reachOf(ctx, permission)
    known.set(permission, reach)
    return reach
  }
}

/** Those named, or those of the filter that are in sight and may take the step from where they are. */
function choose({ db, plan, order, sight }: Desk): Promise<Chosen[]> {
  const inPlan = sql`a.plan_id = ${plan.id}`
  const chosen = order.activities
    ? [inPlan, sql`a.id = any(${order.activities.map((a) => a.id)}::uuid[])`]
    : [inPlan, ...fits(order.filter ?? {}), sql`a.state = any(${ways[order.step].map((w) => w.from)}::text[])`, inReach(sight)]
  return lockActivities(db, sql.join(chosen, sql` and `))
}

/** Moves all at once, and writes what happened to each. */
async function write({ ctx, db, order }: Desk, decided: Decision[]): Promise<PlanStepAnswer['done']> {
  const stamp = stampOf[order.step]
  const cleared = order.step === 'return' || order.step === 'revise'
  const set = [
    ...(cleared ? [sql`endorsed_by = null, validated_by = null, approved_by = null`] : []),
    ...(order.step === 'revise' ? [sql`submitted_by = null`] : []),
    ...(stamp ? [sql`${sql.ref(stamp)} = ${ctx.actor.id}`] : []),
  ]
  const facts = JSON.stringify(decided.map((d) => ({ ...d, change: v7() })))
  const { rows } = await sql<PlanStepAnswer['done'][number]>`
    with decided as (select * from jsonb_to_recordset(${facts}::jsonb) as d(id uuid, "from" text, "to" text, change uuid)),
    moved as (
      update plan_activities a set state = d."to", version = a.version + 1, changed_at = now() ${set.length > 0 ? sql`, ${sql.join(set)}` : sql``}
      from decided d where a.id = d.id returning a.id, a.version, a.state),
    history as (
      insert into plan_activity_changes (id, activity_id, batch_id, by, by_name, step, from_state, to_state, reason)
      select d.change, d.id, ${order.id}, ${ctx.actor.id}, ${ctx.actor.name}, ${order.step}, d."from", d."to", ${order.comment} from decided d)
    select id, version, state from moved order by id`.execute(db)
  return rows
}

/** What is said with a step stands beside the activity too, until somebody settles it. */
async function keepComments({ ctx, db, order }: Desk, decided: Decision[]): Promise<void> {
  const done = new Set(decided.map((d) => d.id))
  const said = order.comments.filter((c) => done.has(c.activityId))
  const whole =
    order.step === 'return' && order.comment !== ''
      ? decided.map((d) => ({ activityId: d.id, cell: null, body: order.comment }))
      : []
  const rows = JSON.stringify(
    [...whole, ...said].map((c) => ({ id: v7(), activity_id: c.activityId, cell: c.cell, body: c.body })),
  )
  await sql`insert into plan_activity_comments (id, activity_id, by, by_name, cell, body)
    select c.id, c.activity_id, ${ctx.actor.id}, ${ctx.actor.name}, c.cell, c.body
    from jsonb_to_recordset(${rows}::jsonb) as c(id uuid, activity_id uuid, cell text, body text)`.execute(db)
}
