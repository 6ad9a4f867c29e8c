/** Rows that say exactly the same as another, in this file or any before it. Their number is worked out here as the database does (`likeness`). */
import { hash } from 'node:crypto'
import type { Db } from '../../../core/database.ts'
import { type AsWritten, type Cells, columns } from '../contract.ts'
import { hasRows, knownLikenesses } from './queries.ts'

/** The generated column `likeness`, as text. */
export function likenessOf(cells: Cells, asWritten: AsWritten): string {
  let text = ''
  for (const column of columns) text += `${cells[column] ?? ''}|`
  return hash('md5', text + asJsonb(asWritten), 'buffer')
    .readBigInt64BE(0)
    .toString()
}

/** How jsonb prints an object of texts: shorter keys first, then by letter. */
function asJsonb(asWritten: AsWritten): string {
  const keys = (Object.keys(asWritten) as (keyof AsWritten)[]).sort((a, b) => a.length - b.length || (a < b ? -1 : 1))
  return `{${keys.map((k) => `"${k}": ${JSON.stringify(asWritten[k])}`).join(', ')}}`
}

/** Tells of each row whether one like it came before. */
export class Twins {
  readonly #seen = new Set<string>()
  readonly #db: Db
  readonly #planId: number
  #isFirst: boolean | undefined

  constructor(db: Db, planId: number) {
    this.#db = db
    this.#planId = planId
  }

  /** For each of these rows, in their order. @param beforeAsking ends what is under way in the transaction */
  async areTwins(rows: readonly { cells: Cells; asWritten: AsWritten }[], beforeAsking: () => Promise<void>): Promise<boolean[]> {
    const likenesses = rows.map(({ cells, asWritten }) => likenessOf(cells, asWritten))
    this.#isFirst ??= !(await hasRows(this.#db, this.#planId))
    const known = this.#isFirst ? new Set<string>() : await this.#known(likenesses, beforeAsking)
    return likenesses.map((likeness) => {
      const isTwin = known.has(likeness) || this.#seen.has(likeness)
      this.#seen.add(likeness)
      return isTwin
    })
  }

  async #known(likenesses: string[], beforeAsking: () => Promise<void>): Promise<Set<string>> {
    await beforeAsking()
    return knownLikenesses(this.#db, this.#planId, likenesses)
  }
}
