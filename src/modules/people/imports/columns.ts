/** The columns of a list as they are kept and shown, and by which words they are placed. */
import type { Db } from '../../../core/database.ts'
import type { ListColumn, Matching } from './contract.ts'
import { needsByName } from './known.ts'
import { rememberedMatching } from './queries.ts'
import type { ReadSheet } from './reading.ts'
import { keyOf, type Words } from './rules/matching.ts'

/** What whoever sends the list chose for its headers, then what earlier lists of the organisation were told; and what needs are called. */
export async function wordsOf(db: Db, organisation: number, matching: Matching): Promise<Words> {
  const chosen = new Map(Object.entries(matching).map(([header, field]) => [keyOf(header), field]))
  const needs = await needsByName(db)
  const needNamed = (written: string) => needs.get(keyOf(written))?.code
  return { chosen, remembered: await rememberedMatching(db, organisation), needNamed }
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
      need: (placed?.isAsked && placed.choice) || null,
    }))
