/** What one counted person adds to the figures: a pure function of what they were given. Everything kept about distinct people is a sum of it. */
import { everyFirst, type LineFacts, togetherIn } from './firsts.ts'

/** One entry of the ledger as it concerns one counted person. */
export type Entry = { line: LineFacts; at: number; delivery: string; person: string; cell: number }
/** Once in the line, in the cell they had when first met in it, first in these groupings. */
export type Contribution = { planId: number; line: number; cell: number; firsts: number }
export type Difference = Contribution & { people: number }

type Moment = Pick<Entry, 'at' | 'delivery' | 'person'>
/** In the order in which things were given; of two at the same moment the smaller id was first, and of two records of one person in one entry the smaller id of the record. */
const byTime = (a: Moment, b: Moment): number => a.at - b.at || order(a.delivery, b.delivery) || order(a.person, b.person)
const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

export const contributions = (entries: readonly Entry[]): Contribution[] =>
  entries.length === 0 ? [] : contributionsInOrder(entries.length === 1 ? entries : entries.toSorted(byTime))

/** The same for entries that come in the order of `byTime`. */
export function contributionsInOrder(entries: readonly { line: LineFacts; cell: number }[]): Contribution[] {
  const met: LineFacts[] = []
  const made: Contribution[] = []
  for (const { line, cell } of entries) {
    if (met.some((earlier) => earlier.id === line.id)) continue
    let before = 0
    for (const earlier of met) before |= togetherIn(earlier, line)
    met.push(line)
    made.push({ planId: line.planId, line: line.id, cell, firsts: everyFirst & ~before })
  }
  return made
}

/** What must be added to turn the one into the other; what stays is not mentioned. */
export function differences(before: readonly Contribution[], after: readonly Contribution[]): Difference[] {
  const found = new Map<string, Difference>()
  const add = (list: readonly Contribution[], people: number) => {
    for (const one of list) {
      const key = `${one.line} ${one.cell} ${one.firsts}`
      const known = found.get(key)
      if (known) known.people += people
      else found.set(key, { ...one, people })
    }
  }
  add(before, -1)
  add(after, 1)
  return [...found.values()].filter((d) => d.people !== 0)
}
