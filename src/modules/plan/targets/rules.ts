/** The target check of one activity, in plain words. The database's statement must say the same. Pure; also runs in the browser. */
import { type Cell, cells } from '../needs/contract.ts'
import type { ActivityCells } from '../submissions/contract.ts'
import { CheckedAge, type CheckedCell, checkedCells, Population } from './contract.ts'

type Counted = Pick<
  ActivityCells,
  | 'inDestination'
  | 'inTransit'
  | 'hostCommunity'
  | 'pendular'
  | 'returnees'
  | 'girls'
  | 'boys'
  | 'women'
  | 'men'
  | 'otherUnder18'
  | 'otherAdult'
>

const whole = (number: number | null): bigint => BigInt(number ?? 0)

/** a × b ÷ c to a whole number, half up. */
const share = (a: bigint, b: bigint, c: bigint): number => (c === 0n ? 0 : Number((2n * a * b + c) / (2n * c)))

/**
 * The 15 cells of an activity: each population group split by the activity's own girls, boys, women and men. Other genders are part of the whole that
 * the shares are of, and stand only in `all`; so does everybody where ages are not filled in.
 */
export function splitOf(a: Counted): number[] {
  const groups: Record<Population, bigint> = {
    destination: whole(a.inDestination),
    host: whole(a.hostCommunity),
    moving: whole(a.inTransit) + whole(a.pendular) + whole(a.returnees),
  }
  const ages = { girls: whole(a.girls), boys: whole(a.boys), women: whole(a.women), men: whole(a.men) }
  const everybody = ages.girls + ages.boys + ages.women + ages.men + whole(a.otherUnder18) + whole(a.otherAdult)
  return Population.options.flatMap((p) =>
    CheckedAge.options.map((age) => (age === 'all' ? Number(groups[p]) : share(groups[p], ages[age], everybody))),
  )
}

/** The 15 cells of a row of people in need. */
export function needOf(people: Record<Cell, number>): number[] {
  const groupsOf = { destination: ['destination'], host: ['host'], moving: ['transit', 'pendular', 'returnees'] } as const
  const sum = (groups: readonly string[], age: CheckedAge) =>
    cells
      .filter((cell) => groups.some((group) => cell.startsWith(`${group}_`)) && (age === 'all' || cell.endsWith(`_${age}`)))
      .reduce((total, cell) => total + people[cell], 0)
  return Population.options.flatMap((p) => CheckedAge.options.map((age) => sum(groupsOf[p], age)))
}

export type Above = { cell: CheckedCell; target: number; need: number; above: number }

/** The cells in which more people are planned than are in need. */
export const aboveCells = (target: readonly number[], need: readonly number[]): Above[] =>
  checkedCells.flatMap((cell, i) => {
    const [planned, inNeed] = [target[i] ?? 0, need[i] ?? 0]
    return planned > inNeed ? [{ cell, target: planned, need: inNeed, above: planned - inNeed }] : []
  })
