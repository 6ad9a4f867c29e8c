/** Somebody with every table of one scope, and the rule, tries to work a small number out of all that they show. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Cell, least } from '../../delivery/rules/suppress.ts'
import type { Side } from './grouping.ts'
import { fewestTold, hiddenTogether, tablesFor } from './hiding.ts'
import { keyOf, type Shown } from './shown.ts'

/** Every table of the scope, with what each hides. */
const published = (sides: Side[], finest: Cell[]): Shown[] =>
  hiddenTogether(tablesFor(sides).map((some) => ({ sides: some, cells: added(sides, some, finest) })))

const along = (sides: Side[], some: readonly Side[], keys: readonly string[]) => some.map((side) => keys[sides.indexOf(side)]!)
const added = (sides: Side[], some: Side[], finest: Cell[]): Cell[] =>
  [...Map.groupBy(finest, (cell) => keyOf(along(sides, some, cell.keys))).values()].map((cells) => ({
    keys: along(sides, some, cells[0]!.keys),
    people: cells.reduce((sum, cell) => sum + cell.people, 0),
  }))

/** Every number that is hidden, as a sum of hidden numbers of the finest table; what is shown, as an equation of them. */
function riddle(sides: Side[], finest: Cell[]) {
  const tables = published(sides, finest)
  const last = tables.at(-1)!
  const unknown = finest.filter((cell) => last.hidden.has(keyOf(cell.keys)))
  const sumOf = (some: readonly Side[], keys: readonly string[]) =>
    unknown.map((cell) => (keyOf(along(sides, some, cell.keys)) === keyOf(keys) ? 1 : 0))
  const total = finest.reduce((sum, cell) => sum + cell.people, 0)
  const equations = tables.flatMap((table) =>
    table.cells.filter((cell) => !table.hidden.has(keyOf(cell.keys))).map((cell) => sumOf(table.sides, cell.keys)),
  )
  const all = unknown.map(() => 1)
  const small = tables.flatMap((table) =>
    table.cells.filter((cell) => cell.people > 0 && cell.people < least).map((cell) => sumOf(table.sides, cell.keys)),
  )
  return { equations: total < fewestTold(tables) ? equations : [...equations, all], small, unknown }
}

/** The rank of rows of numbers. */
function rank(rows: number[][]): number {
  const left = rows.map((row) => [...row])
  let top = 0
  for (let column = 0; column < (left[0]?.length ?? 0); column++) {
    const pivot = left.findIndex((row, i) => i >= top && Math.abs(row[column]!) > 1e-9)
    if (pivot < 0) continue
    ;[left[top], left[pivot]] = [left[pivot]!, left[top]!]
    for (let i = top + 1; i < left.length; i++) {
      const times = left[i]![column]! / left[top]![column]!
      if (times !== 0) left[i] = left[i]!.map((value, at) => value - times * left[top]![at]!)
    }
    top++
  }
  return top
}

const people = fc.oneof(
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 9 }) },
  { weight: 3, arbitrary: fc.integer({ min: 10, max: 300 }) },
)
const sides: Side[] = ['group', 'age-gender']
const crosswise = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }))
  .chain(([groups, ages]) =>
    fc
      .array(people, { minLength: groups * ages, maxLength: groups * ages })
      .map((all) =>
        all
          .map((n, at): Cell => ({ keys: [at % groups, Math.floor(at / groups)].map(String), people: n }))
          .filter((cell) => cell.people > 0),
      ),
  )

it('what a coarser table hides is told by no finer one, and no small number follows from all of them together', () => {
  fc.assert(
    fc.property(crosswise, (finest) => {
      const { equations, small } = riddle(sides, finest)
      const known = rank(equations)
      for (const wanted of small) {
        expect(wanted.some((n) => n > 0)).toBe(true)
        expect(rank([...equations, wanted])).toBe(known + 1)
      }
    }),
    { numRuns: 2000 },
  )
})

const sumOver = (row: number[], each: number[]) => row.reduce((sum, n, at) => sum + n * each[at]!, 0)

/** Every way in which the hidden numbers could be, as far as all that is shown allows. */
function* ways(equations: number[][], totals: number[], known: number[] = []): Generator<number[]> {
  const at = known.length
  if (at === equations[0]!.length) {
    yield known
    return
  }
  const sum = (row: number[]) => row.reduce((all, n, i) => all + n * (known[i] ?? 0), 0)
  const open = (row: number[]) => row.reduce((all, n, i) => all + (i > at ? n : 0), 0)
  const left = equations.flatMap((row, i) => (row[at] === 1 ? [totals[i]! - sum(row) - open(row)] : []))
  for (let n = 1; n <= Math.min(...left); n++) {
    const isWhole = equations.every((row, i) => row[at] !== 1 || open(row) > 0 || sum(row) + n === totals[i])
    if (isWhole) yield* ways(equations, totals, [...known, n])
  }
}

const few = fc.tuple(fc.integer({ min: 2, max: 3 }), fc.integer({ min: 2, max: 3 })).chain(([groups, ages]) =>
  fc
    .array(fc.oneof(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 16 })), {
      minLength: groups * ages,
      maxLength: groups * ages,
    })
    .map((all) =>
      all
        .map((n, at): Cell => ({ keys: [at % groups, Math.floor(at / groups)].map(String), people: n }))
        .filter((cell) => cell.people > 0),
    ),
)

it('leaves every small number more than one value, whoever tries all there are', () => {
  fc.assert(
    fc.property(few, (finest) => {
      const { equations, small, unknown } = riddle(sides, finest)
      const total = finest.reduce((sum, cell) => sum + cell.people, 0)
      if (unknown.length === 0 || total < fewestTold(published(sides, finest))) return
      const numbers = unknown.map((cell) => cell.people)
      const totals = equations.map((row) => sumOver(row, numbers))
      for (const wanted of small) {
        const is = sumOver(wanted, numbers)
        const others = Array.from({ length: 20 }, (_, n) => n + 1).filter((n) => n !== is)
        expect(others.some((n) => !ways([wanted, ...equations], [n, ...totals]).next().done)).toBe(true)
      }
    }),
    { numRuns: 150 },
  )
})
