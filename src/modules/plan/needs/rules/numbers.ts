/** The 30 numbers of a line: four ages and their total for all groups together, then for each of the five groups. Also runs in the browser. */
import { type Age, ages as ageWords, type Group, groups } from '../contract.ts'

export type NumberGroup = Group | 'total'
export type NumberAge = Age | 'total'
export type Number30 = { group: NumberGroup; age: NumberAge }
const ages: readonly NumberAge[] = [...ageWords, 'total']

/** In the order of the tables as they are exchanged; the place in this list is the bit of `plan_people.blank`. */
export const numbers30: readonly Number30[] = (['total', ...groups] as const).flatMap((group) =>
  ages.map((age) => ({ group, age })),
)
export const allBlank = 2 ** 30 - 1

/** Place among the 30 of each of the 20 cells. */
export const bitsOfCells: readonly number[] = numbers30.flatMap(({ group, age }, bit) =>
  group === 'total' || age === 'total' ? [] : [bit],
)
/** Place among the 20 cells of each of the 30 numbers; undefined for totals. */
const cellAt = new Map(bitsOfCells.map((bit, cell) => [bit, cell]))
/** Per number the cells it adds up. */
const partsOf: readonly (readonly number[])[] = numbers30.map(({ group, age }) =>
  bitsOfCells.flatMap((bit, cell) => {
    const of = numbers30[bit]!
    return (group === 'total' || of.group === group) && (age === 'total' || of.age === age) ? [cell] : []
  }),
)
/** Per cell the numbers that hold it: itself, its group's total, its age's total, the total. */
const holding: readonly (readonly number[])[] = bitsOfCells.map((_, cell) =>
  partsOf.flatMap((parts, bit) => (parts.includes(cell) ? [bit] : [])),
)

/** All 30 from the 20 cells: totals are computed, never typed beside their parts. */
export const withTotals = (cells: readonly number[]): number[] =>
  partsOf.map((parts) => parts.reduce((sum, cell) => sum + cells[cell]!, 0))

export const isCellBit = (bit: number): boolean => cellAt.has(bit)
export const isBlank = (blank: number, bit: number): boolean => (blank & (1 << bit)) !== 0

/** The mask after a cell was given a number (its totals say something, too), or was emptied. */
export const blankAfter = (blank: number, cell: number, isEmpty: boolean): number =>
  isEmpty ? blank | (1 << bitsOfCells[cell]!) : holding[cell]!.reduce((mask, bit) => mask & ~(1 << bit), blank)

/** The 20 cells with null for what was left empty. */
export const shownCells = (cells: readonly number[], blank: number): (number | null)[] =>
  cells.map((value, cell) => (isBlank(blank, bitsOfCells[cell]!) ? null : value))

export const totalOf = (cells: readonly (number | null)[]): number => cells.reduce<number>((sum, value) => sum + (value ?? 0), 0)

/** A number as people write it, or what is wrong with it. Empty is null; 0.0 is 0; groups of three digits may be kept apart. */
export type ReadNumber =
  | { value: number | null; decimals: number }
  | { wrong: 'number-unreadable' | 'number-negative' | 'number-not-whole' | 'number-too-large' }
const most = 2_000_000_000
const grouped = /^\d{1,3}(?:([ \u00a0\u202f\u2009,'’])\d{3})(?:\1\d{3})*(?=\.0*$|$)|^\d{1,3}(?:\.\d{3}){2,}$/

export function readWhole(written: string): ReadNumber {
  const bare = written.trim()
  if (bare === '') return { value: null, decimals: 0 }
  const plain = grouped.test(bare) ? bare.replace(/[ \u00a0\u202f\u2009,'’]/g, '').replace(/\.(?=\d{3})/g, '') : bare
  const found = /^([-−+]?)(\d+)(?:[.,](\d*))?$/.exec(plain)
  if (!found) return { wrong: 'number-unreadable' }
  const [, sign, whole = '0', fraction = ''] = found
  // 1.000 may be one or a thousand.
  if (fraction.length === 3 && whole.length < 4 && Number(whole) > 0)
    return { wrong: /[1-9]/.test(fraction) ? 'number-not-whole' : 'number-unreadable' }
  if (/[1-9]/.test(fraction)) return { wrong: 'number-not-whole' }
  const value = Number(whole)
  if (value > most) return { wrong: 'number-too-large' }
  if ((sign === '-' || sign === '−') && value > 0) return { wrong: 'number-negative' }
  return { value, decimals: fraction.length }
}
