/** The whole check in one statement: activities in 15 cells, added by area and sector, beside the people in need. */
import { sql } from 'kysely'
import type { Reach } from '../../../core/access.ts'
import type { Db } from '../../../core/database.ts'
import type { Level } from '../needs/contract.ts'
import { arrayOf, names, needsOf, splitOf, sumsOf } from './check-sql.ts'
import type { CheckAsked, CheckedCell } from './contract.ts'
import { aboveCells } from './rules.ts'

/** `body` null: whoever the reader may not see. */
type Body = { body: number | null; activities: number; people: number[] }
export type SummedLine = {
  country: string
  level: Level
  place: string
  sectorId: number
  activities: number
  target: number[]
  need: number[]
  isStated: boolean
  bodies: Body[]
}
export type Unchecked = { country: string; sectorId: number; activities: number; people: number }

/** A line is for whoever has a say in its country or sector, or takes part in it. */
const isForReader = (reach: Reach) =>
  reach === 'all'
    ? sql`true`
    : sql`(l.country = any(${reach.countries}::text[]) or l.country || ':' || s.look = any(${reach.sectors ?? []}::text[]) or l.is_mine)`

const above = sql.raw(
  names('t')
    .map((t, i) => `l.${t} > coalesce(n.n${i}, 0)`)
    .join(' or '),
)

/** The need of a line, nobody where the plan states none. */
const zeroed = sql.raw(
  `array[${names('n')
    .map((n) => `coalesce(n.${n}, 0)`)
    .join(', ')}]::float8[]`,
)

export async function sumLines(
  db: Db,
  planId: number,
  { country, sector, counts }: CheckAsked,
  reach: Reach,
): Promise<{ lines: SummedLine[]; unchecked: Unchecked[] }> {
  const where = sql`${country === undefined ? sql`true` : sql`a.country = ${country}`} and ${sector === undefined ? sql`true` : sql`a.sector_id = ${sector}`}`
  const mine = reach === 'all' ? [] : reach.organisations
  const { rows } = await sql<SummedLine & { isChecked: boolean }>`
    with ${needsOf(planId)}, ${splitOf(planId, counts, reach, where)},
    part as materialized (
      select country, level, place, sector_id, case when is_seen then organisation_id end as body, count(*) as activities, ${sumsOf('t')}
      from split group by 1, 2, 3, 4, 5),
    bodies as materialized (
      select * from part where level <> 'country'
      union all
      select country, 'country', country, sector_id, body, sum(activities), ${sumsOf('t')} from part group by country, sector_id, body),
    lines as (
      select country, level, place, sector_id, sum(activities) as activities, coalesce(bool_or(body = any(${mine}::int[])), false) as is_mine, ${sumsOf('t')}
      from bodies group by 1, 2, 3, 4),
    checked as (select distinct country, sector_id from given),
    held as materialized (
      select l.*, ${zeroed} as need, n.country is not null as is_stated, c.country is not null as is_checked, c.country is not null and (${above}) as is_above
      from lines l left join checked c on c.country = l.country and c.sector_id = l.sector_id
        left join needs n on n.country = l.country and n.level = l.level and n.place_code = l.place and n.sector_id = l.sector_id),
    listed as (
      select b.country, b.level, b.place, b.sector_id,
        jsonb_agg(jsonb_build_object('body', b.body, 'activities', b.activities, 'people', ${arrayOf('t', 'b.')}) order by b.t0 + b.t5 + b.t10 desc, b.body) as bodies
      from bodies b join held h on h.is_above and h.country = b.country and h.level = b.level and h.place = b.place and h.sector_id = b.sector_id group by 1, 2, 3, 4)
    select l.country, l.level, l.place, l.sector_id, l.activities::int as activities, ${arrayOf('t', 'l.')} as target, l.need, l.is_stated, l.is_checked,
      coalesce(b.bodies, '[]') as bodies
    from held l join plan_sectors s on s.id = l.sector_id
      left join listed b on b.country = l.country and b.level = l.level and b.place = l.place and b.sector_id = l.sector_id
    where ${isForReader(reach)}
    order by l.country, case l.level when 'country' then 0 when 'admin1' then 1 else 2 end, l.place, s.position, s.id`.execute(db)
  const unchecked = rows
    .filter((r) => !r.isChecked && r.level === 'country')
    .map((r) => ({ ...r, people: r.target[0]! + r.target[5]! + r.target[10]! }))
  return { lines: rows.filter((r) => r.isChecked), unchecked }
}

/** Of these activities, those that alone plan more people than are in need in their area: the cells in which they do. For the finding `target-above-need`. */
export async function aboveNeed(db: Db, planId: number, ids: readonly string[]): Promise<Map<string, CheckedCell[]>> {
  if (ids.length === 0) return new Map()
  const these = sql`id = any(${[...ids]}::uuid[])`
  const { rows } = await sql<{ id: string; target: number[]; need: number[] }>`
    with ${needsOf(planId, sql`country in (select country from plan_activities where ${these})`)}, ${splitOf(planId, 'all', 'all', sql`a.${these}`)}
    select l.id, ${arrayOf('t', 'l.')} as target, ${zeroed} as need
    from split l left join needs n on n.country = l.country and n.level = l.level and n.place_code = l.place and n.sector_id = l.sector_id
    where exists (select from given c where c.country = l.country and c.sector_id = l.sector_id) and (${above})`.execute(db)
  return new Map(rows.map(({ id, target, need }) => [id, aboveCells(target, need).map((a) => a.cell)]))
}

export const hasNeeds = async (db: Db, planId: number): Promise<boolean> =>
  (await sql`select from plan_people where plan_id = ${planId} and what = 'need' limit 1`.execute(db)).rows.length > 0
