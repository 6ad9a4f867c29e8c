/** What the deliveries of one line come to as the cells of a monthly row. Pure. */
import { sumOf } from '../../../core/decimal.ts'
import { partsOf } from '../../delivery/rules/cells.ts'
import { ageGenderColumns, type Cells, numberColumns, populationColumns } from '../contract.ts'
import type { Lists } from '../rules/lists.ts'

/** A line of the monthly 5W, as deliveries are reported under it; '' and 0: none. */
export type Line = {
  id: number
  planId: number
  month: string
  country: string
  admin1: string
  admin2: string
  organisationId: number
  implementerId: number
  sectorId: number
  indicatorId: number
  mechanismId: number
}
/** What a line comes to in one cell of population group × age and gender. */
export type LineSum = {
  cell: number
  peopleInMonth: number
  newPeople: number
  quantity: number
  cashValueUsd: number
  groupedMonth: number
  groupedNew: number
}
export type Numbers = Pick<Cells, (typeof numberColumns)[number]>
export type Worked = Numbers & Pick<Cells, 'isCash' | 'cashMechanism'>
/** A line with what its row should say. */
export type Wanted = { line: Line; worked: Worked; title: string; inPlan: boolean }

const noNumbers = Object.fromEntries(numberColumns.map((c) => [c, null])) as Numbers

/** The numbers of a line, by the kind of its indicator, as the rules of a row want them. */
export function workedOut(line: Line, sums: readonly LineSum[], lists: Lists): Worked {
  const kind = lists.indicatorOf.get(line.indicatorId)?.kind ?? null
  const people = kind === 'direct' || kind === null ? peopleOf(sums, lists) : {}
  const trained = kind === 'capacity' ? { peopleInMonth: inMonth(sums) } : {}
  const output = kind === 'output' || kind === null ? { outputQuantity: sumOf(sums.map((s) => s.quantity)) } : {}
  return { ...noNumbers, ...people, ...trained, ...output, ...cashOf(line, sums, lists) }
}

const inMonth = (sums: readonly LineSum[]): number => sumOf(sums.flatMap((s) => [s.peopleInMonth, s.groupedMonth]))
const newIn = (sums: readonly LineSum[]): number => sumOf(sums.flatMap((s) => [s.newPeople, s.groupedNew]))

const columnsOf = (cell: number): readonly string[] => Object.values(partsOf(cell))

/** Both breakdowns are of the new people, each by the same cells: they cannot differ from the sum. People of another gender have their cells whether or not the plan asks for them. */
function peopleOf(sums: readonly LineSum[], lists: Lists): Partial<Numbers> {
  const { asks } = lists.source.plan
  const of = (column: string) => newIn(sums.filter((s) => columnsOf(s.cell).includes(column)))
  const groups = asks.includes('population') ? populationColumns.map((c) => [c, of(c)] as const) : []
  const ages = asks.includes('age-gender') ? ageGenderColumns.map((c) => [c, of(c)] as const) : []
  const isShown = ([column, people]: readonly [string, number]) =>
    people !== 0 || asks.includes('other-gender') || !column.startsWith('other')
  return { peopleInMonth: inMonth(sums), newPeople: newIn(sums), ...Object.fromEntries([...groups, ...ages.filter(isShown)]) }
}

/** Cash is what was given by a mechanism of the plan's list, with a value; a value without a mechanism says what something cost, and is not a transfer. */
function cashOf(line: Line, sums: readonly LineSum[], lists: Lists): Pick<Worked, 'isCash' | 'cashValueUsd' | 'cashMechanism'> {
  const value = sumOf(sums.map((s) => s.cashValueUsd))
  const asksValue = lists.source.plan.asks.includes('cash-value')
  const isCash = line.mechanismId !== 0 && (value > 0 || !asksValue)
  return isCash
    ? { isCash, cashValueUsd: value, cashMechanism: line.mechanismId }
    : { isCash, cashValueUsd: null, cashMechanism: null }
}

/** Nothing to report: everything was taken back, or nobody and nothing of it is counted. */
export const isNothing = (worked: Numbers): boolean => numberColumns.every((c) => (worked[c] ?? 0) === 0)

export const sameNumbers = (a: Worked, b: Worked): boolean =>
  a.isCash === b.isCash && a.cashMechanism === b.cashMechanism && numberColumns.every((c) => (a[c] ?? null) === (b[c] ?? null))

/** The cells of a line that do not change: where, who, when, what. Where a plan asks for admin 1 and a delivery names none, it is the whole country, as its lists write that. */
export const fixedCells = (line: Line, lists: Lists): Partial<Cells> => ({
  country: line.country,
  admin1: line.admin1 || (lists.source.plan.asks.includes('admin1') ? line.country : null),
  admin2: line.admin2 || null,
  organisation: line.organisationId,
  throughPartner: line.implementerId !== 0,
  implementer: line.implementerId || null,
  month: line.month,
  sector: line.sectorId,
  indicator: line.indicatorId,
})

/** What the row is called: the plan's activities where entries name them, else what was given. */
export const titleOf = (activities: readonly string[], services: readonly string[], indicator: string): string => {
  const names = [...new Set(activities.length > 0 ? activities : services)].slice(0, 5)
  return (names.length > 0 ? names.join(' · ') : indicator).slice(0, 500)
}
