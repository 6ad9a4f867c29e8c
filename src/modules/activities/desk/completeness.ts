/** Who reported: a line per country or organisation, a cell per month; a month without an entry did not report. */
import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../../core/context.ts'
import { monthsBetween } from '../../../core/dates.ts'
import { type Language, textIn } from '../../../core/i18n.ts'
import type { Texts } from '../../places/contract.ts'
import type { Plan } from '../../plan/contract.ts'
import { getPlan } from '../../plan/queries.ts'
import type { State } from '../contract.ts'
import type { Completeness } from './contract.ts'
import { inSight, type Sight, sightOf } from './reach.ts'

export type Asked = {
  by: 'country' | 'organisation'
  country?: string | undefined
  from?: string | undefined
  until?: string | undefined
}
type Line = Completeness['lines'][number]
type Counted = { key: string; month: string; state: State; rows: number; blocked: number }

export async function getCompleteness(ctx: Context, planCode: string, asked: Asked): Promise<Completeness> {
  const sight = sightOf(ctx)
  const plan = await getPlan(ctx.db, planCode)
  const months = monthsOf(plan, asked)
  const counted = await countMonths(ctx, plan, asked, sight)
  const names = await namesOf(ctx, plan, asked, sight, [...new Set(counted.map((c) => c.key))])
  const byLine = Map.groupBy(
    counted.filter((c) => months.includes(c.month)),
    (c) => c.key,
  )
  const lines = names.map(({ key, name }) => lineOf(key, name, byLine.get(key) ?? []))
  return { by: asked.by, months, lines: lines.sort((a, b) => a.name.localeCompare(b.name, ctx.language)) }
}

const monthsOf = ({ firstMonth, lastMonth }: Plan, { from, until }: Asked): string[] =>
  monthsBetween(from && from > firstMonth ? from : firstMonth, until && until < lastMonth ? until : lastMonth)

const key = (by: Asked['by']) => (by === 'country' ? sql`country` : sql`organisation_id::text`)

/** Every month of the plan: a line that reported outside the period asked is still expected in it. */
async function countMonths(ctx: Context, plan: Plan, { by, country }: Asked, sight: Sight): Promise<Counted[]> {
  const where = sql.join(
    [sql`plan_id = ${plan.id}`, ...(country ? [sql`country = ${country}`] : []), ...inSight(sight)],
    sql` and `,
  )
  const { rows } = await sql<Counted>`
    select ${key(by)} as key, month, state, sum(rows) as rows, coalesce(sum(rows) filter (where is_blocked), 0) as blocked
    from activity_months where ${where} and ${key(by)} not in ('', '0') group by 1, 2, 3 having sum(rows) > 0`.execute(ctx.db)
  return rows
}

function lineOf(key: string, name: string, counted: Counted[]): Line {
  const cells = [...Map.groupBy(counted, (c) => c.month)].map(([month, parts]) => ({
    month,
    rows: parts.reduce((sum, p) => sum + p.rows, 0),
    blocked: parts.reduce((sum, p) => sum + p.blocked, 0),
    states: Object.fromEntries(parts.map((p) => [p.state, p.rows])),
  }))
  return {
    key,
    name,
    cells: cells.sort((a, b) => a.month.localeCompare(b.month)),
    rows: cells.reduce((sum, c) => sum + c.rows, 0),
  }
}

/** The lines: those that reported, and those the plan expects as far as they are within reach. */
async function namesOf(
  ctx: Context,
  plan: Plan,
  { by, country }: Asked,
  { all }: Sight,
  reported: string[],
): Promise<{ key: string; name: string }[]> {
  const expected: RawBuilder<unknown> =
    by === 'country'
      ? sql`code in (select country from plan_places where plan_id = ${plan.id}) and ${country ? sql`code = ${country}` : sql`true`} and ${among(sql`code`, all === 'all' ? undefined : all.countries)}`
      : sql`${country === undefined} and id in (select organisation_id from plan_organisations where plan_id = ${plan.id} and role = 'appealing')
          and ${among(sql`id::text`, all === 'all' ? undefined : all.organisations.map(String))}`
  const { rows } = await (by === 'country'
    ? sql<{
        key: string
        names: Texts
      }>`select code as key, names from places where level = 0 and (code = any(${reported}::text[]) or (${expected}))`
    : sql<{
        key: string
        names: Texts
      }>`select id::text as key, names from organisations where id = any(${reported}::int[]) or (${expected})`
  ).execute(ctx.db)
  return rows.map((r) => ({ key: r.key, name: nameIn(r.names, ctx.language, r.key) }))
}

const among = (column: RawBuilder<unknown>, values: string[] | undefined) =>
  values ? sql`${column} = any(${values}::text[])` : sql`true`
const nameIn = (names: Texts, language: Language, otherwise: string) => textIn(names, language) || otherwise
