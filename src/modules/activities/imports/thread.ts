/** Takes in one file in a thread of its own: the server goes on answering, and a file that eats memory ends only its thread. */
import { Worker } from 'node:worker_threads'
import type { Db } from '../../../core/database.ts'
import { log } from '../../../core/log.ts'
import { Problem } from '../../../core/problem.ts'
import { updateImport } from './queries.ts'

/** Megabytes of objects; a batch of rows, the plan's lists and the shared texts of a workbook need a fraction of it. */
const resourceLimits = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 48 }
/** What the thread says at its end: nothing, or why the file cannot be taken in (which no further try will change). */
export type Ended = { problem: string | null }

/** @throws what may go better at the next try */
export async function takeInByThread(db: Db, id: string): Promise<void> {
  try {
    const { problem } = await ended(
      new Worker(new URL('./worker.ts', import.meta.url), {
        workerData: { id },
        resourceLimits,
        execArgv: ['--disable-warning=ExperimentalWarning'],
      }),
    )
    if (problem) log.info({ import: id, problem }, 'file not taken in')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_WORKER_OUT_OF_MEMORY') throw error
    const { code, detail } = new Problem(413, 'core/workbook-too-large')
    await updateImport(db, id, { state: 'failed', endedAt: new Date(), problem: JSON.stringify({ code, detail }) })
  }
}

const ended = (worker: Worker): Promise<Ended> =>
  new Promise((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`the thread of an import ended with ${code}`)))
  })
