/** Takes in one file in a process of its own: the server goes on answering, and a file that eats memory ends only that process. */
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Db } from '../../../core/database.ts'
import { log } from '../../../core/log.ts'
import { updateImport } from './queries.ts'

/**
 * Megabytes of objects; a batch of rows, the plan's lists and the shared texts of a workbook need a fraction of it.
 * A thread would not do: where one allocation goes far beyond a thread's limit, V8 ends the whole process.
 */
const limits = ['--max-old-space-size=256', '--max-semi-space-size=16']
const program = fileURLToPath(new URL('./apart-process.ts', import.meta.url))
/** What the process says at its end: nothing, or why the file cannot be taken in (which no further try will change). */
export type Ended = { problem: string | null }

class Died extends Error {
  readonly outOfMemory: boolean
  constructor(code: number | null, signal: NodeJS.Signals | null) {
    super(`the process of an import ended with ${signal ?? code}`)
    this.outOfMemory = signal === 'SIGABRT' || code === 134
  }
}

/** @throws what may go better at the next try */
export async function takeInApart(db: Db, id: string): Promise<void> {
  try {
    const { problem } = await ended(id)
    if (problem) log.info({ import: id, problem }, 'file not taken in')
  } catch (error) {
    if (!(error instanceof Died)) throw error
    const problem = error.outOfMemory ? 'core/workbook-too-large' : 'activities/import-stopped'
    log.warn({ import: id, message: error.message }, 'file not taken in')
    await updateImport(db, id, { state: 'failed', endedAt: new Date(), problem: JSON.stringify({ code: problem, detail: {} }) })
    if (!error.outOfMemory) throw error
  }
}

function ended(id: string): Promise<Ended> {
  const child = fork(program, [id], {
    execArgv: ['--disable-warning=ExperimentalWarning', ...limits],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  return new Promise((resolve, reject) => {
    let said: Ended | undefined
    child.once('message', (message) => {
      said = message as Ended
    })
    child.once('error', reject)
    child.once('exit', (code, signal) => (said ? resolve(said) : reject(new Died(code, signal))))
  })
}
