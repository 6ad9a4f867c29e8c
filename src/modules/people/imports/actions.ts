/** What people do with lists of people: send one, have it taken in. */
import { v7 as uuid } from 'uuid'
import { assertMay, may } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { type Db, transact } from '../../../core/database.ts'
import { record } from '../../../core/events.ts'
import { forgetFiles, type ReceivedFile } from '../../../core/files.ts'
import { enqueue } from '../../../core/jobs.ts'
import { notFound, Problem } from '../../../core/problem.ts'
import { siteOf, textVersionOf } from './about.ts'
import { placedOf, wordsOf } from './columns.ts'
import type { ListOrder } from './contract.ts'
import type { Sender } from './copying.ts'
import { finish, noteFailure } from './ending.ts'
import { assertFiles, filesOf, keepFile, withFolder } from './files.ts'
import { idIn } from './ids.ts'
import { loadKnown } from './known.ts'
import { countRows, layoutOf } from './layout.ts'
import * as queries from './queries.ts'
import { type FileAt, openSheets } from './reading.ts'
import type { Defaults } from './rules/written.ts'
import { type Progress, Taking } from './taking.ts'

export type Sent = { id: string; again: boolean }

/** Keeps the files and orders that they be taken in. The same files for the same organisation are the import that is there. */
export async function sendList(ctx: Context, files: readonly ReceivedFile[], order: ListOrder): Promise<Sent> {
  const { organisation, site, matching, ...how } = order
  assertMay(ctx, 'people.manage', { organisationId: organisation, siteId: site })
  assertFiles(files)
  await siteOf(ctx.db, site)
  const mayProtect = may(ctx, 'people.sensitive', { organisationId: organisation, siteId: site })
  return transact(ctx.db, async (db) => {
    const kept: string[] = []
    for (const file of files) kept.push(await keepFile(db, file, ctx.actor))
    const row = {
      id: uuid(),
      organisationId: organisation,
      siteId: site,
      fileId: kept[0]!,
      fileSha256: files[0]!.sha256,
      fileName: files[0]!.name.slice(0, 255),
      alsoFileId: kept[1] ?? null,
      alsoFileSha256: files[1]?.sha256 ?? null,
      alsoFileName: files[1]?.name.slice(0, 255) ?? '',
      sentAs: JSON.stringify({ ...how, matching, byName: ctx.actor.name, mayProtect }),
      state: 'waiting',
      sentBy: ctx.actor.id,
    }
    const sent = await queries.insertImport(db, row)
    await queries.rememberMatching(db, organisation, matching)
    if (!sent.again) await record(db, ctx.actor, 'people.list-sent', sent.id, { organisation, site, files: files.length })
    const there = (await queries.findImportForUpdate(db, sent.id))!
    if (there.state === 'done') {
      await forgetFiles(db, kept)
      return sent
    }
    if (there.fileId === null) await queries.updateImport(db, sent.id, { fileId: row.fileId, alsoFileId: row.alsoFileId })
    // One that failed before anything was kept begins anew as it is sent now; one that stopped in the middle goes on.
    if (there.state === 'failed' && there.householdsSeen === 0)
      await queries.updateImport(db, sent.id, { sentAs: row.sentAs, siteId: site, state: 'waiting', problem: null })
    await orderImport(db, sent.id)
    return sent
  })
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

/** How the list was sent: what `sendList` kept of the order and of who gave it. */
type SentAs = Omit<ListOrder, 'organisation' | 'site'> & { byName: string; mayProtect?: boolean }

async function takeInFrom(
  db: Db,
  sent: queries.ImportRow,
  files: FileAt[],
  folder: string,
  onProgress?: Progress,
): Promise<void> {
  const how = sent.sentAs as SentAs
  const opened = await openSheets(files, folder, await wordsOf(db, sent.organisationId, how.matching))
  try {
    const layout = layoutOf(opened.sheets)
    const counts = await countRows(layout)
    if (counts.rows === 0) throw new Problem(422, 'people/no-rows')
    const columns = layout.sheets.flatMap((sheet) => placedOf(sheet))
    await queries.updateImport(db, sent.id, { rowsTotal: counts.rows, columns: JSON.stringify(columns) })
    const [sender, defaults] = [await senderOf(db, sent, how), await defaultsOf(db, sent, how)]
    const taking = new Taking(db, sender, defaults, await loadKnown(db), sent.householdsSeen)
    await taking.run(layout, counts, onProgress)
  } finally {
    opened.close()
  }
}

const senderOf = async (db: Db, sent: queries.ImportRow, { how, language, byName }: SentAs): Promise<Sender> => ({
  importId: sent.id,
  organisationId: sent.organisationId,
  by: sent.sentBy,
  byName,
  at: sent.sentAt.toISOString(),
  how,
  language,
  textVersion: await textVersionOf(db, language),
  idOf: (what) => idIn(sent.id, sent.sentAt, what),
})

const defaultsOf = async (db: Db, sent: queries.ImportRow, { group, mayProtect }: SentAs): Promise<Defaults> => ({
  ...(await siteOf(db, sent.siteId!)),
  group,
  today: sent.sentAt.toISOString().slice(0, 10),
  mayProtect: mayProtect ?? false,
})
