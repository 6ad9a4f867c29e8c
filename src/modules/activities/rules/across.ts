/** What a row shows only beside others: an amount far beyond what the organisation ever reported. Twins are found by the database (`likeness`). */
import type { Cells, Finding } from '../contract.ts'

/** New people per whole month so far, of one organisation in one country and sector. */
export type History = Map<string, { month: string; people: number }[]>

export const historyKey = (organisation: number | null, country: string | null, sector: number | null): string =>
  `${organisation} ${country} ${sector}`

const monthsNeeded = 3
const timesLargest = 3
/** Below this nothing is far out: small programmes double from one week to the next. */
const smallest = 100

/** One row that alone is more than three times the largest whole month of at least three other months. */
export function findOutlier(cells: Cells, history: History): Finding | undefined {
  const people = cells.newPeople ?? 0
  if (people < smallest) return undefined
  const others = (history.get(historyKey(cells.organisation, cells.country, cells.sector)) ?? []).filter(
    (h) => h.month !== cells.month,
  )
  if (others.length < monthsNeeded) return undefined
  const largest = Math.max(...others.map((h) => h.people))
  return people > largest * timesLargest
    ? { code: 'outlier', cells: ['newPeople'], values: { value: people, largest, months: others.length } }
    : undefined
}
