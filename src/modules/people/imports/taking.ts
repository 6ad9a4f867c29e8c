/** A list, household by household, into the registry: a batch is written whole or not at all, and says how far it came. */
import { setImmediate as othersTurn } from 'node:timers/promises'
import { sql } from 'kysely'
import { type Db, transact } from '../../../core/database.ts'
import { Problem } from '../../../core/problem.ts'
import { readCard } from '../rules/card.ts'
import { keysFor } from '../tokens/keys.ts'
import type { Sender } from './copying.ts'
import { type Grouped, households } from './grouping.ts'
import type { Counts, Layout } from './layout.ts'
import { findImportForUpdate, updateImport } from './queries.ts'
import { refusalsOf } from './refusing.ts'
import { type Batch, emptyBatch, register, withoutKnownCards } from './registering.ts'
import { readHousehold } from './rules/household.ts'
import { keepable } from './rules/keepable.ts'
import type { Defaults, Known, Reason } from './rules/written.ts'
import { copyRefusals, type Lines, linesOf } from './writing.ts'

export type Progress = (rowsRead: number, rowsTotal: number) => void
/** Persons, or refused rows, written at a time. */
const batchSize = 5000

export class Taking {
  readonly #db: Db
  readonly #sender: Sender
  readonly #defaults: Defaults
  readonly #known: Known
  /** Households that an earlier run has taken in or refused. */
  readonly #done: number
  #seen = 0
  #writtenBefore = 0
  #batches = 0
  #rows = 0
  #batch = emptyBatch()
  /** The batch before is written while the next one is read. */
  #writing: Promise<void> = Promise.resolve()

  constructor(db: Db, sender: Sender, defaults: Defaults, known: Known, done: number) {
    this.#db = db
    this.#sender = sender
    this.#defaults = defaults
    this.#known = known
    this.#done = done
  }

  async run(layout: Layout, counts: Counts, onProgress: Progress = () => {}): Promise<void> {
    for await (const household of households(layout, counts)) {
      this.#rows += household.origins.filter((o) => o.sheet === layout.sheets.length - 1).length
      this.#seen += 1
      if (this.#seen <= this.#done) continue
      this.#take(household)
      if (this.#seen % 20 === 0) await othersTurn()
      if (this.#batch.persons + this.#batch.refusals.length < batchSize) continue
      await this.#hand(counts, onProgress)
    }
    await this.#hand(counts, onProgress)
    await this.#writing
  }

  /** One batch is on its way at most: what cannot be written ends the list before more of it is read. */
  async #hand(counts: Counts, onProgress: Progress): Promise<void> {
    const [batch, rows, seen] = [this.#batch, this.#rows, this.#seen]
    this.#batch = emptyBatch()
    const lines = await linesOf(batch.kept, this.#sender, await keysFor(this.#db))
    await this.#writing
    this.#writing = this.#write(batch, lines, rows, seen).then(() => onProgress(rows, counts.rows))
    this.#writing.catch(() => undefined)
  }

  #take(household: Grouped): void {
    const { line, key, problem } = household
    if (problem) {
      this.#refuse(household, [{ line, field: '', code: `refused.${problem}`, values: {} }])
      return
    }
    const ordinal = this.#seen
    const { idOf } = this.#sender
    const read = readHousehold(household, this.#known, this.#defaults, (what, at) => idOf(`${what} ${ordinal} ${at}`))
    const judged = keepable(read, household, this.#defaults.today)
    if ('reasons' in judged) {
      this.#refuse(household, judged.reasons)
      return
    }
    const id = idOf(`household ${ordinal}`)
    const { kept, origins, remarks } = this.#batch
    if (readCard(key)) origins.set(id, household)
    kept.push({ id, key, content: read.content, needs: read.needs, guardianId: judged.guardianId })
    remarks.push(...read.remarks)
    this.#batch.persons += read.content.persons.length
  }

  #refuse(household: Grouped, reasons: readonly Reason[]): void {
    this.#batch.refusals.push(...refusalsOf(household, reasons))
  }

  async #write(batch: Batch, lines: Lines, rows: number, seen: number): Promise<void> {
    const { remarks, refusals } = batch
    await transact(this.#db, async (db) => {
      // What a crash takes back is read again: the import says in the same transaction how far it came.
      await sql`set local synchronous_commit = off`.execute(db)
      const row = await findImportForUpdate(db, this.#sender.importId)
      // Another process has gone on with it meanwhile.
      if (row?.state !== 'reading' || row.householdsSeen > this.#done + this.#writtenBefore)
        throw new Problem(409, 'people/import-running')
      const fresh = await withoutKnownCards(db, this.#sender.organisationId, batch)
      const own = fresh === batch.kept ? lines : await linesOf(fresh, this.#sender, lines.known.keys)
      const { candidates, again } = await register(db, this.#sender, fresh, own)
      await copyRefusals(db, this.#sender.importId, refusals)
      const findings = { ...(row.findings as Record<string, number>) }
      for (const code of [...remarks, ...Array<string>(again).fill('key-known')]) findings[code] = (findings[code] ?? 0) + 1
      await updateImport(db, this.#sender.importId, {
        rowsRead: rows,
        householdsSeen: seen,
        households: row.households + fresh.length,
        persons: row.persons + fresh.reduce((n, h) => n + h.content.persons.length, 0),
        candidates: row.candidates + candidates,
        rowsRefused: row.rowsRefused + refusals.length,
        findings: JSON.stringify(findings),
      })
    })
    this.#writtenBefore = seen - this.#done
    await this.#tellPlanner()
  }

  /** A registry that grows from nothing to thousands in seconds would be read from its start for every person: its sizes are taken early. */
  async #tellPlanner(): Promise<void> {
    this.#batches += 1
    if ([1, 4, 16].includes(this.#batches))
      await sql`analyze households (id), persons (id, household_id, counted_as, merged_into), person_tokens (token, person_id, is_void),
        person_documents (household_id, person_id, number_key), people_import_keys (key), name_words (code)`.execute(this.#db)
  }
}
