/** Counted people as delivery keeps them: one grouping is read, folded and what was added since. Nothing here counts entries. */
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../core/database.ts'
import { partsOf } from '../../delivery/rules/cells.ts'
import type { Filters, Kept, Side, Span, Year } from './grouping.ts'

export type Found = { keys: string[]; people: number }
/** Where the reader may look, when not everywhere. */
export type Within = { countries?: string[]; organisations?: number[] }
type Sql = RawBuilder<unknown>

/** The years of a plan in which anything was delivered. */
export async function listYears(db: Db, planId: number): Promise<Year[]> {
  const { rows } = await sql<Year>`
    select left(month, 4) as year, min(month) as first, max(month) as last from delivery_lines where plan_id = ${planId} group by 1 order by 1`.execute(
    db,
  )
  return rows
}

const columns: Record<Exclude<Side, 'group' | 'age-gender'>, Sql> = {
  country: sql`country`,
  admin1: sql`place`,
  sector: sql`sector_id`,
  organisation: sql`organisation_id`,
  month: sql`period`,
}
const isOfCell = (side: Side): side is 'group' | 'age-gender' => side === 'group' || side === 'age-gender'

/** Distinct persons of one kept grouping by the sides asked. `periods`: the months, or the one year, it is asked for. */
export async function countPeople(
  db: Db,
  planId: number,
  kept: Kept,
  asked: readonly Side[],
  periods: Span,
  filters: Filters,
  within: Within,
): Promise<Found[]> {
  const where = sql.join([sql`true`, ...filtered(filters, within)], sql` and `)
  const { rows } = await sql<Row>`
    select ${listed(asked, columns)} sum(people)::int as people from (${keptRows(planId, kept, periods)}) kept
    where ${where} ${grouped(asked, columns)} having sum(people) <> 0`.execute(db)
  return foundIn(rows, asked)
}

type Row = Record<string, string | number>
type Columns = Record<Exclude<Side, 'group' | 'age-gender'>, Sql>

/** One column per side; group and age are two halves of one cell. */
const keysOf = (asked: readonly Side[], of: Columns): Sql[] => [
  ...asked.flatMap((side) => (isOfCell(side) ? [] : [of[side]])),
  ...(asked.some(isOfCell) ? [sql`cell`] : []),
]
const listed = (asked: readonly Side[], of: Columns): Sql =>
  sql.join(
    keysOf(asked, of).map((key, i) => sql`${key} as ${sql.ref(`k${i}`)},`),
    sql` `,
  )
const grouped = (asked: readonly Side[], of: Columns): Sql => {
  const keys = keysOf(asked, of)
  return keys.length > 0 ? sql`group by ${sql.join(keys)}` : sql``
}

/** Cells of one group, or of one age and gender, are different persons: they may be added. */
function foundIn(rows: readonly Row[], asked: readonly Side[]): Found[] {
  const plain = asked.filter((side) => !isOfCell(side))
  const found = rows.map((row) => ({
    keys: asked.map((side) =>
      isOfCell(side) ? cellKey(side, Number(row[`k${plain.length}`])) : String(row[`k${plain.indexOf(side)}`]),
    ),
    people: Number(row.people),
  }))
  return [...Map.groupBy(found, (f) => f.keys.join('\n')).values()].map((its) => ({
    keys: its[0]!.keys,
    people: its.reduce((sum, f) => sum + f.people, 0),
  }))
}

const cellKey = (side: 'group' | 'age-gender', cell: number): string => {
  const { group, age } = partsOf(cell)
  return side === 'group' ? group : age
}

/** One kept grouping, with the country of each place: period, country, place, sector, organisation, cell, people. */
function keptRows(planId: number, kept: Kept, { from, until }: Span): Sql {
  const { level, isYear, bySector, byOrganisation } = kept
  const either = (is: boolean, column: Sql) => sql`${column} ${is ? sql`<> 0` : sql`= 0`}`
  return sql`
    select c.period, ${level === 2 ? sql`coalesce(p.country, c.place)` : sql`c.place`} as country, c.place, c.sector_id, c.organisation_id, c.cell, c.people
    from counted_people_now c ${level === 2 ? sql`left join places p on p.code = c.place` : sql``}
    where c.plan_id = ${planId} and c.level = ${level} and ${either(bySector, sql`c.sector_id`)} and ${either(byOrganisation, sql`c.organisation_id`)}
      and c.period between ${from} and ${until} and length(c.period) = ${isYear ? 4 : 7}`
}

const filtered = ({ country, admin1, sector, organisation }: Filters, { countries, organisations }: Within): Sql[] => [
  ...(country === undefined ? [] : [sql`country = ${country}`]),
  ...(admin1 === undefined ? [] : [sql`place = ${admin1}`]),
  ...(sector === undefined ? [] : [sql`sector_id = ${sector}`]),
  ...(organisation === undefined ? [] : [sql`organisation_id = ${organisation}`]),
  ...(countries ? [sql`country = any(${countries}::text[])`] : []),
  ...(organisations ? [sql`organisation_id = any(${organisations}::int[])`] : []),
]

const ofLine: Record<Exclude<Side, 'group' | 'age-gender'>, Sql> = {
  country: sql`l.country`,
  admin1: sql`coalesce(nullif(l.admin1, ''), l.country)`,
  sector: sql`l.sector_id`,
  organisation: sql`l.organisation_id`,
  month: sql`l.month`,
}

/** New people of counted groups, as entries named them. Nobody knows whether they are the same people again: they are shown apart. */
export async function countGrouped(
  db: Db,
  planId: number,
  asked: readonly Side[],
  months: Span,
  filters: Filters,
  within: Within,
): Promise<Found[]> {
  const where = [
    sql`l.plan_id = ${planId} and l.month between ${months.from} and ${months.until}`,
    ...lineFilters(filters, within),
  ]
  const { rows } = await sql<Row>`
    select ${listed(asked, ofLine)} sum(s.grouped_new)::int as people
    from delivery_lines l join line_people_now s on s.plan_id = l.plan_id and s.line_id = l.id and s.grouped_new <> 0
    where ${sql.join(where, sql` and `)} ${grouped(asked, ofLine)} having sum(s.grouped_new) <> 0`.execute(db)
  return foundIn(rows, asked)
}

const lineFilters = ({ country, admin1, sector, organisation }: Filters, { countries, organisations }: Within): Sql[] => [
  ...(country === undefined ? [] : [sql`l.country = ${country}`]),
  ...(admin1 === undefined ? [] : [sql`coalesce(nullif(l.admin1, ''), l.country) = ${admin1}`]),
  ...(sector === undefined ? [] : [sql`l.sector_id = ${sector}`]),
  ...(organisation === undefined ? [] : [sql`l.organisation_id = ${organisation}`]),
  ...(countries ? [sql`l.country = any(${countries}::text[])`] : []),
  ...(organisations ? [sql`l.organisation_id = any(${organisations}::int[])`] : []),
]

/** New people of computed rows in these states, with their corrections: what of the reports can be opened to entries. */
export async function computedPeople(
  db: Db,
  planId: number,
  months: Span,
  states: readonly string[],
  filters: Filters,
  within: Within,
): Promise<number> {
  const where = sql.join(
    [
      sql`l.plan_id = ${planId} and l.line_id is not null and l.corrects is null and l.kind = 'direct' and l.month between ${months.from} and ${months.until}`,
      ...lineFilters(filters, within),
    ],
    sql` and `,
  )
  const { rows } = await sql<{ people: number }>`
    with computed as (select l.id, l.state, l.new_people from activity_reports l where ${where})
    select coalesce(sum(new_people), 0)::float8 as people from (
      select state, new_people from computed
      union all select c.state, c.new_people from computed r join activity_reports c on c.corrects = r.id) a where state = any(${[...states]}::text[])`.execute(
    db,
  )
  return rows[0]!.people
}
