/** Every figure as CSV with HXL tags in the second line. */
import { csvText } from '../../../core/sheets.ts'
import type { OverviewDocument } from '../contract.ts'
import { figuresSheet } from './figures-table.ts'

/** With a byte order mark, so that a spreadsheet reads accents; names it would take for a formula are quoted for it. */
export function overviewCsv(document: OverviewDocument): string {
  const { head, tags, lines } = figuresSheet(document)
  return csvText([head, tags, ...lines], { mark: true })
}
