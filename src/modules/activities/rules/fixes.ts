/** Proposed fixes: what would answer a finding. Proposed here, shown to a person, applied elsewhere with its record. Columns in `after` no longer stand as written. */
import { minus, splitWhole, sumOf } from '../../../core/decimal.ts'
import { type Cells, type Column, type Finding, type FindingCode, type numberColumns, populationColumns } from '../contract.ts'
import type { FixRule } from '../desk/contract.ts'
import { kindOf } from './check.ts'
import type { Lists } from './lists.ts'
import { ageGenderAsked } from './place.ts'

/** `asks`: too far apart to guess; shown, but not ticked. */
export type Fix = { before: Partial<Cells>; after: Partial<Cells>; asks: boolean }
type Proposal = { after: Partial<Cells>; asks?: boolean } | null
type NumberColumn = (typeof numberColumns)[number]
type Given = { cells: Cells; findings: readonly Finding[]; lists: Lists; has: (code: FindingCode) => boolean }

/** A difference of up to this many people is rounding. */
const rounding = 2
/** A difference of more than this part of the people is no slip: a person decides. */
const largestShare = 1 / 5

const rules: Record<FixRule, (given: Given) => Proposal> = {
  'round-breakdown': roundBreakdowns,
  'age-gender-by-proportions': byProportions,
  'population-into-largest': intoLargest,
  'raise-total': ({ cells, has }) => (has('new-above-total') ? { after: { peopleInMonth: cells.newPeople } } : null),
  'mark-as-cash': ({ cells }) => (!cells.isCash && (cells.cashValueUsd ?? 0) > 0 ? { after: { isCash: true } } : null),
  'copy-output-from-total': ({ cells, has }) =>
    has('output-missing') && (cells.peopleInMonth ?? 0) > 0 ? { after: { outputQuantity: cells.peopleInMonth } } : null,
  'clear-forbidden': clearForbidden,
  'use-suggestion': useSuggestions,
}

/** What a rule would change in a row; null when it has nothing to say about it. */
export function proposeFix(rule: FixRule, cells: Cells, findings: readonly Finding[], lists: Lists): Fix | null {
  const proposal = rules[rule]({ cells, findings, lists, has: (code) => findings.some((f) => f.code === code) })
  if (!proposal || Object.keys(proposal.after).length === 0) return null
  const before = Object.fromEntries(Object.keys(proposal.after).map((c) => [c, cells[c as Column]])) as Partial<Cells>
  return { before, after: proposal.after, asks: proposal.asks ?? false }
}

/** Whole parts that add up: fractions are rounded by the largest remainder, a slip of up to 2 goes into the largest cell. */
function roundBreakdowns({ cells, lists, has }: Given): Proposal {
  if (!has('population-breakdown') && !has('age-gender-breakdown') && !has('not-whole-number')) return null
  if (kindOf(cells, lists) !== 'direct') return null
  const population = lists.source.plan.asks.includes('population') ? populationColumns : []
  return { after: { ...roundOne(cells, population), ...roundOne(cells, ageGenderAsked(lists)) } }
}

function roundOne(cells: Cells, columns: readonly NumberColumn[]): Partial<Cells> {
  const parts = columns.map((c) => cells[c] ?? 0)
  const expected = cells.newPeople ?? 0
  const difference = minus(expected, sumOf(parts))
  const isBroken = Number.isInteger(expected) && parts.some((p) => !Number.isInteger(p))
  if (Math.abs(difference) > rounding || sumOf(parts) <= 0 || expected <= 0 || parts.some((p) => p < 0)) return {}
  if (isBroken) return changed(cells, columns, splitWhole(expected, parts))
  return difference === 0 ? {} : addToLargest(cells, columns, difference)
}

/** The whole row of parts: a breakdown is replaced as one, so that it is seen and undone as one. Parts that stay are left out. */
const changed = (cells: Cells, columns: readonly NumberColumn[], parts: readonly number[]): Partial<Cells> =>
  Object.fromEntries(columns.flatMap((c, i) => ((cells[c] ?? 0) === parts[i] ? [] : [[c, parts[i]]])))

function addToLargest(cells: Cells, columns: readonly NumberColumn[], difference: number): Partial<Cells> {
  const largest = columns.reduce((best, c) => ((cells[c] ?? 0) > (cells[best] ?? 0) ? c : best), columns[0]!)
  const value = sumOf([cells[largest], difference])
  return value < 0 ? {} : { [largest]: value }
}

/** A missing age-gender breakdown from the proportions of the admin 1, else of the country, in this sector. */
function byProportions({ cells, lists, has }: Given): Proposal {
  const columns = ageGenderAsked(lists)
  const people = cells.newPeople ?? 0
  if (!has('age-gender-breakdown') || people <= 0 || sumOf(columns.map((c) => cells[c])) !== 0) return null
  const fitting = lists.source.proportions.filter((p) => p.country === cells.country && p.sectorId === cells.sector)
  const shares = fitting.find((p) => p.admin1 !== '' && p.admin1 === cells.admin1) ?? fitting.find((p) => p.admin1 === '')
  if (!shares) return null
  const four = ['girls', 'boys', 'women', 'men'] as const
  const parts = splitWhole(
    Math.floor(people),
    four.map((c) => shares[c]),
  )
  const after = Object.fromEntries(four.map((c, i) => [c, parts[i]!])) as Record<(typeof four)[number], number>
  const rest = minus(people, Math.floor(people))
  return { after: rest === 0 ? after : { ...after, ...addToLargest({ ...cells, ...after }, four, rest) } }
}

function intoLargest({ cells, has }: Given): Proposal {
  if (!has('population-breakdown')) return null
  const people = cells.newPeople ?? 0
  const difference = minus(people, sumOf(populationColumns.map((c) => cells[c])))
  return { after: addToLargest(cells, populationColumns, difference), asks: Math.abs(difference) > people * largestShare }
}

/** A name beside «no partner» may also mean that «no» is wrong, so that one asks. */
function clearForbidden({ has, cells }: Given): Proposal {
  const after: Partial<Cells> = {}
  if (has('output-unexpected')) after.outputQuantity = null
  if (has('cash-unexpected') && (cells.cashValueUsd ?? 0) <= 0) after.cashMechanism = null
  if (has('implementer-unexpected')) after.implementer = null
  return { after, asks: 'implementer' in after }
}

function useSuggestions({ cells, findings, lists }: Given): Proposal {
  const after: Partial<Cells> = {}
  for (const finding of findings) {
    const suggestion = finding.values.suggestion
    const column = finding.cells[0]
    if (typeof suggestion === 'string' && suggestion !== '' && column)
      Object.assign(after, placed(column, suggestion, cells, lists))
  }
  return { after }
}

function placed(column: Column, name: string, cells: Cells, lists: Lists): Partial<Cells> {
  const names = namesFor(column, cells, lists)
  const id = names?.find(name).id ?? null
  return id === null ? {} : { [column]: id }
}

/** The list in which a cell's name is looked for, as far as the other cells decide it. */
export function namesFor(
  column: Column,
  cells: Cells,
  lists: Lists,
): { find: (text: string) => { id: string | number | null } } | undefined {
  if (column === 'country') return lists.countries
  if (column === 'admin1') return cells.country === null ? undefined : lists.admin1.get(cells.country)
  if (column === 'admin2') return cells.admin1 === null ? undefined : lists.admin2.get(cells.admin1)
  if (column === 'organisation') return lists.organisations
  if (column === 'implementer') return lists.implementers
  if (column === 'sector') return lists.sectors
  if (column === 'indicator') return cells.sector === null ? undefined : lists.indicators.get(cells.sector)
  return column === 'cashMechanism' ? lists.mechanisms : undefined
}
