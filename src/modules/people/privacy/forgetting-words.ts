/** What is written of somebody within their household: facts, versions, versions that wait, free texts. */
import { sql } from 'kysely'
import type { Db, Row } from '../../../core/database.ts'
import type { HouseholdContent } from '../contract.ts'
import { contentWithout, type Traces, textsWithout, without } from '../rules/forgetting.ts'

/** One person: their record and every second record of them, with the households where something of them may be written. */
export type Forgotten = { persons: string[]; households: string[]; organisationId: number }

export async function forgetFacts(db: Db, { persons, households }: Forgotten, traces: Traces): Promise<void> {
  for (const table of ['personDocuments', 'personNeeds', 'personConsents', 'photos'] as const)
    await db.deleteFrom(table).where('householdId', 'in', households).where('personId', 'in', persons).execute()
  await sql`delete from household_changes where household_id = any(${households}::uuid[]) and after ->> 'personId' = any(${persons}::text[])`.execute(
    db,
  )
  const guarded = await db
    .selectFrom('personConsents')
    .select(['householdId', 'id', 'guardianId', 'guardianName'])
    .where('householdId', 'in', households)
    .where('guardianName', '<>', '')
    .execute()
  for (const { householdId, id, guardianId, guardianName } of guarded)
    if (persons.includes(guardianId ?? '') || without(guardianName, traces) !== guardianName)
      await db
        .updateTable('personConsents')
        .set({ guardianName: '' })
        .where('householdId', '=', householdId)
        .where('id', '=', id)
        .execute()
}

export type Written = Record<string, unknown>
const isContent = (value: unknown): value is HouseholdContent => Array.isArray((value as Written | undefined)?.persons)

/** A version, and in a settled one the version that was proposed. What is no version stays. */
export function inVersion(value: unknown, less: (content: HouseholdContent) => HouseholdContent): Written {
  if (!isContent(value)) return value as Written
  const left = less(value) as Written
  return 'proposed' in left ? { ...left, proposed: inVersion(left.proposed, less) } : left
}

/** History and versions that wait, settled ones too. */
export async function forgetInVersions(db: Db, forgotten: Forgotten, traces: Traces, head: string | undefined): Promise<void> {
  const { households } = forgotten
  const gone = new Set(forgotten.persons)
  const less = (value: unknown) => inVersion(value, (content) => textsWithout(contentWithout(content, gone, head), traces))
  const wasMerged = await areMerged(db, forgotten.persons)
  const ofMerge = wasMerged ? ['merged', 'unmerged'] : []
  await rewriteVersions(db, households, {
    // What a merge took over stands there without saying of whom.
    change: (row) => ({
      ...(ofMerge.includes(row.what) ? { before: {}, after: {} } : { before: less(row.before), after: less(row.after) }),
      reason: without(row.reason, traces),
    }),
    conflict: (row) => ({ base: less(row.base), proposed: less(row.proposed) }),
  })
}

type Rewritten = {
  change: (row: Row<'householdChanges'>) => { before: Written; after: Written; reason: string }
  conflict: (row: Row<'householdConflicts'>) => { base: Written; proposed: Written }
}

/** Every version of these households, kept or waiting, as it may be read from now on. */
export async function rewriteVersions(db: Db, households: readonly string[], { change, conflict }: Rewritten): Promise<void> {
  for (const row of await db.selectFrom('householdChanges').selectAll().where('householdId', 'in', households).execute()) {
    const { before, after, reason } = change(row)
    await db
      .updateTable('householdChanges')
      .set({ before: JSON.stringify(before), after: JSON.stringify(after), reason })
      .where('householdId', '=', row.householdId)
      .where('id', '=', row.id)
      .execute()
  }
  for (const row of await db.selectFrom('householdConflicts').selectAll().where('householdId', 'in', households).execute()) {
    const { base, proposed } = conflict(row)
    await db
      .updateTable('householdConflicts')
      .set({ base: JSON.stringify(base), proposed: JSON.stringify(proposed) })
      .where('householdId', '=', row.householdId)
      .where('id', '=', row.id)
      .execute()
  }
}

const areMerged = async (db: Db, persons: readonly string[]): Promise<boolean> =>
  (await db
    .selectFrom('merges')
    .select('id')
    .where((e) => e.or([e('keptPerson', 'in', persons), e('gonePerson', 'in', persons)]))
    .limit(1)
    .executeTakeFirst()) !== undefined

/** What is written of the household itself may speak of them; so may the name by which a list called it. */
export async function forgetInTexts(db: Db, households: readonly string[], traces: Traces): Promise<void> {
  for (const row of await db.selectFrom('households').selectAll().where('id', 'in', households).execute()) {
    const { note, address, email } = textsWithout({ note: row.note, address: row.address, email: row.email ?? '' }, traces)
    await db
      .updateTable('households')
      .set({ note, address, email: email || null })
      .where('id', '=', row.id)
      .execute()
  }
  for (const { householdId, key } of await db
    .selectFrom('peopleImportKeys')
    .select(['householdId', 'key'])
    .where('householdId', 'in', households)
    .execute())
    if (without(key, traces) !== key)
      await db.deleteFrom('peopleImportKeys').where('householdId', '=', householdId).where('key', '=', key).execute()
}
