/** From written cells to placed ones: names become codes and numbers, amounts numbers. What cannot be placed stays as it was written. Also runs in the browser. */
import { sumOf } from '../../../../core/decimal.ts'
import type { DecimalMark } from '../../../../core/money.ts'
import { fold } from '../../../../core/text.ts'
import type { Lists, Match } from '../../rules/lists.ts'
import { isUnreadable, textOf, type Written } from '../../rules/written.ts'
import {
  type ActivityCell,
  type ActivityCells,
  activityCells,
  ageGenderCells,
  groupCells,
  moneyCells,
  peopleCells,
} from '../contract.ts'
import { type Reading, readMoney, readPeople, readQuantity } from './numbers.ts'

/** Column → the text of a cell that could not be placed, or that was read and is marked. `totalUsd`: a written total that is not the sum of its parts. */
export type AsWritten = Record<string, string>
export type Content = { cells: ActivityCells; asWritten: AsWritten }
export type WrittenActivity = Partial<Record<ActivityCell | 'totalUsd', Written>>

export const emptyCells = Object.fromEntries(activityCells.map((cell) => [cell, null])) as ActivityCells

const has = (cells: readonly ActivityCell[], cell: ActivityCell): boolean => cells.includes(cell)
export const isPeople = (cell: ActivityCell): boolean => has(peopleCells, cell)
export const isMoney = (cell: ActivityCell): boolean => has(moneyCells, cell)
export const isNumber = (cell: ActivityCell): boolean => isPeople(cell) || isMoney(cell) || cell === 'outputQuantity'

/** Places a whole activity. Cells not given are empty. */
export function placeActivity(written: WrittenActivity, lists: Lists, mark?: DecimalMark): Content {
  const asWritten: AsWritten = {}
  const cells = { ...emptyCells } as Record<ActivityCell, string | number | null>
  const name = <Id extends string | number>(
    cell: ActivityCell,
    names: { find: (text: string) => Match<Id> } | undefined,
  ): Id | null => {
    const given = textOf(written[cell])
    if (given === null) return null
    const id = names?.find(given).id ?? null
    if (id === null) asWritten[cell] = given
    return id
  }
  const country = name('country', lists.countries)
  const sectorId = name('sectorId', lists.sectors)
  cells.country = country
  cells.admin1 = name('admin1', country === null ? undefined : lists.admin1.get(country))
  cells.sectorId = sectorId
  cells.indicatorId = name('indicatorId', sectorId === null ? undefined : lists.indicators.get(sectorId))
  cells.title = textOf(written.title)
  cells.description = textOf(written.description)
  for (const cell of activityCells) {
    if (!isNumber(cell)) continue
    const { value, text } = readNumber(cell, written[cell], mark)
    cells[cell] = value
    if (text !== undefined) asWritten[cell] = text
  }
  const total = totalOff(written.totalUsd, cells as ActivityCells, mark)
  if (total !== undefined) asWritten.totalUsd = total
  return withTotals({ cells: cells as ActivityCells, asWritten }, lists)
}

export const readNumber = (cell: ActivityCell, written: Written, mark?: DecimalMark): Reading =>
  isMoney(cell) ? readMoney(written, mark) : isPeople(cell) ? readPeople(written, mark) : readQuantity(written, mark)

/** A total that stands beside its parts, where it is not their sum. One that no program has worked out yet says nothing. */
function totalOff(written: Written, cells: ActivityCells, mark?: DecimalMark): string | undefined {
  const text = isUnreadable(written) ? null : textOf(written)
  if (text === null) return undefined
  return readMoney(written, mark).value === moneyOf(cells) ? undefined : text
}

export const moneyOf = (cells: ActivityCells): number => sumOf([cells.inKindUsd, cells.cashUsd])
export const groupSum = (cells: ActivityCells): number => sumOf(groupCells.map((cell) => cells[cell]))
export const ageGenderSum = (cells: ActivityCells): number => sumOf(ageGenderCells.map((cell) => cells[cell]))

/** direct, capacity or output, as the plan's list says of the indicator. */
export const kindOf = (cells: Pick<ActivityCells, 'indicatorId'>, lists: Lists) =>
  cells.indicatorId === null ? null : (lists.indicatorOf.get(cells.indicatorId)?.kind ?? null)

export const asksGroups = (lists: Lists): boolean => lists.source.plan.asks.includes('population')
export const asksAges = (lists: Lists): boolean => lists.source.plan.asks.includes('age-gender')

/** Nobody types a total beside its parts: where none is written, it is the parts' sum. */
export function withTotals({ cells, asWritten }: Content, lists: Lists): Content {
  const kind = kindOf(cells, lists)
  if (cells.targetPeople !== null || asWritten.targetPeople !== undefined || kind === 'output') return { cells, asWritten }
  const isRead = (parts: readonly ActivityCell[]) => parts.every((cell) => cells[cell] !== null || asWritten[cell] === undefined)
  const byGroups = asksGroups(lists) && isRead(groupCells) && groupSum(cells)
  const sum = byGroups || (asksAges(lists) && isRead(ageGenderCells) && ageGenderSum(cells)) || null
  return sum === null ? { cells, asWritten } : { cells: { ...cells, targetPeople: sum }, asWritten }
}

/** Cells in which something is typed: a set cell no longer stands as it was written; a total follows its parts. */
export function edited(
  before: Content,
  set: Partial<ActivityCells>,
  typed: Partial<Record<ActivityCell, string>>,
  lists: Lists,
  mark?: DecimalMark,
): Content {
  const touched = new Set([...Object.keys(set), ...Object.keys(typed)])
  const asWritten = Object.fromEntries(Object.entries(before.asWritten).filter(([cell]) => !touched.has(cell)))
  if (touched.has('inKindUsd') || touched.has('cashUsd')) delete asWritten.totalUsd
  const cleared = Object.fromEntries(Object.keys(typed).map((cell) => [cell, null]))
  const content = placedAgain(
    { cells: { ...before.cells, ...set, ...cleared }, asWritten: { ...asWritten, ...typed } },
    lists,
    mark,
  )
  return touched.has('targetPeople') ||
    ![...groupCells, ...ageGenderCells].some((cell) => touched.has(cell)) ||
    !followsParts(before, content, lists)
    ? withTotals(content, lists)
    : withTotals(
        { cells: { ...content.cells, targetPeople: null }, asWritten: without(content.asWritten, 'targetPeople') },
        lists,
      )
}

/** The total of people reached is its parts'; one of people trained only as long as it was. */
function followsParts(before: Content, after: Content, lists: Lists): boolean {
  const kind = kindOf(after.cells, lists)
  if (kind === 'output') return false
  return kind === 'direct' || before.cells.targetPeople === null || before.cells.targetPeople === groupSum(before.cells)
}

const without = (asWritten: AsWritten, cell: string): AsWritten =>
  Object.fromEntries(Object.entries(asWritten).filter(([name]) => name !== cell))

/** Every cell placed that the lists (and the reading of numbers) can place; those read and marked stay as they are. */
export function placedAgain({ cells, asWritten }: Content, lists: Lists, mark?: DecimalMark): Content {
  const open = (Object.keys(asWritten) as ActivityCell[]).filter((cell) => activityCells.includes(cell) && cells[cell] === null)
  if (open.length === 0) return { cells, asWritten }
  const placed = placeActivity({ ...contextOf(cells, lists), ...pick(asWritten, open) }, lists, mark)
  const found = pick(
    placed.cells,
    open.filter((cell) => placed.cells[cell] !== null),
  )
  const left = pick(
    placed.asWritten,
    open.filter((cell) => placed.asWritten[cell] !== undefined),
  )
  const kept = Object.fromEntries(Object.entries(asWritten).filter(([cell]) => !open.includes(cell as ActivityCell)))
  return { cells: { ...cells, ...found }, asWritten: { ...kept, ...left } }
}

const pick = <T extends object>(from: T, names: readonly string[]): T =>
  Object.fromEntries(names.filter((n) => n in from).map((n) => [n, from[n as keyof T]])) as T

/** The cells inside which other names are looked for, as they would be written. */
const contextOf = (cells: ActivityCells, lists: Lists): WrittenActivity => ({
  country: cells.country,
  sectorId: cells.sectorId === null ? null : lists.sectorOf.get(cells.sectorId)?.name,
})

/** Which activities say the same thing: one organisation's, in one place, under one indicator, by one name. */
export const keyOf = ({ cells, asWritten }: Content): string =>
  (['country', 'admin1', 'sectorId', 'indicatorId'] as const)
    .map((cell) => cells[cell] ?? `~${fold(asWritten[cell] ?? '')}`)
    .concat(fold(cells.title ?? ''))
    .join('|')

export const sameContent = (a: Content, b: Content): boolean =>
  activityCells.every((cell) => a.cells[cell] === b.cells[cell]) && sameText(a.asWritten, b.asWritten)
const sameText = (a: AsWritten, b: AsWritten): boolean =>
  JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort())
