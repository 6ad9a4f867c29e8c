/** What was written of one household, what its words are held against, and what there is to say of it: gathered while it is read. */
import { seen, unguarded } from '../../../../core/text.ts'
import type { PopulationGroup } from '../../contract.ts'
import type { Field } from './fields.ts'
import type { ListedNeed, NeedInList } from './needs.ts'
import { isBlank, isNothing } from './values.ts'

/** What stands under the columns that were placed. */
export type Cells = Partial<Record<Field, string | number>>
/** `line`: where the person stands in the file; persons of one row share it. */
export type WrittenPerson = { line: number; cells: Cells; isHead: boolean; unclear?: Unclear[] }
/** What stands where yes or no was to stand. */
export type Unclear = { column: string; written: string }
export type WrittenHousehold = { line: number; key: string; cells: Cells; persons: WrittenPerson[] }

/** Why a row is not kept: `people.refused.<code>`, or what the form says, `people.problem.<code>`. */
export type Reason = { line: number; field: string; code: string; values: Record<string, string | number> }
export type Place = { code: string; country: string; admin1: string | null; admin2: string | null }
/** What the words of a list are held against. */
export type Known = {
  country: (written: string) => string | undefined
  place: (country: string, written: string) => Place | undefined
  /** By its code or its name in any language. */
  need: (written: string) => ListedNeed | undefined
}
export type Defaults = {
  site: string | null
  place: Omit<Place, 'code'>
  group: PopulationGroup | null
  today: string
  mayProtect: boolean
}
export type IdOf = (what: 'person' | 'document', at: number) => string

/** `remarks`: what was taken in all the same, `people.remark.<code>`, or what the form says. */
export type Reading = {
  written: WrittenHousehold
  known: Known
  defaults: Defaults
  idOf: IdOf
  reasons: Reason[]
  remarks: string[]
  needs: NeedInList[]
}

/** @param line where it stands in the file, if not where the household does */
export function refuse(
  { reasons, written }: Reading,
  field: string,
  code: string,
  values: Reason['values'] = {},
  line = written.line,
): void {
  reasons.push({ line, field, code: `refused.${code}`, values })
}

/** One blank between words; what says nothing is nothing. */
export function textOf(cell: string | number | undefined): string {
  if (cell === undefined) return ''
  // An apostrophe before a sign is how workbooks keep it from being worked out.
  const text = unguarded(seen(String(cell)).trim())
    .replace(/\s+/gu, ' ')
    .trim()
  return isBlank(text) ? '' : text
}
/** Of what somebody may say that they have none. */
export function hadOf(cell: string | number | undefined): string {
  const text = textOf(cell)
  return isNothing(text) ? '' : text
}
