/** Any file people send as a month's rows, opened as one table: its headers placed, its rows read as they are asked for. */
import { Problem } from '../../../core/problem.ts'
import { formOf } from '../../../core/tables/form.ts'
import { openCsv } from './csv.ts'
import type { Table } from './table.ts'
import { openWorkbook } from './workbook.ts'

/** @throws Problem with the reason in words when the file is not one that can be read. The caller closes the table. */
export async function openTable(path: string): Promise<Table> {
  const form = await formOf(path)
  if (form === 'empty') throw new Problem(422, 'activities/file-empty')
  return form === 'workbook' ? openWorkbook(path) : openCsv(path)
}
