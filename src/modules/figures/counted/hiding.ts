/** Small numbers over all tables of one scope: what a coarser table hides is hidden in every finer one that would tell its parts. Pure. */
import { type Cell, hiddenIn, least } from '../../delivery/rules/suppress.ts'
import type { Side } from './grouping.ts'
import { keyOf, keysAlong, type Shown, type Table } from './shown.ts'
import { toldByAll } from './working-out.ts'

/** People of one scope have one group and one age each: these tables add up to each other, so they are hidden together. */
const parted: readonly Side[] = ['group', 'age-gender']

/** The tables that decide what is hidden in the one of these sides, coarser ones first; it is one of them. */
export function tablesFor(sides: readonly Side[]): Side[][] {
  const finest = sides.every((side) => parted.includes(side)) ? parted : sides
  return Array.from({ length: 2 ** finest.length - 1 }, (_, n) => finest.filter((_, at) => (n + 1) & (1 << at))).toSorted(
    (a, b) => a.length - b.length,
  )
}

/** @param tables coarser ones first, the last with every side of the others */
export function hiddenTogether(tables: readonly Table[]): Shown[] {
  const shown: Shown[] = []
  for (const { sides, cells } of tables)
    shown.push({ sides, cells, hidden: namesOf(cells, hiddenIn(cells, { told: partOf(shown, sides) })) })
  const finest = shown.at(-1)
  if (!finest?.sides.every((side) => parted.includes(side))) return shown
  if (finest.cells.reduce((sum, cell) => sum + cell.people, 0) < fewestParted) return shown.map(allHidden)
  hideWhatFollows(shown)
  return shown
}

/** So few people are told in all or not at all: their parts hardly leave room to hide one. */
const fewestParted = 10 * least
const allHidden = (table: Shown): Shown => ({ ...table, hidden: new Set(table.cells.map((cell) => keyOf(cell.keys))) })

const namesOf = (cells: readonly Cell[], hidden: readonly boolean[]): Set<string> =>
  new Set(cells.filter((_, at) => hidden[at]).map((cell) => keyOf(cell.keys)))

/** Whether a cell is part of one that a coarser table hides. */
function partOf(shown: readonly Shown[], sides: readonly Side[]): (cell: Cell) => boolean {
  const coarser = shown.filter((table) => table.sides.length < sides.length && table.sides.every((side) => sides.includes(side)))
  return ({ keys }) => coarser.some((table) => table.hidden.has(keyOf(keysAlong(table.sides, sides, keys))))
}

/** As long as all tables together tell a small number, the smallest that still tells of it is hidden, with its parts. */
function hideWhatFollows(shown: readonly Shown[]): void {
  const finest = shown.at(-1)!
  for (;;) {
    const next = toldByAll(shown)
    if (next === undefined) return
    next.table.hidden.add(keyOf(next.cell.keys))
    const isPart = partOf(shown, finest.sides)
    for (const cell of finest.cells) if (cell.people > 0 && isPart(cell)) finest.hidden.add(keyOf(cell.keys))
  }
}

/** How many people there must be for their sum to be told: each hidden part is at least one of them. */
export const fewestTold = (tables: readonly Shown[]): number =>
  least + (tables.some((table) => table.hidden.size > 0) ? tables.at(-1)!.cells.length : 0)
