/** The files of a list: how many there may be, and where they lie while they are read. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Db } from '../../../core/database.ts'
import { copyFileTo, makeTemporaryFolder, type ReceivedFile } from '../../../core/files.ts'
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
