/** What comes after the plan of a generated year: its publication, and the monthly reports of its work. */
import { sql } from 'kysely'
import type { Db } from '../../src/core/database.ts'
import { addSumsFrom, foldSums } from '../../src/modules/activities/sums.ts'
import { cells } from '../../src/modules/plan/needs/contract.ts'
import { idOf } from './activities.ts'

/** What of an activity is published as it stands. */
const activityColumns = `country, admin1, organisation_id, sector_id, indicator_id, kind, title, description, in_kind_usd, cash_usd, in_destination, in_transit,
  host_community, pendular, returnees, girls, boys, women, men, other_under18, other_adult, target_people, output_quantity`

export async function plantVersion(db: Db, planId: number, published: boolean): Promise<void> {
  const at = published ? { publishedAt: '2022-02-01T00:00:00Z', publishedBy: 'generated' } : {}
  await db
    .insertInto('planVersions')
    .values({ planId, number: 1, openedBy: 'generated', ...at })
    .execute()
  if (!published) return
  const kept = activityColumns.split(/[\s,]+/)
  await sql`
    insert into published_activities (plan_id, version, id, ${sql.raw(kept.join(', '))}, words)
    select a.plan_id, 1, a.id, ${sql.raw(kept.map((c) => `a.${c}`).join(', '))},
      activity_words(concat_ws(' ', a.title, a.description), concat_ws(' ', o.acronym, o.names->>'en', i.name, c.names->>'en', p.names->>'en'))
    from plan_activities a join organisations o on o.id = a.organisation_id join plan_indicators i on i.id = a.indicator_id
      join places c on c.code = a.country left join places p on p.code = a.admin1 where a.plan_id = ${planId}`.execute(db)
  const people = sql.raw(
    `plan_id, what, line, country, level, place_code, sector_id, is_doubled, ${cells.join(', ')}, blank, written`,
  )
  await sql`insert into published_people (${people}, version) select ${people}, 1 from plan_people where plan_id = ${planId}`.execute(
    db,
  )
}

/** Reports of what was planned, month after month: as large as a month's share of the target, up or down. One in fifty is work nobody planned. */
export async function plantReports(db: Db, planId: number, year: number, rows: number): Promise<void> {
  const first = idOf(planId, 0)
  await sql`
    with planned as materialized (select *, row_number() over (order by id) as nth from plan_activities where plan_id = ${planId} and ('x' || substr(md5(id::text), 1, 4))::bit(16)::int % 8 <> 0),
    size as materialized (select count(*)::int as size from planned),
    rows as (
      select p.*, n, 1 + (n / size + nth) % 12 as month, ('x' || substr(md5(n::text), 1, 6))::bit(24)::int % 1000 / 1000.0 as luck, size * 12.0 / ${rows}::int as thin
      from size, lateral (select n, 1 + n % size as which from generate_series(0, ${rows}::int - 1) n) d join planned p on p.nth = which),
    counted as (select *, greatest(1, round(coalesce(target_people, 0) / 12.0 * least(thin, 12) * (0.5 + luck)))::int as people from rows)
    insert into activity_reports (id, plan_id, row_number, state, month, country, admin1, organisation_id, through_partner, sector_id, indicator_id, kind, title, description, in_plan, is_cash, cash_value_usd,
      output_quantity, people_in_month, new_people, in_destination, in_transit, host_community, pendular, returnees, girls, boys, women, men, entered_by)
    select (substr(${first}::text, 1, 14) || '7' || substr(md5(n || '/' || ${planId}::int), 1, 3) || '-8' || substr(md5(n || '/'), 1, 3) || '-' || lpad(to_hex(${planId}::int), 6, '0') || lpad(to_hex(n), 6, '0'))::uuid, plan_id, n, 'accepted',
      ${String(year)} || '-' || lpad(month::text, 2, '0'), country, case when luck < 0.02 then null else admin1 end, organisation_id, false, sector_id, indicator_id, kind, title, left(description, 120), true,
      cash_usd is not null, case when cash_usd is not null then round(cash_usd / 12 * least(thin, 12)::numeric * (0.5 + luck)::numeric, 2) end,
      case when kind = 'output' then greatest(1, round(output_quantity / 12 * least(thin, 12)::numeric)) end, case when kind <> 'output' then people + 3 end, case when kind = 'direct' then people end,
      case when kind = 'direct' then people - people / 4 end, case when kind = 'direct' then 0 end, case when kind = 'direct' then people / 4 end, case when kind = 'direct' then 0 end, case when kind = 'direct' then 0 end,
      case when kind = 'direct' then people / 4 end, case when kind = 'direct' then people / 4 end, case when kind = 'direct' then people / 4 end, case when kind = 'direct' then people - 3 * (people / 4) end, 'generated'
    from counted`.execute(db)
  await addSumsFrom(db, sql`(select *, 1 as sign from activity_reports where plan_id = ${planId}) r`)
  await foldSums(db)
  if (rows >= 10_000)
    await sql`analyze activity_reports, activity_sums, activity_folded_areas, activity_folded_months, activity_folded_sectors`.execute(
      db,
    )
}
