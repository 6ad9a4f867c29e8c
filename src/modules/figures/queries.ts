/** People reached, read from the summary table: one statement for all methods. Sums what is there, folded or not. */
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../core/database.ts'
import { type Include, statesIn } from '../activities/contract.ts'
import type { Method, Plan } from '../plan/contract.ts'
import type { By, FigureScope, ReachedMethod } from './contract.ts'
import {
  ageGenderColumns,
  type CellColumn,
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

/** Where a figure reads: rows of a plan, months, states, filters. Blocked rows are counted only among drafts. */
export function within(planId: number, scope: FigureScope): RawBuilder<unknown> {
  const { from, until, country, admin1, sector, organisation, indicator } = scope
  return sql`plan_id = ${planId} and month between ${from} and ${until} and ${counted(scope.include)}
    ${country === undefined ? sql`` : sql`and country = ${country}`} ${admin1 === undefined ? sql`` : sql`and admin1 = ${admin1}`}
    ${sector === undefined ? sql`` : sql`and sector_id = ${sector}`} ${organisation === undefined ? sql`` : sql`and organisation_id = ${organisation}`}
    ${indicator === undefined ? sql`` : sql`and indicator_id = ${indicator}`}`
}

export const counted = (include: Include): RawBuilder<unknown> =>
  include === 'drafts' ? sql`true` : sql`state = any(${[...statesIn[include]]}::text[]) and not is_blocked`

/** Which table holds what the scope asks: the summary table. */
const keyColumn = {
  country: 'country',
  admin1: 'admin1',
  month: 'month',
  sector: 'sector_id',
  organisation: 'organisation_id',
} as const
type Keyed = keyof typeof keyColumn
const isExtra = (by: Keyed) => by === 'organisation'

export const storedMethods = (plan: MethodPlan): Method[] => [
  ...new Set([plan.defaultMethod, ...plan.methods.map((m) => m.method)]),
]

/** The sectors of each area and month, `s`, with all that the methods ask of them. */
function sectors(plan: MethodPlan, scope: FigureScope, methods: ReachedMethod[], breakdown: boolean, extra: RawBuilder<unknown>) {
  const stored = storedMethods(plan)
  const needs = needsOf(methods, stored, breakdown)
  const storedOf = needs.stored ? sql`, coalesce(m.method, ${plan.defaultMethod}) as stored_method` : sql``
  return sql`
    with grouped as (
      select country, admin1, month, sector_id ${extra}, ${sectorSums(needs, methods, stored)} from activity_sums
      where ${within(plan.id, scope)} and kind = 'direct' group by country, admin1, month, sector_id ${extra}
    ), s as (
      select g.*, t.southern_cone as part ${storedOf} ${sectorColumns(needs, 'g.country, g.admin1, g.month')}
      from grouped g left join plan_sectors t on t.id = g.sector_id ${sharesJoin(needs, plan.id)}
      ${needs.stored ? sql`left join plan_methods m on m.plan_id = ${plan.id} and m.country = g.country` : sql``}
    )`
}

/** People reached by country, admin 1, month, sector or organisation, and in all. A line of a sector or body is what the method gives over its rows alone. */
export async function reachedBy(
  db: Db,
  plan: MethodPlan,
  scope: FigureScope,
  by: Keyed,
  methods: ReachedMethod[],
): Promise<ReachedLine[]> {
  const stored = storedMethods(plan)
  const inArea = sql.join(methods.map((m, i) => sql`${peopleIn(m, stored)} as ${sql.ref(`v${i}`)}`))
  const added = sql.join(methods.map((_, i) => sql`sum(${sql.ref(`v${i}`)})`))
  const key = sql.ref(keyColumn[by])
  const alone = by === 'sector' || by === 'organisation'
  const extra = isExtra(by) ? sql`, organisation_id` : sql``
  const { rows } = await sql<{ key: string | null; rows: number; values: number[] }>`
    ${sectors(plan, scope, methods, false, extra)},
    areas as (select country, admin1, month ${alone ? sql`, ${key}` : sql``}, sum(rows) as rows, ${inArea} from s group by country, admin1, month ${alone ? sql`, ${key}` : sql``})
    select ${key}::text as key, sum(rows)::bigint as rows, array[${added}]::float8[] as values from areas group by ${alone ? key : sql`grouping sets ((${key}), ())`}`.execute(
    db,
  )
  if (!alone) return rows.some((r) => r.key === null) ? rows : [...rows, nothing(methods)]
  return [...rows, (await reachedBy(db, plan, scope, 'month', methods)).find((r) => r.key === null)!]
}

const nothing = (methods: ReachedMethod[]): ReachedLine => ({ key: null, rows: 0, values: methods.map(() => 0) })

/** People reached by population group or by age and gender, as far as each method keeps them. */
export async function reachedByCell(
  db: Db,
  plan: MethodPlan,
  scope: FigureScope,
  by: Extract<By, 'population' | 'age-gender'>,
  methods: ReachedMethod[],
): Promise<ReachedLine[]> {
  const stored = storedMethods(plan)
  const cells: readonly CellColumn[] = by === 'population' ? populationColumns : ageGenderColumns
  const columns = cells.flatMap((cell) => methods.map((method) => cellIn(method, cell, stored)))
  const { rows } = await sql<{ rows: number; values: number[] }>`
    ${sectors(plan, scope, methods, true, sql``)},
    areas as (select sum(rows) as rows, ${sql.join(columns.map((c, i) => sql`${c} as ${sql.ref(`v${i}`)}`))} from s group by country, admin1, month)
    select coalesce(sum(rows), 0)::bigint as rows, array[${sql.join(columns.map((_, i) => sql`coalesce(sum(${sql.ref(`v${i}`)}), 0)`))}]::float8[] as values from areas`.execute(
    db,
  )
  const { rows: behind, values } = rows[0]!
  const lines = cells.map((cell, i) => ({
    key: cell as string | null,
    rows: behind,
    values: values.slice(i * methods.length, (i + 1) * methods.length),
  }))
  return [
    ...lines,
    { key: null, rows: behind, values: methods.map((_, m) => lines.reduce((sum, line) => sum + line.values[m]!, 0)) },
  ]
}
