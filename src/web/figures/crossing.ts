/** Lines of several sides laid crosswise: the last side becomes columns, so that a country's sectors or a sector's months stand in one row. */
import type { Counted, CountedLine } from '../../modules/figures/counted/contract.ts'

export type Crossed = {
  columns: { key: string; name: string }[]
  rows: { keys: string[]; names: string[]; cells: (CountedLine | undefined)[] }[]
}
/** More columns than a year has months are no picture. */
const mostColumns = 13

/** undefined: better line by line. In the order of the lines, months in theirs. */
export function crossed({ sides, lines }: Pick<Counted, 'sides' | 'lines'>): Crossed | undefined {
  if (sides.length < 2) return undefined
  const last = sides.length - 1
  const names = new Map(lines.map((line) => [line.keys[last]!, line.names[last]!]))
  if (names.size > mostColumns) return undefined
  const columns = [...names].map(([key, name]) => ({ key, name }))
  if (sides[last] === 'month') columns.sort((a, b) => (a.key < b.key ? -1 : 1))
  else columns.sort((a, b) => a.name.localeCompare(b.name))
  const rows = Map.groupBy(lines, (line) => line.keys.slice(0, last).join('\n'))
  return {
    columns,
    rows: [...rows.values()].map((of) => ({
      keys: of[0]!.keys.slice(0, last),
      names: of[0]!.names.slice(0, last),
      cells: columns.map(({ key }) => of.find((line) => line.keys[last] === key)),
    })),
  }
}
