/** Puts households into the registry as registering does, for tests of what is found and counted there. */
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Db } from '../src/core/database.ts'
import { cardOf } from '../src/modules/people/rules/card.ts'
import { numberKey } from '../src/modules/people/rules/identity.ts'
import { nameCodes } from '../src/modules/people/rules/sounds.ts'
import { learnWords } from '../src/modules/people/search/words.ts'
import { joinCounted } from '../src/modules/people/tokens/counting.ts'

export type Planted = {
  id: string
  organisation: number
  site: string | null
  phone: string | null
  persons: PlantedPerson[]
}
export type PlantedPerson = {
  id: string
  given: string
  family: string
  also: string
  sex: 'female' | 'male' | null
  birthDate: string | null
  birthPrecision: string
  documents: { kind: string; country: string; number: string }[]
}

/** `Yuleisy Carolina/Zambrano Pérez 1988-11-03 f V-18273645`: as much of it as is known. */
export function personFrom(text: string): PlantedPerson {
  const [, given = '', family = '', birthDate = null, sex = null, number] =
    /^([^/]*)\/(.*?)(?: (\d{4}-\d\d-\d\d))?(?: ([fm]))?(?: (\S*\d{5,}\S*))?$/.exec(text) ?? []
  return {
    id: uuid(),
    given,
    family,
    also: '',
    sex: sex === 'f' ? 'female' : sex === 'm' ? 'male' : null,
    birthDate,
    birthPrecision: 'day',
    documents: number ? [{ kind: 'national-id', country: 'VE', number }] : [],
  }
}

export async function plant(
  db: Db,
  persons: readonly string[],
  { organisation = 9001, site = null, phone = null }: { organisation?: number; site?: string | null; phone?: string | null } = {},
): Promise<Planted> {
  const household: Planted = { id: uuid(), organisation, site, phone, persons: persons.map(personFrom) }
  const counted = await joinCounted(
    db,
    household.persons.map((p) => ({ ...p, householdId: household.id })),
  )
  await sql`insert into households (id, organisation_id, site_id, card, country, admin1, population_group, phone, phone_key, registered_by)
    values (${household.id}, ${organisation}, ${site}, ${cardOf(household.id)}, 'EC', 'EC-P', 'inDestination', ${phone}, ${phone?.slice(-8) ?? null}, 'test')`.execute(
    db,
  )
  await learnWords(db, household.persons.flatMap(nameCodes))
  for (const [n, p] of household.persons.entries())
    await insertPerson(db, household, p, n === 0 ? 'head' : 'child', counted.get(p.id)!)
  return household
}

async function insertPerson(db: Db, h: Planted, p: PlantedPerson, relation: string, countedAs: string): Promise<void> {
  await sql`insert into persons (id, household_id, organisation_id, site_id, given, family, sex, birth_date, birth_precision, relation, name_codes, counted_as)
    values (${p.id}, ${h.id}, ${h.organisation}, ${h.site}, ${p.given}, ${p.family}, ${p.sex}, ${p.birthDate}, ${p.birthPrecision}, ${relation},
      ${nameCodes(p)}::text[], ${countedAs})`.execute(db)
  for (const d of p.documents)
    await sql`insert into person_documents (id, household_id, person_id, kind, country, number, number_key)
      values (${uuid()}, ${h.id}, ${p.id}, ${d.kind}, ${d.country}, ${d.number}, ${numberKey(d.number)})`.execute(db)
}
