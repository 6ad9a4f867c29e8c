/** Placed cells back in words: the names of the plan's lists, in a language; what could not be placed as it was written. */
import type { Texts } from '../../places/contract.ts'
import type { AsWritten, Cells, Column } from '../contract.ts'
import { yesNoColumns } from '../contract.ts'
import type { Lists } from './lists.ts'

type Language = keyof Texts
export type Words = { yes: string; no: string }
/** How the names of a plan are looked up backwards; made once for many rows. */
export type Naming = {
  place: Map<string, string>
  country: Map<string, string>
  body: Map<number, string>
  mechanism: Map<number, string>
  lists: Lists
  language: Language
  words: Words
}

export function namingOf(lists: Lists, language: Language, words: Words): Naming {
  const { places, organisations, mechanisms } = lists.source
  return {
    place: new Map(places.map((p) => [p.code, p.names[0] ?? p.code])),
    country: new Map(places.map((p) => [p.country, p.countryName])),
    body: new Map(organisations.map((o) => [o.id, o.names[0] ?? String(o.id)])),
    mechanism: new Map(mechanisms.map((m) => [m.id, m.name])),
    lists,
    language,
    words,
  }
}

/** A cell as a person would write it in a file; numbers stay numbers. */
export function inWords(column: Column, cells: Cells, asWritten: AsWritten, naming: Naming): string | number | null {
  const value = cells[column]
  if (value === null) return asWritten[column] ?? null
  if ((yesNoColumns as readonly Column[]).includes(column)) return value ? naming.words.yes : naming.words.no
  if (column === 'country') return naming.country.get(value as string) ?? String(value)
  if (column === 'admin1' || column === 'admin2') return naming.place.get(value as string) ?? String(value)
  if (column === 'organisation' || column === 'implementer') return naming.body.get(value as number) ?? String(value)
  if (column === 'cashMechanism') return naming.mechanism.get(value as number) ?? String(value)
  if (column === 'sector') return naming.lists.sectorOf.get(value as number)?.name ?? String(value)
  if (column === 'indicator') return naming.lists.indicatorOf.get(value as number)?.name ?? String(value)
  return value as string | number
}
