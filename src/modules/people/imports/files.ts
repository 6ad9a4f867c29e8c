/** The files of a list: how many there may be, where they lie while they are read, how long they are kept: they hold everybody's names outside row security. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Actor } from '../../../core/access.ts'
import type { Db } from '../../../core/database.ts'
import { copyFileTo, forgetFiles, makeTemporaryFolder, type ReceivedFile, storeFile } from '../../../core/files.ts'
import { Problem } from '../../../core/problem.ts'
import type { ImportRow } from './queries.ts'
import type { FileAt } from './reading.ts'

/** Households and their members, in a file each. */
const mostFiles = 2

/** @throws Problem 422 for none, or too many */
export function assertFiles(files: readonly ReceivedFile[]): void {
  if (files.length === 0) throw new Problem(422, 'people/file-missing')
  if (files.length > mostFiles) throw new Problem(422, 'people/too-many-files', { count: files.length })
}

/** @param paths where they lie already; else they are fetched from where they are kept @throws Problem 410 where one is gone */
export async function filesOf(db: Db, sent: ImportRow, folder: string, paths: string[] | undefined): Promise<FileAt[]> {
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

/** A folder for as long as `work` lasts. */
export async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await makeTemporaryFolder()
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Inside a transaction: nobody forgets it before the list that names it is there. */
export async function keepFile(db: Db, file: ReceivedFile, actor: Actor): Promise<string> {
  for (;;) {
    const { id } = await storeFile(db, file, actor)
    const { rows } = await sql`select from files where id = ${id} for key share`.execute(db)
    if (rows.length > 0) return id
  }
}

/** What was taken in stands in the registry, what was refused as a whole is with whoever sent it: no second copy. */
export async function forgetFilesOf(db: Db, id: string): Promise<void> {
  const { rows } = await sql<{ files: string[] }>`
    select array_remove(array[file_id, also_file_id], null) as files from people_imports where id = ${id} for update`.execute(db)
  await db.updateTable('peopleImports').set({ fileId: null, alsoFileId: null }).where('id', '=', id).execute()
  await forgetFiles(db, rows[0]?.files ?? [])
}
