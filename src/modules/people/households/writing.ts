/** Every statement that writes households, persons and their documents. */
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Context } from '../../../core/context.ts'
import type { Db, Inserts } from '../../../core/database.ts'
import type { HouseholdContent, PersonContent, PersonDocument } from '../contract.ts'
import { numberKey } from '../rules/identity.ts'
import { nameCodes } from '../rules/sounds.ts'
import { learnWords } from '../search/words.ts'
import { phoneOf } from './phone.ts'

/** The columns of a household that its content fills. */
export async function householdColumns(content: HouseholdContent) {
  const { country, admin1, admin2, populationGroup, origin, destination, address, languages, note } = content
  const { phone, key } = await phoneOf(content.phone, country)
  const contact = { address, phone, phoneKey: key, email: content.email === '' ? null : content.email, languages }
  return { siteId: content.site, country, admin1, admin2, populationGroup, origin, destination, ...contact, note }
}

export const personColumns = (p: PersonContent) => ({
  given: p.given,
  family: p.family,
  also: p.also,
  sex: p.sex,
  birthDate: p.birthDate,
  birthPrecision: p.birthPrecision,
  relation: p.relation,
  nationality: p.nationality,
  populationGroup: p.populationGroup,
  nameCodes: nameCodes(p),
  leftAt: p.hasLeft ? sql<Date>`now()` : null,
})

/** @param home the household whose record it is @param home.saidAt when they were added to one that was registered before */
export async function insertPersons(
  db: Db,
  home: { id: string; organisationId: number; siteId: string | null; saidAt?: Date },
  persons: readonly PersonContent[],
  counted: ReadonlyMap<string, string>,
): Promise<void> {
  if (persons.length === 0) return
  const place = { householdId: home.id, organisationId: home.organisationId, siteId: home.siteId }
  const joinedAt = home.saidAt ?? null
  const rows = persons.map((p) => ({ ...personColumns(p), ...place, joinedAt, id: p.id, countedAs: counted.get(p.id)! }))
  await db.insertInto('persons').values(rows).execute()
  await insertDocuments(
    db,
    persons.flatMap((p) => p.documents.map((d) => ({ householdId: home.id, personId: p.id, ...d }))),
  )
  await learnWords(db, persons.flatMap(nameCodes))
}

type PlacedDocument = PersonDocument & { householdId: string; personId: string }

/** New ones are added, known ones brought up to date. */
export async function insertDocuments(db: Db, documents: readonly PlacedDocument[]): Promise<void> {
  if (documents.length === 0) return
  await db
    .insertInto('personDocuments')
    .values(documents.map((d) => ({ ...d, numberKey: numberKey(d.number) })))
    .onConflict((c) =>
      c.columns(['householdId', 'id']).doUpdateSet((e) => ({
        personId: e.ref('excluded.personId'),
        kind: e.ref('excluded.kind'),
        country: e.ref('excluded.country'),
        number: e.ref('excluded.number'),
        numberKey: e.ref('excluded.numberKey'),
        validUntil: e.ref('excluded.validUntil'),
      })),
    )
    .execute()
}

type Happening = {
  id?: string | undefined
  householdId: string
  what: string
  version: number
  before?: unknown
  after?: unknown
  reason?: string
  deviceId?: string | null
}

/** What happened to a household, whole, with who did it. */
export async function insertHappening(
  ctx: Context,
  db: Db,
  { id, before = {}, after = {}, ...happening }: Happening,
): Promise<void> {
  const row: Inserts<'householdChanges'> = {
    ...happening,
    id: id ?? uuid(),
    before: JSON.stringify(before),
    after: JSON.stringify(after),
    by: ctx.actor.id,
    byName: ctx.actor.name,
  }
  await db.insertInto('householdChanges').values(row).execute()
}

/** Where its rows are met follows the household, so that row security does too. */
export async function moveToSite(db: Db, households: readonly string[], siteId: string | null): Promise<void> {
  for (const table of ['persons', 'personNeeds', 'photos', 'householdConflicts', 'readings'] as const)
    await db.updateTable(table).set({ siteId }).where('householdId', 'in', households).execute()
}
