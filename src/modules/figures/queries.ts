/** People reached, read from the summary table: one statement for all methods. Sums what is there, folded or not. */
import { type RawBuilder, sql } from 'kysely'
import type { Reach } from '../../core/access.ts'
import { type Db, transact } from '../../core/database.ts'
import { sumOf } from '../../core/decimal.ts'
import { type Include, statesIn } from '../activities/contract.ts'
import type { Method, Plan } from '../plan/contract.ts'
import type { By, FigureScope, ReachedMethod } from './contract.ts'
import {
  ageGenderColumns,
  type CellColumn,
  cellColumns,
  cellIn,
  needsOf,
  peopleIn,
  populationColumns,
  sectorColumns,
  sectorSums,
  sharesJoin,
} from './method-sql.ts'

/** A line of a table: values in the order of the methods asked. `key` null: all lines together, by the method, not by adding. */
export type ReachedLine = { key: string | null; rows: number; values: number[] }
/** A plan with the methods stored for its countries. */
export type MethodPlan = Pick<Plan, 'id' | 'defaultMethod'> & { methods: { country: string; method: Method }[] }
/** A scope, and the part of the response its reader may see while it is not accepted. */
export type Scope = FigureScope & { reach?: Reach }

/** Where a figure reads, but for the indicator: rows of a plan, months, states, filters. Blocked rows are counted only among drafts. */
export function within(planId: number, scope: Scope): RawBuilder<unknown> {
  const filters = { country: scope.country, admin1: scope.admin1, sector_id: scope.sector, organisation_id: scope.organisation }
  const asked = Object.entries(filters).filter(([, value]) => value !== undefined)
  return sql`plan_id = ${planId} and month between ${scope.from} and ${scope.until} and ${counted(scope.include)}
    ${sql.join([sql``, ...asked.map(([column, value]) => sql`${sql.ref(column)} = ${value}`), ...reached(scope)], sql` and `)}`
}

/** Rows counted, by their state. */
export const counted = (include: Include): RawBuilder<unknown> =>
  include === 'drafts' ? sql`true` : sql`state = any(${[...statesIn[include]]}::text[]) and not is_blocked`

/** Accepted figures are for everybody who may read figures; what is not accepted yet is seen only where one has a say. */
const reached = ({ include, reach = 'all' }: Scope): RawBuilder<unknown>[] =>
  include === 'accepted' || reach === 'all'
    ? []
    : [sql`(country = any(${reach.countries}::text[]) or organisation_id = any(${reach.organisations}::int[]))`]

const measured = ['people_in_month', 'new_people', 'output_quantity', ...cellColumns]
/** The summary table does not know indicators: theirs are few rows, found by index, in the same shape. */
export const rowsOfIndicators = (planId: number, indicators: number[]): RawBuilder<unknown> => sql`(
  select plan_id, month, coalesce(country, '') as country, coalesce(admin1, '') as admin1, coalesce(sector_id, 0) as sector_id, coalesce(organisation_id, 0) as organisation_id,
    indicator_id, kind, state, is_blocked, 1 as rows, ${sql.raw(measured.map((c) => `coalesce(${c}, 0) as ${c}`).join(', '))},
    case when is_cash and kind = 'direct' then coalesce(new_people, 0) else 0 end as cash_people, case when is_cash then coalesce(cash_value_usd, 0) else 0 end as cash_value_usd
  from activity_reports where plan_id = ${planId} and indicator_id = any(${indicators}::int[])) rows_of_indicators`

const keyColumn = {
  country: 'country',
  admin1: 'admin1',
  month: 'month',
  sector: 'sector_id',
  organisation: 'organisation_id',
} as const
type Keyed = keyof typeof keyColumn

export const storedMethods = (plan: MethodPlan): Method[] => [
  ...new Set([plan.defaultMethod, ...plan.methods.map((m) => m.method)]),
]

/** What stands behind the areas `s`: one row per sector of an area and month, with all that the methods ask of it. `per` splits further. */
export function sectorsOf(
  plan: MethodPlan,
  source: RawBuilder<unknown>,
  methods: ReachedMethod[],
  breakdown: boolean,
  per?: string,
): RawBuilder<unknown> {
  const stored = storedMethods(plan)
  const needs = needsOf(methods, stored, breakdown)
  const keys = sql.raw(['country', 'admin1', 'month', 'sector_id', ...(per ? [per] : [])].join(', '))
  const storedOf = needs.stored ? sql`, coalesce(m.method, ${plan.defaultMethod}) as stored_method` : sql``
  return sql`
    grouped as (select ${keys}, ${sectorSums(needs, methods, stored)} from ${source} and kind = 'direct' group by ${keys}),
    s as (
      select g.*, t.southern_cone as part ${storedOf} ${sectorColumns(needs, 'g.country, g.admin1, g.month')}
      from grouped g left join plan_sectors t on t.id = g.sector_id ${sharesJoin(needs, plan.id)}
      ${needs.stored ? sql`left join plan_methods m on m.plan_id = ${plan.id} and m.country = g.country` : sql``})`
}

/** By what the sums are asked, the fewest first: by area, also by organisation, by indicator. */
function sumsWithin(plan: MethodPlan, scope: Scope, bodies = false): RawBuilder<unknown> {
  const asksForBodies = bodies || scope.organisation !== undefined || reached(scope).length > 0
  const sums = asksForBodies ? sql`activity_sums` : sql`activity_areas`
  return sql`${scope.indicator === undefined ? sums : rowsOfIndicators(plan.id, [scope.indicator])} where ${within(plan.id, scope)}`
}
export const asColumns = (values: RawBuilder<unknown>[]) =>
  sql.join(values.map((value, i) => sql`${value} as ${sql.ref(`v${i}`)}`))
export const addedUp = (count: number) =>
  sql.join(Array.from({ length: count }, (_, i) => sql`coalesce(sum(${sql.ref(`v${i}`)}), 0)`))

/** Runs a statement that adds up a whole year: with the little memory a database gives by default it would sort on disk. */
export const withRoom = <T>(db: Db, work: (db: Db) => Promise<T>): Promise<T> =>
  transact(db, async (trx) => {
    await sql`select set_config('work_mem', '24MB', true)`.execute(trx)
    return work(trx)
  })

/** People reached by country, admin 1, month, sector or organisation, and in all. A line of a sector or body is what the method gives over its rows alone. */
export async function reachedBy(
  db: Db,
  plan: MethodPlan,
  scope: Scope,
  by: Keyed,
  methods: ReachedMethod[],
): Promise<ReachedLine[]> {
  const rows = await reachedIn(db, plan, sumsWithin(plan, scope, by === 'organisation'), by, methods)
  return by === 'sector' || by === 'organisation' ? [...rows, ...(await reachedInAll(db, plan, scope, methods))] : rows
}

/** The same over any source of people by area, month and sector: `table where …`. In all only where lines add up to it. */
export async function reachedIn(
  db: Db,
  plan: MethodPlan,
  source: RawBuilder<unknown>,
  by: Keyed,
  methods: ReachedMethod[],
): Promise<ReachedLine[]> {
  const alone = by === 'sector' || by === 'organisation'
  const key = sql.ref(keyColumn[by])
  const split = alone ? sql`, ${key}` : sql``
  const values = methods.map((m) => peopleIn(m, storedMethods(plan)))
  const per = by === 'organisation' ? 'organisation_id' : undefined
  const statement = sql<ReachedLine>`
    with ${sectorsOf(plan, source, methods, false, per)},
    areas as (select country, admin1, month ${split}, sum(rows) as rows, ${asColumns(values)} from s group by country, admin1, month ${split})
    select ${key}::text as key, coalesce(sum(rows), 0)::bigint as rows, array[${addedUp(methods.length)}]::float8[] as values
    from areas group by ${alone ? key : sql`grouping sets ((${key}), ())`}`
  const { rows } = await withRoom(db, (trx) => statement.execute(trx))
  return rows
}

const reachedInAll = async (db: Db, plan: MethodPlan, scope: Scope, methods: ReachedMethod[]) =>
  (await reachedBy(db, plan, scope, 'month', methods)).filter((line) => line.key === null)

/** People reached by population group or by age and gender, as far as each method keeps them; all together is the sum of the parts. */
export async function reachedByCell(
  db: Db,
  plan: MethodPlan,
  scope: Scope,
  by: Extract<By, 'population' | 'age-gender'>,
  methods: ReachedMethod[],
): Promise<ReachedLine[]> {
  const cells: readonly CellColumn[] = by === 'population' ? populationColumns : ageGenderColumns
  const columns = cells.flatMap((cell) => methods.map((method) => cellIn(method, cell, storedMethods(plan))))
  const statement = sql<{ rows: number; values: number[] }>`
    with ${sectorsOf(plan, sumsWithin(plan, scope), methods, true)},
    areas as (select sum(rows) as rows, ${asColumns(columns)} from s group by country, admin1, month)
    select coalesce(sum(rows), 0)::bigint as rows, array[${addedUp(columns.length)}]::float8[] as values from areas`
  const { rows } = await withRoom(db, (trx) => statement.execute(trx))
  const { rows: behind, values } = rows[0]!
  const lines = cells.map((cell, i) => ({
    key: camel(cell),
    rows: behind,
    values: values.slice(i * methods.length, (i + 1) * methods.length),
  }))
  return [...lines, { key: null, rows: behind, values: methods.map((_, m) => sumOf(lines.map((line) => line.values[m]!))) }]
}

const camel = (column: string) => column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())

/** What is always shown apart from people reached: people trained, outputs, cash. */
export type Apart = { trained: number; output: number; cashPeople: number; cashValueUsd: number; rows: number }
export async function countedApart(db: Db, plan: MethodPlan, scope: Scope): Promise<Apart> {
  const { rows } = await sql<Apart>`
    select coalesce(sum(people_in_month) filter (where kind = 'capacity'), 0)::float8 as trained, coalesce(sum(output_quantity) filter (where kind = 'output'), 0)::float8 as output,
      coalesce(sum(cash_people), 0)::float8 as cash_people, coalesce(sum(cash_value_usd), 0)::float8 as cash_value_usd, coalesce(sum(rows), 0)::bigint as rows
    from ${sumsWithin(plan, scope)}`.execute(db)
  return rows[0]!
}

/** In how many countries each sector reached people; work for the whole region is in no country. */
export async function countriesBySector(db: Db, plan: MethodPlan, scope: Scope): Promise<Map<number, number>> {
  const { rows } = await sql<{ sectorId: number; countries: number }>`
    select sector_id, count(*)::int as countries from (
      select sector_id, country from ${sumsWithin(plan, scope)} and kind = 'direct' and country not in ('', 'ZZ') group by 1, 2 having sum(new_people) > 0) c
    group by 1`.execute(db)
  return new Map(rows.map((r) => [r.sectorId, r.countries]))
}

/** Whether rows stand in other states than those counted, so that an empty figure can say where they are. */
export async function hasOtherRows(db: Db, plan: MethodPlan, scope: Scope): Promise<boolean> {
  const { rows } = await sql`select from ${sumsWithin(plan, { ...scope, include: 'drafts' })} limit 1`.execute(db)
  return rows.length > 0
}
