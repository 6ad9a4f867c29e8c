/** A filled form, or any table with its columns, as rows of written cells: workbook or CSV, whoever saved it, in whatever order. */
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { parse as parseNow } from 'csv-parse/sync'
import { type DecimalMark, decimalMarkOf } from '../../../../core/money.ts'
import { Problem } from '../../../../core/problem.ts'
import { type Book, openBook } from '../../../../core/tables/book.ts'
import { boundedTo, type RawRow, widest } from '../../../../core/tables/cells.ts'
import { type Encoding, lookThrough } from '../../../../core/tables/encoding.ts'
import { formOf } from '../../../../core/tables/form.ts'
import { textOf, type Written } from '../../rules/written.ts'
import { moneyCells, peopleCells } from '../contract.ts'
import { type FormColumn, headerIn, type Placing, placeHeaders } from '../rules/headers.ts'

export type FormRow = { number: number; values: Written[]; written: Partial<Record<FormColumn, Written>> }
/** What a workbook of ours says of itself in its hidden sheet. */
export type Marks = Partial<Record<'plan' | 'organisation' | 'version' | 'country', string>>
export type FormTable = {
  headers: string[]
  columns: Placing['columns']
  left: string[]
  rows: FormRow[]
  mark: DecimalMark | undefined
  marks: Marks
}

/** A narrative of 10 000 words; what is longer is refused with its row. */
export const longestDescription = 100_000
export const marksSheet = 'Senda'
const headersSearched = 20
const fewestHeaders = 4
const mostRows = 100_000

/** @throws Problem with the reason in words when the file is not one that can be read */
export async function readForm(path: string): Promise<FormTable> {
  const form = await formOf(path)
  if (form === 'empty') throw new Problem(422, 'plan/submission-file-empty')
  const { rows, marks } = form === 'workbook' ? await sheetRows(path) : { rows: await csvRows(path), marks: {} }
  return tableOf(rows, marks)
}

function tableOf(raw: RawRow[], marks: Marks): FormTable {
  const { at, placing, headers } = bestHeaders(raw)
  assertHeaders(placing, headers)
  const rows = raw.slice(at + 1).map(({ number, values }) => ({ number, values, written: writtenIn(values, placing.columns) }))
  return { headers, columns: placing.columns, left: placing.left, rows, mark: markOf(rows), marks }
}

type Best = { at: number; placing: Placing; headers: string[] }

function bestHeaders(raw: RawRow[]): Best {
  let best: Best | undefined
  for (let at = 0; at < Math.min(raw.length, headersSearched); at++) {
    const texts = raw[at]!.values.map(textOf)
    const placing = placeHeaders(texts)
    if (placing.placed > (best?.placing.placed ?? 0)) best = { at, placing, headers: Array.from(texts, (t) => t ?? '') }
  }
  if (!best || best.placing.placed < fewestHeaders)
    throw new Problem(422, 'plan/submission-no-headers', { rows: headersSearched })
  return best
}

function assertHeaders({ doubled, missing }: Placing, headers: string[]): void {
  if (doubled.length > 0) throw new Problem(422, 'plan/submission-headers-doubled', { headers: doubled.join(' · ') })
  if (missing.length > 0)
    throw new Problem(422, 'plan/submission-headers-missing', {
      missing: missing.map((c) => headerIn(c, 'en')).join(' · '),
      found: headers.filter(Boolean).slice(0, 40).join(' · '),
    })
}

/** Cells that the form works out by itself say nothing until a program has done so. */
function writtenIn(values: Written[], columns: Placing['columns']): FormRow['written'] {
  const written: FormRow['written'] = {}
  columns.forEach((column, at) => {
    const value = values[at]
    if (column !== undefined && !isUnworked(value)) written[column] = value
  })
  return written
}

const isUnworked = (value: Written): boolean =>
  typeof value === 'object' && value !== null && 'unreadable' in value && value.unreadable.startsWith('=')

const numberColumns = [...moneyCells, ...peopleCells, 'outputQuantity', 'totalUsd'] as const

/** How the file writes decimals, told by its amounts that leave no doubt. */
function markOf(rows: FormRow[]): DecimalMark | undefined {
  const texts = rows.flatMap(({ written }) =>
    numberColumns.flatMap((column) => {
      const value = written[column]
      return typeof value === 'string' ? [value] : []
    }),
  )
  return decimalMarkOf(texts)
}

/** Rows of the sheet whose first rows do best as headers. */
async function sheetRows(path: string): Promise<{ rows: RawRow[]; marks: Marks }> {
  const book = await openBook(path)
  try {
    const marks = await marksIn(book)
    let best: { rows: RawRow[]; placed: number } | undefined
    for (const sheet of book.sheets.filter((s) => s.name !== marksSheet)) {
      const first: RawRow[] = []
      for await (const some of book.rows(sheet, 1)) {
        first.push(...some)
        if (first.length >= headersSearched) break
      }
      const placed = Math.max(0, ...first.map((row) => placeHeaders(row.values.map(textOf)).placed))
      if (placed > (best?.placed ?? 0)) best = { rows: await allRows(book, sheet.name), placed }
    }
    return { rows: best?.rows ?? [], marks }
  } finally {
    book.close()
  }
}

async function allRows(book: Book, name: string): Promise<RawRow[]> {
  const rows: RawRow[] = []
  for await (const some of book.rows(book.sheets.find((s) => s.name === name)!, 2000, longestDescription)) {
    rows.push(...some)
    assertFew(rows.length)
  }
  return rows
}

const assertFew = (rows: number) => {
  if (rows > mostRows) throw new Problem(413, 'plan/submission-too-many-rows', { rows: mostRows })
}

async function marksIn(book: Book): Promise<Marks> {
  const sheet = book.sheets.find((s) => s.name === marksSheet)
  const marks: Marks = {}
  if (sheet)
    for await (const rows of book.rows(sheet))
      for (const { values } of rows.slice(0, 20)) {
        const [name, value] = [textOf(values[0]), textOf(values[1])]
        if (value !== null && (name === 'plan' || name === 'organisation' || name === 'version' || name === 'country'))
          marks[name] = value
      }
  return marks
}

const separators = [',', ';', '\t', '|'] as const
const options = { relax_column_count: true, relax_quotes: true, skip_empty_lines: false, max_record_size: 2 ** 21 } as const

async function csvRows(path: string): Promise<RawRow[]> {
  const { encoding } = await lookThrough(path)
  const separator = await bestSeparator(path, encoding)
  const rows: RawRow[] = []
  let number = 0
  const parser = pipeline(decoded(path, encoding), parse({ ...options, delimiter: separator }), () => {})
  try {
    for await (const values of parser as AsyncIterable<string[]>) {
      number += 1
      if (values.every((v) => v.trim() === '')) continue
      rows.push({ number, values: values.slice(0, widest).map((v) => boundedTo(longestDescription, v)) })
      assertFew(rows.length)
    }
  } catch (error) {
    throw error instanceof CsvError ? new Problem(422, 'plan/submission-csv-broken', { row: number + 1 }) : error
  }
  return rows
}

/** The separator with which the first rows make the best headers. */
async function bestSeparator(path: string, encoding: Encoding): Promise<string> {
  let text = ''
  const decoder = new TextDecoder(encoding)
  for await (const chunk of createReadStream(path, { end: 2 ** 18 })) text += decoder.decode(chunk as Buffer, { stream: true })
  const placed = (delimiter: string): number => {
    let most = 0
    try {
      parseNow(text, {
        ...options,
        delimiter,
        to: headersSearched,
        on_record: (values: string[]) => {
          most = Math.max(most, placeHeaders(values).placed)
          return null
        },
      })
    } catch {
      // The text is cut somewhere; what came before the cut is enough.
    }
    return most
  }
  return separators.toSorted((a, b) => placed(b) - placed(a))[0]!
}

async function* decoded(path: string, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  for await (const chunk of createReadStream(path)) yield decoder.decode(chunk as Buffer, { stream: true })
  yield decoder.decode()
}
