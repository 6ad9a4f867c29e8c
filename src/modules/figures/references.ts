/** Figures by reference: what a report's text holds. Any number of them in one statement. */
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../core/database.ts'
import { statesIn } from '../activities/contract.ts'
import type { Method, Plan } from '../plan/contract.ts'
import { listMethods } from '../plan/queries.ts'
import { type Figure, type FigureAsked, FigureReference, type Measure, type ReachedMethod } from './contract.ts'
import { cellColumns, peopleIn } from './method-sql.ts'
import { addedUp, asColumns, type MethodPlan, rowsOfIndicators, sectorsOf, storedMethods, withRoom } from './queries.ts'
import { linkOf } from './rules.ts'

type Asked = {
  i: number
  first: string
  last: string
  level: number
  country?: string
  admin1?: string
  sector?: number
  organisation?: number
  indicator?: number
}
type Kind = 'direct' | 'capacity' | 'output'
type Counted = {
  i: number
  people: number[]
  trained: number
  output: number
  cashPeople: number
  cashValue: number
  organisations: number
} & Record<`${Kind | 'all'}Rows`, number> &
  Record<`${Kind}Countries`, string[]>

const unitOf: Record<Measure, string> = {
  people: 'people',
  countries: 'countries',
  organisations: 'organisations',
  rows: 'rows',
  trained: 'people',
  output: 'units',
  'cash-people': 'people',
  'cash-value': 'usd',
  share: 'percent',
}

/** Figures in the order of their references. The caller has asked for access. */
export async function figuresOf(db: Db, plan: Plan, references: FigureAsked[]): Promise<Figure[]> {
  const parsed = references.map((r) => FigureReference.parse(r))
  const scopes = new Map<string, Asked>()
  const scopeOf = (reference: FigureReference): number => {
    const { include, from, until, country, admin1, sector, organisation, indicator } = reference
    const asked = { first: from, last: until, level: levels[include], country, admin1, sector, organisation, indicator }
    const key = JSON.stringify(asked)
    if (!scopes.has(key)) scopes.set(key, { ...asked, i: scopes.size } as Asked)
    return scopes.get(key)!.i
  }
  const placed = parsed.map((reference) => ({ reference, own: scopeOf(reference), whole: scopeOf(wholeOf(reference)) }))
  const methods = [...new Set(parsed.map((r) => r.method))]
  const counted = await countScopes(
    db,
    { ...plan, methods: await listMethods(db, plan.id) },
    [...scopes.values()],
    methods,
    parsed.some((r) => r.measure === 'organisations' || r.organisation !== undefined),
  )
  const countedAt = new Date().toISOString()
  return placed.map(({ reference, own, whole }) => ({
    ...asFigure(reference, counted[own]!, counted[whole]!, methods.indexOf(reference.method), countedAt),
    link: linkOf(plan.code, reference),
  }))
}

const levels = { accepted: 1, submitted: 2, drafts: 3 } as const

/** What a share is a share of. */
const wholeOf = (reference: FigureReference): FigureReference => {
  if (reference.measure !== 'share') return reference
  const { from, until, include, measure, method, sector, of } = reference
  return { from, until, include, measure, method, ...(of === 'sector' && sector !== undefined ? { sector } : {}) }
}

function asFigure(reference: FigureReference, own: Counted, whole: Counted, method: number, countedAt: string): Figure {
  const people = own.people[method]!
  const values: Record<Measure, [value: number, kind: Kind | 'all']> = {
    people: [people, 'direct'],
    countries: [own.directCountries.length, 'direct'],
    organisations: [own.organisations, 'all'],
    rows: [own.allRows, 'all'],
    trained: [own.trained, 'capacity'],
    output: [own.output, 'output'],
    'cash-people': [own.cashPeople, 'direct'],
    'cash-value': [own.cashValue, 'all'],
    share: [whole.people[method] ? (100 * people) / whole.people[method] : 0, 'direct'],
  }
  const [value, kind] = values[reference.measure]
  const countries =
    kind === 'all'
      ? [...new Set([...own.directCountries, ...own.capacityCountries, ...own.outputCountries])].sort()
      : own[`${kind}Countries`]
  return { reference, value, unit: `figures.unit.${unitOf[reference.measure]}`, rows: own[`${kind}Rows`], countries, countedAt }
}

const kinds = ['direct', 'capacity', 'output'] as const
/** Where something of a kind was counted; work for the whole region is in no country. */
const countriesOf = (kind: Kind, measure: string) =>
  `coalesce(array_agg(distinct country order by country) filter (where kind = '${kind}' and country not in ('', 'ZZ') and ${measure} > 0), '{}') as ${kind}_countries`

/** One row per scope, in their order. The summary table is read once and made small; each of its rows then finds its scopes by hash (`ways`), not one by one. */
async function countScopes(
  db: Db,
  plan: MethodPlan,
  asked: Asked[],
  methods: ReachedMethod[],
  withBodies: boolean,
): Promise<Counted[]> {
  if (asked.length === 0) return []
  const stored: Method[] = storedMethods(plan)
  const [first, last] = [
    asked.map((a) => a.first).sort()[0]!,
    asked
      .map((a) => a.last)
      .sort()
      .at(-1)!,
  ]
  const body = withBodies ? sql`organisation_id` : sql`0`
  const indicators = [...new Set(asked.flatMap((a) => a.indicator ?? []))]
  const statement = sql<Counted>`
    with asked as (
      select * from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb)
        as r(i int, first text, last text, level int, country text, admin1 text, sector int, organisation int, indicator int)
    ), base as materialized (
      ${smallBase(withBodies ? sql`activity_sums` : sql`activity_areas`, sql`null::int`, body, plan.id, first, last)}
      ${indicators.length === 0 ? sql`` : sql`union all ${smallBase(rowsOfIndicators(plan.id, indicators), sql`indicator_id`, body, plan.id, first, last)}`}
    ), ways as (select distinct country is null as any_country, sector is null as any_sector from asked
    ), chosen as materialized (
      select r.i, b.* from base b cross join ways w join asked r
        on coalesce(r.country, '*') = case when w.any_country then '*' else b.country end and coalesce(r.sector, -1) = case when w.any_sector then -1 else b.sector_id end
        and b.level <= r.level and b.month between r.first and r.last and (r.admin1 is null or b.admin1 = r.admin1)
        and (r.organisation is null or b.organisation_id = r.organisation) and b.indicator_id is not distinct from r.indicator
    ), ${sectorsOf(plan, sql`chosen where true`, methods, false, 'i')},
    areas as (select i, ${asColumns(methods.map((m) => peopleIn(m, stored)))} from s group by i, country, admin1, month),
    people as (select i, array[${addedUp(methods.length)}]::float8[] as people from areas group by i),
    apart as (
      select i, ${sql.raw(kinds.map((k) => `coalesce(sum(rows) filter (where kind = '${k}'), 0)::bigint as ${k}_rows`).join(', '))}, sum(rows)::bigint as all_rows,
        coalesce(sum(people_in_month) filter (where kind = 'capacity'), 0)::float8 as trained, coalesce(sum(output_quantity) filter (where kind = 'output'), 0)::float8 as output,
        sum(cash_people)::float8 as cash_people, sum(cash_value_usd)::float8 as cash_value, count(distinct nullif(organisation_id, 0))::int as organisations,
        ${sql.raw([countriesOf('direct', 'new_people'), countriesOf('capacity', 'people_in_month'), countriesOf('output', 'output_quantity')].join(', '))}
      from chosen group by i)
    select * from asked left join people using (i) left join apart using (i) order by i`
  const { rows } = await withRoom(db, (trx) => statement.execute(trx))
  return rows.map((row) =>
    row.allRows === null ? emptyFor(row.i, methods) : { ...row, people: row.people ?? methods.map(() => 0) },
  )
}

/** Rows by what scopes filter on; `level` 1 is counted by all, 3 only among drafts. */
const smallBase = (
  table: RawBuilder<unknown>,
  indicator: RawBuilder<unknown>,
  body: RawBuilder<unknown>,
  planId: number,
  first: string,
  last: string,
) => sql`
      select month, country, admin1, sector_id, ${body} as organisation_id, ${indicator} as indicator_id, kind,
        case when is_blocked then 3 when state = any(${[...statesIn.accepted]}::text[]) then 1 when state = any(${[...statesIn.submitted]}::text[]) then 2 else 3 end as level,
        sum(rows) as rows, ${sql.raw(summed.map((c) => `sum(${c}) as ${c}`).join(', '))}
      from ${table} where plan_id = ${planId} and month between ${first} and ${last} group by 1, 2, 3, 4, 5, 6, 7, 8`

const summed = ['new_people', 'people_in_month', 'output_quantity', 'cash_people', 'cash_value_usd', ...cellColumns]

const emptyFor = (i: number, methods: ReachedMethod[]): Counted => ({
  i,
  people: methods.map(() => 0),
  trained: 0,
  output: 0,
  cashPeople: 0,
  cashValue: 0,
  organisations: 0,
  directRows: 0,
  capacityRows: 0,
  outputRows: 0,
  allRows: 0,
  directCountries: [],
  capacityCountries: [],
  outputCountries: [],
})
