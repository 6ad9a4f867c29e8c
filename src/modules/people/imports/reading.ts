/** Files of people as sheets: a workbook, a CSV, two CSVs that belong together, the zip that ODK Central gives. */
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Problem } from '../../../core/problem.ts'
import { openBook } from '../../../core/tables/book.ts'
import type { RawRow, Written } from '../../../core/tables/cells.ts'
import { csvRows, firstCsvRows } from '../../../core/tables/csv.ts'
import { lookThrough } from '../../../core/tables/encoding.ts'
import { formOf } from '../../../core/tables/form.ts'
import { openZip } from '../../../core/tables/zip.ts'
import { type Column, matchColumns, type Words } from './rules/matching.ts'

export type ReadSheet = {
  name: string
  headers: string[]
  headerRow: number
  columns: Column[]
  /** Rows below the headers; may be asked for more than once. */
  rows: () => AsyncGenerator<RawRow[]>
}
export type Sheets = { sheets: ReadSheet[]; close: () => void }
export type FileAt = { path: string; name: string }

/** Forms with a column for each answer are wide. */
const widest = 2000
/** Nobody writes more above the headers than this. */
const rowsSearched = 20

/** @param folder where what a zip holds may be laid out @throws Problem in words. The caller closes them */
export async function openSheets(files: readonly FileAt[], folder: string, words: Words): Promise<Sheets> {
  const opened: Sheets[] = []
  try {
    for (const file of files) opened.push(await openFile(file, folder, words))
  } catch (error) {
    for (const o of opened) o.close()
    throw error
  }
  return { sheets: opened.flatMap((o) => o.sheets), close: () => void opened.map((o) => o.close()) }
}

async function openFile(file: FileAt, folder: string, words: Words): Promise<Sheets> {
  const form = await formOf(file.path)
  if (form === 'empty') throw new Problem(422, 'people/file-empty', { name: file.name })
  if (form === 'text') return { sheets: await csvSheet(file, words), close: () => {} }
  const tables = await zippedTables(file, folder)
  if (tables.length > 0) return openSheets(tables, folder, words)
  const book = await openBook(file.path)
  const sheets: ReadSheet[] = []
  try {
    for (const sheet of book.sheets) {
      const head = await firstRows(book.rows(sheet, 1, undefined, widest))
      const best = bestHeaders(head, words)
      if (best)
        sheets.push({
          name: sheet.name,
          ...best,
          rows: () => below(book.rows(sheet, undefined, undefined, widest), best.headerRow),
        })
    }
  } catch (error) {
    book.close()
    throw error
  }
  return { sheets, close: book.close }
}

/** Tables of a zip, laid out beside it. None: it is a workbook. */
async function zippedTables({ path, name }: FileAt, folder: string): Promise<FileAt[]> {
  const zip = await openZip(path)
  try {
    const tables = zip.names.filter((n) => /\.csv$/i.test(n) && !n.startsWith('__MACOSX')).slice(0, 20)
    if (zip.has('xl/workbook.xml')) return []
    const files: FileAt[] = []
    for (const [at, table] of tables.entries()) {
      const to = join(folder, `zipped-${name.length}-${at}`)
      await pipeline(await zip.stream(table), createWriteStream(to, { mode: 0o600 }))
      files.push({ path: to, name: table.split('/').at(-1)! })
    }
    return files
  } finally {
    zip.close()
  }
}

async function csvSheet({ path, name }: FileAt, words: Words): Promise<ReadSheet[]> {
  const { encoding } = await lookThrough(path)
  const ways = (await firstCsvRows(path, encoding, rowsSearched, widest)).map(({ separator, rows }) => ({
    separator,
    best: bestHeaders(rows, words),
  }))
  const { separator, best } = ways.reduce((a, b) => (weight(b.best) > weight(a.best) ? b : a))
  if (!best) return []
  const broken = (row: number) => new Problem(422, 'people/csv-broken', { name, row })
  const sheet = { name: name.replace(/\.csv$/i, ''), ...best }
  return [{ ...sheet, rows: () => csvRows(path, { encoding, separator, headerRow: best.headerRow, widest }, broken) }]
}

type Headers = Pick<ReadSheet, 'headers' | 'headerRow' | 'columns'>
const weight = (headers: Headers | undefined): number => headers?.columns.filter((c) => c.placed).length ?? 0

/** The row that places most columns; the first of equals, so that a sheet of which nothing is known shows its first row. */
function bestHeaders(rows: readonly RawRow[], words: Words): Headers | undefined {
  const candidates = rows.map(({ number, values }) => {
    const headers = values.map(asText)
    return { headers, headerRow: number, columns: matchColumns(headers, words) }
  })
  return candidates.reduce<Headers | undefined>((best, c) => (!best || weight(c) > weight(best) ? c : best), undefined)
}

async function firstRows(batches: AsyncGenerator<RawRow[]>): Promise<RawRow[]> {
  const rows: RawRow[] = []
  for await (const some of batches) {
    rows.push(...some.filter((row) => row.number <= rowsSearched))
    if ((some.at(-1)?.number ?? 0) >= rowsSearched) break
  }
  return rows
}

async function* below(batches: AsyncGenerator<RawRow[]>, headerRow: number): AsyncGenerator<RawRow[]> {
  for await (const rows of batches) yield rows[0]!.number > headerRow ? rows : rows.filter((row) => row.number > headerRow)
}

const between = '\u001f'
/** A row as one text: rows that wait for their household weigh what is written in them, however wide they are. */
export const pack = (values: readonly Written[]): string =>
  values.map((value) => asText(value).replaceAll(between, ' ')).join(between)
export const unpack = (packed: string): string[] => packed.split(between)

/** A cell as text; an error value of a spreadsheet as it is shown. */
export const asText = (value: Written): string =>
  value === null || value === undefined
    ? ''
    : typeof value === 'object' && 'unreadable' in value
      ? value.unreadable
      : value instanceof Date
        ? value.toISOString().slice(0, 10)
        : String(value)
