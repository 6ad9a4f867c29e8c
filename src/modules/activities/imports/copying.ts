/** Lines on their way into the database, while those after them are still being read: both work at the same time. */
import type { Db } from '../../../core/database.ts'
import { copyRows } from './queries.ts'

/** So many characters wait at most for the database. */
const mostWaiting = 2 ** 20

/** One COPY that takes lines as they come. It is ended before anything else is asked in its transaction, and begun again with the next line. */
export class Copying {
  readonly #db: Db
  #lines: string[] = []
  #waiting = 0
  #isEnding = false
  #copied: Promise<void> | undefined
  /** Told whenever the other side of the queue has moved. */
  #moved = Promise.withResolvers<void>()

  constructor(db: Db) {
    this.#db = db
  }

  /** Returns when there is room for more. @throws what the database says of lines sent before */
  async add(lines: string): Promise<void> {
    if (lines === '') return
    this.#lines.push(lines)
    this.#waiting += lines.length
    this.#copied ??= this.#begin()
    this.#tell()
    while (this.#waiting > mostWaiting) await Promise.race([this.#copied, this.#moved.promise])
  }

  /** Returns when all lines are in the database. */
  async end(): Promise<void> {
    if (!this.#copied) return
    this.#isEnding = true
    this.#tell()
    try {
      await this.#copied
    } finally {
      this.#copied = undefined
      this.#isEnding = false
    }
  }

  #begin(): Promise<void> {
    const copied = copyRows(this.#db, this.#taken())
    // Whoever adds or ends hears of a failure; until then it is not «unhandled».
    copied.catch(() => {})
    return copied
  }

  async *#taken(): AsyncGenerator<string> {
    for (;;) {
      while (this.#lines.length > 0) {
        const lines = this.#lines.join('')
        this.#lines = []
        this.#waiting = 0
        this.#tell()
        yield lines
      }
      if (this.#isEnding) return
      await this.#moved.promise
    }
  }

  #tell(): void {
    this.#moved.resolve()
    this.#moved = Promise.withResolvers()
  }
}
