/** People planned and reached by the plan's own method: what may be said across sectors. */
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../core/database.ts'
import { cellColumns } from '../method-sql.ts'
import { type MethodPlan, reachedBy, reachedIn, within } from '../queries.ts'
import type { ProgressBy } from './contract.ts'
import type { Ground } from './keys.ts'

type Along = Extract<ProgressBy, 'country' | 'admin1' | 'organisation' | 'month'>
/** By key; null is all together. */
export type People = Map<string | null, number>

/** What was published, in the shape of the sums: the plan's whole time is one period. */
const targets = ({ planId, version, country, sector, organisation }: Ground) => sql`(
  select '' as month, coalesce(country, '') as country, coalesce(admin1, '') as admin1, coalesce(sector_id, 0) as sector_id, organisation_id, kind, 1 as rows,
    coalesce(target_people, 0)::numeric as new_people, ${sql.raw(cellColumns.map((c) => `coalesce(${c}, 0)::numeric as ${c}`).join(', '))}
  from published_activities where plan_id = ${planId} and version = ${version ?? 0} and ${country === undefined ? sql`true` : sql`country = ${country}`}
    and ${sector === undefined ? sql`true` : sql`sector_id = ${sector}`} and ${organisation === undefined ? sql`true` : sql`organisation_id = ${organisation}`}) targets where true`

export const plannedPeople = (db: Db, plan: MethodPlan, ground: Ground, by: Along): Promise<People> =>
  inAllToo(db, plan, targets(ground), by)

export async function reportedPeople(
  db: Db,
  plan: MethodPlan,
  { from, until, country, sector, organisation }: Ground,
  by: Along,
): Promise<People> {
  const scope = { from, until, include: 'accepted' as const, country, sector, organisation }
  return asMap(await reachedBy(db, plan, scope, by, ['stored']))
}

/** What was reported, counted over the period at once, as the targets are: a method that takes the largest sector of each month gives more the more months there are. */
export async function comparablePeople(db: Db, plan: MethodPlan, ground: Ground, by: Exclude<Along, 'month'>): Promise<People> {
  const bodies = by === 'organisation' || ground.organisation !== undefined
  const { planId, version: _, ...filters } = ground
  const scope = { ...filters, include: 'accepted' as const }
  const source = sql`(
    select '' as month, country, admin1, sector_id, ${bodies ? sql`organisation_id,` : sql``} kind, rows, new_people, ${sql.raw(cellColumns.join(', '))}
    from ${bodies ? sql`activity_sums` : sql`activity_areas`} where ${within(planId, scope)}) period where true`
  return inAllToo(db, plan, source, by)
}

/** Lines of organisations do not add up to all: that is counted once more. */
async function inAllToo(db: Db, plan: MethodPlan, source: RawBuilder<unknown>, by: Along): Promise<People> {
  const lines = await reachedIn(db, plan, source, by, ['stored'])
  const all = by === 'organisation' ? (await reachedIn(db, plan, source, 'month', ['stored'])).filter((l) => l.key === null) : []
  return asMap([...lines, ...all])
}

const asMap = (lines: { key: string | null; values: number[] }[]): People =>
  new Map(lines.map((line) => [line.key, line.values[0] ?? 0]))

/** What was reported month by month beside people reached, from the sums. */
export type MonthTotal = { key: string; rows: number; trained: number; output: number; cash: number }
export async function totalsByMonth(
  db: Db,
  { planId, from, until, country, sector, organisation }: Ground,
): Promise<MonthTotal[]> {
  const table = organisation === undefined ? sql`activity_areas` : sql`activity_sums`
  const { rows } = await sql<MonthTotal>`
    select month as key, sum(rows)::int as rows, coalesce(sum(people_in_month) filter (where kind = 'capacity'), 0)::float8 as trained,
      coalesce(sum(output_quantity) filter (where kind = 'output'), 0)::float8 as output, coalesce(sum(cash_value_usd), 0)::float8 as cash
    from ${table} where plan_id = ${planId} and month between ${from} and ${until} and state in ('accepted', 'locked') and not is_blocked
      and ${country === undefined ? sql`true` : sql`country = ${country}`} and ${sector === undefined ? sql`true` : sql`sector_id = ${sector}`}
      and ${organisation === undefined ? sql`true` : sql`organisation_id = ${organisation}`} group by 1`.execute(db)
  return rows
}
