/** A new content takes the place of the one that stands: the household's own row, and each person's in the household where it is kept. */
import { sql } from 'kysely'
import type { Context } from '../../../core/context.ts'
import type { Db, Row } from '../../../core/database.ts'
import type { HouseholdContent, PersonContent } from '../contract.ts'
import { personsBetween } from '../rules/content.ts'
import { nameCodes } from '../rules/sounds.ts'
import { learnWords } from '../search/words.ts'
import { joinCounted } from '../tokens/counting.ts'
import { applyDocuments, identifiedIn, keptPlaces } from './documents.ts'
import { homesOf } from './members.ts'
import { refuseMisplaced, refuseTaken } from './preparing.ts'
import { householdColumns, insertPersons, moveToSite, personColumns } from './writing.ts'

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
  const others = await applyDocuments(db, kept, known, changed)
  const renamed = changed.filter((p) => fieldsChanged(known.get(p.id)!, p).some((field) => identifying.has(field)))
  await learnWords(db, renamed.flatMap(nameCodes))
  const own = renamed.map(({ id }) => ({ id, householdId: kept.persons.get(id)! }))
  await joinCounted(db, await identifiedIn(db, [...own, ...others]))
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
