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
  /** After the household was registered. */
  joinedAt: string | null
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
type Found = Met & { mergedFrom: string[] }

/** These households and those of these persons, with whatever they were merged into and whatever was merged into them. */
export async function readMet(
  db: Db,
  reach: Reach,
  households: readonly string[],
  persons: readonly string[],
): Promise<MetPeople> {
  const found = new Map<string, Found>()
  const householdOf = new Map<string, string>()
  let [homes, people] = [households, persons]
  while (homes.length + people.length > 0) {
    const located = people.length > 0 ? [homesOf(people)] : []
    const answers = await severalAsReader(db, reach, [...located, householdsOf(homes, people)])
    const fresh = (answers.at(-1) as Found[]).filter(({ id }) => !found.has(id))
    for (const one of fresh) found.set(one.id, one)
    if (people.length > 0) for (const { id, household } of answers[0] as Located[]) householdOf.set(id, household)
    homes = fresh.flatMap((one) => [one.mergedInto ?? [], one.mergedFrom].flat()).filter((id) => !found.has(id))
    people = fresh.flatMap(strangersIn).filter((id) => !householdOf.has(id))
  }
  return { households: new Map([...found].map(([id, one]) => [id, { ...one, members: membersOf(one, found) }])), householdOf }
}

/** Of this household and of those merged into it, however often merged on. */
function membersOf(one: Found, found: ReadonlyMap<string, Found>): Member[] {
  const homes = new Set([one])
  for (const home of homes) for (const id of home.mergedFrom) if (found.has(id)) homes.add(found.get(id)!)
  return homes.size === 1 ? one.members : [...homes].flatMap((h) => h.members).toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

/** Persons of another household whose second records are in this one. */
function strangersIn(one: Met): string[] {
  const here = new Set(one.members.map((m) => m.id))
  return one.members.flatMap((m) => (m.mergedInto && !here.has(m.mergedInto) ? [m.mergedInto] : []))
}

type Located = { id: string; household: string }
const homesOf = (persons: readonly string[]) =>
  sql`select id, household_id as household from persons where id = any(${persons}::uuid[])`

const householdsOf = (ids: readonly string[], persons: readonly string[]) => sql`
  select h.id, h.organisation_id as "organisationId", h.site_id as "siteId", h.country, h.admin1, h.admin2, h.population_group as "populationGroup",
    h.merged_into as "mergedInto", array(select g.id from households g where g.merged_into = h.id) as "mergedFrom",
    h.erased_at is not null as "isErased", h.last_seen_at > now() - interval '1 day' as "isSeenToday", coalesce((
      select json_agg(json_build_object('id', p.id, 'sex', p.sex, 'birthDate', p.birth_date, 'birthPrecision', p.birth_precision, 'relation', p.relation, 'group', p.population_group,
        'countedAs', p.counted_as, 'joinedAt', p.joined_at, 'leftAt', p.left_at, 'isErased', p.erased_at is not null, 'mergedInto', p.merged_into) order by p.id)
      from persons p where p.household_id = h.id), '[]') as members
  from households h where h.id = any(${ids}::uuid[]${persons.length === 0 ? sql`` : sql` || array(select household_id from persons where id = any(${persons}::uuid[]))`})`

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
