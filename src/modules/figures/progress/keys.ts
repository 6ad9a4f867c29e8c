/** Planned and reported side by side: one row per organisation × place × indicator, from what was published and what was accepted. */
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../core/database.ts'
import type { ActivityProgress, ProgressBy, Show } from './contract.ts'

type Sql = RawBuilder<unknown>
/** `version` null: nothing is published, so nothing was planned. */
export type Ground = {
  planId: number
  version: number | null
  from: string
  until: string
  country?: string | undefined
  sector?: number | undefined
  organisation?: number | undefined
}

const filtered = ({ country, sector, organisation, planId }: Ground): Sql => sql`
  ${country === undefined ? sql`true` : sql`country = ${country}`} and ${organisation === undefined ? sql`true` : sql`organisation_id = ${organisation}`}
  and ${sector === undefined ? sql`true` : sql`indicator_id in (select id from plan_indicators where plan_id = ${planId} and sector_id = ${sector})`}`
const names = sql`coalesce(organisation_id, 0) as organisation_id, coalesce(country, '') as country, coalesce(admin1, '') as admin1, coalesce(indicator_id, 0) as indicator_id`

/** `keys`, with p_… planned and r_… reported. The reports are read from their index alone and grouped in its order: nothing is sorted. */
export const keysOf = (ground: Ground): Sql => sql`
  planned as (
    select ${names}, min(kind) as kind, min(title) as title, count(*)::int as activities, sum(target_people) filter (where kind = 'direct') as people,
      sum(target_people) filter (where kind = 'capacity') as trained, sum(output_quantity) filter (where kind = 'output') as output, sum(cash_usd) as cash
    from published_activities where plan_id = ${ground.planId} and version = ${ground.version ?? 0} and ${filtered(ground)} group by 1, 2, 3, 4),
  reported as (
    select ${names}, min(kind) as kind, count(*)::int as rows, max(month) as last_month, sum(new_people) filter (where kind = 'direct') as people,
      sum(people_in_month) filter (where kind = 'capacity') as trained, sum(output_quantity) filter (where kind = 'output') as output, sum(cash_value_usd) as cash
    from activity_reports where plan_id = ${ground.planId} and state in ('accepted', 'locked') and not is_blocked
      and month between ${ground.from} and ${ground.until} and ${filtered(ground)} group by indicator_id, organisation_id, country, admin1),
  keys as (
    select organisation_id, country, admin1, indicator_id, coalesce(p.kind, r.kind) as kind, p.title, coalesce(activities, 0) as activities, coalesce(rows, 0) as rows, r.last_month,
      ${sql.raw(['people', 'trained', 'output', 'cash'].map((m) => `coalesce(p.${m}, 0) as p_${m}, coalesce(r.${m}, 0) as r_${m}`).join(', '))}
    from planned p full join reported r using (organisation_id, country, admin1, indicator_id))`

export type KeyTotal = { key: string | null; activities: number; silent: number; rows: number; unplanned: number } & Record<
  `${'p' | 'r'}${'People' | 'Trained' | 'Output' | 'Cash'}`,
  number
>

const keyOf: Record<Exclude<ProgressBy, 'month'>, Sql> = {
  sector: sql`coalesce(i.sector_id, 0)`,
  country: sql`country`,
  admin1: sql`admin1`,
  organisation: sql`organisation_id`,
  indicator: sql`indicator_id`,
}

/** Added along one line, and in all (`key` null). */
export async function totalsBy(db: Db, ground: Ground, by: Exclude<ProgressBy, 'month'>): Promise<KeyTotal[]> {
  const sums = ['people', 'trained', 'output', 'cash']
    .flatMap((m) => [`sum(p_${m})::float8 as p_${m}`, `sum(r_${m})::float8 as r_${m}`])
    .join(', ')
  const { rows } = await sql<KeyTotal>`
    with ${keysOf(ground)}, named as (select k.*, (${keyOf[by]})::text as key from keys k left join plan_indicators i on i.id = k.indicator_id)
    select key, sum(activities)::int as activities, coalesce(sum(activities) filter (where rows = 0), 0)::int as silent, sum(rows)::int as rows,
      coalesce(sum(rows) filter (where activities = 0), 0)::int as unplanned, ${sql.raw(sums)}
    from named group by grouping sets ((key), ())`.execute(db)
  return rows.map((row) => ({ ...row, activities: row.activities ?? 0, rows: row.rows ?? 0 }))
}

export type KeyRow = Omit<KeyTotal, 'key' | 'silent' | 'unplanned'> & {
  organisationId: number
  country: string
  admin1: string
  indicatorId: number
  kind: ActivityProgress['kind']
  title: string | null
  lastMonth: string | null
  readingPlace: string
}

const shown: Record<Show, (pace: number) => Sql> = {
  all: () => sql`true`,
  silent: () => sql`rows = 0`,
  unplanned: () => sql`activities = 0`,
  behind: (pace) => sql`activities > 0 and r_people + r_trained + r_output < (p_people + p_trained + p_output) * ${pace}::float8`,
  above: () => sql`activities > 0 and (r_people > p_people or r_trained > p_trained or r_output > p_output)`,
}

/** Key by key, the largest plans first, then the largest reports. `after`: where the page before ended. */
export async function keyRows(
  db: Db,
  ground: Ground,
  show: Show,
  pace: number,
  after: After | undefined,
  limit: number,
): Promise<KeyRow[]> {
  const page = after
    ? sql`(size, organisation_id, country, admin1, indicator_id) > (${after[0]}::numeric, ${after[1]}::int, ${after[2]}::text, ${after[3]}::text, ${after[4]}::int)`
    : sql`true`
  const measures = ['people', 'trained', 'output', 'cash'].flatMap((m) => [`p_${m}::float8`, `r_${m}::float8`]).join(', ')
  const { rows } = await sql<KeyRow>`
    with ${keysOf(ground)}, sized as (select k.*, -(p_people + p_trained + p_output) * 1000000000 - (r_people + r_trained + r_output) as size from keys k where ${shown[show](pace)})
    select s.organisation_id, s.country, s.admin1, s.indicator_id, s.kind, s.title, s.activities, s.rows, s.last_month, ${sql.raw(measures)}, s.size::text as reading_place
    from sized s where ${page} order by s.size, s.organisation_id, s.country, s.admin1, s.indicator_id limit ${limit}`.execute(db)
  return rows
}

/** The place of a line in the order. */
export type After = [size: string, organisation: number, country: string, admin1: string, indicator: number]
