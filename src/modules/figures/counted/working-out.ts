/** What somebody can work out who has every table of one scope: each shown number is an equation of the hidden ones of the finest table. Pure. */
import { type Cell, least, mostUnknown, reduced } from '../../delivery/rules/suppress.ts'
import { keyOf, keysAlong, type Shown } from './shown.ts'

/** A number of some table: which hidden ones of the finest it is made of. */
type Told = { table: Shown; cell: Cell; of: number[]; isHidden: boolean }

/** Something that is shown and tells of a small number that follows from all that is shown; undefined where none follows. */
export function toldByAll(shown: readonly Shown[]): { table: Shown; cell: Cell } | undefined {
  const finest = shown.at(-1)!
  const unknown = finest.cells.filter((cell) => finest.hidden.has(keyOf(cell.keys)))
  if (unknown.length === 0 || unknown.length > mostUnknown) return undefined
  const numbers = shown.flatMap((table) =>
    table.cells.filter((c) => c.people > 0).map((cell) => told(table, cell, finest, unknown)),
  )
  const total = unknown.map((_, at) => at)
  const equations = [...numbers.filter((n) => !n.isHidden).map((n) => n.of), total].filter((of) => of.length > 0)
  const known = following(
    numbers.filter((n) => n.isHidden),
    equations,
    unknown,
  )
  if (known === undefined) return undefined
  const left = numbers.filter((n) => !n.isHidden)
  return smallest(left.filter((n) => touches(n, known, finest))) ?? smallest(left)
}

function told(table: Shown, cell: Cell, finest: Shown, unknown: readonly Cell[]): Told {
  const key = keyOf(cell.keys)
  const of = unknown.flatMap((part, at) => (keyOf(keysAlong(table.sides, finest.sides, part.keys)) === key ? [at] : []))
  return { table, cell, of, isHidden: table.hidden.has(key) }
}

/** A small number that a sum and difference of what is shown gives, or to which its bounds leave one value. */
function following(hidden: readonly Told[], equations: readonly number[][], unknown: readonly Cell[]): Told | undefined {
  const row = (of: readonly number[]) => unknown.map((_, at) => (of.includes(at) ? 1 : 0))
  const rows = reduced(equations.map(row))
  const known = hidden.filter(({ of }) => isIn(rows, row(of)))
  const { low, high } = bounds([...equations, ...known.map(({ of }) => of)], unknown)
  const sum = (of: readonly number[], each: readonly number[]) => of.reduce((all, at) => all + each[at]!, 0)
  return hidden.find((n) => n.cell.people < least && (known.includes(n) || sum(n.of, low) === sum(n.of, high)))
}

/** Whether a row is a sum of multiples of these, which are reduced. */
function isIn(rows: readonly number[][], wanted: readonly number[]): boolean {
  const left = [...wanted]
  for (const row of rows) {
    const lead = row.findIndex((value) => Math.abs(value) > 1e-9)
    const times = left[lead]!
    if (times !== 0) for (let at = lead; at < left.length; at++) left[at]! -= times * row[at]!
  }
  return left.every((value) => Math.abs(value) < 1e-9)
}

const mostRounds = 50

/** The least and the most that each hidden number can be: nought is never hidden. */
function bounds(equations: readonly number[][], unknown: readonly Cell[]): { low: number[]; high: number[] } {
  const low = unknown.map(() => 1)
  const high = unknown.map(() => Number.POSITIVE_INFINITY)
  let goesOn = true
  for (let round = 0; goesOn && round < mostRounds; round++) {
    goesOn = false
    for (const of of equations) {
      const together = of.reduce((sum, at) => sum + unknown[at]!.people, 0)
      for (const at of of) {
        const others = of.filter((other) => other !== at)
        const most = together - others.reduce((sum, other) => sum + low[other]!, 0)
        const fewest = together - others.reduce((sum, other) => sum + high[other]!, 0)
        if (most < high[at]!) [high[at], goesOn] = [most, true]
        if (fewest > low[at]!) [low[at], goesOn] = [fewest, true]
      }
    }
  }
  return { low, high }
}

/** A shown number that is made of some of the same, or stands in one line with it. */
function touches(number: Told, known: Told, finest: Shown): boolean {
  if (number.of.some((at) => known.of.includes(at))) return true
  const [a, b] = [number.table.sides, known.table.sides]
  return (
    number.table === finest && a.some((side, at) => b.includes(side) && known.cell.keys[b.indexOf(side)] === number.cell.keys[at])
  )
}

const smallest = (numbers: readonly Told[]): Told | undefined =>
  numbers.toSorted((a, b) => a.cell.people - b.cell.people || a.table.sides.length - b.table.sides.length)[0]
