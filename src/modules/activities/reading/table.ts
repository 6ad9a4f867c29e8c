/** What any file comes to once it is open. */
import type { RawRow } from '../../../core/tables/cells.ts'
import type { NumberStyle } from '../rules/numbers.ts'
import type { Placing } from './headers.ts'

export type Table = {
  placing: Placing
  /** Rows after the headers, some hundred at a time; rows in which no cell is filled are left out. */
  rows: AsyncIterable<RawRow[]>
  /** About how many, for the progress shown. */
  rowsTotal: number
  style: NumberStyle
  close: () => void
}
