/** CSV and its cousins as rows: whichever encoding the program that saved it chose, with the separator that is asked for. */
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { parse as parseNow } from 'csv-parse/sync'
import { Problem } from '../problem.ts'
import { bounded, cellWeight, heaviestBatch, type RawRow, widest as usual } from './cells.ts'
import type { Encoding } from './encoding.ts'

const separators = [',', ';', '\t', '|'] as const
const batch = 500
/** One quote that never closes would swallow the file: no row is this long. */
const longestRow = 2 ** 20
const options = { relax_column_count: true, relax_quotes: true, skip_empty_lines: false, max_record_size: longestRow } as const

/** As many rows at the top as are asked for, for each separator. */
export async function firstCsvRows(
  path: string,
  encoding: Encoding,
  count: number,
  widest = usual,
): Promise<{ separator: string; rows: RawRow[] }[]> {
  const text = await firstText(path, encoding, widest * 1024)
  return separators.map((separator) => ({ separator, rows: firstRows(text, separator, count, widest) }))
}

async function firstText(path: string, encoding: Encoding, bytes: number): Promise<string> {
  const decoder = new TextDecoder(encoding)
  let text = ''
  for await (const chunk of createReadStream(path, { end: bytes - 1 })) text += decoder.decode(chunk as Buffer, { stream: true })
  return text
}

function firstRows(text: string, delimiter: string, to: number, widest: number): RawRow[] {
  const rows: RawRow[] = []
  const keep = (values: string[]) => void rows.push({ number: rows.length + 1, values: values.slice(0, widest).map(bounded) })
  try {
    parseNow(text, { ...options, delimiter, to, max_record_size: 0, on_record: keep })
  } catch {
    // The text is cut somewhere; what came before the cut is enough.
  }
  return rows
}

/** Rows below the headers in which some cell is filled. @throws what `broken` makes of a row that cannot be read */
export async function* csvRows(
  path: string,
  {
    encoding,
    separator,
    headerRow,
    widest = usual,
  }: { encoding: Encoding; separator: string; headerRow: number; widest?: number },
  broken: (row: number) => Problem,
): AsyncGenerator<RawRow[]> {
  // The parser passes every error on to whoever reads from it; the callback keeps it from being raised a second time.
  const parser = pipeline(decoded(path, encoding), parse({ ...options, delimiter: separator }), () => {})
  let number = 0
  let rows: RawRow[] = []
  let weight = 0
  try {
    for await (const values of parser as AsyncIterable<string[]>) {
      number += 1
      if (number <= headerRow || values.every(isBlank)) continue
      rows.push({ number, values: within(values, number, widest) })
      weight += values.length * cellWeight
      for (const value of values) weight += value.length
      if (rows.length < batch && weight < heaviestBatch) continue
      yield rows
      rows = []
      weight = 0
    }
  } catch (error) {
    throw error instanceof CsvError ? broken(number + 1) : error
  }
  if (rows.length > 0) yield rows
}

/** Separators at the end of a line are no columns. */
function within(values: string[], row: number, widest: number): RawRow['values'] {
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
