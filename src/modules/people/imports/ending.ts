/** How the taking in of a list ends: done, or with the reason why it stopped. */
import { type Db, transact } from '../../../core/database.ts'
import { record } from '../../../core/events.ts'
import { enqueue } from '../../../core/jobs.ts'
import { Problem } from '../../../core/problem.ts'
import { forgetFilesOf } from './files.ts'
import * as queries from './queries.ts'

/** What follows: the pairs that only a look at the whole registry finds. */
export async function finish(db: Db, { id, organisationId, sentBy, seconds }: queries.ImportRow, more: number): Promise<void> {
  await transact(db, async (trx) => {
    const row = (await queries.findImportForUpdate(trx, id))!
    if (row.state === 'done') return
    await queries.updateImport(trx, id, {
      state: 'done',
      endedAt: new Date(),
      rowsRead: row.rowsTotal!,
      seconds: Number(((seconds ?? 0) + more).toFixed(2)),
    })
    await forgetFilesOf(trx, id)
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

/** A file that cannot be read stays with its reason; anything else may go better at the next try. */
export async function noteFailure(db: Db, id: string, error: unknown): Promise<void> {
  if (error instanceof Problem && error.code === 'people/import-running') return
  const problem =
    error instanceof Problem ? { code: error.code, detail: error.detail } : { code: 'people/import-stopped', detail: {} }
  const isRefused = error instanceof Problem
  await transact(db, (trx) => failImport(trx, id, problem, isRefused))
}

/** @param isRefused nothing is to be tried again with this file: whoever sends it again sends it whole */
export async function failImport(db: Db, id: string, problem: object, isRefused: boolean): Promise<void> {
  await queries.updateImport(db, id, { state: 'failed', endedAt: new Date(), problem: JSON.stringify(problem) })
  const row = await queries.findImport(db, id)
  // One that stopped in the middle goes on.
  if (isRefused && row?.householdsSeen === 0) await forgetFilesOf(db, id)
}
