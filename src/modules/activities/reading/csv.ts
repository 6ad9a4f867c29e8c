/** CSV and its cousins: whichever encoding and separator the program that saved it chose. */
import { Problem } from '../../../core/problem.ts'
import { csvRows, firstCsvRows } from '../../../core/tables/csv.ts'
import { lookThrough } from '../../../core/tables/encoding.ts'
import { bestOf, chosen, rowsSearched } from './headers.ts'
import type { Table } from './table.ts'

export async function openCsv(path: string): Promise<Table> {
  const { encoding, lines } = await lookThrough(path)
  // The separator with which the first rows make the best headers.
  const ways = (await firstCsvRows(path, encoding, rowsSearched)).map((way) => ({ ...way, best: bestOf(way.rows) }))
  const { separator, best } = ways.reduce((a, b) => ((b.best?.placed ?? 0) > (a.best?.placed ?? 0) ? b : a))
  const { placing } = chosen([{ sheet: '', candidate: best }])
  const { headerRow } = placing
  return {
    placing,
    rows: csvRows(path, { encoding, separator, headerRow }, (row) => new Problem(422, 'activities/csv-broken', { row })),
    rowsTotal: Math.max(0, lines - headerRow),
    style: separator === ';' ? 'comma' : 'point',
    close: () => {},
  }
}
