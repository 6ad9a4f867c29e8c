/** Whole activities copied in Excel: with the headers of the form in any order, or without them in its own. */
import type { Plan } from '../../modules/plan/contract.ts'
import { type ActivityCell, activityCells } from '../../modules/plan/submissions/contract.ts'
import { placeHeaders } from '../../modules/plan/submissions/rules/headers.ts'
import { cellsOf } from '../grid/blocks.ts'
import { formOrder } from './columns.ts'
import type { Typed } from './rows.ts'

const isActivityCell = (column: string | undefined): column is ActivityCell =>
  (activityCells as readonly string[]).includes(column ?? '')

/** Rows of a pasted block; `left`: headers that no cell takes. */
export function rowsIn(text: string, plan: Plan): { rows: Typed[]; left: string[] } {
  const lines = cellsOf(text)
  const { columns, placed, left } = placeHeaders(lines[0] ?? [])
  const hasHeaders = placed >= Math.max(2, (lines[0]?.length ?? 0) / 2)
  const into = hasHeaders ? columns : formOrder(plan)
  const rows = (hasHeaders ? lines.slice(1) : lines).map((line) =>
    Object.fromEntries(
      line.flatMap((cell, i) => (isActivityCell(into[i]) && cell.trim() !== '' ? [[into[i], cell.trim()]] : [])),
    ),
  )
  return { rows: rows.filter((row) => Object.keys(row).length > 0), left: hasHeaders ? left : [] }
}
