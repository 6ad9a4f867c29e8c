/** Takes in one list in a process of its own. */
import { fileURLToPath } from 'node:url'
import { Died, runApart } from '../../../core/apart.ts'
import { type Db, transact } from '../../../core/database.ts'
import { log } from '../../../core/log.ts'
import { failImport } from './ending.ts'

const program = fileURLToPath(new URL('./apart-process.ts', import.meta.url))

/** @throws what may go better at the next try */
export async function takeInListApart(db: Db, id: string): Promise<void> {
  try {
    const { problem } = await runApart(program, [id])
    if (problem) log.info({ import: id, problem }, 'list not taken in')
  } catch (error) {
    if (!(error instanceof Died)) throw error
    log.warn({ import: id, message: error.message }, 'list not taken in')
    if (!error.outOfMemory) throw error
    await transact(db, (trx) => failImport(trx, id, { code: 'core/workbook-too-large', detail: {} }, true))
  }
}
