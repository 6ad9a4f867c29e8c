/** What is due from somebody today: rows to mend, months to send, months to review, partners that are silent. Read from the sums. */
import { sql } from 'kysely'
import type { z } from 'zod'
import { type Reach, visible } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import type { Db } from '../../../core/database.ts'
import { nextMonth } from '../../../core/dates.ts'
import type { Plan } from '../../plan/contract.ts'
import { getPlan } from '../../plan/queries.ts'
import { blockingCodes, type State } from '../contract.ts'
import type { Due, Today } from './contract.ts'
import { inReach, inSight, isNowhere, reachOf, type Sight, sightOf } from './reach.ts'

type Sums = { state: State; month: string; rows: number; blocked: number }
type Desk = { ctx: Context; plan: Plan; sight: Sight; writing: Reach; reviewing: Reach; today: string }

/** @param today the day it is, as 2021-05-31 */
export async function getToday(ctx: Context, planCode: string, today: string): Promise<z.infer<typeof Today>> {
  const plan = await getPlan(ctx.db, planCode)
  const desk: Desk = {
    ctx,
    plan,
    sight: sightOf(ctx),
    writing: reachOf(ctx, 'activities.write'),
    reviewing: reachOf(ctx, 'activities.review'),
    today,
  }
  const all = await sumsIn(ctx.db, plan.id, inSight(desk.sight))
  const month = monthDue(plan, today)
  const due = [
    ...(await toMend(desk)),
    ...(await toSend(desk, month)),
    ...(await toReview(desk)),
    ...(await silent(desk, month)),
    ...(await importsEnded(desk)),
  ]
  return {
    due,
    month,
    states: perState(all),
    rows: total(all, 'rows'),
    blocked: total(all, 'blocked'),
    countedAt: new Date().toISOString(),
  }
}

const total = (sums: Sums[], what: 'rows' | 'blocked') => sums.reduce((sum, s) => sum + s[what], 0)
const perState = (sums: Sums[]) =>
  Object.fromEntries(
    [...Map.groupBy(sums, (s) => s.state)].map(([state, of]) => [state, total(of, 'rows')]).filter(([, rows]) => rows !== 0),
  ) as Partial<Record<State, number>>

/** The latest month of the plan that has ended. null before the first one has. */
export function monthDue({ firstMonth, lastMonth }: Pick<Plan, 'firstMonth' | 'lastMonth'>, today: string): string | null {
  const last = before(today.slice(0, 7))
  const month = last < lastMonth ? last : lastMonth
  return month < firstMonth ? null : month
}

function before(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number]
  return number === 1 ? `${year - 1}-12` : `${year}-${String(number - 1).padStart(2, '0')}`
}

async function sumsIn(db: Db, planId: number, conditions: ReturnType<typeof inSight>): Promise<Sums[]> {
  const { rows } = await sql<Sums>`
    select state, month, sum(rows) as rows, coalesce(sum(rows) filter (where is_blocked), 0) as blocked from activity_months
    where ${sql.join([sql`plan_id = ${planId}`, ...conditions], sql` and `)} group by 1, 2`.execute(db)
  return rows
}

const within = (reach: Reach) => [inReach(reach) ?? sql`true`]
const link = (plan: Plan, filter: Record<string, string>) => `/activities?${new URLSearchParams({ plan: plan.code, ...filter })}`

/** Rows that wait for their author, by what is wrong with them: the most frequent first. */
async function toMend({ ctx, plan, writing }: Desk): Promise<Due[]> {
  if (isNowhere(writing)) return []
  const where = sql.join(
    [
      sql`plan_id = ${plan.id}`,
      sql`state in ('draft', 'returned')`,
      sql`finding = any(${blockingCodes}::text[])`,
      ...within(writing),
    ],
    sql` and `,
  )
  const { rows } = await sql<{ finding: string; rows: number }>`
    select finding, sum(rows) as rows from activity_finding_sums where ${where} group by 1 having sum(rows) > 0 order by 2 desc, 1 limit 5`.execute(
    ctx.db,
  )
  return rows.map(({ finding, rows: count }) => ({
    code: `mend-${finding}`,
    tone: 'wrong',
    values: { rows: count },
    link: link(plan, { finding }),
  }))
}

/** Returned rows, and the months that are still drafts; a month that is over its day is late. */
async function toSend({ ctx, plan, writing, today }: Desk, month: string | null): Promise<Due[]> {
  if (isNowhere(writing)) return []
  const sums = (await sumsIn(ctx.db, plan.id, within(writing))).filter((s) => s.rows > 0)
  const returned = total(
    sums.filter((s) => s.state === 'returned'),
    'rows',
  )
  const drafts = Map.groupBy(
    sums.filter((s) => s.state === 'draft' && s.month !== '' && s.rows > s.blocked),
    (s) => s.month,
  )
  const send = [...drafts]
    .sort(([a], [b]) => a.localeCompare(b))
    .slice(-6)
    .map(([of, parts]) => sendOf(ctx, plan, of, total(parts, 'rows') - total(parts, 'blocked'), today))
  const nothing = month !== null && !sums.some((s) => s.month === month) && writing !== 'all' && writing.organisations.length > 0
  return [
    ...(returned > 0
      ? [{ code: 'returned', tone: 'wrong', values: { rows: returned }, link: link(plan, { state: 'returned' }) } as const]
      : []),
    ...send,
    ...(nothing ? [reportOf(sendOf(ctx, plan, month, 0, today), plan)] : []),
  ]
}

const dayIn = ({ language }: Context, day: string) =>
  new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`))
const dueOn = (plan: Plan, month: string) => `${nextMonth(month)}-${String(plan.dueDay).padStart(2, '0')}`

function sendOf(ctx: Context, plan: Plan, month: string, rows: number, today: string): Due {
  const on = dueOn(plan, month)
  const late = today > on
  return {
    code: late ? 'send-late' : 'send',
    tone: late ? 'wrong' : 'attention',
    values: { month, rows, on: dayIn(ctx, on) },
    link: link(plan, { month, state: 'draft' }),
  }
}

/** The same month, of which there is no row yet. */
const reportOf = (send: Due, plan: Plan): Due => ({
  ...send,
  code: send.code === 'send-late' ? 'report-late' : 'report',
  link: `/imports/new?${new URLSearchParams({ plan: plan.code })}`,
})

/** Months that partners have sent and nobody has looked at. */
async function toReview({ ctx, plan, reviewing }: Desk): Promise<Due[]> {
  if (isNowhere(reviewing)) return []
  const sums = (await sumsIn(ctx.db, plan.id, within(reviewing))).filter((s) => s.state === 'submitted' && s.rows > 0)
  return sums
    .sort((a, b) => a.month.localeCompare(b.month))
    .map(({ month, rows }) => ({
      code: 'review',
      tone: 'attention',
      values: { month, rows },
      link: link(plan, { month, state: 'submitted' }),
    }))
}

/** Partners that reported before in this plan and have sent nothing for the month that is due. */
async function silent({ ctx, plan, reviewing, today }: Desk, month: string | null): Promise<Due[]> {
  if (month === null || isNowhere(reviewing)) return []
  const where = sql.join([sql`plan_id = ${plan.id}`, sql`organisation_id <> 0`, ...within(reviewing)], sql` and `)
  const {
    rows: [counts],
  } = await sql<{ silent: number; known: number }>`
    select count(*) as known, count(*) filter (where not sent) as silent from (
      select organisation_id, coalesce(sum(rows) filter (where month = ${month} and state <> 'draft'), 0) > 0 as sent
      from activity_months where ${where} group by 1 having sum(rows) > 0) o`.execute(ctx.db)
  if (!counts || counts.silent === 0) return []
  const tone = today > dueOn(plan, month) ? 'wrong' : 'info'
  return [
    {
      code: 'silent',
      tone,
      values: { month, partners: counts.silent, known: counts.known, on: dayIn(ctx, dueOn(plan, month)) },
      link: `/completeness?${new URLSearchParams({ plan: plan.code, by: 'organisation' })}`,
    },
  ]
}

/** The asker's own files of the last week. */
async function importsEnded({ ctx, plan }: Desk): Promise<Due[]> {
  const imports = await ctx.db
    .selectFrom('imports')
    .select(['id', 'fileName', 'state', 'rowsAccepted', 'rowsWithFindings', 'rowsRefused'])
    .where('planId', '=', plan.id)
    .where('sentBy', '=', ctx.actor.id)
    .where('state', 'in', ['done', 'failed'])
    .where('endedAt', '>', sql<Date>`now() - interval '7 days'`)
    .orderBy('sentAt', 'desc')
    .limit(3)
    .execute()
  return imports.map((i) => ({
    code: i.state === 'failed' ? 'import-failed' : 'import-done',
    tone: i.state === 'failed' ? 'wrong' : 'good',
    values: { file: i.fileName, rows: i.rowsAccepted, findings: i.rowsWithFindings, refused: i.rowsRefused },
    link: `/imports/${i.id}`,
  }))
}

/** Whoever reads activities has a desk. */
export const today = (ctx: Context, planCode: string) => {
  visible(ctx, 'activities.read')
  return getToday(ctx, planCode, new Date().toISOString().slice(0, 10))
}
