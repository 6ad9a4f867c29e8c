/** Documents of a household as it is shown: each stays with the record that brought it, so that a merge can be undone. */
import { sql } from 'kysely'
import type { Db } from '../../../core/database.ts'
import type { PersonContent, PersonDocument } from '../contract.ts'
import { insertDocuments } from './writing.ts'

type OwnRecord = { id: string; householdId: string }
type Kept = { persons: Map<string, string>; documents: Map<string, { householdId: string; personId: string }> }

/** In which of the households that became this one the record of each person and document is kept. */
export async function keptPlaces(db: Db, homes: string[]): Promise<Kept> {
  const persons = await db.selectFrom('persons').select(['id', 'householdId']).where('householdId', 'in', homes).execute()
  const { rows: documents } = await sql<{ id: string; householdId: string; personId: string }>`
    with recursive same(id, household_id) as (
      select id, household_id from persons where household_id = any(${homes}::uuid[])
      union select p.id, p.household_id from same join persons p on p.merged_into = same.id)
    select d.id, d.household_id, d.person_id from same join person_documents d on d.household_id = same.household_id and d.person_id = same.id`.execute(
    db,
  )
  return { persons: new Map(persons.map((p) => [p.id, p.householdId])), documents: new Map(documents.map((d) => [d.id, d])) }
}

/** @returns second records whose documents are others now */
export async function applyDocuments(
  db: Db,
  kept: Kept,
  known: ReadonlyMap<string, PersonContent>,
  changed: readonly PersonContent[],
): Promise<OwnRecord[]> {
  const before = changed.flatMap((p) => known.get(p.id)!.documents)
  const written = changed.flatMap((p) =>
    p.documents.filter((d) => !isAmong(known.get(p.id)!.documents, d)).map((d) => ({ ...d, personId: p.id })),
  )
  const after = new Set(changed.flatMap((p) => p.documents.map((d) => d.id)))
  const gone = before.filter((d) => !after.has(d.id))
  for (const { id } of gone)
    await db
      .deleteFrom('personDocuments')
      .where('householdId', '=', kept.documents.get(id)!.householdId)
      .where('id', '=', id)
      .execute()
  const placeOf = ({ id, personId }: { id: string; personId: string }) =>
    kept.documents.get(id) ?? { personId, householdId: kept.persons.get(personId)! }
  await insertDocuments(
    db,
    written.map((d) => ({ ...d, personId: placeOf(d).personId, householdId: placeOf(d).householdId })),
  )
  const touched = [...written, ...gone].flatMap(({ id }) => kept.documents.get(id) ?? [])
  const owners = new Map(touched.map(({ personId, householdId }) => [personId, householdId]))
  for (const { id } of changed) owners.delete(id)
  return [...owners].map(([id, householdId]) => ({ id, householdId }))
}

const isAmong = (documents: PersonDocument[], document: PersonDocument): boolean =>
  documents.some((d) => JSON.stringify(Object.entries(d).toSorted()) === JSON.stringify(Object.entries(document).toSorted()))

/** What makes these records recognised, each by its own documents. */
export async function identifiedIn(db: Db, records: readonly OwnRecord[]) {
  if (records.length === 0) return []
  const [ids, homes] = [records.map((r) => r.id), [...new Set(records.map((r) => r.householdId))]]
  const persons = await db
    .selectFrom('persons')
    .select(['id', 'householdId', 'given', 'family', 'also', 'sex', 'birthDate', 'birthPrecision'])
    .where('householdId', 'in', homes)
    .where('id', 'in', ids)
    .execute()
  const documents = await db
    .selectFrom('personDocuments')
    .select(['personId', 'kind', 'country', 'number'])
    .where('householdId', 'in', homes)
    .where('personId', 'in', ids)
    .execute()
  return persons.map((p) => ({ ...p, documents: documents.filter((d) => d.personId === p.id) }))
}
