/** In which groupings a person is met first: each grouping is one bit, so that distinct people are sums. */

/** What of a line of the monthly 5W says in which groupings it falls. */
export type LineFacts = {
  id: number
  planId: number
  month: string
  country: string
  admin1: string
  organisationId: number
  sectorId: number
  indicatorId: number
}

/** Level 0 region, 1 country, 2 admin 1; by month or by year; one sector or any; one organisation or any. */
export type Grouping = { bit: number; level: 0 | 1 | 2; isYear: boolean; bySector: boolean; byOrganisation: boolean }
export const groupings: Grouping[] = Array.from({ length: 24 }, (_, bit) => ({
  bit,
  level: (bit >> 3) as 0 | 1 | 2,
  isYear: (bit & 4) > 0,
  bySector: (bit & 2) > 0,
  byOrganisation: (bit & 1) > 0,
}))
/** Under what a line's people stand in a grouping, in the order of the key of counted_people: plan, level, organisation, period, place, sector. */
export const keyIn = (line: LineFacts, { level, isYear, bySector, byOrganisation }: Grouping): (string | number)[] => [
  line.planId,
  level,
  byOrganisation ? line.organisationId : 0,
  isYear ? line.month.slice(0, 4) : line.month,
  ['', line.country, line.admin1 || line.country][level]!,
  bySector ? line.sectorId : 0,
]
/** First time under this indicator of this organisation in the calendar year: «new people» of the monthly row. */
export const newPeople = 1 << 24
export const everyFirst = (1 << 25) - 1

const [country, admin1, month, year, sector, organisation] = [1, 2, 4, 8, 16, 32]

/** For every combination of what two lines share: the groupings in which they are together. */
const shared: number[] = Array.from({ length: 64 }, (_, same) =>
  groupings.reduce((mask, g) => (isTogether(g, same) ? mask | (1 << g.bit) : mask), 0),
)

function isTogether(g: Grouping, same: number): boolean {
  const place = g.level === 0 || (same & (g.level === 1 ? country : admin1)) > 0
  const period = (same & (g.isYear ? year : month)) > 0
  return place && period && (!g.bySector || (same & sector) > 0) && (!g.byOrganisation || (same & organisation) > 0)
}

/** The groupings in which whoever was met in `a` is not met for the first time in `b`. Plans share nothing. */
export function togetherIn(a: LineFacts, b: LineFacts): number {
  if (a.planId !== b.planId) return 0
  const isOneYear = a.month === b.month || a.month.slice(0, 4) === b.month.slice(0, 4)
  const isOneBody = a.organisationId === b.organisationId
  const isOneCountry = a.country === b.country
  const same =
    (isOneCountry ? country : 0) |
    (isOneCountry && a.admin1 === b.admin1 ? admin1 : 0) |
    (a.month === b.month ? month : 0) |
    (isOneYear ? year : 0) |
    (a.sectorId === b.sectorId ? sector : 0) |
    (isOneBody ? organisation : 0)
  return shared[same]! | (isOneYear && isOneBody && a.indicatorId === b.indicatorId ? newPeople : 0)
}
