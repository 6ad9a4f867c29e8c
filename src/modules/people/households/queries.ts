/** Households as they are read, under row security: with everybody and everything of those merged into them. */
import type { Reach } from '../../../core/access.ts'
import { asReader, type Db } from '../../../core/database.ts'
import { familyOf, readParts, readRestricted } from './parts.ts'
import { type HouseholdRecord, Shelf } from './shelf.ts'

export type { HouseholdRecord } from './shelf.ts'
/** `sensitive`: where restricted needs may be read too; undefined: nowhere. */
export type ReadingWish = { sensitive?: Reach | undefined }

/**
 * Reads households by id, in the order asked; what is not within reach, or not there, is left out.
 * One that was merged comes with `mergedInto` (the one that stands in the end) and without persons.
 */
export async function readHouseholds(
  db: Db,
  reach: Reach,
  ids: readonly string[],
  { sensitive }: ReadingWish = {},
): Promise<HouseholdRecord[]> {
  if (ids.length === 0) return []
  const family = await familyOf(db, ids)
  const all = [...new Set(family.map((f) => f.id))]
  if (all.length === 0) return []
  const parts = await asReader(db, reach, (reader) => readParts(reader, all))
  const restricted = sensitive === undefined ? [] : await readRestricted(db, sensitive, parts.homes)
  const shelf = new Shelf(family, parts, restricted)
  return [...new Set(ids.map((id) => id.toLowerCase()))].flatMap((id) => shelf.household(id) ?? [])
}
