/** A workbook written as a stream: what is read back is what was written, and nothing in it runs. */
import { readXlsx } from 'hucre/xlsx'
import { expect, test } from 'vitest'
import { type BookCell, type BookSheet, writeBook } from './writing.ts'

async function bytesOf(sheets: BookSheet[]): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const piece of writeBook(sheets)) parts.push(piece)
  return Buffer.concat(parts)
}
const sheet = (name: string, rows: BookSheet['rows'], columns = 3): BookSheet => ({
  name,
  columns: Array.from({ length: columns }, () => ({ width: 10, format: 'plain' })),
  head: [['A', 'B', 'C']],
  rows,
})

test('texts, numbers and empty cells come back as they were', async () => {
  const rows: BookCell[][] = [
    ['Curaçao & <Bolívar> "x"', 12.5, null],
    [' blank before', -3, 'line\nline'],
    ['', 0, 'emoji 🧭'],
  ]
  const book = await readXlsx(await bytesOf([sheet('One', rows)]))
  expect(book.sheets.map((s) => s.name)).toEqual(['One'])
  expect(book.sheets[0]!.rows).toEqual([
    ['A', 'B', 'C'],
    ['Curaçao & <Bolívar> "x"', 12.5, null],
    [' blank before', -3, 'line\nline'],
    [null, 0, 'emoji 🧭'],
  ])
})

test('what a spreadsheet would run is text, and what XML cannot hold is left out', async () => {
  const book = await readXlsx(await bytesOf([sheet('One', [["=cmd|' /C calc'!A0", '@SUM(1)', `bell\u0007 half\ud800`]])]))
  const [, row] = book.sheets[0]!.rows
  expect(row?.slice(0, 2)).toEqual(["'=cmd|' /C calc'!A0", "'@SUM(1)"])
  expect(String(row?.[2])).toMatch(/^bell half/)
})

test('sheets of one name and of forbidden names still open', async () => {
  const names = ['Needs/Targets?', 'Needs Targets ', 'A name far too long for the tab of a spreadsheet']
  const book = await readXlsx(await bytesOf(names.map((name) => sheet(name, [[name, 1, null]]))))
  expect(new Set(book.sheets.map((s) => s.name.toLowerCase())).size).toBe(3)
  expect(book.sheets.every((s) => s.name.length <= 31 && !/[\\/?*[\]:]/.test(s.name))).toBe(true)
})

test('a column beyond Z has its letters', async () => {
  const row = Array.from({ length: 60 }, (_, i) => i)
  const book = await readXlsx(await bytesOf([sheet('Wide', [row], 60)]))
  expect(book.sheets[0]!.rows[1]).toEqual(row)
})

test('rows are taken one after another, not gathered: many take no more memory than few', async () => {
  let asked = 0
  async function* rows() {
    for (let i = 0; i < 200_000; i++) {
      asked = i
      yield [`row ${i}`, i, null] as BookCell[]
    }
  }
  let bytes = 0
  let firstAt = -1
  for await (const piece of writeBook([sheet('Long', rows())])) {
    bytes += piece.length
    if (bytes > 20_000 && firstAt < 0) firstAt = asked
  }
  expect(firstAt).toBeLessThan(100_000)
  expect(bytes).toBeGreaterThan(1_000_000)
})

test('a table that breaks off breaks the workbook off too', async () => {
  async function* rows() {
    yield ['one', 1, null] as BookCell[]
    throw new Error('the database is away')
  }
  await expect(bytesOf([sheet('Broken', rows())])).rejects.toThrow('the database is away')
})
