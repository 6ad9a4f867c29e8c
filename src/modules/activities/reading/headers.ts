/** Where each header of a file belongs. Order is free; what fits nowhere is named, what stands twice is refused in words. */
import { Problem } from '../../../core/problem.ts'
import type { RawRow } from '../../../core/tables/cells.ts'
import { fold } from '../../../core/text.ts'
import type { Column } from '../contract.ts'
import { textOf, type Written } from '../rules/place.ts'
import { required, variants } from '../rules/variants.ts'

/** `columns[i]` is where cell i of a row belongs, `texts[i]` its header as written. */
export type Placing = {
  headers: { header: string; column: Column | null }[]
  columns: (Column | null)[]
  texts: string[]
  headerRow: number
}
/** How well one row of a sheet would do as its headers. */
export type Candidate = { placing: Placing; missing: Column[]; doubled: string[]; placed: number }

/** The official workbook has bands and help above its headers; nobody writes more than this. */
export const rowsSearched = 20

// Our own names without blanks: fold() keeps words apart, headers come as `Sector...Subsector...WG`, `IN_DESTINATION`, `inDestination`.
const key = (header: string): string => fold(header).replace(/ /g, '')
const columnOf = new Map(
  Object.entries(variants).flatMap(([column, ways]) => [column, ...ways].map((way) => [key(way), column as Column] as const)),
)

/** @param values the cells of one row */
export function placeHeaders(values: readonly Written[], headerRow: number): Candidate {
  const headers = values.map((value) => textOf(value) ?? '')
  const columns = headers.map((header): Column | null => columnOf.get(key(header)) ?? null)
  splitTotals(columns)
  const placed = columns.filter((c) => c !== null)
  const doubled = headers.filter(
    (_, at) => columns[at] !== null && columns[at] !== undefined && columns.indexOf(columns[at]) < at,
  )
  const missing = required.filter((c) => !placed.includes(c))
  const named = headers.flatMap((header, at) => (header === '' ? [] : [{ header, column: columns[at] ?? null }]))
  return { placing: { headers: named, columns, texts: headers, headerRow }, missing, doubled, placed: new Set(placed).size }
}

/** The official workbook prints «Total monthly beneficiaries» twice: the second is the new people. */
function splitTotals(columns: (Column | null)[]): void {
  const totals = columns.flatMap((c, at) => (c === 'peopleInMonth' ? [at] : []))
  if (totals.length === 2 && !columns.includes('newPeople')) columns[totals[1]!] = 'newPeople'
}

/** The row that does best as headers among the first rows of a sheet. */
export function bestOf(rows: readonly RawRow[]): Candidate | undefined {
  const candidates = rows.map((row) => placeHeaders(row.values, row.number))
  return candidates.reduce<Candidate | undefined>((best, c) => (c.placed > (best?.placed ?? 0) ? c : best), undefined)
}

/** Fewer than these and the row is no header row at all. */
const fewest = 4

/** The placing of the best candidate over all sheets, or a Problem that says what is missing or doubled. */
export function chosen(candidates: readonly { sheet: string; candidate: Candidate | undefined }[]): {
  sheet: string
  placing: Placing
} {
  const best = candidates.reduce((a, b) => ((b.candidate?.placed ?? 0) > (a.candidate?.placed ?? 0) ? b : a))
  const { sheet, candidate } = best
  if (!candidate || candidate.placed < fewest) throw new Problem(422, 'activities/no-headers', { rows: rowsSearched })
  if (candidate.doubled.length > 0)
    throw new Problem(422, 'activities/headers-doubled', { sheet, headers: candidate.doubled.join(' · ') })
  if (candidate.missing.length > 0)
    throw new Problem(422, 'activities/headers-missing', {
      sheet,
      count: candidate.missing.length,
      headers: candidate.missing.map((c) => variants[c][0]).join(' · '),
    })
  return { sheet, placing: candidate.placing }
}
