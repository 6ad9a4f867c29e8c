/** What stands in a cell of a planned activity: codes and numbers of lists by their names, amounts grouped. */

import type { Lists } from '../../modules/plan/rules/lists.ts'
import type { ActivityCell } from '../../modules/plan/submissions/contract.ts'
import { isMoney, isNumber, moneyOf } from '../../modules/plan/submissions/rules/place.ts'
import type { Format, Texts } from '../languages.ts'
import { sectorName } from '../sectors.ts'
import { type Column, isCell } from './columns.ts'
import type { PlanRow } from './rows.ts'

type Words = { format: Format; text: (texts: Texts | undefined, otherwise?: string) => string }

/** The listed name of a cell, as the rules find it again. */
function listedName(cell: ActivityCell, value: string | number, lists: Lists): string {
  const { places } = lists.source
  if (cell === 'country') return places.find((p) => p.country === value)?.countryName ?? String(value)
  if (cell === 'admin1') return places.find((p) => p.code === value)?.names[0] ?? String(value)
  if (cell === 'sectorId') return lists.sectorOf.get(Number(value))?.name ?? String(value)
  return cell === 'indicatorId' ? (lists.indicatorOf.get(Number(value))?.name ?? String(value)) : String(value)
}

/** What a person reads in the cell, in the language of the screen. */
export function shownText(column: Column, row: PlanRow, lists: Lists, { format, text }: Words): string {
  if (column === 'organisation') return row.organisation
  if (column === 'totalUsd') return moneyOf(row.cells) === 0 ? '' : money(moneyOf(row.cells), format)
  const value = row.cells[column]
  if (value === null) return row.asWritten[column] ?? ''
  if (isMoney(column)) return money(Number(value), format)
  if (isNumber(column)) return format.number(Number(value), { maximumFractionDigits: 6 })
  if (column === 'country') return countryIn(format.language, String(value)) ?? listedName(column, value, lists)
  const sector = column === 'sectorId' ? lists.sectorOf.get(Number(value)) : undefined
  if (sector) return sectorName(sector, format.language)
  const indicator = column === 'indicatorId' ? lists.indicatorOf.get(Number(value)) : undefined
  return indicator ? text(indicator.names, indicator.name) : listedName(column, value, lists)
}

const regions = new Map<string, Intl.DisplayNames>()
function countryIn(language: string, code: string): string | undefined {
  const names = regions.get(language) ?? new Intl.DisplayNames([language], { type: 'region', fallback: 'none' })
  regions.set(language, names)
  return /^[A-Z]{2}$/.test(code) ? names.of(code) : undefined
}

export const money = (value: number, format: Format): string =>
  format.number(value, Number.isInteger(value) ? {} : { minimumFractionDigits: 2, maximumFractionDigits: 2 })

/** What stands in the editor: plain digits and listed names, so that it reads back. */
export function editText(column: Column, row: PlanRow, lists: Lists): string {
  if (!isCell(column)) return ''
  const value = row.cells[column]
  if (value === null) return row.asWritten[column] ?? ''
  return listedName(column, value, lists)
}

/** Names to choose from; undefined for free text and numbers. */
export function choicesFor(column: Column, row: PlanRow, lists: Lists): string[] | undefined {
  const { places, sectors, indicators } = lists.source
  const { country, sectorId } = row.cells
  if (column === 'country') return [...new Set(places.map((p) => p.countryName))]
  if (column === 'admin1') return places.filter((p) => p.level < 2 && p.country === country).map((p) => p.names[0] ?? p.code)
  if (column === 'sectorId') return sectors.map((s) => s.name)
  return column === 'indicatorId'
    ? indicators.filter((i) => sectorId === null || i.sectorId === sectorId).map((i) => i.name)
    : undefined
}
