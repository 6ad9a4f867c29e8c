/** Records of an organisation that may be somebody of a household: by numbers of documents, by telephone, by name. */
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../core/database.ts'
import type { HouseholdContent, PersonContent } from '../contract.ts'
import { numberKey } from '../rules/identity.ts'
import { findByName } from '../search/by-name.ts'
import { type Kept, keptRecords } from './records.ts'

/** Its last eight digits, as they are kept; null: there are fewer. */
export function phoneKeyOf({ phone }: HouseholdContent): string | null {
  const key = phone.replace(/\D/g, '').slice(-8)
  return key.length === 8 ? key : null
}

/** @param reach condition on persons `p` @returns the records, none of them the household's own */
export async function recordsNear(
  db: Db,
  organisationId: number,
  household: HouseholdContent,
  reach: RawBuilder<unknown>,
): Promise<Kept[]> {
  const own = household.persons.map((p) => p.id)
  const where = sql`(${reach} and p.organisation_id = ${organisationId} and p.id <> all(${own}::uuid[]))`
  const ids = new Set(await byNumbers(db, household, where))
  for (const person of household.persons.filter((p) => !p.hasLeft))
    for (const found of await findByName(db, nameOf(person), { organisations: [organisationId], where })) ids.add(found.personId)
  if (ids.size === 0) return []
  // With those they live with, who speak for or against it too.
  const homes = sql`select household_id from persons where id = any(${[...ids]}::uuid[])`
  return (await keptRecords(db, sql`p.household_id = any(array(${homes}))`)).filter((record) => ids.has(record.id))
}

const nameOf = ({ given, family, birthDate }: PersonContent) => ({
  name: `${given} ${family}`,
  year: birthDate ? Number(birthDate.slice(0, 4)) : undefined,
  limit: 40,
})

async function byNumbers(db: Db, household: HouseholdContent, where: RawBuilder<unknown>): Promise<string[]> {
  const numbers = household.persons.flatMap((p) => p.documents.map((d) => numberKey(d.number))).filter((n) => n.length > 3)
  const ways = numbers.flatMap((n) => [n, n.replace(/^[VE](?=\d)/, ''), `V${n}`, `E${n}`])
  const phone = phoneKeyOf(household)
  const { rows } = await sql<{ id: string }>`
    select p.id from person_documents d join persons p on p.household_id = d.household_id and p.id = d.person_id
      where d.number_key = any(${ways}::text[]) and ${where}
    union select p.id from households h join persons p on p.household_id = h.id
      where ${phone !== null} and h.phone_key = ${phone} and ${where} limit 100`.execute(db)
  return rows.map((r) => r.id)
}
