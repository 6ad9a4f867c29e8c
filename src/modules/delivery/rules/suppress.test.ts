/** Small numbers that do not leave: somebody with every other number, every total and the rule tries to work them out. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Cell, hiddenIn, least } from './suppress.ts'

const table = (rows: number[][]): Cell[] =>
  rows.flatMap((row, i) => row.map((people, j) => ({ keys: [`r${i}`, `c${j}`], people })))
const line = (...people: number[]): Cell[] => people.map((p, i) => ({ keys: [`k${i}`], people: p }))

it('hides what is below five, and the next smallest with it', () => {
  expect(hiddenIn(line(120, 3, 40, 0))).toEqual([false, true, true, false])
  expect(hiddenIn(line(120, 40, 0))).toEqual([false, false, false])
})
it('hides one more where two together are still told by their total', () => {
  expect(hiddenIn(line(1, 1, 50, 9))).toEqual([true, true, false, true])
})
it('hides across rows and columns, so that no total gives a small number away', () => {
  const hidden = hiddenIn(
    table([
      [3, 20, 30],
      [40, 50, 60],
      [70, 80, 90],
    ]),
  )
  expect(hidden).toEqual([true, true, false, true, true, false, false, false, false])
})
it('hides no more where a side of the table has one place only', () => {
  const days = [3, 20, 30, 40].map((people, i) => ({ keys: [`day ${i}`, 'one site', 'one service'], people }))
  expect(hiddenIn(days)).toEqual([true, true, false, false])
})
it('hides more where what all come to stands beside: two sites on two days share no side', () => {
  const cells = [
    { keys: ['16 May', 'A'], people: 10 },
    { keys: ['17 May', 'B'], people: 2 },
  ]
  expect(hiddenIn(cells)).toEqual([false, true])
  expect(hiddenIn(cells, { hasTotal: true })).toEqual([true, true])
  const apart = { keys: ['18 May', 'C'], people: 30 }
  expect(hiddenIn([...cells, apart], { hasTotal: true })).toEqual([true, true, false])
  // All less those of 16 May less those of 18 May are those of 17 May.
  const shared = { keys: ['16 May', 'B'], people: 40 }
  expect(hiddenIn([...cells, apart, shared], { hasTotal: true })).toEqual([true, true, true, true])
  expect(hiddenIn([cells[1]!], { hasTotal: true })).toEqual([true])
})
it('shows a table of large numbers as it is', () => {
  expect(
    hiddenIn(
      table([
        [30, 20],
        [40, 50],
      ]),
    ).some(Boolean),
  ).toBe(false)
})

const people = fc.oneof(
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 7 }) },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 300 }) },
)
const rectangle = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
  .chain(([rows, columns]) =>
    fc.array(fc.array(people, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }),
  )

/** Tries to work hidden cells out from the totals by bounds: each is what its line leaves it. @returns the least and most each may be */
function attack(cells: Cell[], hidden: boolean[], hasTotal = false): Map<number, [number, number]> {
  const bounds = new Map(
    cells.flatMap((_, at): [number, [number, number]][] => (hidden[at] ? [[at, [1, Number.POSITIVE_INFINITY]]] : [])),
  )
  const axes = cells[0]?.keys.length ?? 0
  const lines = Array.from({ length: axes }, (_, axis) => [
    ...Map.groupBy(cells.keys(), (at) => cells[at]!.keys.filter((_, i) => i !== axis).join('|')).values(),
  ])
    .flat()
    .filter((members) => members.length > 1)
  if (hasTotal) lines.push([...cells.keys()])
  for (let round = 0; round < 50; round++)
    for (const members of lines) {
      const those = members.filter((at) => hidden[at])
      const left = those.reduce((sum, at) => sum + cells[at]!.people, 0)
      for (const at of those) {
        const others = those.filter((o) => o !== at).map((o) => bounds.get(o)!)
        const [low, high] = bounds.get(at)!
        const most = Math.min(high, left - others.reduce((sum, [l]) => sum + l, 0))
        const fewest = Math.max(low, left - others.reduce((sum, [, h]) => sum + h, 0))
        bounds.set(at, [fewest, most])
      }
    }
  return bounds
}

/** A line in which nothing is left to hide: its own total is a small number, hidden wherever it stands. */
const isAllHidden = (cells: Cell[], hidden: boolean[], at: number): boolean =>
  cells[at]!.keys.some((_, axis) => {
    const members = cells.flatMap((c, i) => (c.keys.every((k, j) => j === axis || k === cells[at]!.keys[j]) ? [i] : []))
    return members.length > 1 && members.every((i) => hidden[i] || cells[i]!.people === 0)
  })

it('cannot be worked out from everything that is shown', () => {
  fc.assert(
    fc.property(rectangle, (rows) => {
      const cells = table(rows)
      const hidden = hiddenIn(cells)
      for (const [at, [fewest, most]] of attack(cells, hidden)) {
        if (cells[at]!.people >= least || isAllHidden(cells, hidden, at)) continue
        expect(most - fewest).toBeGreaterThan(0)
      }
      cells.forEach((cell, at) => {
        if (cell.people > 0 && cell.people < least) expect(hidden[at]).toBe(true)
        if (cell.people === 0) expect(hidden[at]).toBe(false)
      })
    }),
    { numRuns: 400 },
  )
})

it('cannot be worked out from what is shown and what all come to, however few share a side', () => {
  const scattered = fc.uniqueArray(fc.record({ at: fc.tuple(fc.nat(3), fc.nat(3)), people }), {
    selector: ({ at }) => at.join(),
    minLength: 2,
    maxLength: 8,
  })
  fc.assert(
    fc.property(scattered, (found) => {
      const cells = found.map(({ at, people }): Cell => ({ keys: at.map(String), people }))
      const hidden = hiddenIn(cells, { hasTotal: true })
      const isAll = cells.every((cell, at) => hidden[at] || cell.people === 0)
      for (const [at, [fewest, most]] of attack(cells, hidden, true)) {
        if (cells[at]!.people >= least || isAll || isAllHidden(cells, hidden, at)) continue
        expect(most - fewest).toBeGreaterThan(0)
      }
    }),
    { numRuns: 400 },
  )
})
