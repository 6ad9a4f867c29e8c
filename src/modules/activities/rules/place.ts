/** From written cells to placed ones: names become codes and ids, numbers numbers, months months. What cannot be placed stays as it was written. */
import { sumOf } from '../../../core/decimal.ts'
import { fold } from '../../../core/text.ts'
import { isUnreadable, textOf, type Written } from '../../plan/rules/written.ts'
import { type AsWritten, ageGenderColumns, type Cells, type Column, populationColumns } from '../contract.ts'
import type { Lists, Match } from './lists.ts'
import { readMonth } from './months.ts'
import { type NumberStyle, readNumber } from './numbers.ts'

export { textOf, type Written }
export type WrittenRow = Partial<Record<Column, Written>>
export type Placed = { cells: Cells; asWritten: AsWritten }

const yes = new Set(['yes', 'y', 'si', 's', 'sim', 'oui', 'true', 'verdadero', 'verdadeiro', 'vrai', '1', 'x'])
const no = new Set(['no', 'n', 'nao', 'non', 'false', 'falso', 'faux', '0'])

/** Places a whole row. Cells not given are empty. */
export function placeRow(written: WrittenRow, lists: Lists, style?: NumberStyle): Placed {
  const asWritten: AsWritten = {}
  const text = (column: Column): string | null => textOf(written[column])
  const name = <Id>(column: Column, names: { find: (text: string) => Match<Id> } | undefined): Id | null => {
    const given = text(column)
    if (given === null) return null
    const id = names?.find(given).id ?? null
    if (id === null) asWritten[column] = given
    return id
  }
  const keep = <T>(column: Column, read: T | null | undefined): T | null => {
    if (read !== undefined) return read
    asWritten[column] = text(column) ?? ''
    return null
  }
  const number = (column: Column) => keep(column, numberIn(written[column], style))
  const yesNo = (column: Column) => keep(column, yesNoIn(written[column]))
  const plain = (column: Column) => (isUnreadable(written[column]) ? keep<string>(column, undefined) : text(column))

  const country = name('country', lists.countries)
  const admin1 = name('admin1', country === null ? undefined : lists.admin1.get(country))
  const sector = name('sector', lists.sectors)
  const cells: Cells = {
    country,
    admin1,
    admin2: name('admin2', admin1 === null ? undefined : lists.admin2.get(admin1)),
    organisation: name('organisation', lists.organisations),
    throughPartner: yesNo('throughPartner'),
    implementer: name('implementer', lists.implementers),
    month: keep('month', monthIn(written.month, lists)),
    sector,
    indicator: name('indicator', sector === null ? undefined : lists.indicators.get(sector)),
    title: plain('title'),
    description: plain('description'),
    covid19: yesNo('covid19'),
    inPlan: yesNo('inPlan'),
    isCash: yesNo('isCash'),
    cashValueUsd: number('cashValueUsd'),
    cashMechanism: name('cashMechanism', lists.mechanisms),
    outputQuantity: number('outputQuantity'),
    peopleInMonth: number('peopleInMonth'),
    newPeople: number('newPeople'),
    inDestination: number('inDestination'),
    inTransit: number('inTransit'),
    hostCommunity: number('hostCommunity'),
    pendular: number('pendular'),
    returnees: number('returnees'),
    girls: number('girls'),
    boys: number('boys'),
    women: number('women'),
    men: number('men'),
    otherUnder18: number('otherUnder18'),
    otherAdult: number('otherAdult'),
  }
  return { cells, asWritten }
}

function numberIn(written: Written, style?: NumberStyle): number | null | undefined {
  if (typeof written === 'number') return Number.isFinite(written) ? written : undefined
  if (written == null || written === '') return null
  return typeof written === 'string' ? readNumber(written, style) : undefined
}

function yesNoIn(written: Written): boolean | null | undefined {
  if (typeof written === 'boolean') return written
  if (isUnreadable(written)) return undefined
  const given = textOf(written)
  if (given === null || given === '-') return null
  const key = fold(given)
  return yes.has(key) ? true : no.has(key) ? false : undefined
}

function monthIn(written: Written, lists: Lists): string | null | undefined {
  if (written == null || written === '' || typeof written === 'boolean' || isUnreadable(written))
    return written == null || written === '' ? null : undefined
  if (typeof written === 'string' && written.trim() === '') return null
  return readMonth(written as string | number | Date, lists.source.plan)
}

/** Sums of the two breakdowns as far as the plan asks for them; null = not asked. */
export const populationSum = (cells: Cells, lists: Lists): number | null =>
  lists.source.plan.asks.includes('population') ? sumOf(populationColumns.map((c) => cells[c])) : null

/** @param known all six cells are known, whether or not the plan asks for all: a row worked out from deliveries */
export const ageGenderSum = (cells: Cells, lists: Lists, known = false): number | null => {
  const asked = ageGenderAsked(lists)
  return asked.length ? sumOf((known ? ageGenderColumns : asked).map((c) => cells[c])) : null
}

/** Four cells; six where the plan asks for other genders; none where it does not ask. */
export const ageGenderAsked = (lists: Lists): readonly (typeof ageGenderColumns)[number][] => {
  const { asks } = lists.source.plan
  return asks.includes('age-gender') ? (asks.includes('other-gender') ? ageGenderColumns : four) : []
}
const four = ageGenderColumns.slice(0, 4)
