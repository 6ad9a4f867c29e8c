/** What people do with lists of people: look at one, send it, have it taken in. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { v7 as uuid } from 'uuid'
import { assertMay, may } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { type Db, transact } from '../../../core/database.ts'
import { record } from '../../../core/events.ts'
import { copyFileTo, makeTemporaryFolder, type ReceivedFile, storeFile } from '../../../core/files.ts'
import { enqueue } from '../../../core/jobs.ts'
import { notFound, Problem } from '../../../core/problem.ts'
import type { RawRow } from '../../../core/tables/cells.ts'
import { siteOf, textVersionOf } from './about.ts'
import type { ListField, ListLook, ListOrder } from './contract.ts'
import { listFields } from './contract.ts'
import { countRows, planOf } from './grouping.ts'
import { idIn } from './ids.ts'
import { loadKnown } from './known.ts'
import * as queries from './queries.ts'
import { asText, type FileAt, openSheets, type ReadSheet, type Words } from './reading.ts'
import { keyOf, likeOf } from './rules/matching.ts'
import type { Defaults } from './rules/written.ts'
import { type Progress, Taking } from './taking.ts'

export type Sent = { id: string; again: boolean }
const mostFiles = 2
const samplesShown = 5

const chosenOf = (matching: Record<string, ListField | null>): Map<string, ListField | null> =>
  new Map(Object.entries(matching).map(([header, field]) => [keyOf(header), field]))

/** The columns of a list, where they would go, and its first rows; nothing is kept. */
export async function lookAtList(
  ctx: Context,
  files: readonly ReceivedFile[],
  { organisation, site, matching }: Pick<ListOrder, 'organisation' | 'matching'> & { site?: string | undefined },
): Promise<ListLook> {
  assertMay(ctx, 'people.manage', { organisationId: organisation, siteId: site ?? null })
  assertFiles(files)
  const words = { chosen: chosenOf(matching), remembered: await queries.rememberedMatching(ctx.db, organisation) }
  return withFolder(async (folder) => {
    const opened = await openSheets(files, folder, words)
    try {
      const columns = []
      for (const sheet of opened.sheets) columns.push(...(await columnsOf(sheet)))
      return { shape: shapeOf(opened.sheets), columns, fields: [...listFields] }
    } finally {
      opened.close()
    }
  })
}

function shapeOf(sheets: readonly ReadSheet[]): ListLook['shape'] {
  try {
    return planOf(sheets).shape
  } catch (error) {
    if (error instanceof Problem) return null
    throw error
  }
}

async function columnsOf(sheet: ReadSheet): Promise<ListLook['columns']> {
  const first: RawRow[] = (await sheet.rows().next()).value ?? []
  return placedOf(sheet).map((column) => ({
    ...column,
    like: likeOf({ header: column.header, placed: sheet.columns.find((c) => c.at === column.at)?.placed ?? null }),
    samples: first.slice(0, samplesShown).map((row) => asText(row.values[column.at]).slice(0, 80)),
  }))
}

const placedOf = (sheet: ReadSheet) =>
  sheet.columns
    .filter((c) => c.header.trim() !== '')
    .map(({ at, header, placed, how }) => ({
      at,
      sheet: sheet.name,
      header,
      field: placed?.field ?? null,
      person: placed?.person ?? 0,
      how,
    }))

/** Keeps the files and orders that they be taken in. The same files for the same organisation are the import that is there. */
export async function sendList(ctx: Context, files: readonly ReceivedFile[], order: ListOrder): Promise<Sent> {
  const { organisation, site, matching, ...how } = order
  assertMay(ctx, 'people.manage', { organisationId: organisation, siteId: site })
  assertFiles(files)
  await siteOf(ctx.db, site)
  const mayProtect = may(ctx, 'people.sensitive', { organisationId: organisation, siteId: site })
  return transact(ctx.db, async (db) => {
    const kept = []
    for (const file of files) kept.push((await storeFile(db, file, ctx.actor)).id)
    const row = {
      id: uuid(),
      organisationId: organisation,
      siteId: site,
      fileId: kept[0]!,
      fileName: files[0]!.name.slice(0, 255),
      alsoFileId: kept[1] ?? null,
      alsoFileName: files[1]?.name.slice(0, 255) ?? '',
      sentAs: JSON.stringify({ ...how, matching, byName: ctx.actor.name, mayProtect }),
      state: 'waiting',
      sentBy: ctx.actor.id,
    }
    const sent = await queries.insertImport(db, row)
    await queries.rememberMatching(db, organisation, matching)
    if (!sent.again) await record(db, ctx.actor, 'people.list-sent', sent.id, { organisation, site, files: files.length })
    const there = (await queries.findImport(db, sent.id))!
    // One that failed before anything was kept begins anew as it is sent now; one that stopped in the middle goes on.
    if (there.state === 'failed' && there.householdsSeen === 0)
      await queries.updateImport(db, sent.id, { sentAs: row.sentAs, siteId: site, state: 'waiting', problem: null })
    if (there.state !== 'done') await orderImport(db, sent.id)
    return sent
  })
}

function assertFiles(files: readonly ReceivedFile[]): void {
  if (files.length === 0) throw new Problem(422, 'people/file-missing')
  if (files.length > mostFiles) throw new Problem(422, 'people/too-many-files', { count: files.length })
}

/** One after another: each of them works at full speed. */
export const orderImport = (db: Db, id: string): Promise<void> =>
  enqueue(db, 'people.import', { id }, { queue: 'people.import', key: `people.import ${id}`, attempts: 5 })

const leftAfterMinutes = 10
export async function orderLeftImports(db: Db): Promise<void> {
  for (const id of await queries.listUnfinished(db, leftAfterMinutes)) await orderImport(db, id)
}

/**
 * Takes in a list that was sent: batch by batch, each whole or not at all. Called again it goes on where it stopped.
 * @param paths where the files lie already; else they are fetched from where they are kept
 */
export async function takeInList(
  db: Db,
  id: string,
  { paths, onProgress }: { paths?: string[]; onProgress?: Progress } = {},
): Promise<void> {
  const sent = (await queries.findImport(db, id)) ?? notFound('import', id)
  if (sent.state === 'done') return
  const start = performance.now()
  await queries.updateImport(db, id, { state: 'reading', problem: null })
  try {
    await withFolder(async (folder) => takeInFrom(db, sent, await filesOf(db, sent, folder, paths), folder, onProgress))
    await finish(db, sent, (performance.now() - start) / 1000)
  } catch (error) {
    await noteFailure(db, id, error)
    throw error
  }
}

async function takeInFrom(
  db: Db,
  sent: queries.ImportRow,
  files: FileAt[],
  folder: string,
  onProgress?: Progress,
): Promise<void> {
  const how = sent.sentAs as Omit<ListOrder, 'organisation' | 'site'> & { byName: string; mayProtect?: boolean }
  const words: Words = {
    chosen: chosenOf(how.matching),
    remembered: await queries.rememberedMatching(db, sent.organisationId),
  }
  const opened = await openSheets(files, folder, words)
  try {
    const plan = planOf(opened.sheets)
    const counts = await countRows(plan)
    if (counts.rows === 0) throw new Problem(422, 'people/no-rows')
    const columns = plan.sheets.flatMap((sheet) => placedOf(sheet))
    await queries.updateImport(db, sent.id, { rowsTotal: counts.rows, columns: JSON.stringify(columns) })
    const sender = {
      importId: sent.id,
      organisationId: sent.organisationId,
      by: sent.sentBy,
      byName: how.byName,
      at: sent.sentAt.toISOString(),
      how: how.how,
      language: how.language,
      textVersion: await textVersionOf(db, how.language),
      idOf: (what: string) => idIn(sent.id, sent.sentAt, what),
    }
    const defaults: Defaults = {
      ...(await siteOf(db, sent.siteId!)),
      group: how.group,
      today: sent.sentAt.toISOString().slice(0, 10),
      mayProtect: how.mayProtect ?? false,
    }
    const taking = new Taking(db, sender, defaults, await loadKnown(db), sent.householdsSeen)
    await taking.run(plan, counts, onProgress)
  } finally {
    opened.close()
  }
}

/** What follows: the pairs that only a look at the whole registry finds. */
async function finish(db: Db, { id, organisationId, sentBy, seconds }: queries.ImportRow, more: number): Promise<void> {
  await transact(db, async (trx) => {
    const row = (await queries.findImportForUpdate(trx, id))!
    if (row.state === 'done') return
    await queries.updateImport(trx, id, {
      state: 'done',
      endedAt: new Date(),
      rowsRead: row.rowsTotal!,
      seconds: Number(((seconds ?? 0) + more).toFixed(2)),
    })
    const { households, persons, rowsRefused: refused } = row
    await record(trx, { id: sentBy, name: '', grants: [] }, 'people.list-done', id, {
      organisation: organisationId,
      households,
      persons,
      refused,
    })
    if (persons > 0)
      await enqueue(
        trx,
        'people.duplicates',
        { organisation: organisationId },
        { key: `duplicates ${organisationId}`, queue: 'duplicates' },
      )
  })
}

async function filesOf(db: Db, sent: queries.ImportRow, folder: string, paths: string[] | undefined): Promise<FileAt[]> {
  const wanted = [
    { id: sent.fileId, name: sent.fileName },
    ...(sent.alsoFileId ? [{ id: sent.alsoFileId, name: sent.alsoFileName }] : []),
  ]
  const files: FileAt[] = []
  for (const [at, { id, name }] of wanted.entries()) {
    const path = paths?.[at] ?? join(folder, String(at))
    if (!paths && (id === null || !(await copyFileTo(db, id, path)))) throw new Problem(410, 'people/file-gone')
    files.push({ path, name })
  }
  return files
}

async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await makeTemporaryFolder()
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** A file that cannot be read stays with its reason; anything else may go better at the next try. */
async function noteFailure(db: Db, id: string, error: unknown): Promise<void> {
  if (error instanceof Problem && error.code === 'people/import-running') return
  const problem =
    error instanceof Problem ? { code: error.code, detail: error.detail } : { code: 'people/import-stopped', detail: {} }
  await queries.updateImport(db, id, { state: 'failed', endedAt: new Date(), problem: JSON.stringify(problem) })
}
