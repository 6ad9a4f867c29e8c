/** The places and bodies a plan's rows may name, with every way they are written. */
import { sql } from 'kysely'
import type { Db } from '../../../core/database.ts'
import type { Plan, PlanLists } from '../contract.ts'

type Places = PlanLists['places']

/**
 * Closed list: the places it names (and their countries). Open list: all shipped countries and admin 1, and what rows brought in.
 * Admin 2 below them where the plan asks for it.
 */
export async function listedPlaces(db: Db, plan: Plan, isOpen: boolean): Promise<Places> {
  const { rows } = await sql<Places[number]>`
    with named as (
      select place_code code, country, array_agg(name order by name) as names, bool_and(is_new) is_new from plan_places where plan_id = ${plan.id} group by 1, 2
    ), countries as (
      select country code, min(country_name) as name from plan_places where plan_id = ${plan.id} group by 1
    ), listed as (
      select p.code, p.country, p.level, p.parent, p.names, coalesce(n.names, '{}') as written, coalesce(n.is_new, false) as is_new
      from places p left join named n on n.code = p.code
      where p.level < 2 and (${isOpen} or n.code is not null or p.code in (select code from countries))
      union all
      select p.code, p.country, p.level, p.parent, p.names, '{}', false from places p
      where p.level = 2 and ${plan.asks.includes('admin2')} and (${isOpen} or p.country in (select code from countries))
    ), aliases as (
      select place_code, array_agg(name order by name) as names from place_aliases group by 1
    )
    select l.code, l.country, coalesce(c.name, l2.names->>'en', l.country) as country_name, l.level, l.parent, l.is_new,
      array_remove(array[case when l.level = 0 then c.name end] || l.written || array[l.names->>'en', l.names->>'es', l.names->>'pt', l.names->>'fr'] || a.names, null) as names
    from listed l left join countries c on c.code = l.country left join places l2 on l2.code = l.country left join aliases a on a.place_code = l.code
    order by country_name, l.level, l.code`.execute(db)
  return rows.map((row) => ({ ...row, names: [...new Set(row.names)] }))
}

export async function listedOrganisations(db: Db, planId: number): Promise<PlanLists['organisations']> {
  const { rows } = await sql<PlanLists['organisations'][number]>`
    with named as (
      select organisation_id id, bool_or(role = 'appealing') appealing, bool_or(role = 'implementing') implementing, bool_and(is_new) is_new
      from plan_organisations where plan_id = ${planId} group by 1
    ), aliases as (
      select organisation_id, array_agg(name order by name) as names from organisation_aliases where organisation_id in (select id from named) group by 1
    )
    select o.id, o.code, o.acronym, n.appealing, n.implementing, n.is_new,
      array_remove(array[o.names->>'en', o.names->>'es', o.names->>'pt', o.names->>'fr'] || a.names, null) as names
    from named n join organisations o on o.id = n.id left join aliases a on a.organisation_id = o.id
    order by o.names->>'en', o.id`.execute(db)
  return rows.map((row) => ({ ...row, names: [...new Set(row.names)] }))
}
