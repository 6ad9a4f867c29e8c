/** Every finding about one activity by itself (reporting rules §5): the same in the grid, on import and by API. */
import { sumOf } from '../../../../core/decimal.ts'
import type { Lists, Match } from '../../rules/lists.ts'
import {
  type ActivityCell,
  type ActivityFindingCode,
  ageGenderCells,
  blocks,
  groupCells,
  moneyCells,
  peopleCells,
} from '../contract.ts'
import { troubleOf } from './numbers.ts'
import { ageGenderSum, asksAges, asksGroups, type Content, groupSum, isPeople, kindOf, moneyOf } from './place.ts'

/** The sentence: messages key `plan.submission.finding.<code>` with `values`. */
export type Found = { code: ActivityFindingCode; cells: ActivityCell[]; values: Record<string, string | number> }
type Row = Content & {
  lists: Lists
  find: (code: ActivityFindingCode, cells: readonly ActivityCell[], values?: Found['values']) => void
}

export const mostWords = 250
export const longestTitle = 1000

/** Codes that one activity alone cannot tell: who checks it again keeps them. */
export const foundElsewhere: readonly ActivityFindingCode[] = ['target-above-need']

/** The findings of an activity, at most one per code. */
export function checkActivity({ cells, asWritten }: Content, lists: Lists): Found[] {
  const found: Found[] = []
  const row: Row = {
    cells,
    asWritten,
    lists,
    find: (code, at, values = {}) => void found.push({ code, cells: [...at], values }),
  }
  checkPlace(row)
  checkIndicator(row)
  checkWords(row)
  checkWritten(row)
  checkMoney(row)
  const kind = kindOf(cells, lists)
  if (kind === 'direct') checkDirect(row)
  if (kind === 'capacity') checkCapacity(row)
  if (kind === 'output') checkOutput(row)
  if (kind === null && cells.indicatorId !== null) row.find('kind-unknown', ['indicatorId'])
  checkNew(row)
  return found
}

export const isBlocked = (found: readonly { code: ActivityFindingCode }[]): boolean => found.some((f) => blocks(f.code))

const isEmpty = ({ cells, asWritten }: Row, cell: ActivityCell) => cells[cell] === null && asWritten[cell] === undefined
/** Not merely unreadable. */
const areRead = ({ cells, asWritten }: Row, list: readonly ActivityCell[]) =>
  list.every((cell) => cells[cell] !== null || asWritten[cell] === undefined)

function unknown(
  row: Row,
  code: ActivityFindingCode,
  cell: ActivityCell,
  names: { find: (text: string) => Match<unknown> } | undefined,
): void {
  const written = row.asWritten[cell]
  if (written === undefined) return
  const match = names?.find(written)
  const suggestion = match && 'suggestion' in match ? match.suggestion : null
  row.find(code, [cell], { written: brief(written), suggestion: suggestion ?? '', suggested: suggestion ? 'yes' : 'no' })
}

/** A narrative in the wrong column is not said over again. */
const brief = (text: string): string => (text.length > 120 ? `${text.slice(0, 119)}…` : text)

function checkPlace(row: Row): void {
  const { cells, asWritten, lists, find } = row
  const asked = lists.source.plan.asks.includes('admin1') ? (['country', 'admin1'] as const) : (['country'] as const)
  const missing = asked.filter((cell) => isEmpty(row, cell))
  if (missing.length > 0) find('place-missing', missing)
  if (asWritten.country !== undefined) unknown(row, 'place-unknown', 'country', lists.countries)
  else if (cells.country !== null) unknown(row, 'place-unknown', 'admin1', lists.admin1.get(cells.country))
}

function checkIndicator(row: Row): void {
  const { cells, asWritten, lists, find } = row
  const missing = (['sectorId', 'indicatorId'] as const).filter((cell) => isEmpty(row, cell))
  if (missing.length > 0) find('indicator-missing', missing)
  if (asWritten.sectorId !== undefined) unknown(row, 'indicator-unknown', 'sectorId', lists.sectors)
  else
    unknown(
      row,
      'indicator-unknown',
      'indicatorId',
      (cells.sectorId === null ? undefined : lists.indicators.get(cells.sectorId)) ?? lists.anyIndicator,
    )
}

function checkWords({ cells, find }: Row): void {
  const title = cells.title?.trim() ?? ''
  if (title === '') find('title-missing', ['title'])
  if (title.length > longestTitle) find('title-too-long', ['title'], { length: title.length, most: longestTitle })
  const words = wordsIn(cells.description)
  if (words === 0) find('description-missing', ['description'])
  if (words > mostWords) find('description-too-long', ['description'], { words, most: mostWords })
}

export const wordsIn = (text: string | null): number => text?.match(/\S+/g)?.length ?? 0

const numbers: readonly ActivityCell[] = [...moneyCells, ...peopleCells, 'outputQuantity']

/** Numbers that were not read, each code once with its cells; and those read in one of two ways. */
function checkWritten({ cells, asWritten, find }: Row): void {
  const troubles = new Map<ActivityFindingCode, ActivityCell[]>()
  for (const cell of numbers) {
    const text = asWritten[cell]
    if (text === undefined) continue
    const code = cells[cell] === null ? troubleOf(text, isPeople(cell)) : 'amount-read'
    troubles.set(code, [...(troubles.get(code) ?? []), cell])
  }
  for (const [code, at] of troubles) {
    const first = at[0]!
    find(code, at, {
      written: brief(asWritten[first]!),
      value: Number(cells[first] ?? 0),
      digits: asWritten[first]!.replace(/\D/g, ''),
    })
  }
}

function checkMoney(row: Row): void {
  const { cells, asWritten, lists, find } = row
  const sum = moneyOf(cells)
  if (sum === 0 && areRead(row, moneyCells)) find('budget-missing', moneyCells)
  if (asWritten.totalUsd !== undefined) find('total-differs', moneyCells, { written: brief(asWritten.totalUsd), sum })
  const isCash = cells.sectorId !== null && lists.sectorOf.get(cells.sectorId)?.isMultipurposeCash
  if (isCash && (cells.cashUsd ?? 0) === 0 && areRead(row, ['cashUsd'])) find('cash-missing', ['cashUsd'])
}

function checkDirect(row: Row): void {
  const { cells, find } = row
  const parts = [...groupCells, ...ageGenderCells, 'targetPeople'] as const
  if ((cells.targetPeople ?? 0) === 0 && areRead(row, parts) && sumOf(parts.map((cell) => cells[cell])) === 0)
    find('people-missing', ['targetPeople'])
  else checkBreakdowns(row, () => true)
  checkNoOutput(row)
}

function checkCapacity(row: Row): void {
  if ((row.cells.targetPeople ?? 0) === 0 && areRead(row, ['targetPeople'])) row.find('trained-missing', ['targetPeople'])
  checkBreakdowns(row, (sum) => sum > 0)
  checkNoOutput(row)
}

/** Each breakdown the plan asks for adds up to the total target. */
function checkBreakdowns(row: Row, isDue: (sum: number) => boolean): void {
  const { cells, lists, find } = row
  const expected = cells.targetPeople ?? 0
  const of = (code: ActivityFindingCode, parts: readonly ActivityCell[], sum: number) => {
    if (isDue(sum) && sum !== expected && areRead(row, [...parts, 'targetPeople'])) find(code, parts, { sum, expected })
  }
  if (asksGroups(lists)) of('population-breakdown', groupCells, groupSum(cells))
  if (asksAges(lists)) of('age-gender-breakdown', ageGenderCells, ageGenderSum(cells))
}

function checkNoOutput({ cells, find }: Row): void {
  if ((cells.outputQuantity ?? 0) > 0) find('output-unexpected', ['outputQuantity'], { value: cells.outputQuantity ?? 0 })
}

function checkOutput(row: Row): void {
  const { cells, find } = row
  if ((cells.outputQuantity ?? 0) === 0 && areRead(row, ['outputQuantity'])) find('output-missing', ['outputQuantity'])
  const filled = peopleCells.filter((cell) => (cells[cell] ?? 0) > 0)
  if (filled.length > 0) find('people-unexpected', filled, { value: cells[filled[0]!] ?? 0 })
}

/** Names that rows brought into a list nobody imported. */
function checkNew({ cells, lists, find }: Row): void {
  const fresh: ActivityCell[] = []
  if (cells.admin1 !== null && lists.newPlaces.has(cells.admin1)) fresh.push('admin1')
  if (cells.sectorId !== null && lists.sectorOf.get(cells.sectorId)?.isNew) fresh.push('sectorId')
  if (cells.indicatorId !== null && lists.indicatorOf.get(cells.indicatorId)?.isNew) fresh.push('indicatorId')
  if (fresh.length > 0) find('name-new', fresh)
}

/** What the kind of the indicator leaves to be filled. */
export function isShut(cell: ActivityCell, { cells, lists }: { cells: Content['cells']; lists: Lists }): boolean {
  const kind = kindOf(cells, lists)
  if (kind === 'output') return isPeople(cell)
  return kind !== null && cell === 'outputQuantity'
}
