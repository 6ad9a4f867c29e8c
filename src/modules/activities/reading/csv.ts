/** CSV and its cousins: whichever encoding and separator the program that saved it chose. */
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { parse as parseNow } from 'csv-parse/sync'
import { Problem } from '../../../core/problem.ts'
import { bounded, heaviestBatch, type RawRow, widest } from '../../../core/tables/cells.ts'
import { type Encoding, lookThrough } from '../../../core/tables/encoding.ts'
import type { Table } from './file.ts'
import { bestOf, chosen, rowsSearched } from './headers.ts'

const separators = [',', ';', '\t', '|'] as const
const batch = 500
/** One quote that never closes would swallow the file: no row is this long. */
const longestRow = 2 ** 20
const options = { relax_column_count: true, relax_quotes: true, skip_empty_lines: false, max_record_size: longestRow } as const

export async function openCsv(path: string): Promise<Table> {
  const { encoding, lines } = await lookThrough(path)
  const { separator, rows } = await bestSeparator(path, encoding)
  const { placing } = chosen([{ sheet: '', candidate: bestOf(rows) }])
  return {
    placing,
    rows: rowsOf(path, encoding, separator, placing.headerRow),
    rowsTotal: Math.max(0, lines - placing.headerRow),
    style: separator === ';' ? 'comma' : 'point',
    close: () => {},
  }
}

/** The separator with which the first rows make the best headers. */
async function bestSeparator(path: string, encoding: Encoding): Promise<{ separator: string; rows: RawRow[] }> {
  const text = await firstText(path, encoding)
  const ways = separators.map((separator) => ({ separator, rows: firstRows(text, separator) }))
  return ways.reduce((a, b) => ((bestOf(b.rows)?.placed ?? 0) > (bestOf(a.rows)?.placed ?? 0) ? b : a))
}

async function firstText(path: string, encoding: Encoding): Promise<string> {
  const decoder = new TextDecoder(encoding)
  let text = ''
  for await (const chunk of createReadStream(path, { end: 256 * 1024 - 1 }))
    text += decoder.decode(chunk as Buffer, { stream: true })
  return text
}

function firstRows(text: string, delimiter: string): RawRow[] {
  const rows: RawRow[] = []
  const keep = (values: string[]) => void rows.push({ number: rows.length + 1, values: values.slice(0, widest).map(bounded) })
  try {
    parseNow(text, { ...options, delimiter, to: rowsSearched, max_record_size: 0, on_record: keep })
  } catch {
    // The text is cut somewhere; what came before the cut is enough.
  }
  return rows
}

async function* rowsOf(path: string, encoding: Encoding, delimiter: string, headerRow: number): AsyncGenerator<RawRow[]> {
  // The parser passes every error on to whoever reads from it; the callback keeps it from being raised a second time.
  const parser = pipeline(decoded(path, encoding), parse({ ...options, delimiter }), () => {})
  let number = 0
  let rows: RawRow[] = []
  let weight = 0
  try {
    for await (const values of parser as AsyncIterable<string[]>) {
      number += 1
      if (number <= headerRow || values.every(isBlank)) continue
      rows.push({ number, values: within(values, number) })
      for (const value of values) weight += value.length
      if (rows.length < batch && weight < heaviestBatch) continue
      yield rows
      rows = []
      weight = 0
    }
  } catch (error) {
    throw error instanceof CsvError ? new Problem(422, 'activities/csv-broken', { row: number + 1 }) : error
  }
  if (rows.length > 0) yield rows
}

/** Separators at the end of a line are no columns. */
function within(values: string[], row: number): RawRow['values'] {
  if (values.length > widest && !values.slice(widest).every(isBlank))
    throw new Problem(422, 'core/too-wide', { row, columns: widest })
  return values.slice(0, widest).map(bounded)
}

async function* decoded(path: string, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  for await (const chunk of createReadStream(path)) yield decoder.decode(chunk as Buffer, { stream: true })
  yield decoder.decode()
}

const isBlank = (text: string): boolean => text === '' || text.trim() === ''
