/** What stands in a cell: codes and ids by their names, numbers grouped, months in words. */
import type { AsWritten, Cells, Column } from '../../modules/activities/contract.ts'
import type { Lists } from '../../modules/activities/rules/lists.ts'
import type { WrittenRow } from '../../modules/activities/rules/place.ts'
import type { Format, T, Texts } from '../languages.ts'
import { sectorName } from '../sectors.ts'
import { isNumber, isYesNo } from './columns.ts'

type Content = { cells: Cells; asWritten: AsWritten }
type Named = {
  places: Map<string, string>
  organisations: Map<number, { name: string; short: string }>
  mechanisms: Map<number, string>
}

const cache = new WeakMap<Lists, Named>()

function namedOf(lists: Lists): Named {
  const known = cache.get(lists)
  if (known) return known
  const { places, organisations, mechanisms } = lists.source
  const made: Named = {
    places: new Map([
      ...places.map((p): [string, string] => [p.country, p.countryName]),
      ...places.map((p): [string, string] => [p.code, p.level === 0 ? p.countryName : (p.names[0] ?? p.code)]),
    ]),
    organisations: new Map(
      organisations.map((o) => [o.id, { name: o.names[0] ?? o.acronym, short: o.acronym || (o.names[0] ?? '') }]),
    ),
    mechanisms: new Map(mechanisms.map((m) => [m.id, m.name])),
  }
  cache.set(lists, made)
  return made
}

/** The listed name of a cell, as the rules find it again; undefined where the cell holds no name. */
export function listedName(column: Column, cells: Cells, lists: Lists): string | undefined {
  const { places, organisations, mechanisms } = namedOf(lists)
  const value = cells[column]
  if (value === null) return undefined
  switch (column) {
    case 'country':
    case 'admin1':
    case 'admin2':
      return places.get(String(value))
    case 'organisation':
    case 'implementer':
      return organisations.get(Number(value))?.name
    case 'sector':
      return lists.sectorOf.get(Number(value))?.name
    case 'indicator':
      return lists.indicatorOf.get(Number(value))?.name
    case 'cashMechanism':
      return mechanisms.get(Number(value))
    default:
      return undefined
  }
}

/** A row as text that the rules read back to the same cells; places by code, which no two share. */
export function writtenOf({ cells, asWritten }: Content, lists: Lists): WrittenRow {
  const written: WrittenRow = {}
  for (const column of Object.keys(cells) as Column[]) {
    const value = cells[column]
    const isPlace = column === 'country' || column === 'admin1' || column === 'admin2'
    written[column] = asWritten[column] ?? (isPlace ? value : (listedName(column, cells, lists) ?? value))
  }
  return written
}

/** What a person reads in the cell, in the language of the screen. */
export function shownText(
  column: Column,
  { cells, asWritten }: Content,
  lists: Lists,
  words: { t: T; format: Format; text: (texts: Texts | undefined, otherwise?: string) => string },
): string {
  const written = asWritten[column]
  if (written !== undefined) return written
  const value = cells[column]
  if (value === null) return ''
  if (isNumber(column)) return words.format.number(Number(value), { maximumFractionDigits: 6 })
  if (isYesNo(column)) return words.t(value ? 'web.activities.yes' : 'web.activities.no')
  if (column === 'month') return words.format.month(String(value), 'short')
  if (column === 'organisation' || column === 'implementer')
    return namedOf(lists).organisations.get(Number(value))?.short ?? String(value)
  const sector = column === 'sector' ? lists.sectorOf.get(Number(value)) : undefined
  const indicator = column === 'indicator' ? lists.indicatorOf.get(Number(value)) : undefined
  if (sector) return sectorName(sector, words.format.language)
  return indicator ? words.text(indicator.names, indicator.name) : (listedName(column, cells, lists) ?? String(value))
}

/** What stands in the editor: plain digits and listed names, so that it reads back. */
export function editText(column: Column, { cells, asWritten }: Content, lists: Lists): string {
  const written = asWritten[column]
  if (written !== undefined) return written
  const value = cells[column]
  if (value === null) return ''
  if (isYesNo(column)) return value ? 'yes' : 'no'
  return listedName(column, cells, lists) ?? String(value)
}

/** Names to choose from in a cell of this row; undefined for free text, numbers and months. */
export function choicesFor(column: Column, cells: Cells, lists: Lists): string[] | undefined {
  const { places, organisations, sectors, indicators, mechanisms } = lists.source
  const named = (list: { names: string[] }[]) => [...new Set(list.map((entry) => entry.names[0] ?? ''))].filter(Boolean)
  switch (column) {
    case 'country':
      return [...new Set(places.map((p) => p.countryName))]
    case 'admin1':
      return named(places.filter((p) => p.level === 1 && p.country === cells.country))
    case 'admin2':
      return named(places.filter((p) => p.level === 2 && p.parent === cells.admin1))
    case 'organisation':
      return named(organisations.filter((o) => o.appealing))
    case 'implementer':
      return named(organisations)
    case 'sector':
      return sectors.map((s) => s.name)
    case 'indicator':
      return indicators.filter((i) => cells.sector === null || i.sectorId === cells.sector).map((i) => i.name)
    case 'cashMechanism':
      return mechanisms.map((m) => m.name)
    default:
      return undefined
  }
}
