/** Every statement on lists of people sent in. */
import { sql } from 'kysely'
import { type Reach, within } from '../../../core/access.ts'
import type { Db, Inserts, Row, Updates } from '../../../core/database.ts'
import type { ListField } from './contract.ts'
import { keyOf } from './rules/matching.ts'

export type ImportRow = Row<'peopleImports'>

/** The same files for the same organisation are the import that is there. */
export async function insertImport(db: Db, row: Inserts<'peopleImports'>): Promise<{ id: string; again: boolean }> {
  const added = await db
    .insertInto('peopleImports')
    .values(row)
    .onConflict((c) => c.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (added) return { id: added.id, again: false }
  const { rows } = await sql<{ id: string }>`
    select id from people_imports where organisation_id = ${row.organisationId} and file_sha256 = ${row.fileSha256}
      and coalesce(also_file_sha256, file_sha256) = ${row.alsoFileSha256 ?? row.fileSha256}`.execute(db)
  return { id: rows[0]!.id, again: true }
}

export const findImport = (db: Db, id: string): Promise<ImportRow | undefined> =>
  db.selectFrom('peopleImports').selectAll().where('id', '=', id).executeTakeFirst()

/** Locked until the transaction ends: one process at a time takes a list in. */
export const findImportForUpdate = (db: Db, id: string): Promise<ImportRow | undefined> =>
  db.selectFrom('peopleImports').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

export async function listImports(db: Db, reach: Reach): Promise<ImportRow[]> {
  const rows = await db.selectFrom('peopleImports').selectAll().orderBy('sentAt', 'desc').limit(500).execute()
  return rows.filter((row) => within(reach, row)).slice(0, 100)
}

export const updateImport = async (db: Db, id: string, change: Updates<'peopleImports'>): Promise<void> =>
  void (await db.updateTable('peopleImports').set(change).where('id', '=', id).execute())

/** Left in the middle by a process that ended, and whose job is gone. */
export const listUnfinished = async (db: Db, minutes: number): Promise<string[]> =>
  (
    await db
      .selectFrom('peopleImports')
      .select('id')
      .where('state', 'in', ['waiting', 'reading'])
      .where('sentAt', '<', sql<Date>`now() - make_interval(mins => ${minutes})`)
      .execute()
  ).map((r) => r.id)

export async function rememberMatching(
  db: Db,
  organisationId: number,
  matching: Record<string, ListField | null>,
): Promise<void> {
  const byKey = new Map(Object.entries(matching).map(([header, field]) => [keyOf(header), field]))
  byKey.delete('')
  if (byKey.size === 0) return
  await db
    .insertInto('peopleMatchings')
    .values([...byKey].map(([header, field]) => ({ organisationId, header, field })))
    .onConflict((c) => c.columns(['organisationId', 'header']).doUpdateSet((e) => ({ field: e.ref('excluded.field') })))
    .execute()
}

export async function rememberedMatching(db: Db, organisationId: number): Promise<Map<string, ListField | null>> {
  const rows = await db
    .selectFrom('peopleMatchings')
    .select(['header', 'field'])
    .where('organisationId', '=', organisationId)
    .execute()
  return new Map(rows.map((r) => [r.header, r.field as ListField | null]))
}

/** Keys by which earlier lists of this organisation called households. */
export async function knownKeys(
  db: Db,
  organisationId: number,
  importId: string,
  keys: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await sql<{ key: string; householdId: string }>`
    select key, household_id from people_import_keys
    where organisation_id = ${organisationId} and key = any(${keys}::text[]) and import_id <> ${importId}`.execute(db)
  return new Map(rows.map((r) => [r.key, r.householdId]))
}

/** Which of these are numbers of cards of households this organisation keeps. */
export async function knownCards(db: Db, organisationId: number, cards: readonly string[]): Promise<Set<string>> {
  if (cards.length === 0) return new Set()
  const { rows } = await sql<{ card: string }>`
    select card from households where organisation_id = ${organisationId} and card = any(${cards}::text[])`.execute(db)
  return new Set(rows.map((r) => r.card))
}

/** Who took rows out that came back stands in the record of events; since the first time they are with whoever mends them. */
export const refusedFetched = 'people.list-refused-fetched'

export async function firstFetched(db: Db, ids: readonly string[]): Promise<Map<string, Date>> {
  const { rows } = await sql<{ id: string; at: Date }>`
    select subject_id as id, min(at) as at from events where subject_id = any(${ids}::text[]) and action = ${refusedFetched} group by 1`.execute(
    db,
  )
  return new Map(rows.map((r) => [r.id, r.at]))
}

/** Rows kept out, some at a time, in the order of the file. */
export async function* refusalsOf(db: Db, importId: string): AsyncGenerator<Row<'peopleImportRefusals'>> {
  let after = [-1, -1]
  for (;;) {
    const rows = await db
      .selectFrom('peopleImportRefusals')
      .selectAll()
      .where('importId', '=', importId)
      .where(sql<boolean>`(sheet, line) > (${after[0]}::smallint, ${after[1]}::int)`)
      .orderBy('sheet')
      .orderBy('line')
      .limit(200)
      .execute()
    yield* rows
    const last = rows.at(-1)
    if (!last || rows.length < 200) return
    after = [last.sheet, last.line]
  }
}

/** Pairs of one organisation that are counted as one person, or whose household is called as one of an earlier list. */
/** Counted persons behind more than one of a list, or behind somebody registered before. Asked before the list is written. */
export async function sharedAmong(db: Db, counted: readonly string[]): Promise<string[]> {
  const once = new Set<string>()
  const shared = new Set<string>()
  for (const id of counted) (once.has(id) ? shared : once).add(id)
  const { rows } = await sql<{ id: string }>`
    select distinct counted_as as id from persons where counted_as = any(${[...once]}::uuid[])`.execute(db)
  for (const { id } of rows) shared.add(id)
  return [...shared]
}

export async function insertCandidates(
  db: Db,
  organisationId: number,
  shared: readonly string[],
  again: readonly { household: string; earlier: string }[],
): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    with one as (
      select least(a.id, b.id) a, greatest(a.id, b.id) b,
        case when exists (
          select from person_documents x join person_documents y on y.number_key = x.number_key
          where x.household_id = a.household_id and x.person_id = a.id and y.household_id = b.household_id and y.person_id = b.id) then 'document' else 'given' end as field
      from persons a join persons b on b.counted_as = a.counted_as and a.id < b.id
      where a.counted_as = any(${shared}::uuid[]) and a.organisation_id = ${organisationId} and b.organisation_id = ${organisationId}
        and a.household_id <> b.household_id and a.merged_into is null and b.merged_into is null),
    called as (
      select least(a.id, b.id) a, greatest(a.id, b.id) b, 'list-key' as field
      from unnest(${again.map((x) => x.household)}::uuid[], ${again.map((x) => x.earlier)}::uuid[]) h(here, there)
      join persons a on a.household_id = h.here and a.relation = 'head' join persons b on b.household_id = h.there and b.relation = 'head'),
    added as (
      insert into duplicate_pairs (a_person, b_person, a_household, b_household, organisation_id, score, reasons)
      select distinct on (p.a, p.b) p.a, p.b, x.household_id, y.household_id, ${organisationId}::int, 0.99,
        jsonb_build_array(jsonb_build_object('field', p.field, 'level', 'same', 'weight', 10))
      from (select * from one union all select * from called) p join persons x on x.id = p.a join persons y on y.id = p.b
      order by p.a, p.b, p.field
      on conflict do nothing returning 1)
    select count(*)::int as n from added`.execute(db)
  return rows[0]!.n
}
