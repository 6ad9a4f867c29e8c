/** What was given at a site today, so far. */
import { sql } from 'kysely'
import { visible } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { asReader } from '../../../core/database.ts'
import { notFound } from '../../../core/problem.ts'
import type { DeliveriesToday } from '../contract.ts'
import { beginOf, dayIn } from '../rules/days.ts'
import { knownLists } from './known.ts'

type Line = DeliveriesToday['services'][number]

/** Today as the site's country has it. Whoever may read entries there counts them; nobody is named. */
export async function givenToday(ctx: Context, siteId: string, organisation?: number): Promise<DeliveriesToday> {
  const reach = visible(ctx, 'delivery.read')
  const site = (await knownLists(ctx.db)).sites.get(siteId) ?? notFound('site', siteId)
  const day = dayIn(site.country, new Date())
  const given = sql`
    select d.id, d.household_id, d."to", d.service_id, d.quantity, d.groups from deliveries d
    where d.site_id = ${siteId}::uuid and d.at >= ${beginOf(site.country, day)} and d.reverses is null and ${organisation === undefined ? bodiesOf(reach) : sql`d.organisation_id = ${organisation}`}
      and not exists (select from deliveries r where r.household_id = d.household_id and r.reverses = d.id)`
  const persons = sql`
    select d.service_id, s.counted_as::text as who, 1 as people from given d join served s on s.delivery_id = d.id and s.is_counted
    union all select d.service_id, d.id::text, (select sum(n::int) from jsonb_array_elements(d.groups) g, jsonb_each_text(g -> 'month') m(age, n)) from given d where d."to" = 'group'`
  return asReader(ctx.db, reach, async (db) => {
    const all = await sql<{ entries: number; households: number; persons: number }>`
      with given as (${given}), persons as (${persons})
      select (select count(*)::int from given) as entries, (select count(distinct household_id)::int from given where "to" <> 'group') as households,
        (select coalesce(sum(people), 0)::int from (select distinct who, people from persons) p) as persons`.execute(db)
    const services = await sql<Line>`
      with given as (${given}), persons as (${persons})
      select service_id as service, count(*)::int as entries, sum(quantity) as quantity,
        (select coalesce(sum(people), 0)::int from (select distinct who, people from persons where persons.service_id = given.service_id) p) as persons
      from given group by service_id order by entries desc, service`.execute(db)
    return { day, ...all.rows[0]!, services: services.rows }
  })
}

/** Row security says the same; said here it is found by an index. */
const bodiesOf = (reach: ReturnType<typeof visible>) =>
  reach === 'all'
    ? sql`true`
    : sql`d.organisation_id = any(${[...reach.organisations, ...(reach.sites ?? []).map((s) => Number(s.split(':')[0]))]}::int[])`
