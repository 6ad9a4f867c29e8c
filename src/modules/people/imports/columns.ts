/** The columns of a list as they are kept and shown, and by which words they are placed. */
import type { Db } from '../../../core/database.ts'
import type { ListColumn, Matching } from './contract.ts'
import { rememberedMatching } from './queries.ts'
import type { ReadSheet, Words } from './reading.ts'
import { keyOf } from './rules/matching.ts'

/** What whoever sends the list chose for its headers, then what earlier lists of the organisation were told. */
export async function wordsOf(db: Db, organisation: number, matching: Matching): Promise<Words> {
  const chosen = new Map(Object.entries(matching).map(([header, field]) => [keyOf(header), field]))
  return { chosen, remembered: await rememberedMatching(db, organisation) }
}

/** A column without a header is none. `at`: which cell of a row. */
export const placedOf = (sheet: ReadSheet): (ListColumn & { at: number })[] =>
  sheet.columns
    .filter((c) => c.header.trim() !== '')
    .map(({ at, header, placed, how }) => ({
      at,
      sheet: sheet.name,
      header,
      field: placed?.field ?? null,
      person: placed?.person ?? 0,
      how,
    }))
