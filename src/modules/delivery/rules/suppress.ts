/** Small numbers of people do not leave: those below five are hidden, and as many more as keep them from being worked out. Pure. */

export const least = 5

/** A number by what it is of; an axis is one place in `keys`. */
export type Cell = { keys: readonly string[]; people: number }

type Beside = { told?: (cell: Cell) => boolean; hasTotal?: boolean }

/**
 * Which cells to hide, so that nobody who knows every other cell, every total along every axis and this rule can tell one of the small ones.
 * Along each axis at least two are hidden, together not fewer than five; and no sum of totals gives one away.
 * @param told those that must be hidden besides, since another table hides what they are part of
 * @param hasTotal what all come to together is published too
 */
export function hiddenIn(cells: readonly Cell[], { told = () => false, hasTotal = false }: Beside = {}): boolean[] {
  const hidden = cells.map((cell) => cell.people > 0 && (cell.people < least || told(cell)))
  const all = hasTotal && cells.length > 1 ? [cells.map((_, at) => at)] : []
  const lines = [...linesOf(cells), ...all]
  for (;;) {
    const more =
      unsafe(cells, lines, hidden) ??
      toldBy(determined(lines, hidden), cells, lines, hidden) ??
      toldBy(pinned(cells, lines, hidden), cells, lines, hidden)
    if (more === undefined) return hidden
    hidden[more] = true
  }
}

/** Cells that differ along one axis only: they are published with their total. One cell alone has no total besides itself. */
function linesOf(cells: readonly Cell[]): number[][] {
  const axes = cells[0]?.keys.length ?? 0
  const all = cells.map((_, at) => at)
  return Array.from({ length: axes }, (_, axis) => [
    ...Map.groupBy(all, (at) => JSON.stringify(cells[at]!.keys.map((key, i) => (i === axis ? null : key)))).values(),
  ])
    .flat()
    .filter((line) => line.length > 1)
}

/** The smallest cell that may still be hidden in a line whose hidden cells say too much. */
function unsafe(cells: readonly Cell[], lines: readonly number[][], hidden: readonly boolean[]): number | undefined {
  for (const line of lines) {
    const those = line.filter((at) => hidden[at])
    const together = those.reduce((sum, at) => sum + cells[at]!.people, 0)
    if (those.length === 0 || (those.length > 1 && together >= least)) continue
    const next = smallestShown(cells, line, hidden)
    if (next !== undefined) return next
  }
  return undefined
}

/** Hidden cells that can be worked out: one more of the line of such a one is hidden. */
function toldBy(
  told: readonly number[],
  cells: readonly Cell[],
  lines: readonly number[][],
  hidden: readonly boolean[],
): number | undefined {
  for (const at of told)
    for (const line of lines) {
      const next = line.includes(at) ? smallestShown(cells, line, hidden) : undefined
      if (next !== undefined) return next
    }
  return undefined
}

/** Small hidden cells to which the totals leave one number only: each hidden cell is at least one, and at most what its lines leave it. */
function pinned(cells: readonly Cell[], lines: readonly number[][], hidden: readonly boolean[]): number[] {
  const low = hidden.map(() => 1)
  const high = hidden.map(() => Number.POSITIVE_INFINITY)
  const unknown = lines.map((line) => line.filter((at) => hidden[at])).filter((line) => line.length > 0)
  for (let goesOn = true; goesOn; ) {
    goesOn = false
    for (const line of unknown) goesOn = narrow(line, cells, low, high) || goesOn
  }
  return hidden.flatMap((isHidden, at) => (isHidden && cells[at]!.people < least && low[at] === high[at] ? [at] : []))
}

/** What the total of the hidden cells of one line leaves to each. @returns whether anything became narrower */
function narrow(line: readonly number[], cells: readonly Cell[], low: number[], high: number[]): boolean {
  const together = line.reduce((sum, at) => sum + cells[at]!.people, 0)
  let isNarrower = false
  for (const at of line) {
    const others = line.filter((other) => other !== at)
    const most = together - others.reduce((sum, other) => sum + low[other]!, 0)
    const fewest = together - others.reduce((sum, other) => sum + high[other]!, 0)
    if (most < high[at]!) [high[at], isNarrower] = [most, true]
    if (fewest > low[at]!) [low[at], isNarrower] = [fewest, true]
  }
  return isNarrower
}

const smallestShown = (cells: readonly Cell[], line: readonly number[], hidden: readonly boolean[]): number | undefined =>
  line.filter((at) => !hidden[at] && cells[at]!.people > 0).toSorted((a, b) => cells[a]!.people - cells[b]!.people || a - b)[0]

/** Beyond so many it is not worked out: two in every line are then enough of a riddle. */
export const mostUnknown = 400

/** Hidden cells that follow from the totals: elimination over lines, each an equation of its hidden cells. */
export function determined(lines: readonly number[][], hidden: readonly boolean[]): number[] {
  const unknown = hidden.flatMap((isHidden, at) => (isHidden ? [at] : []))
  if (unknown.length === 0 || unknown.length > mostUnknown) return []
  const place = new Map(unknown.map((at, i) => [at, i]))
  const rows = lines
    .map((line) => line.filter((at) => hidden[at]).map((at) => place.get(at)!))
    .filter((line) => line.length > 0)
    .map((line) => {
      const row = new Array<number>(unknown.length).fill(0)
      for (const i of line) row[i] = 1
      return row
    })
  return reduced(rows).flatMap((row) => {
    const left = row.flatMap((value, i) => (Math.abs(value) > 1e-9 ? [i] : []))
    return left.length === 1 ? [unknown[left[0]!]!] : []
  })
}

/** Row echelon form, reduced; rows that say nothing new are left out. */
export function reduced(rows: number[][]): number[][] {
  let top = 0
  for (let column = 0; column < (rows[0]?.length ?? 0) && top < rows.length; column++) {
    const pivot = rows.findIndex((row, i) => i >= top && Math.abs(row[column]!) > 1e-9)
    if (pivot < 0) continue
    ;[rows[top], rows[pivot]] = [rows[pivot]!, rows[top]!]
    const lead = rows[top]!
    const by = lead[column]!
    for (let i = 0; i < lead.length; i++) lead[i]! /= by
    for (const row of rows)
      if (row !== lead && row[column] !== 0) {
        const times = row[column]!
        for (let i = column; i < lead.length; i++) row[i]! -= times * lead[i]!
      }
    top++
  }
  return rows.slice(0, top)
}
