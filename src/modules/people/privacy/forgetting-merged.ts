/** Somebody was shown in another household, as a second record of somebody there, until it was undone: what its history says of them since. */
import { type RawBuilder, sql } from 'kysely'
import type { Db, Row } from '../../../core/database.ts'
import type { HouseholdContent } from '../contract.ts'
import { contentAfterMerges, type Named, tracesOf, type Undone } from '../rules/forgetting.ts'
import { type Forgotten, inVersion, rewriteVersions, type Written } from './forgetting-words.ts'

/** @param named every way they were written, with their documents */
export async function forgetWhereMerged(db: Db, forgotten: Forgotten, named: readonly Named[]): Promise<void> {
  const merges = await mergesOf(db, forgotten.persons)
  const isOther = (household: string) => !forgotten.households.includes(household)
  const told = [...new Set(merges.flatMap((m) => [m.keptHousehold, m.goneHousehold]))].filter(isOther)
  const documents = await ownDocuments(db, forgotten, named)
  for (const household of told) {
    // Where they were only the one who stayed, nothing of theirs was shown.
    const shown = merges.filter((m) => m.keptHousehold === household && !forgotten.persons.includes(m.keptPerson))
    await forgetMerging(db, household)
    if (shown.length > 0) await forgetShown(db, { ...forgotten, households: [household] }, { named, documents, shown })
  }
  const undone = merges.filter((m) => m.undoneAt !== null).map((m) => m.id)
  if (undone.length > 0) await db.updateTable('merges').set({ content: '{}', reason: '' }).where('id', 'in', undone).execute()
}

/** Undone or not: those in which they stayed, and those by which they were shown elsewhere, however often merged on. */
async function mergesOf(db: Db, persons: readonly string[]): Promise<Row<'merges'>[]> {
  const ids = (rows: RawBuilder<unknown>) => sql<string>`(${rows})`
  const up = sql`with recursive up(id, kept_person) as (
    select id, kept_person from merges where gone_person = any(${persons}::uuid[])
    union select m.id, m.kept_person from up join merges m on m.gone_person = up.kept_person) select id from up`
  return db
    .selectFrom('merges')
    .selectAll()
    .where((e) => e.or([e('id', 'in', ids(up)), e('keptPerson', 'in', persons)]))
    .orderBy('id', 'desc')
    .execute()
}

/** Ids of documents that are of nobody else. */
async function ownDocuments(db: Db, { persons, households }: Forgotten, named: readonly Named[]): Promise<Set<string>> {
  const known = named.flatMap((one) => one.documents ?? []).flatMap((d) => d.id ?? [])
  const { rows } = await sql<{ id: string }>`
    select d.id from person_documents d join persons p on p.household_id = d.household_id and p.id = d.person_id
    where d.id = any(${known}::uuid[]) and p.id <> all(${persons}::uuid[])`.execute(db)
  const others = new Set(rows.map((r) => r.id))
  const own = new Set(known.filter((id) => !others.has(id)))
  await sql`delete from person_documents where household_id = any(${households}::uuid[]) and id = any(${[...own]}::uuid[])`.execute(
    db,
  )
  return own
}

/** What a merge took over stands there without saying of whom. */
const forgetMerging = (db: Db, household: string) =>
  sql`update household_changes set before = '{}', after = '{}', reason = '' where household_id = ${household} and what in ('merged', 'unmerged')`.execute(
    db,
  )

type Shown = { named: readonly Named[]; documents: ReadonlySet<string>; shown: Row<'merges'>[] }

async function forgetShown(db: Db, { persons, households }: Forgotten, { named, documents, shown }: Shown): Promise<void> {
  await db.deleteFrom('photos').where('householdId', 'in', households).where('personId', 'in', persons).execute()
  await sql`delete from household_changes where household_id = any(${households}::uuid[]) and after ->> 'personId' = any(${persons}::text[])`.execute(
    db,
  )
  const there = await db
    .selectFrom('persons')
    .select(['given', 'family', 'also'])
    .where('householdId', 'in', households)
    .execute()
  const traces = tracesOf(named, there)
  const less = (value: unknown, at: Date, isLate: boolean): Written => {
    const since = shown.filter((m) => m.at <= at && (isLate || m.undoneAt === null || at <= m.undoneAt))
    const undone = since.flatMap((m): Undone[] =>
      m.undoneAt === null ? [] : [{ person: m.keptPerson, ...(m.content as Omit<Undone, 'person'>) }],
    )
    const about = { documents, undone, traces: since.length > 0 ? traces : undefined }
    return inVersion(value, (content: HouseholdContent) => contentAfterMerges(content, about))
  }
  await rewriteVersions(db, households, {
    change: (row) => ({ before: less(row.before, row.at, false), after: less(row.after, row.at, false), reason: row.reason }),
    // What was seen while they were shown there may have been sent later.
    conflict: (row) => ({ base: less(row.base, row.at, true), proposed: less(row.proposed, row.at, true) }),
  })
}
