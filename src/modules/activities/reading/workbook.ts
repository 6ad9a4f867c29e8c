/** A workbook of rows: which of its sheets holds them, and where they begin. */
import { type Book, openBook, type Sheet } from '../../../core/tables/book.ts'
import type { RawRow } from '../../../core/tables/cells.ts'
import { bestOf, chosen, rowsSearched } from './headers.ts'
import { fillMerged, mergesAndRows } from './merged.ts'
import type { Table } from './table.ts'

export async function openWorkbook(path: string): Promise<Table> {
  const book = await openBook(path)
  try {
    return await tableOf(book)
  } catch (error) {
    book.close()
    throw error
  }
}

async function tableOf(book: Book): Promise<Table> {
  const candidates = []
  for (const sheet of book.sheets) candidates.push({ sheet: sheet.name, candidate: bestOf(await firstRows(book, sheet)) })
  const { sheet: name, placing } = chosen(candidates)
  const sheet = book.sheets.find((s) => s.name === name)!
  const { merges, rows } = await mergesAndRows(await book.stream(sheet))
  const below = merges.filter((m) => m.top > placing.headerRow)
  return {
    placing,
    rows: fillMerged(dataRows(book, sheet, placing.headerRow), below, placing.columns),
    rowsTotal: Math.max(0, rows - placing.headerRow),
    style: 'point',
    close: book.close,
  }
}

async function firstRows(book: Book, sheet: Sheet): Promise<RawRow[]> {
  const rows: RawRow[] = []
  for await (const some of book.rows(sheet, 1)) {
    rows.push(...some.filter((row) => row.number <= rowsSearched))
    if ((some.at(-1)?.number ?? 0) >= rowsSearched) break
  }
  return rows
}

async function* dataRows(book: Book, sheet: Sheet, headerRow: number): AsyncGenerator<RawRow[]> {
  for await (const rows of book.rows(sheet)) {
    if (rows[0]!.number > headerRow) yield rows
    else yield rows.filter((row) => row.number > headerRow)
  }
}
