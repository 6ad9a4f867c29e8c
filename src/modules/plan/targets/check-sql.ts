/** The parts of the check's statement: an activity's 15 cells, the need's 15 cells, and the area in which the two meet. */
import { type RawBuilder, sql } from 'kysely'
import type { Reach } from '../../../core/access.ts'
import { Age, type Group } from '../needs/contract.ts'
import type { Counts, Population } from './contract.ts'

type Sql = RawBuilder<unknown>

const groupsOf: Record<Population, Group[]> = {
  destination: ['destination'],
  host: ['host'],
  moving: ['transit', 'pendular', 'returnees'],
}
const populations = Object.keys(groupsOf) as Population[]
const fifteen = Array.from({ length: 15 }, (_, i) => i)

export const names = (prefix: string) => fifteen.map((i) => `${prefix}${i}`)
/** `sum(t0) as t0, …` */
export const sumsOf = (prefix: string): Sql =>
  sql.raw(
    names(prefix)
      .map((n) => `sum(${n})::bigint as ${n}`)
      .join(', '),
  )
export const arrayOf = (prefix: string, alias = ''): Sql =>
  sql.raw(
    `array[${names(prefix)
      .map((n) => `${alias}${n}`)
      .join(', ')}]::float8[]`,
  )

const columnsOf: Record<Population, string> = {
  destination: 'coalesce(a.in_destination, 0)::bigint',
  host: 'coalesce(a.host_community, 0)::bigint',
  moving: 'coalesce(a.in_transit, 0)::bigint + coalesce(a.pendular, 0) + coalesce(a.returnees, 0)',
}
const everybody = ['girls', 'boys', 'women', 'men', 'other_under18', 'other_adult']
  .map((c) => `coalesce(a.${c}, 0)::bigint`)
  .join(' + ')

/** Joined beside an activity `a`: its groups and their whole. */
const groupsJoin = `cross join lateral (select ${populations.map((p) => `${columnsOf[p]} as ${p}`).join(', ')}, nullif(${everybody}, 0) as everybody) g`

/** Half up. Beyond two thousand million people the product no longer fits eight bytes. */
const share = (population: Population, age: Age) => `case when g.${population} = 0 or everybody is null then 0
  when g.${population} <= 2000000000 then (2 * g.${population} * coalesce(a.${age}, 0) + everybody) / (2 * everybody)
  else div(2 * g.${population}::numeric * coalesce(a.${age}, 0) + everybody, 2 * everybody)::bigint end`
const splitColumns = populations
  .flatMap((p) => [`g.${p}`, ...Age.options.map((age) => share(p, age))])
  .map((expression, i) => `${expression} as t${i}`)
  .join(', ')

/** Of a line of people `n`: `n0 … n14`. */
const needColumns = populations
  .flatMap((p) => [
    Age.options.flatMap((age) => groupsOf[p].map((g) => `${g}_${age}`)),
    ...Age.options.map((age) => groupsOf[p].map((g) => `${g}_${age}`)),
  ])
  .map((parts, i) => `${parts.map((part) => `n.${part}::bigint`).join(' + ')} as n${i}`)
  .join(', ')

/** `needs` by country, level, place and sector; a country without a row of its own has the sum of its parts. `named`: the areas the table names. */
export const needsOf = (planId: number, where: Sql = sql`true`): Sql => sql`
  given as materialized (
    select country, level, place_code, sector_id, ${sql.raw(needColumns)} from plan_people n where plan_id = ${planId} and what = 'need' and not is_doubled and ${where}),
  needs as (
    select * from given
    union all
    select country, 'country', country, sector_id, ${sumsOf('n')} from given p where level <> 'country'
      and not exists (select from given c where c.level = 'country' and c.country = p.country and c.sector_id = p.sector_id) group by country, sector_id),
  named as materialized (select distinct country, place_code from given where level = 'admin1'),
  parted as materialized (select distinct country from given where level <> 'country')`

/** What was sent counts for everybody, what is still being written for those who may read it. */
const sent = sql`a.state in ('submitted', 'endorsed', 'validated', 'approved', 'published')`

/** Whether the reader may see activity `a` of sector `s`. */
export function isSeen(reach: Reach): Sql {
  if (reach === 'all') return sql`true`
  return sql`(a.country = any(${reach.countries}::text[]) or a.organisation_id = any(${reach.organisations}::int[])
    or a.country || ':' || s.look = any(${reach.sectors ?? []}::text[]))`
}

/** Every direct activity that counts, with its 15 cells, its area, and whether the reader may see it. Multipurpose cash has no people in need. */
export const splitOf = (planId: number, counts: Counts, reach: Reach, where: Sql = sql`true`): Sql => sql`
  split as materialized (
    select a.id, a.organisation_id, a.country, a.sector_id, ${isSeen(reach)} as is_seen,
      case when a.admin1 is null or p.country is null then 'country' when n.place_code is not null then 'admin1' else 'other' end as level,
      case when n.place_code is not null then a.admin1 else a.country end as place, ${sql.raw(splitColumns)}
    from plan_activities a join plan_sectors s on s.id = a.sector_id and not s.is_multipurpose_cash
      left join named n on n.country = a.country and n.place_code = a.admin1 left join parted p on p.country = a.country ${sql.raw(groupsJoin)}
    where a.plan_id = ${planId} and a.kind = 'direct' and a.country is not null
      and ${counts === 'submitted' ? sent : sql`(${sent} or (a.state <> 'withdrawn' and ${isSeen(reach)}))`} and ${where})`
