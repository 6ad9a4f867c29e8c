/** Texts of others in files that leave: no spreadsheet runs them, with whatever separator it opens them, and our own import reads them as they were. */
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { csvText, guarded } from './sheets.ts'
import { unguarded } from './text.ts'

it('quotes what a spreadsheet would run, signs of full width too, and leaves numbers', () => {
  expect(['=A1', '+1', '-x', '@a', '\uff1d1', 'a=b', 5].map(guarded)).toEqual(["'=A1", "'+1", "'-x", "'@a", "'\uff1d1", 'a=b', 5])
  expect(csvText([['-12.50', -3, '-x', 'José; =no', '- item']])).toBe("-12.50,-3,'-x,José; =no,'- item\n")
})

it('quotes what would begin a cell where semicolons separate or lines break', () => {
  expect(csvText([['Ana', 'x;=HYPERLINK("http://a")', 'one\n@SUM(1)']])).toBe(
    `Ana,"x;'=HYPERLINK(""http://a"")","one\n'@SUM(1)"\n`,
  )
})

const hostile = fc.string({
  unit: fc.constantFrom('=', '+', '-', '@', '\uff1d', ';', ',', '\t', '\n', '"', "'", ' ', 'a', '1'),
  maxLength: 12,
})
const runs = /^(?:[=@\uff1d]|[+-](?!\d+(\.\d+)?$)[^\s"])/

it('begins no cell with a sign, opened by commas, semicolons or tabs, quotes heeded or not', () => {
  fc.assert(
    fc.property(fc.array(hostile, { minLength: 1, maxLength: 4 }), (cells) => {
      const text = csvText([cells])
      const naive = text.split(/[;\t\r\n]/).flatMap((part) => [part, part.replace(/^"/, '')])
      const kept = (parse(text, { relax_column_count: true }) as string[][])[0] ?? []
      for (const cell of [...naive.filter((part) => !part.includes(',')), ...kept]) expect(cell).not.toMatch(runs)
    }),
    { numRuns: 2000 },
  )
})

it('is read as it was by our own imports', () => {
  const text = fc.string({ unit: fc.constantFrom('=', '@', ';', '\n', 'a', '1', ' '), maxLength: 10 })
  fc.assert(
    fc.property(text, (cell) => {
      const read = parse(csvText([[`${cell}.`]])) as string[][]
      expect(unguarded(read[0]![0]!)).toBe(`${cell}.`)
    }),
  )
})
