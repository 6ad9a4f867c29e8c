/** Counts everything anew in plain SQL, with count(distinct …) over the entries, and names what differs from the figures that are kept. */
import { sql } from 'kysely'
import type { Db } from '../../../core/database.ts'
import { groupings } from '../rules/firsts.ts'
import { groupedPeople, standing } from './recount.ts'

export type Difference = { what: string; where: string; kept: number; counted: number }

const most = 50

/** @returns nothing where every figure is what the entries come to */
export async function checkDeliveries(db: Db): Promise<Difference[]> {
  const found = [...(await checkPlaces(db)), ...(await checkLines(db)), ...(await checkCells(db))]
  for (const grouping of groupings) if (found.length < most) found.push(...(await checkGrouping(db, grouping)))
  return found.slice(0, most)
}

/** Entries that stand in no plan, though one covers their month and has an indicator for their service: `delivery.place` has not met them. */
async function checkPlaces(db: Db): Promise<Difference[]> {
  const { rows } = await sql<Difference>`
    select 'entries in a plan' as what, 'service ' || s.code || ' ' || d.month as "where", 0 as kept, count(*)::int as counted
    from deliveries d join services s on s.id = d.service_id
    where d.line_id is null and exists (
      select from service_indicators i join plans p on p.id = i.plan_id where i.service_id = d.service_id and d.month between p.first_month and p.last_month)
    group by s.code, d.month order by s.code, d.month limit ${most}`.execute(db)
  return rows
}

const counted = sql`served s join delivery_lines l on l.id = s.line_id where s.is_live and s.is_counted`

async function checkLines(db: Db): Promise<Difference[]> {
  const { rows } = await sql<Difference>`
    with kept as (
      select line_id, sum(people_in_month)::int as people, sum(new_people)::int as fresh, sum(entries)::int as entries, sum(quantity) as quantity, sum(cash_value_usd) as cash
      from line_people_now group by line_id),
    persons as (select s.line_id, count(distinct s.counted_as)::int people from ${counted} group by 1),
    news as (select line_id, count(*)::int as fresh from (
        select distinct on (s.counted_as, l.plan_id, l.organisation_id, l.indicator_id, left(l.month, 4)) s.line_id from ${counted}
        order by s.counted_as, l.plan_id, l.organisation_id, l.indicator_id, left(l.month, 4), s.at, s.delivery_id, s.person_id) f group by 1),
    amounts as (select d.line_id, count(*)::int entries, sum(d.quantity) quantity, coalesce(sum(d.cash_value_usd), 0) cash from deliveries d
      where d.line_id is not null and ${standing} group by 1),
    lines as (select line_id from kept union select line_id from persons union select line_id from amounts)
    select x.what, 'line ' || l.line_id as "where", coalesce(x.kept, 0) as kept, coalesce(x.counted, 0) as counted
    from lines l left join kept k using (line_id) left join persons p using (line_id) left join news n using (line_id) left join amounts a using (line_id),
    lateral (values ('people', k.people, p.people), ('new people', k.fresh, n.fresh), ('entries', k.entries, a.entries), ('quantity', k.quantity, a.quantity),
      ('cash', k.cash, a.cash)) x(what, kept, counted)
    where coalesce(x.kept, 0) <> coalesce(x.counted, 0) limit ${most}`.execute(db)
  return rows
}

/** By cell: in which somebody was when first met in the line; and people of counted groups. */
async function checkCells(db: Db): Promise<Difference[]> {
  const { rows } = await sql<Difference>`
    with kept as (select line_id, cell, sum(people_in_month)::int people, sum(grouped_month)::int as grouped, sum(grouped_new)::int as fresh from line_people_now group by 1, 2),
    persons as (select line_id, cell, count(*)::int people from (
        select distinct on (s.counted_as, s.line_id) s.line_id, s.cell from ${counted} order by s.counted_as, s.line_id, s.at, s.delivery_id, s.person_id) f group by 1, 2),
    grouped as (select g.id as line_id, g.cell, g.grouped::int, g.fresh::int from (${groupedPeople}) g(plan_id, id, cell, grouped, fresh)),
    cells as (select line_id, cell from kept union select line_id, cell from persons union select line_id, cell from grouped)
    select x.what, 'line ' || c.line_id || ' cell ' || c.cell as "where", coalesce(x.kept, 0) as kept, coalesce(x.counted, 0) as counted
    from cells c left join kept k using (line_id, cell) left join persons p using (line_id, cell) left join grouped g using (line_id, cell),
    lateral (values ('people', k.people, p.people), ('people of groups', k.grouped, g.grouped), ('new people of groups', k.fresh, g.fresh)) x(what, kept, counted)
    where coalesce(x.kept, 0) <> coalesce(x.counted, 0) limit ${most}`.execute(db)
  return rows
}

async function checkGrouping(
  db: Db,
  { level, isYear, bySector, byOrganisation }: (typeof groupings)[number],
): Promise<Difference[]> {
  const key = sql.raw(
    [
      'l.plan_id',
      isYear ? 'left(l.month, 4)' : 'l.month',
      ["''", 'l.country', "coalesce(nullif(l.admin1, ''), l.country)"][level],
      bySector ? 'l.sector_id' : '0',
      byOrganisation ? 'l.organisation_id' : '0',
    ].join(', '),
  )
  const bits = sql`level = ${level} and (organisation_id > 0) = ${byOrganisation} and (sector_id > 0) = ${bySector} and (length(period) = 4) = ${isYear}`
  const { rows } = await sql<Difference>`
    with kept as (select plan_id, period, place, sector_id, organisation_id, sum(people)::int people from counted_people_now where ${bits} group by 1, 2, 3, 4, 5),
    distinct_people as (select ${key}, count(distinct s.counted_as)::int from ${counted} group by 1, 2, 3, 4, 5),
    persons(plan_id, period, place, sector_id, organisation_id, people) as (select * from distinct_people)
    select 'distinct people' as what, concat_ws(' ', plan_id, period, place, 'sector', sector_id, 'organisation', organisation_id) as "where",
      coalesce(k.people, 0) as kept, coalesce(p.people, 0) as counted
    from kept k full join persons p using (plan_id, period, place, sector_id, organisation_id)
    where coalesce(k.people, 0) <> coalesce(p.people, 0) limit ${most}`.execute(db)
  return rows
}
