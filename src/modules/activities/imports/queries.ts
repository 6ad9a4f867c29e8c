/** Every statement on imports, and on rows as an import writes them. */
import { sql } from 'kysely'
import type { Reach } from '../../../core/access.ts'
import { copyIn } from '../../../core/copy.ts'
import type { Db, Row, Updates } from '../../../core/database.ts'
import type { History } from '../rules/across.ts'
import { historyKey } from '../rules/across.ts'
import { addSums } from '../sums.ts'
import { copyStatement } from './lines.ts'

export type StoredImport = Row<'imports'>
export type NewImport = {
  id: string
  planId: number
  fileId: string
  fileName: string
  sentBy: string
  organisationId: number | null
  reach: Reach
}

/** The import made now, or the one that is there for the same file, plan and scope. */
export async function insertImport(db: Db, { reach, ...row }: NewImport): Promise<{ id: string; again: boolean }> {
  const scope = JSON.stringify(reach)
  const made = await db
    .insertInto('imports')
    .values({ ...row, reach: scope, state: 'waiting' })
    .onConflict((c) => c.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (made) return { id: made.id, again: false }
  const { rows } = await sql<{
    id: string
  }>`select id from imports where plan_id = ${row.planId} and file_id = ${row.fileId}::uuid
    and coalesce(organisation_id, 0) = ${row.organisationId ?? 0} and md5(reach::text) = md5(${scope}::jsonb::text) and state in ('waiting', 'reading', 'done')`.execute(
    db,
  )
  return rows[0] ? { id: rows[0].id, again: true } : insertImport(db, { reach, ...row })
}

export const findImport = (db: Db, id: string): Promise<StoredImport | undefined> =>
  db.selectFrom('imports').selectAll().where('id', '=', id).executeTakeFirst()

const summary = [
  'id',
  'planId',
  'fileId',
  'fileName',
  'state',
  'sentBy',
  'organisationId',
  'reach',
  'sentAt',
  'endedAt',
  'rowsTotal',
  'rowsRead',
  'rowsAccepted',
  'rowsWithFindings',
  'rowsRefused',
  'findings',
  'columns',
  'newNames',
  'seconds',
  'problem',
] as const
export type ImportSummary = Pick<StoredImport, (typeof summary)[number]> & { sentByName: string | null }

/** With the name of whoever sent it; the command line has none. */
const summaries = (db: Db) =>
  db
    .selectFrom('imports')
    .select(summary)
    .select((q) => q.selectFrom('users').select('users.name').whereRef('users.id', '=', 'imports.sentBy').as('sentByName'))

export const findImportSummary = (db: Db, id: string): Promise<ImportSummary | undefined> =>
  summaries(db).where('id', '=', id).executeTakeFirst()

/** The newest first; `sentBy` for those who see only their own. */
export const listImports = (db: Db, planId: number, sentBy: string | undefined): Promise<ImportSummary[]> =>
  summaries(db)
    .where('planId', '=', planId)
    .$if(sentBy !== undefined, (q) => q.where('sentBy', '=', sentBy!))
    .orderBy('sentAt', 'desc')
    .limit(200)
    .execute()

export const updateImport = (db: Db, id: string, changes: Updates<'imports'>) =>
  db.updateTable('imports').set(changes).where('id', '=', id).execute()

/** Progress is shown only while the import runs: a late one must not undo its end. */
export const updateProgress = (db: Db, id: string, rowsRead: number, rowsTotal: number) =>
  db
    .updateTable('imports')
    .set({ rowsRead, rowsTotal: Math.max(rowsRead, rowsTotal) })
    .where('id', '=', id)
    .where('state', '=', 'reading')
    .execute()

/** One process at a time works on an import; the lock goes with the transaction, even when the process is killed. */
export async function lockImport(db: Db, id: string): Promise<boolean> {
  const { rows } = await sql<{
    held: boolean
  }>`select pg_try_advisory_xact_lock(hashtextextended(${`import ${id}`}, 0)) as held`.execute(db)
  return rows[0]!.held
}

/** Imports that were sent some time ago and are neither done nor failed. */
export const listUnfinished = async (db: Db, minutes: number): Promise<string[]> =>
  (
    await db
      .selectFrom('imports')
      .select('id')
      .where('state', 'in', ['waiting', 'reading'])
      .where('sentAt', '<', new Date(Date.now() - minutes * 60_000))
      .orderBy('sentAt')
      .limit(100)
      .execute()
  ).map((i) => i.id)

export const copyRows = (db: Db, lines: AsyncIterable<string>): Promise<void> => copyIn(db, copyStatement, lines)

export const hasRows = async (db: Db, planId: number): Promise<boolean> =>
  (await db.selectFrom('activityReports').select('id').where('planId', '=', planId).limit(1).executeTakeFirst()) !== undefined

/** Which of these numbers some row of the plan has already. */
export async function knownLikenesses(db: Db, planId: number, likenesses: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ likeness: string }>`select distinct likeness::text as likeness from activity_reports
    where plan_id = ${planId} and likeness = any(${likenesses}::bigint[]) and corrects is null`.execute(db)
  return new Set(rows.map((r) => r.likeness))
}

export const addImportSums = (db: Db, importId: string): Promise<void> => addSums(db, { importId }, 1)

/** What each organisation reported per month so far, from the sums. */
export async function loadHistory(db: Db, planId: number): Promise<History> {
  const rows = await db
    .selectFrom('activitySums')
    .select(['organisationId', 'country', 'sectorId', 'month', (e) => e.fn.sum<number>('newPeople').as('people')])
    .where('planId', '=', planId)
    .where('kind', '=', 'direct')
    .groupBy(['organisationId', 'country', 'sectorId', 'month'])
    .execute()
  const history: History = new Map()
  for (const { organisationId, country, sectorId, month, people } of rows) {
    const key = historyKey(organisationId, country, sectorId)
    history.set(key, [...(history.get(key) ?? []), { month, people }])
  }
  return history
}

/** Rows of an import that are drafts no more, or were worked on. */
export const hasSettledRows = async (db: Db, importId: string): Promise<boolean> =>
  (await db
    .selectFrom('activityReports')
    .select('id')
    .where('importId', '=', importId)
    .where('state', '!=', 'draft')
    .limit(1)
    .executeTakeFirst()) !== undefined

/** Takes the rows of an import out again, and their sums with them. */
export async function deleteRows(db: Db, importId: string): Promise<number> {
  await sql`select id from activity_reports where import_id = ${importId}::uuid order by id for update`.execute(db)
  await addSums(db, { importId }, -1)
  const { numDeletedRows } = await db.deleteFrom('activityReports').where('importId', '=', importId).executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}
