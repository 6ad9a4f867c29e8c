/** Counted people laid crosswise: every line is in exactly one cell, and no cell holds another's number. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CountedLine } from '../../modules/figures/counted/contract.ts'
import { crossed } from './crossing.ts'

const line = (keys: string[], people: number): CountedLine => ({
  keys,
  names: keys,
  people,
  grouped: 0,
  estimated: null,
  link: null,
})

test('a country has its sectors beside it; where nobody was counted the cell is empty', () => {
  const table = crossed({
    sides: ['country', 'sector'],
    lines: [line(['CO', '1'], 7), line(['CO', '2'], 9), line(['EC', '2'], 5)],
  })!
  expect(table.columns.map((c) => c.key)).toEqual(['1', '2'])
  expect(table.rows.map((r) => [...r.keys, ...r.cells.map((c) => c?.people)])).toEqual([
    ['CO', 7, 9],
    ['EC', undefined, 5],
  ])
})

test('one side, or too many columns, stays a list', () => {
  expect(crossed({ sides: ['country'], lines: [line(['CO'], 1)] })).toBeUndefined()
  const many = Array.from({ length: 14 }, (_, n) => line(['CO', `S${n}`], n))
  expect(crossed({ sides: ['country', 'admin1'], lines: many })).toBeUndefined()
})

test('whatever the lines, each is in one cell, months in order', () => {
  const keys = fc.tuple(
    fc.constantFrom('CO', 'EC', 'PE'),
    fc.constantFrom('1', '2'),
    fc.constantFrom('2026-01', '2026-02', '2026-11'),
  )
  fc.assert(
    fc.property(fc.uniqueArray(keys, { selector: (k) => k.join(' ') }), (all) => {
      const lines = all.map((k, n) => line(k, n + 1))
      const { columns, rows } = crossed({ sides: ['country', 'sector', 'month'], lines })!
      const cells = rows.flatMap((row) =>
        row.cells.flatMap((cell, at) => (cell ? [{ at: [...row.keys, columns[at]!.key], cell }] : [])),
      )
      expect(cells.map((c) => c.at)).toEqual(cells.map((c) => c.cell.keys))
      expect(cells.map((c) => c.cell.people).toSorted()).toEqual(lines.map((l) => l.people).toSorted())
      expect(columns.map((c) => c.key)).toEqual(columns.map((c) => c.key).toSorted())
    }),
  )
})
