/** A new content takes the place of the one that stands: the household's own row, and each person's in the household where it is kept. */
import { sql } from 'kysely'
import type { Context } from '../../../core/context.ts'
import type { Db, Row } from '../../../core/database.ts'
import type { HouseholdContent, PersonContent, PersonDocument } from '../contract.ts'
import { personsBetween } from '../rules/content.ts'
import { nameCodes } from '../rules/sounds.ts'
import { learnWords } from '../search/words.ts'
import { joinCounted } from '../tokens/counting.ts'
import { homesOf } from './members.ts'
import { refuseMisplaced, refuseTaken } from './preparing.ts'
import { householdColumns, insertDocuments, insertPersons, moveToSite, personColumns } from './writing.ts'

/** @param saidAt who left or was added did so then @returns the version that stands now */
export async function applyContent(
  { db }: Context,
  row: Row<'households'>,
  current: HouseholdContent,
  content: HouseholdContent,
  saidAt = new Date(),
): Promise<number> {
  await refuseMisplaced(db, content)
  const homes = await homesOf(db, row.id)
  const version = row.version + 1
  await db
    .updateTable('households')
    .set({ ...(await householdColumns(content)), version, lastSeenAt: new Date() })
    .where('id', '=', row.id)
    .execute()
  if (content.site !== row.siteId) {
    await moveToSite(db, homes, content.site)
    await db.updateTable('households').set({ siteId: content.site }).where('id', 'in', homes).execute()
  }
  await applyPersons(db, { ...row, siteId: content.site, saidAt }, homes, current.persons, content.persons)
  return version
}

type Home = { id: string; organisationId: number; siteId: string | null; saidAt: Date }

async function applyPersons(db: Db, home: Home, homes: string[], before: PersonContent[], after: PersonContent[]): Promise<void> {
  const known = new Map(before.map((p) => [p.id, p]))
  const kept = await keptPlaces(db, homes)
  await addPersons(
    db,
    home,
    after.filter((p) => !known.has(p.id)),
  )
  // Who is not in the new content is not forgotten: they are no longer of the household.
  const missing = before.filter((p) => !after.some((a) => a.id === p.id)).map((p) => ({ ...p, hasLeft: true }))
  const changed = [...after, ...missing].filter((p) => known.has(p.id) && fieldsChanged(known.get(p.id)!, p).length > 0)
  for (const person of changed) await updatePerson(db, kept.persons.get(person.id)!, person, home.saidAt)
  await applyDocuments(db, kept, known, changed)
  const renamed = changed.filter((p) => fieldsChanged(known.get(p.id)!, p).some((field) => identifying.has(field)))
  await learnWords(db, renamed.flatMap(nameCodes))
  await joinCounted(db, await ownRecords(db, kept, renamed))
}

/** What makes somebody the same person elsewhere. */
export const identifying = new Set(['person', 'given', 'family', 'also', 'sex', 'birthDate', 'birthPrecision', 'documents'])

const fieldsChanged = (before: PersonContent, after: PersonContent): string[] =>
  personsBetween([before], [after]).map((change) => change.field)

async function addPersons(db: Db, home: Home, persons: PersonContent[]): Promise<void> {
  await refuseTaken(
    db,
    persons.map((p) => p.id),
  )
  const counted = await joinCounted(
    db,
    persons.map((p) => ({ ...p, householdId: home.id })),
    { areNew: true },
  )
  await insertPersons(db, home, persons, counted)
}

async function updatePerson(db: Db, householdId: string, person: PersonContent, saidAt: Date): Promise<void> {
  const leftAt = person.hasLeft ? sql<Date>`coalesce(left_at, ${saidAt})` : null
  await db
    .updateTable('persons')
    .set({ ...personColumns(person), leftAt })
    .where('householdId', '=', householdId)
    .where('id', '=', person.id)
    .execute()
}

type Kept = { persons: Map<string, string>; documents: Map<string, { householdId: string; personId: string }> }

/** In which of the households that became this one the record of each person and document is kept. */
async function keptPlaces(db: Db, homes: string[]): Promise<Kept> {
  const persons = await db.selectFrom('persons').select(['id', 'householdId']).where('householdId', 'in', homes).execute()
  const { rows: documents } = await sql<{ id: string; householdId: string; personId: string }>`
    select d.id, d.household_id, d.person_id from persons p join person_documents d on d.household_id = p.household_id and d.person_id = p.id
    where p.household_id = any(${homes}::uuid[]) or p.merged_into = any(${persons.map((p) => p.id)}::uuid[])`.execute(db)
  return { persons: new Map(persons.map((p) => [p.id, p.householdId])), documents: new Map(documents.map((d) => [d.id, d])) }
}

async function applyDocuments(db: Db, kept: Kept, known: Map<string, PersonContent>, changed: PersonContent[]): Promise<void> {
  const before = changed.flatMap((p) => known.get(p.id)!.documents)
  const written = changed.flatMap((p) =>
    p.documents.filter((d) => !isAmong(known.get(p.id)!.documents, d)).map((d) => ({ ...d, personId: p.id })),
  )
  const placed = written.map((d) => ({
    ...d,
    householdId: kept.documents.get(d.id)?.householdId ?? kept.persons.get(d.personId)!,
  }))
  const after = new Set(changed.flatMap((p) => p.documents.map((d) => d.id)))
  for (const gone of before.filter((d) => !after.has(d.id)))
    await db
      .deleteFrom('personDocuments')
      .where('householdId', '=', kept.documents.get(gone.id)!.householdId)
      .where('id', '=', gone.id)
      .execute()
  await insertDocuments(db, placed)
}

const isAmong = (documents: PersonDocument[], document: PersonDocument): boolean =>
  documents.some((d) => JSON.stringify(Object.entries(d).toSorted()) === JSON.stringify(Object.entries(document).toSorted()))

/** Each person with the documents of their own record: what a merged record brought stays that record's, so that a merge can be undone. */
async function ownRecords(db: Db, { persons: homes }: Kept, persons: PersonContent[]) {
  if (persons.length === 0) return []
  const ids = persons.map((p) => p.id)
  const documents = await db
    .selectFrom('personDocuments')
    .select(['personId', 'kind', 'country', 'number'])
    .where('personId', 'in', ids)
    .where('householdId', 'in', [...new Set(homes.values())])
    .execute()
  return persons.map((p) => ({
    ...p,
    householdId: homes.get(p.id)!,
    documents: documents.filter((d) => d.personId === p.id),
  }))
}
