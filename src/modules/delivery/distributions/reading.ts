/** A list that comes back, as it was printed or filled in: which columns are meant, who came, who collected, how much. */

import type { ReceivedFile } from '../../../core/files.ts'
import { Problem } from '../../../core/problem.ts'
import { openBook } from '../../../core/tables/book.ts'
import type { RawRow, Written } from '../../../core/tables/cells.ts'
import { csvRows, firstCsvRows } from '../../../core/tables/csv.ts'
import { lookThrough } from '../../../core/tables/encoding.ts'
import { formOf } from '../../../core/tables/form.ts'
import { fold } from '../../../core/text.ts'
import { readCard } from '../../people/rules/card.ts'
import { type Column, namesOf } from './columns.ts'

export type ListRow = {
  row: number
  card: string
  household: string | null
  came: string
  collectedBy: string
  quantity: string
  /** What it was worth to be, in USD, and what it was. */
  planned: string
  value: string
  time: string
  /** How often something given to them was taken back when the list went out. */
  takenBack: number
}

const rowsSearched = 20

export async function readRows(file: ReceivedFile): Promise<ListRow[]> {
  const form = await formOf(file.path)
  if (form === 'empty') throw new Problem(422, 'people/file-empty', { name: file.name })
  return form === 'workbook' ? fromBook(file) : fromCsv(file)
}

async function fromBook({ path }: ReceivedFile): Promise<ListRow[]> {
  const book = await openBook(path)
  try {
    const rows: RawRow[] = []
    for await (const some of book.rows(book.sheets[0]!)) rows.push(...some)
    return rowsBelow(rows)
  } finally {
    book.close()
  }
}

async function fromCsv({ path, name }: ReceivedFile): Promise<ListRow[]> {
  const { encoding } = await lookThrough(path)
  const ways = (await firstCsvRows(path, encoding, rowsSearched)).map(({ separator, rows }) => ({
    separator,
    placed: headerIn(rows)?.at.size ?? 0,
  }))
  const { separator } = ways.reduce((a, b) => (b.placed > a.placed ? b : a))
  const rows: RawRow[] = []
  const broken = (row: number) => new Problem(422, 'people/csv-broken', { name, row })
  for await (const some of csvRows(path, { encoding, separator, headerRow: 0 }, broken)) rows.push(...some)
  return rowsBelow(rows)
}

function headerIn(rows: readonly RawRow[]): { number: number; at: Map<Column, number> } | undefined {
  const placed = rows.slice(0, rowsSearched).map(({ number, values }) => {
    const at = new Map<Column, number>()
    const keys = values.map((v) => fold(text(v)))
    for (const [column, names] of namesOf) {
      const found = names.map((name) => keys.indexOf(name)).find((i) => i >= 0)
      if (found !== undefined) at.set(column, found)
    }
    return { number, at }
  })
  const best = placed.toSorted((a, b) => b.at.size - a.at.size)[0]
  return best && (best.at.has('card') || best.at.has('id')) ? best : undefined
}

function rowsBelow(rows: readonly RawRow[]): ListRow[] {
  const header = headerIn(rows)
  if (!header) throw new Problem(422, 'delivery/no-card-column')
  const below = rows.filter((r) => r.number > header.number)
  return below.map(({ number, values }) => {
    const cell = (column: Column) => {
      const at = header.at.get(column)
      return at === undefined ? '' : text(values[at])
    }
    const card = readCard(cell('card'))
    const id = /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(cell('id')) ? cell('id').toLowerCase() : (card?.id ?? null)
    return {
      row: number,
      card: card?.card ?? cell('card'),
      household: id,
      came: cell('came'),
      collectedBy: cell('collectedBy'),
      quantity: cell('quantity'),
      planned: cell('planned'),
      value: cell('value'),
      time: cell('time'),
      takenBack: Number.parseInt(cell('takenBack'), 10) || 0,
    }
  })
}

const text = (value: Written): string =>
  value === null || value === undefined
    ? ''
    : typeof value === 'object'
      ? 'unreadable' in value
        ? value.unreadable
        : value.toISOString()
      : String(value).trim()
