/** Cells of a workbook as text that says no more and no less: a day stays a day, a number stays a number. */
import type { Written } from '../../../core/tables/cells.ts'

/** What is broken in a cell stays as it stands: it is told, never read as empty. */
export function cellText(cell: Written): string {
  if (cell == null) return ''
  if (cell instanceof Date) return cell.toISOString().slice(0, 10)
  if (typeof cell === 'object') return cell.unreadable
  const text = String(cell)
  // Typed as a number, 1.234 is no thousand; the further digit says so.
  return typeof cell === 'number' && /^-?\d{1,3}\.\d{3}$/.test(text) ? `${text}0` : text
}
