/** Whom an entry is about, read under row security: what the asker may not see is not there. */
import { sql } from 'kysely'
import type { Reach } from '../../../core/access.ts'
import type { Db } from '../../../core/database.ts'
import { severalAsReader } from '../../../core/several.ts'
import type { BirthPrecision, PopulationGroup, Sex } from '../../people/contract.ts'

export type Member = {
  id: string
  sex: Sex | null
  birthDate: string | null
  birthPrecision: BirthPrecision
  relation: string
  group: PopulationGroup | null
  countedAs: string
  leftAt: string | null
  isErased: boolean
  mergedInto: string | null
}
export type Met = {
  id: string
  organisationId: number
  siteId: string | null
  country: string
  admin1: string | null
  admin2: string | null
  populationGroup: PopulationGroup
  mergedInto: string | null
  isErased: boolean
  isSeenToday: boolean
  /** Of this household and of those that were found to be the same. */
  members: Member[]
}
export type MetPeople = { households: Map<string, Met>; householdOf: Map<string, string> }

/** These households and those of these persons, with whatever they were merged into. */
export async function readMet(
  db: Db,
  reach: Reach,
  households: readonly string[],
  persons: readonly string[],
): Promise<MetPeople> {
  const met: MetPeople = { households: new Map(), householdOf: new Map() }
  let [homes, people] = [households, persons]
  while (homes.length + people.length > 0) {
    const [located = [], found = []] = await severalAsReader(db, reach, [homesOf(people), householdsOf(homes, people)])
    for (const { id, household } of located as { id: string; household: string }[]) met.householdOf.set(id, household)
    const fresh = (found as Met[]).filter(({ id }) => !met.households.has(id))
    for (const one of fresh) met.households.set(one.id, one)
    homes = fresh.flatMap((one) => one.mergedInto ?? []).filter((id) => !met.households.has(id))
    people = fresh.flatMap(strangersIn).filter((id) => !met.householdOf.has(id))
  }
  return met
}

/** Persons of another household whose second records are in this one. */
function strangersIn(one: Met): string[] {
  const here = new Set(one.members.map((m) => m.id))
  return one.members.flatMap((m) => (m.mergedInto && !here.has(m.mergedInto) ? [m.mergedInto] : []))
}

const homesOf = (persons: readonly string[]) =>
  sql`select id, household_id as household from persons where id = any(${persons}::uuid[])`

const householdsOf = (ids: readonly string[], persons: readonly string[]) => sql`
  select h.id, h.organisation_id as "organisationId", h.site_id as "siteId", h.country, h.admin1, h.admin2, h.population_group as "populationGroup",
    h.merged_into as "mergedInto", h.erased_at is not null as "isErased", h.last_seen_at > now() - interval '1 day' as "isSeenToday", coalesce((
      select json_agg(json_build_object('id', p.id, 'sex', p.sex, 'birthDate', p.birth_date, 'birthPrecision', p.birth_precision, 'relation', p.relation, 'group', p.population_group,
        'countedAs', p.counted_as, 'leftAt', p.left_at, 'isErased', p.erased_at is not null, 'mergedInto', p.merged_into) order by p.id)
      from persons p where p.household_id = any(array(with recursive home(id) as (
        select h.id union select g.id from home join households g on g.merged_into = home.id) select id from home))), '[]') as members
  from households h where h.id = any(${ids}::uuid[] || array(select household_id from persons where id = any(${persons}::uuid[])))`

/** Of entries already known under the one they were merged into. */
export function householdNow(met: MetPeople, id: string): Met | undefined {
  let one = met.households.get(id)
  for (let steps = 0; one?.mergedInto && steps < 20; steps++) one = met.households.get(one.mergedInto)
  return one
}

/** Who the person is now, and in which household. */
export function personNow(met: MetPeople, household: Met, id: string): { household: Met; member: Member } | undefined {
  let [home, wanted] = [household, id]
  for (let steps = 0; steps < 20; steps++) {
    const member = home.members.find((m) => m.id === wanted)
    if (member && !member.mergedInto) return { household: home, member }
    if (member?.mergedInto) wanted = member.mergedInto
    if (!home.members.some((m) => m.id === wanted)) {
      const next = householdNow(met, met.householdOf.get(wanted) ?? '')
      if (!next || next === home) return undefined
      home = next
    }
  }
  return undefined
}
