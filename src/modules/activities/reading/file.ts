/** Any file people send as a month's rows, opened as one table: its headers placed, its rows read as they are asked for. */
import { Problem } from '../../../core/problem.ts'
import type { RawRow } from '../../../core/tables/cells.ts'
import { formOf } from '../../../core/tables/form.ts'
import type { NumberStyle } from '../rules/numbers.ts'
import { openCsv } from './csv.ts'
import type { Placing } from './headers.ts'
import { openWorkbook } from './workbook.ts'

export type Table = {
  placing: Placing
  /** Rows after the headers, some hundred at a time; rows in which no cell is filled are left out. */
  rows: AsyncIterable<RawRow[]>
  /** About how many, for the progress shown. */
  rowsTotal: number
  style: NumberStyle
  close: () => void
}

/** @throws Problem with the reason in words when the file is not one that can be read. The caller closes the table. */
export async function openTable(path: string): Promise<Table> {
  const form = await formOf(path)
  if (form === 'empty') throw new Problem(422, 'activities/file-empty')
  return form === 'workbook' ? openWorkbook(path) : openCsv(path)
}
