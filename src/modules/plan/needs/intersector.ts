/** Intersector figures: in each cell the largest sector, by place or by country. The formula stands in the database, as a view. */
import { sql } from 'kysely'
import { visible } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import type { Db } from '../../../core/database.ts'
import { getPlan } from '../queries.ts'
import { cells, type Intersector, type IntersectorGap, type IntersectorLine, type What } from './contract.ts'
import { linesOf, type PlaceFigure } from './rules/intersector.ts'

export type By = 'country' | 'admin1'
const people = sql.raw(`array[${cells.join(', ')}] as people`)
/** Names as the place's first line writes them, found by key: no plan for joining can go wrong, however fresh the table. */
const written = sql`(select p.written from plan_people p where p.plan_id = l.plan_id and p.what = l.what and p.line = l.line) as written`
type Written = { written: string[] }

/** What is read: the largest of all sectors, or one sector, whose own cells are the largest. */
export type Filter = { country?: string | undefined; sector?: number | undefined }
const within = (planId: number, what: What, { country, sector }: Filter) => sql`plan_id = ${planId} and what = ${what}
  ${country === undefined ? sql`` : sql`and country = ${country}`} ${sector === undefined ? sql`` : sql`and sector_id = ${sector} and not is_doubled`}`

/** Every place of the table, in its order; names as the table writes them. One statement. */
export async function largestByPlace(db: Db, planId: number, what: What, filter: Filter = {}): Promise<PlaceFigure[]> {
  const from = filter.sector === undefined ? sql.table('plan_people_largest') : sql.table('plan_people')
  const { rows } = await sql<Omit<PlaceFigure, 'countryName' | 'placeName'> & Written>`
    select country, level, place_code as place, ${written}, ${people}
    from ${from} l where ${within(planId, what, filter)} order by line`.execute(db)
  return rows.map(({ written: [, countryName = '', placeName = ''], ...row }) => ({ ...row, countryName, placeName }))
}

type CountryFigure = PlaceFigure & { isParts: boolean; isGiven: boolean }

/** Of one sector: as the view of countries does for all of them. */
const sums = sql.raw(cells.map((cell) => `sum(${cell}) as ${cell}`).join(', '))
const countriesOf = (planId: number, what: What, filter: Filter) => sql`(
  select plan_id, what, country, level <> 'country' as is_parts, min(line) as line, bool_or(blank <> 1073741823) as is_given, ${sums}
  from plan_people where ${within(planId, what, filter)} group by plan_id, what, country, level <> 'country')`

/** Per country its own row, and what its parts add up to, each where there is one. */
async function byCountry(db: Db, planId: number, what: What, filter: Filter): Promise<CountryFigure[]> {
  const from = filter.sector === undefined ? sql.table('plan_people_countries') : countriesOf(planId, what, filter)
  const { rows } = await sql<Pick<CountryFigure, 'country' | 'isParts' | 'isGiven' | 'people'> & Written>`
    select country, is_parts, is_given, ${written}, ${people}
    from ${from} l where ${within(planId, what, { country: filter.country })}
    order by min(line) over (partition by country), is_parts`.execute(db)
  return rows.map(({ written: [, countryName = ''], ...row }) => ({
    ...row,
    countryName,
    level: 'country',
    place: row.country,
    placeName: 'Country level',
    // Sums of whole numbers come as text inside an array.
    people: row.people.map(Number),
  }))
}

export async function readIntersector(ctx: Context, code: string, what: What, by: By, filter: Filter = {}): Promise<Intersector> {
  visible(ctx, 'plan.read')
  const plan = await getPlan(ctx.db, code)
  const { lines, gaps } = await intersectorOf(ctx.db, plan.id, what, by, filter)
  return { plan: plan.code, what, by, lines, gaps }
}

/** For other parts of the plan: the same without asking who reads. */
export async function intersectorOf(
  db: Db,
  planId: number,
  what: What,
  by: By,
  filter: Filter = {},
): Promise<{ lines: IntersectorLine[]; gaps: IntersectorGap[] }> {
  if (by === 'admin1') return { lines: (await largestByPlace(db, planId, what, filter)).flatMap(linesOf), gaps: [] }
  const both = [...Map.groupBy(await byCountry(db, planId, what, filter), (row) => row.country).values()]
  const chosen = both.map((rows) => ({
    own: rows.find((r) => !r.isParts && r.isGiven),
    parts: rows.find((r) => r.isParts),
    any: rows[0]!,
  }))
  return {
    lines: chosen.flatMap(({ own, parts, any }) => linesOf(own ?? parts ?? any)),
    gaps: chosen.flatMap(({ own, parts }) => (own && parts ? [gapOf(own, parts)] : [])),
  }
}

function gapOf(own: CountryFigure, parts: CountryFigure): IntersectorGap {
  const total = (row: CountryFigure) => row.people.reduce((sum, n) => sum + n, 0)
  const difference = total(own) - total(parts)
  return {
    country: own.country,
    countryName: own.countryName,
    own: total(own),
    parts: total(parts),
    difference,
    lines: linesOf(parts),
  }
}
