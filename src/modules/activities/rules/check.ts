/** Every finding about one row by itself (reporting rules §2). The same on import, in the grid, by API and offline. */
import {
  type AsWritten,
  type Cells,
  type Column,
  type Finding,
  type FindingCode,
  numberColumns,
  populationColumns,
  severityOf,
} from '../contract.ts'
import type { Lists, Match } from './lists.ts'
import { ageGenderAsked, ageGenderSum, populationSum } from './place.ts'

/** A correction's numbers are differences to the row it corrects: they may be negative, and alone they prove nothing missing. */
export type Options = {
  isCorrection?: boolean
  /** Worked out from deliveries: a zero says that all of them were taken back, not that somebody forgot. */
  isComputed?: boolean
}
type Values = Finding['values']
type Row = {
  cells: Cells
  asWritten: AsWritten
  lists: Lists
  find: (code: FindingCode, cells: Column[], values?: Values) => void
}

/** Codes that one row alone cannot tell: across.ts adds them, and who checks a row again keeps them. */
export const acrossCodes: readonly FindingCode[] = ['duplicate-row', 'outlier', 'above-target', 'also-computed']

/** The findings of a row; at most one per code. */
export function checkRow(cells: Cells, asWritten: AsWritten, lists: Lists, options: Options = {}): Finding[] {
  const { isCorrection = false, isComputed = false } = options
  const findings: Finding[] = []
  const find: Row['find'] = (code, at, values = {}) => void findings.push({ code, cells: at, values })
  const row: Row = { cells, asWritten, lists, find }
  checkPlace(row)
  checkWho(row)
  checkWhat(row)
  checkCash(row)
  checkNumbers(row, isCorrection)
  const kind = kindOf(cells, lists)
  const mayBeNothing = isCorrection || isComputed
  if (kind === 'direct') checkDirect(row, { isCorrection, isComputed })
  if (kind === 'capacity' && !mayBeNothing && isNothing(row, 'peopleInMonth')) find('trained-missing', ['peopleInMonth'])
  if (kind === 'output' && !mayBeNothing && isNothing(row, 'outputQuantity')) find('output-missing', ['outputQuantity'])
  if (kind === null && cells.indicator !== null) find('kind-unknown', ['indicator'])
  checkNew(row)
  return findings
}

export const isBlocked = (findings: readonly { code: FindingCode }[]): boolean =>
  findings.some((f) => severityOf(f.code) === 'blocking')

/** direct, capacity or output, as the plan's list says of the indicator. */
export const kindOf = (cells: Pick<Cells, 'indicator'>, lists: Lists) =>
  cells.indicator === null ? null : (lists.indicatorOf.get(cells.indicator)?.kind ?? null)

const isEmpty = ({ cells, asWritten }: Row, column: Column) => cells[column] === null && asWritten[column] === undefined
/** 0 or empty, and not merely unreadable. */
const isNothing = ({ cells, asWritten }: Row, column: (typeof numberColumns)[number]) =>
  (cells[column] ?? 0) === 0 && asWritten[column] === undefined
const areReadable = ({ asWritten }: Row, columns: readonly Column[]) => columns.every((c) => asWritten[c] === undefined)

function unknown(
  row: Row,
  code: FindingCode,
  column: Column,
  names: { find: (text: string) => Match<unknown> } | undefined,
): void {
  const written = row.asWritten[column]
  if (written === undefined) return
  const match = names?.find(written)
  const suggestion = match && 'suggestion' in match ? match.suggestion : null
  row.find(code, [column], { written, suggestion: suggestion ?? '', suggested: suggestion ? 'yes' : 'no' })
}

function checkPlace(row: Row): void {
  const { cells, asWritten, lists, find } = row
  const asked = lists.source.plan.asks.includes('admin1') ? (['country', 'admin1'] as const) : (['country'] as const)
  const missing = asked.filter((c) => isEmpty(row, c))
  if (missing.length > 0) find('place-missing', [...missing])
  if (asWritten.country !== undefined) unknown(row, 'place-unknown', 'country', lists.countries)
  else if (cells.country !== null) unknown(row, 'place-unknown', 'admin1', lists.admin1.get(cells.country))
  if (cells.admin1 !== null) unknown(row, 'admin2-unknown', 'admin2', lists.admin2.get(cells.admin1))
}

function checkWho(row: Row): void {
  const { cells, lists, find } = row
  if (isEmpty(row, 'organisation')) find('organisation-missing', ['organisation'])
  unknown(row, 'organisation-unknown', 'organisation', lists.organisations)
  const isFilled = !isEmpty(row, 'implementer')
  if (cells.throughPartner === null) find('setup-missing', ['throughPartner'], { written: row.asWritten.throughPartner ?? '' })
  else if (cells.throughPartner && !isFilled) find('implementer-missing', ['implementer'])
  else if (!cells.throughPartner && isFilled) find('implementer-unexpected', ['implementer'])
  if (cells.throughPartner !== false) unknown(row, 'implementer-unknown', 'implementer', lists.implementers)
}

const whatColumns = ['sector', 'indicator', 'title', 'inPlan', 'isCash'] as const

function checkWhat(row: Row): void {
  const { cells, asWritten, lists, find } = row
  const { firstMonth, lastMonth } = lists.source.plan
  if (isEmpty(row, 'month')) find('month-missing', ['month'])
  if (cells.month !== null && (cells.month < firstMonth || cells.month > lastMonth))
    find('month-outside-plan', ['month'], { month: cells.month, firstMonth, lastMonth })
  const missing = whatColumns.filter((c) => isEmpty(row, c))
  if (missing.length > 0) find('what-missing', [...missing])
  if (asWritten.sector !== undefined) unknown(row, 'indicator-unknown', 'sector', lists.sectors)
  else if (cells.sector !== null)
    unknown(row, 'indicator-unknown', 'indicator', lists.indicators.get(cells.sector) ?? lists.anyIndicator)
}

function checkCash(row: Row): void {
  const { cells, asWritten, lists, find } = row
  const hasValue = (cells.cashValueUsd ?? 0) > 0
  const hasMechanism = !isEmpty(row, 'cashMechanism')
  if (cells.isCash) {
    const isAsked = lists.source.plan.asks.includes('cash-value')
    if (isAsked && !hasValue && areReadable(row, ['cashValueUsd'])) find('cash-value-missing', ['cashValueUsd'])
    if (isAsked && !hasMechanism) find('cash-mechanism-missing', ['cashMechanism'])
    unknown(row, 'mechanism-unknown', 'cashMechanism', lists.mechanisms)
    return
  }
  const unexpected = [...(hasValue ? (['cashValueUsd'] as const) : []), ...(hasMechanism ? (['cashMechanism'] as const) : [])]
  if (unexpected.length > 0) find('cash-unexpected', unexpected, { value: cells.cashValueUsd ?? 0 })
  if (cells.sector !== null && asWritten.isCash === undefined && lists.sectorOf.get(cells.sector)?.isMultipurposeCash)
    find('multipurpose-not-cash', ['isCash'])
}

const readable = ['month', 'title', 'description', 'covid19', 'inPlan', 'isCash', ...numberColumns] as const

function checkNumbers(row: Row, isCorrection: boolean): void {
  const { cells, asWritten, find } = row
  const unread = readable.filter((c) => asWritten[c] !== undefined)
  if (unread.length > 0) find('cell-unreadable', unread, { written: asWritten[unread[0]!] ?? '' })
  const below: Column[] = []
  const broken: Column[] = []
  for (const column of numberColumns) {
    const value = cells[column]
    if (value === null) continue
    if (value < 0) below.push(column)
    if (column !== 'cashValueUsd' && !Number.isInteger(value)) broken.push(column)
  }
  if (below.length > 0 && !isCorrection) find('negative', below, { value: cells[below[0] as 'newPeople'] ?? 0 })
  if (broken.length > 0) find('not-whole-number', broken, { value: cells[broken[0] as 'newPeople'] ?? 0 })
}

function checkDirect(row: Row, { isCorrection, isComputed }: Required<Options>): void {
  const { cells, find } = row
  const newPeople = cells.newPeople ?? 0
  const people = cells.peopleInMonth ?? 0
  if (!isCorrection && !isComputed && isNothing(row, 'newPeople') && isNothing(row, 'peopleInMonth'))
    find('people-missing', ['peopleInMonth', 'newPeople'])
  if (!isCorrection && newPeople > people && areReadable(row, ['newPeople', 'peopleInMonth']))
    find('new-above-total', ['newPeople', 'peopleInMonth'], { new: newPeople, total: people })
  if ((cells.outputQuantity ?? 0) > 0) find('output-unexpected', ['outputQuantity'], { value: cells.outputQuantity ?? 0 })
  checkBreakdown(row, 'population-breakdown', populationColumns, populationSum(cells, row.lists))
  checkBreakdown(row, 'age-gender-breakdown', ageGenderAsked(row.lists), ageGenderSum(cells, row.lists, isComputed))
  checkChildren(row)
}

function checkBreakdown(row: Row, code: FindingCode, columns: readonly Column[], sum: number | null): void {
  const expected = row.cells.newPeople ?? 0
  if (sum === null || sum === expected || !areReadable(row, ['newPeople', ...columns])) return
  row.find(code, [...columns], { sum, expected })
}

function checkChildren({ cells, lists, find }: Row): void {
  if (ageGenderAsked(lists).length === 0 || cells.sector === null || !lists.sectorOf.get(cells.sector)?.servesChildren) return
  if ((cells.newPeople ?? 0) > 0 && !cells.girls && !cells.boys && !cells.otherUnder18)
    find('children-missing', ['girls', 'boys'], { new: cells.newPeople ?? 0 })
}

/** Names that rows brought into a list nobody imported. */
function checkNew({ cells, lists, find }: Row): void {
  const fresh: Column[] = []
  if (cells.admin1 !== null && lists.newPlaces.has(cells.admin1)) fresh.push('admin1')
  if (cells.organisation !== null && lists.newOrganisations.has(cells.organisation)) fresh.push('organisation')
  if (cells.implementer !== null && lists.newOrganisations.has(cells.implementer)) fresh.push('implementer')
  if (cells.sector !== null && lists.sectorOf.get(cells.sector)?.isNew) fresh.push('sector')
  if (cells.indicator !== null && lists.indicatorOf.get(cells.indicator)?.isNew) fresh.push('indicator')
  if (cells.cashMechanism !== null && lists.newMechanisms.has(cells.cashMechanism)) fresh.push('cashMechanism')
  if (fresh.length > 0) find('name-new', fresh)
}
