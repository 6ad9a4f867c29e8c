/** Takes in one file in a process of its own. */
import { fileURLToPath } from 'node:url'
import { Died, runApart } from '../../../core/apart.ts'
import type { Db } from '../../../core/database.ts'
import { log } from '../../../core/log.ts'
import { updateImport } from './queries.ts'

const program = fileURLToPath(new URL('./apart-process.ts', import.meta.url))

/** @throws what may go better at the next try */
export async function takeInApart(db: Db, id: string): Promise<void> {
  try {
    const { problem } = await runApart(program, [id])
    if (problem) log.info({ import: id, problem }, 'file not taken in')
  } catch (error) {
    if (!(error instanceof Died)) throw error
    const problem = error.outOfMemory ? 'core/workbook-too-large' : 'activities/import-stopped'
    log.warn({ import: id, message: error.message }, 'file not taken in')
    await updateImport(db, id, { state: 'failed', endedAt: new Date(), problem: JSON.stringify({ code: problem, detail: {} }) })
    if (!error.outOfMemory) throw error
  }
}
