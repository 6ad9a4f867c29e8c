/** Rows as the grid shows them: what the server has, with what is kept on this device laid over it, checked by the same rules. */
import type { z } from 'zod'
import type { ActivityRow, AsWritten, Cells, Column, Finding, State } from '../../modules/activities/contract.ts'
import { ageGenderColumns, columns, populationColumns } from '../../modules/activities/contract.ts'
import type { ActivityDetail } from '../../modules/activities/desk/contract.ts'
import { acrossCodes, checkRow, isBlocked, kindOf } from '../../modules/activities/rules/check.ts'
import type { Lists } from '../../modules/activities/rules/lists.ts'
import { placeRow, type WrittenRow } from '../../modules/activities/rules/place.ts'
import type { KeptRow } from './kept.ts'
import { writtenOf } from './names.ts'

/** One row with its history, as the server has it. */
export type DetailAnswer = z.infer<typeof ActivityDetail>

export type GridRow = {
  id: string
  number: number | null
  isNew: boolean
  isKept: boolean
  state: State
  version: number
  cells: Cells
  asWritten: AsWritten
  kind: ActivityRow['kind']
  findings: Finding[]
  isBlocked: boolean
  isCorrection: boolean
  comments: number
  /** Worked out from the deliveries of this line. */
  line: number | null
  may: ActivityRow['may']
}

const emptyCells = Object.fromEntries(columns.map((column) => [column, null])) as Cells

export function fromServer(row: ActivityRow): GridRow {
  const { id, state, version, cells, asWritten, kind, findings, comments, line, may } = row
  return {
    id,
    number: row.rowNumber,
    isNew: false,
    isKept: false,
    state,
    version,
    cells,
    asWritten,
    kind,
    findings,
    isBlocked: row.isBlocked,
    isCorrection: row.corrects !== null,
    comments,
    line,
    may,
  }
}

/** A row kept on this device, laid over what the server had when it was last seen. */
export function withKept(row: GridRow | undefined, kept: KeptRow, lists: Lists): GridRow {
  const across = (row?.findings ?? []).filter((finding) => acrossCodes.includes(finding.code))
  const findings = [...checkRow(kept.cells, kept.asWritten, lists, { isComputed: (row?.line ?? null) !== null }), ...across]
  const base = row ?? {
    id: kept.id,
    number: kept.number,
    isNew: kept.version === 0,
    state: kept.state,
    isCorrection: false,
    comments: 0,
    line: null,
    may: { edit: true, describe: true, review: false },
  }
  return {
    ...base,
    isKept: true,
    version: kept.version,
    cells: kept.cells,
    asWritten: kept.asWritten,
    kind: kindOf(kept.cells, lists),
    findings,
    isBlocked: isBlocked(findings),
  }
}

type Content = { cells: Cells; asWritten: AsWritten }

/** A changed cell, and those whose meaning hangs on it: admin 1 on the country, the indicator on its sector. */
const followers: Partial<Record<Column, Column[]>> = { country: ['admin1', 'admin2'], admin1: ['admin2'], sector: ['indicator'] }

/** Places what was typed or pasted, exactly as the server will. */
export function placed(before: Content, typed: Partial<Record<Column, string>>, lists: Lists): Content {
  const changed = Object.keys(typed) as Column[]
  const touched = new Set(changed.flatMap((column) => [column, ...(followers[column] ?? [])]))
  const whole: WrittenRow = { ...writtenOf(before, lists), ...typed }
  const after = placeRow(whole, lists)
  const cells: Record<string, unknown> = { ...before.cells }
  const asWritten: AsWritten = { ...before.asWritten }
  for (const column of touched) {
    cells[column] = after.cells[column]
    delete asWritten[column]
    const text = after.asWritten[column]
    if (text !== undefined) asWritten[column] = text
  }
  return { cells: cells as Cells, asWritten }
}

export const emptyRow = (): Content => ({ cells: { ...emptyCells }, asWritten: {} })

/** The cells in which two contents differ. */
export function changedColumns(before: Content, after: Content): Column[] {
  return columns.filter(
    (column) => before.cells[column] !== after.cells[column] || before.asWritten[column] !== after.asWritten[column],
  )
}

/** What was typed since, laid over what the server has now; undefined where nothing of it is left to send. */
export function rebased(mine: KeptRow, since: Content, now: ActivityRow): KeptRow | undefined {
  const cells: Record<string, unknown> = { ...now.cells }
  const asWritten = { ...now.asWritten }
  for (const column of changedColumns(since, mine)) {
    cells[column] = mine.cells[column]
    delete asWritten[column]
    if (mine.asWritten[column] !== undefined) asWritten[column] = mine.asWritten[column]
  }
  const { version, rowNumber: number, state } = now
  const base = { cells: now.cells, asWritten: now.asWritten }
  const kept: KeptRow = { ...mine, version, number, state, base, cells: cells as Cells, asWritten }
  return changedColumns(base, kept).length > 0 ? kept : undefined
}

/** What goes to the server: only cells that changed; a text that could not be placed goes as it was written. */
export function changesOf(before: Content, after: Content): { cells: Partial<Cells>; asWritten: AsWritten } {
  const changed = changedColumns(before, after)
  const texts = changed.filter((column) => after.asWritten[column] !== undefined)
  const cells = changed.filter((column) => !texts.includes(column)).map((column) => [column, after.cells[column]])
  return {
    cells: Object.fromEntries(cells) as Partial<Cells>,
    asWritten: Object.fromEntries(texts.map((column) => [column, after.asWritten[column]])) as AsWritten,
  }
}

const counted = new Set<Column>(['peopleInMonth', 'newPeople', ...populationColumns, ...ageGenderColumns])

/** Cells that the kind of the indicator, or the row's own answers, do not ask for. */
export function isShut(row: GridRow, column: Column): boolean {
  // A zero where nothing is asked says as little as an empty cell.
  if ((row.cells[column] !== null && row.cells[column] !== 0) || row.asWritten[column] !== undefined) return false
  if (column === 'outputQuantity') return row.kind === 'direct' || row.kind === 'capacity'
  if (column === 'cashValueUsd' || column === 'cashMechanism') return row.cells.isCash === false
  if (column === 'implementer') return row.cells.throughPartner === false
  return row.kind === 'output'
    ? counted.has(column)
    : row.kind === 'capacity' && column !== 'peopleInMonth' && counted.has(column)
}
