/** From a table to rows: placed, checked, copied in batch by batch, while nothing but a batch is held in memory. */
import { setImmediate as othersTurn } from 'node:timers/promises'
import { v7 as uuid } from 'uuid'
import type { Reach } from '../../../core/access.ts'
import type { Db } from '../../../core/database.ts'
import { Problem } from '../../../core/problem.ts'
import type { RawRow } from '../../../core/tables/cells.ts'
import { addToLists } from '../../plan/actions.ts'
import type { AddedName } from '../../plan/contract.ts'
import { loadPlanLists } from '../../plan/queries.ts'
import type { Table } from '../reading/table.ts'
import { findOutlier, type History } from '../rules/across.ts'
import { checkRow, isBlocked, kindOf } from '../rules/check.ts'
import { indexLists, type Lists } from '../rules/lists.ts'
import { type Placed, placeRow, type WrittenRow } from '../rules/place.ts'
import { Copying } from './copying.ts'
import { lineOf } from './lines.ts'
import { newNamesIn } from './names.ts'
import { loadHistory } from './queries.ts'
import { type Refused, reasonsFor, refusedCells } from './refusals.ts'
import { Twins } from './twins.ts'

export type Order = { importId: string; planId: number; enteredBy: string; reach: Reach; organisationId: number | null }
export type Outcome = {
  read: number
  accepted: number
  withFindings: number
  refused: Refused[]
  findings: Record<string, number>
  newNames: AddedName[]
}
/** Rows worked on without a pause: between them, what the database waits for is sent. */
const atATime = 250
type Reading = { raw: RawRow; written: WrittenRow; placed: Placed }

/** Beyond this the file is somebody else's: one sentence says more than a workbook of refusals. */
const mostRefused = 20_000
const heaviestRefused = 32 * 2 ** 20

/** Writes every row of the table that may be kept, as drafts. In the transaction of the import. */
export async function takeRows(db: Db, order: Order, table: Table, onProgress: (read: number) => void): Promise<Outcome> {
  const taking = new Taking(db, order, table, await loadHistory(db, order.planId))
  await taking.loadLists()
  try {
    for await (const batch of table.rows) {
      await taking.take(batch)
      onProgress(taking.outcome.read)
    }
  } finally {
    await taking.copying.end()
  }
  return taking.outcome
}

class Taking {
  readonly outcome: Outcome = { read: 0, accepted: 0, withFindings: 0, refused: [], findings: {}, newNames: [] }
  readonly copying: Copying
  readonly #db: Db
  readonly #order: Order
  readonly #table: Table
  readonly #history: History
  readonly #twins: Twins
  /** Characters of the rows refused. */
  #refusedWeight = 0
  #lists!: Lists

  constructor(db: Db, order: Order, table: Table, history: History) {
    this.#db = db
    this.#order = order
    this.#table = table
    this.#history = history
    this.#twins = new Twins(db, order.planId)
    this.copying = new Copying(db)
  }

  async loadLists(): Promise<void> {
    this.#lists = indexLists(await loadPlanLists(this.#db, this.#order.planId))
  }

  async take(batch: RawRow[]): Promise<void> {
    const rows = this.#kept(await this.#placed(batch))
    const twins = await this.#twins.areTwins(
      rows.map((r) => r.placed),
      () => this.copying.end(),
    )
    for (let at = 0; at < rows.length; at += atATime) {
      const lines = rows.slice(at, at + atATime).map((row, i) => this.#line(row, twins[at + i]!))
      await this.copying.add(lines.join(''))
      await othersTurn()
    }
  }

  async #placed(batch: RawRow[]): Promise<Reading[]> {
    const { columns } = this.#table.placing
    const rows: Reading[] = []
    for (const raw of batch) {
      if (rows.length % atATime === 0) await othersTurn()
      rows.push(this.#place(raw, writtenOf(raw, columns)))
    }
    const fresh = newNamesIn(
      rows.filter((r) => this.#reasons(r).length === 0),
      this.#lists,
    )
    if (!fresh) return rows
    await this.copying.end()
    this.outcome.newNames.push(...(await addToLists(this.#db, this.#order.planId, fresh)))
    await this.loadLists()
    return rows.map(({ raw, written }) => this.#place(raw, written))
  }

  #place(raw: RawRow, written: WrittenRow): Reading {
    return { raw, written, placed: placeRow(written, this.#lists, this.#table.style) }
  }

  #reasons({ raw, placed }: Reading) {
    return reasonsFor(placed, this.#table.placing, raw, this.#order.reach, this.#order.organisationId, this.#lists)
  }

  /** Without the rows that are refused. */
  #kept(rows: Reading[]): Reading[] {
    this.outcome.read += rows.length
    return rows.filter((row) => {
      const reasons = this.#reasons(row)
      if (reasons.length > 0) this.#refuse({ row: row.raw.number, cells: refusedCells(row.raw, this.#table.placing), reasons })
      return reasons.length === 0
    })
  }

  /** The row, checked, as a line for the database. */
  #line({ raw, placed: { cells, asWritten } }: Reading, isTwin: boolean): string {
    const findings = checkRow(cells, asWritten, this.#lists)
    const outlier = findOutlier(cells, this.#history)
    if (outlier) findings.push(outlier)
    if (isTwin) findings.push({ code: 'duplicate-row', cells: [], values: {} })
    const blocked = isBlocked(findings)
    this.outcome[blocked ? 'withFindings' : 'accepted'] += 1
    for (const { code } of findings) this.outcome.findings[code] = (this.outcome.findings[code] ?? 0) + 1
    const { importId, planId, enteredBy } = this.#order
    const codes = findings.map((f) => f.code)
    return lineOf({
      id: uuid(),
      planId,
      importId,
      rowNumber: raw.number,
      kind: kindOf(cells, this.#lists),
      asWritten,
      findings: codes,
      isBlocked: blocked,
      enteredBy,
      cells,
    })
  }

  #refuse(row: Refused): void {
    for (const text of Object.values(row.cells)) this.#refusedWeight += text.length
    if (this.outcome.refused.push(row) > mostRefused || this.#refusedWeight > heaviestRefused)
      throw new Problem(422, 'activities/too-many-refused', { rows: this.outcome.refused.length - 1 })
  }
}

function writtenOf({ values }: RawRow, columns: Table['placing']['columns']): WrittenRow {
  const written: WrittenRow = {}
  for (let at = 0; at < columns.length; at++) {
    const column = columns[at]
    if (column) written[column] = values[at]
  }
  return written
}
