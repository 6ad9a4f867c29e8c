/** Which kept grouping answers a question about counted people; what is not kept is refused, never added up. Pure. */
import { Problem } from '../../../core/problem.ts'
import type { CountedBy } from './contract.ts'

export const sides = ['country', 'admin1', 'sector', 'organisation', 'month', 'group', 'age-gender'] as const
export type Side = (typeof sides)[number]

/** `country-sector-month` → its sides. */
export const sidesOf = (by: CountedBy): Side[] => {
  const plain = by.replace('age-gender', 'ages').split('-')
  return plain.map((word) => (word === 'ages' ? 'age-gender' : word) as Side)
}

/** As delivery keeps distinct people: level 0 region, 1 country, 2 admin 1; by month or year; one sector or any; one organisation or any. */
export type Kept = { level: 0 | 1 | 2; isYear: boolean; bySector: boolean; byOrganisation: boolean }

export type Filters = {
  country?: string | undefined
  admin1?: string | undefined
  sector?: number | undefined
  organisation?: number | undefined
}

export const keptFor = (asked: readonly Side[], filters: Filters, isYear: boolean): Kept => ({
  level:
    asked.includes('admin1') || filters.admin1 !== undefined
      ? 2
      : asked.includes('country') || filters.country !== undefined
        ? 1
        : 0,
  isYear: isYear && !asked.includes('month'),
  bySector: asked.includes('sector') || filters.sector !== undefined,
  byOrganisation: asked.includes('organisation') || filters.organisation !== undefined,
})

export type Span = { from: string; until: string }
/** Months in which anything was delivered, first and last of each year. */
export type Year = { year: string; first: string; last: string }

/**
 * The periods that a span is: one month, or one year of which it holds every month with a delivery. People of several months or years are
 * not the sum of them.
 * @throws 422 with what can be had
 */
export function periodOf({ from, until }: Span, years: readonly Year[]): { period: string; isYear: boolean } {
  if (from > until) throw new Problem(422, 'figures/months-reversed', { from, until })
  if (from === until) return { period: from, isYear: false }
  const touched = years.filter((y) => y.last >= from && y.first <= until)
  const [only] = touched
  if (touched.length === 1 && only && only.first >= from && only.last <= until) return { period: only.year, isYear: true }
  if (touched.length === 0 && from.slice(0, 4) === until.slice(0, 4)) return { period: from.slice(0, 4), isYear: true }
  throw new Problem(422, 'figures/counted-period', {
    from,
    until,
    years: (touched.length > 0 ? touched : years).map((y) => y.year).join(', '),
  })
}
