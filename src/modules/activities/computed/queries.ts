/** What deliveries say of lines, and the rows that stand for them. Folded and not yet folded sums are read in one statement: folding meanwhile changes nothing. */
import { sql } from 'kysely'
import type { Db } from '../../../core/database.ts'
import type { Report } from '../desk/cells.ts'
import type { Line, LineSum, Wanted } from './rules.ts'

/** A line, what its row should say, and the row that it has. */
export type Work = Wanted & { report: Report }

/** So many notes of changed lines are taken at once. */
const notesAtOnce = 20_000

/** Takes notes of lines that changed. What changes after this is noted again, so nothing is missed by whoever reads the sums next. */
export async function takeNews(db: Db): Promise<number[]> {
  const { rows } = await sql<{ lineId: number }>`
    with taken as (delete from line_news where ctid = any(array(select ctid from line_news limit ${notesAtOnce})) returning line_id)
    select distinct line_id from taken order by 1`.execute(db)
  return rows.map((row) => row.lineId)
}

export const hasNews = async (db: Db): Promise<boolean> => (await sql`select from line_news limit 1`.execute(db)).rows.length > 0

export const listLines = async (db: Db, ids: readonly number[]): Promise<Line[]> =>
  (await sql<Line>`select * from delivery_lines where id = any(${ids}::int[]) order by id`.execute(db)).rows

/** What each line comes to, by cell. */
export async function sumsOfLines(db: Db, planId: number, ids: readonly number[]): Promise<Map<number, LineSum[]>> {
  const { rows } = await sql<LineSum & { lineId: number }>`
    select line_id, cell, sum(people_in_month)::int as people_in_month, sum(new_people)::int as new_people, sum(quantity) as quantity,
      sum(cash_value_usd) as cash_value_usd, sum(grouped_month)::int as grouped_month, sum(grouped_new)::int as grouped_new
    from line_people_now where plan_id = ${planId} and line_id = any(${ids}::int[]) group by line_id, cell order by line_id, cell`.execute(
    db,
  )
  return Map.groupBy(rows, (row) => row.lineId)
}

/** The rows of lines and the corrections of those rows, locked in the order of ids as all writers lock them. */
export async function lockRowsOfLines(db: Db, ids: readonly number[]): Promise<{ rows: Report[]; corrections: Report[] }> {
  const { rows } = await sql<Report>`
    select * from activity_reports where id in (
      select id from activity_reports where line_id = any(${ids}::int[]) and corrects is null
      union all
      select c.id from activity_reports r join activity_reports c on c.corrects = r.id
      where r.line_id = any(${ids}::int[]) and r.corrects is null and r.state = 'locked')
    order by id for update`.execute(db)
  return { rows: rows.filter((r) => !r.corrects), corrections: rows.filter((r) => r.corrects) }
}

type Told = { lineId: number; inPlan: boolean; activities: string[]; services: string[] }
/** Of the last entries only: what a line is about does not change with every entry. */
const lastEntries = 200

/** Whether the organisation plans it, and what the last entries of each line name: activities of the plan, services. */
export async function tellLines(db: Db, planId: number, ids: readonly number[]): Promise<Map<number, Told>> {
  const { rows } = await sql<Told>`
    select l.id as line_id,
      (not exists (select from plan_activities where plan_id = ${planId}) or exists (
        select from plan_activities a where a.plan_id = ${planId} and a.indicator_id = l.indicator_id and a.organisation_id = l.organisation_id
          and coalesce(a.country, l.country) = l.country and a.state not in ('draft', 'returned', 'withdrawn'))) as in_plan,
      coalesce(e.activities, '{}') as activities, coalesce(e.services, f.services, '{}') as services
    from delivery_lines l
    left join lateral (
      select array_agg(distinct a.title) filter (where a.title is not null) as activities, array_agg(distinct coalesce(s.names ->> 'en', s.code)) as services
      from (select service_id, activity_id from deliveries d where d.line_id = l.id and d.reverses is null order by d.id desc limit ${lastEntries}) d
      join services s on s.id = d.service_id left join plan_activities a on a.id = d.activity_id) e on true
    left join lateral (
      select array_agg(distinct coalesce(s.names ->> 'en', s.code)) as services from service_indicators i join services s on s.id = i.service_id
      where i.plan_id = l.plan_id and i.indicator_id = l.indicator_id) f on true
    where l.id = any(${ids}::int[])`.execute(db)
  return new Map(rows.map((row) => [row.lineId, row]))
}

/** Rows that somebody gave a name of their own, and rows that people spoke about. */
export async function touchedByHand(db: Db, ids: readonly string[]): Promise<{ named: Set<string>; spokenOf: Set<string> }> {
  const { rows } = await sql<{ id: string; what: 'named' | 'spokenOf' }>`
    select distinct activity_id as id, 'named' as what from activity_changes
    where activity_id = any(${ids}::uuid[]) and rule is null and undone_by is null and "after" ? 'title'
    union all select distinct activity_id, 'spokenOf' from activity_comments where activity_id = any(${ids}::uuid[])`.execute(db)
  const of = (what: string) => new Set(rows.filter((r) => r.what === what).map((r) => r.id))
  return { named: of('named'), spokenOf: of('spokenOf') }
}

/** One line of history for each day in which nobody else touched a row: what it said in the morning, and what it says now. */
export async function joinHistory(db: Db, batchId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await sql`
    with fresh as (select * from activity_changes where batch_id = ${batchId}::uuid and activity_id = any(${ids}::uuid[])),
    earlier as (
      select distinct on (c.activity_id) c.*, f.id as fresh_id from fresh f join activity_changes c on c.activity_id = f.activity_id and c.batch_id <> f.batch_id
      order by c.activity_id, c.at desc, c.id desc),
    joined as (
      update activity_changes f set before = f.before || e.before, "after" = e."after" || f."after" from earlier e
      where f.id = e.fresh_id and e.rule = 'computed' and e.undone_by is null and e.at::date = current_date returning e.id as gone)
    delete from activity_changes where id in (select gone from joined)`.execute(db)
}

/** The plan's lists say otherwise now what kind an indicator is, or what is asked: its computed rows are worked out again. */
export const noteLines = (db: Db, planId: number) =>
  sql`insert into line_news (line_id) select distinct line_id from activity_reports where plan_id = ${planId} and line_id is not null and corrects is null`.execute(
    db,
  )

/** Every line of the plan, whether or not it has a row. */
export const noteAllLines = (db: Db, planId: number) =>
  sql`insert into line_news (line_id) select id from delivery_lines where plan_id = ${planId}`.execute(db)
