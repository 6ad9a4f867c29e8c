/** What people do with files of rows: send one, have it taken in, take it back. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { v7 as uuid } from 'uuid'
import { assertMay, type Reach, visible } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { type Db, transact } from '../../../core/database.ts'
import { record } from '../../../core/events.ts'
import { copyFileTo, makeTemporaryFolder, type ReceivedFile, storeFile } from '../../../core/files.ts'
import { enqueue } from '../../../core/jobs.ts'
import { log } from '../../../core/log.ts'
import { notFound, Problem } from '../../../core/problem.ts'
import { getPlan } from '../../plan/queries.ts'
import { openTable } from '../reading/file.ts'
import type { Table } from '../reading/table.ts'
import { takeRows } from './pipeline.ts'
import * as queries from './queries.ts'
import { assertSees } from './views.ts'

export type Sent = { id: string; again: boolean }
export type Progress = (rowsRead: number, rowsTotal: number) => void

/** Keeps the file and notes that its rows are to be taken in. The same file for the same plan is the import that is there. */
export async function sendFile(
  ctx: Context,
  planCode: string,
  file: ReceivedFile,
  organisationId: number | null = null,
): Promise<Sent> {
  const reach = visible(ctx, 'activities.write')
  if (organisationId !== null && reach !== 'all' && reach.countries.length === 0)
    assertMay(ctx, 'activities.write', { organisationId })
  const plan = await getPlan(ctx.db, planCode)
  return transact(ctx.db, async (db) => {
    const { id: fileId } = await storeFile(db, file, ctx.actor)
    const order = {
      id: uuid(),
      planId: plan.id,
      fileId,
      fileName: file.name.slice(0, 255),
      sentBy: ctx.actor.id,
      organisationId,
      reach,
    }
    const sent = await queries.insertImport(db, order)
    if (!sent.again) await record(db, ctx.actor, 'import.sent', sent.id, { plan: planCode, bytes: file.bytes })
    return sent
  })
}

/** As sendFile, and its rows are taken in by a job. */
export async function sendFileAsJob(
  ctx: Context,
  planCode: string,
  file: ReceivedFile,
  organisationId: number | null,
): Promise<Sent> {
  return transact(ctx.db, async (db) => {
    const sent = await sendFile({ ...ctx, db }, planCode, file, organisationId)
    // One that a killed process left in the middle is taken up again; a finished one stays as it is.
    const state = sent.again ? (await queries.findImportSummary(db, sent.id))?.state : 'waiting'
    if (state !== 'done') await orderImport(db, sent.id)
    return sent
  })
}

/** Two queues: at most two files are taken in at once, whatever is waiting. */
export const orderImport = (db: Db, id: string): Promise<void> =>
  enqueue(
    db,
    'activities.import',
    { id },
    { queue: `imports-${Number.parseInt(id.slice(-1), 16) % 2}`, key: `import ${id}`, attempts: 5 },
  )

/** Files that a process left in the middle, and whose job is gone. */
export async function orderLeftImports(db: Db): Promise<void> {
  for (const id of await queries.listUnfinished(db, leftAfterMinutes)) await orderImport(db, id)
}
const leftAfterMinutes = 10

/**
 * Takes in the rows of a sent file: all of them in one transaction, or none. Progress is written beside it. Safe to call again:
 * a finished import stays as it is, one that another process is taking in is a Problem 409.
 * @param path where the file lies already; else it is fetched from where it is kept
 * @param opening the file at `path`, when it is being opened already
 */
export async function takeIn(
  db: Db,
  id: string,
  { path, opening, onProgress }: { path?: string; opening?: Promise<Table>; onProgress?: Progress } = {},
): Promise<void> {
  const sent = (await queries.findImportSummary(db, id)) ?? notFound('import', id)
  if (sent.state === 'done' || sent.state === 'taken-back') return
  const start = performance.now()
  await queries.updateImport(db, id, { state: 'reading', problem: null, rowsRead: 0 })
  try {
    await withFile(db, sent.fileId, path, (at) =>
      transact(db, (trx) => takeInFrom(db, trx, sent, () => opening ?? openTable(at), start, onProgress)),
    )
  } catch (error) {
    await noteFailure(db, id, error)
    throw error
  }
}

async function takeInFrom(
  db: Db,
  trx: Db,
  sent: queries.ImportSummary,
  open: () => Promise<Table>,
  start: number,
  onProgress?: Progress,
): Promise<void> {
  if (!(await queries.lockImport(trx, sent.id))) throw new Problem(409, 'activities/import-running')
  if ((await queries.findImportSummary(trx, sent.id))?.state === 'done') return
  const table = await open()
  try {
    const order = {
      importId: sent.id,
      planId: sent.planId,
      enteredBy: sent.sentBy,
      organisationId: sent.organisationId,
      reach: sent.reach as Reach,
    }
    const outcome = await takeRows(trx, order, table, progressOf(db, sent.id, table.rowsTotal, onProgress))
    if (outcome.read === 0) throw new Problem(422, 'activities/no-rows')
    await queries.addImportSums(trx, sent.id)
    await queries.updateImport(trx, sent.id, {
      state: 'done',
      endedAt: new Date(),
      rowsTotal: outcome.read,
      rowsRead: outcome.read,
      rowsAccepted: outcome.accepted,
      rowsWithFindings: outcome.withFindings,
      rowsRefused: outcome.refused.length,
      findings: JSON.stringify(outcome.findings),
      columns: JSON.stringify(table.placing.headers),
      newNames: JSON.stringify(outcome.newNames),
      refused: JSON.stringify(outcome.refused),
      seconds: Number(((performance.now() - start) / 1000).toFixed(2)),
    })
    await record(trx, { id: sent.sentBy, name: '', grants: [] }, 'import.done', sent.id, {
      rows: outcome.read,
      refused: outcome.refused.length,
    })
  } finally {
    table.close()
  }
}

/** Written at most twice a second, on another connection: seen while the rows themselves are not. */
function progressOf(db: Db, id: string, rowsTotal: number, onProgress?: Progress): (read: number) => void {
  let last = 0
  return (read) => {
    onProgress?.(read, rowsTotal)
    if (Date.now() - last < 500) return
    last = Date.now()
    queries
      .updateProgress(db, id, read, rowsTotal)
      .catch((error: Error) => log.warn({ message: error.message }, 'progress of an import not written'))
  }
}

async function withFile<T>(
  db: Db,
  fileId: string | null,
  path: string | undefined,
  work: (path: string) => Promise<T>,
): Promise<T> {
  if (path !== undefined) return work(path)
  const folder = await makeTemporaryFolder()
  try {
    const copy = join(folder, 'file')
    if (fileId === null || !(await copyFileTo(db, fileId, copy))) throw new Problem(410, 'activities/file-gone')
    return await work(copy)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** A file that cannot be read stays with its reason; anything else may go better at the next try. */
async function noteFailure(db: Db, id: string, error: unknown): Promise<void> {
  if (error instanceof Problem && error.code === 'activities/import-running') return
  const problem =
    error instanceof Problem ? { code: error.code, detail: error.detail } : { code: 'activities/import-stopped', detail: {} }
  await queries.updateImport(db, id, { state: 'failed', endedAt: new Date(), problem: JSON.stringify(problem) })
}

/** Takes an import back, as long as all its rows are drafts: rows and sums go, the file and the record stay. */
export async function takeBack(ctx: Context, id: string): Promise<void> {
  await transact(ctx.db, async (db) => {
    const sent = (await queries.findImportSummary(db, id)) ?? notFound('import', id)
    assertSees(ctx, sent)
    if (sent.state === 'taken-back') return
    if (!(await queries.lockImport(db, id))) throw new Problem(409, 'activities/import-running')
    if (await queries.hasSettledRows(db, id)) throw new Problem(409, 'activities/import-settled')
    const rows = await queries.deleteRows(db, id)
    await queries.updateImport(db, id, { state: 'taken-back', endedAt: new Date() })
    await record(db, ctx.actor, 'import.taken-back', id, { rows })
  })
}
