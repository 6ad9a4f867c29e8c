/** Between the cells of a row as people speak of them and the columns of activity_reports. */
import type { Row, Updates } from '../../../core/database.ts'
import { type Cells, type Column, columns } from '../contract.ts'

/** A row as it is stored. */
export type Report = Row<'activityReports'>
type ReportColumn = keyof Report

const named: Partial<Record<Column, ReportColumn>> = {
  organisation: 'organisationId',
  implementer: 'implementerId',
  sector: 'sectorId',
  indicator: 'indicatorId',
  cashMechanism: 'cashMechanismId',
}

/** The column of activity_reports that holds a cell. */
export const columnOf = (cell: Column): ReportColumn => named[cell] ?? (cell as ReportColumn)
export const cellColumns = columns.map(columnOf)

export const emptyCells: Cells = Object.fromEntries(columns.map((c) => [c, null])) as Cells

export const cellsOf = (row: Partial<Record<ReportColumn, unknown>>): Cells =>
  Object.fromEntries(columns.map((c) => [c, row[columnOf(c)] ?? null])) as Cells

export const columnsOf = (cells: Partial<Cells>): Updates<'activityReports'> =>
  Object.fromEntries(columns.filter((c) => c in cells).map((c) => [columnOf(c), cells[c]]))

/** The cells in which two rows differ, as they were and as they are. */
export function difference(before: Cells, after: Cells): { before: Partial<Cells>; after: Partial<Cells> } {
  const changed = columns.filter((c) => before[c] !== after[c])
  const pick = (cells: Cells) => Object.fromEntries(changed.map((c) => [c, cells[c]])) as Partial<Cells>
  return { before: pick(before), after: pick(after) }
}
