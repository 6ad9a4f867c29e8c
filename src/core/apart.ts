/** Work in a process of its own: the server goes on answering, and what eats memory ends only that process. */
import { fork } from 'node:child_process'

/**
 * Megabytes of objects; a batch of rows, lists and the shared texts of a workbook need a fraction of it.
 * A thread would not do: where one allocation goes far beyond a thread's limit, V8 ends the whole process.
 */
const limits = ['--max-old-space-size=256', '--max-semi-space-size=32']
/** What the process says at its end: nothing, or why it cannot be done (which no further try will change). */
export type Ended = { problem: string | null }

export class Died extends Error {
  readonly outOfMemory: boolean
  constructor(code: number | null, signal: NodeJS.Signals | null) {
    super(`a process apart ended with ${signal ?? code}`)
    this.outOfMemory = signal === 'SIGABRT' || code === 134
  }
}

/** @throws Died when it ended without a word */
export function runApart(program: string, args: string[]): Promise<Ended> {
  const child = fork(program, args, {
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
