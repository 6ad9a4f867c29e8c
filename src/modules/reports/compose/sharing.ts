/** Counts are gathered once for all who write or look at the same moment: the document, its list of differences, its picker. */
import { sql } from 'kysely'
import type { Db } from '../../../core/database.ts'
import type { Counts } from './counts.ts'
import type { Source } from './loading.ts'

type Kept = { deed: number; until: number; counts: Promise<Counts> }
const keptFor = 10_000
const mostKept = 8
const kept = new WeakMap<Db, Map<string, Kept>>()

/** As gathered some seconds ago, unless somebody did something since. Whoever publishes reads anew, in the own transaction. */
export async function countsOf(db: Db, source: Source, gather: (db: Db, source: Source) => Promise<Counts>): Promise<Counts> {
  if (db.isTransaction) return gather(db, source)
  const own = kept.get(db) ?? new Map<string, Kept>()
  kept.set(db, own)
  const key = [source.plan, source.firstMonth, source.lastMonth, source.include].join('/')
  const deed = await lastDeed(db)
  const known = own.get(key)
  if (known && known.deed === deed && known.until > Date.now()) return known.counts
  const counts = gather(db, source)
  own.delete(key)
  own.set(key, { deed, until: Date.now() + keptFor, counts })
  if (own.size > mostKept) own.delete(own.keys().next().value!)
  // What failed is not kept.
  counts.catch(() => own.get(key)?.counts === counts && own.delete(key))
  return counts
}

/** Every change to rows, lists and plans is recorded: the number of the last record says whether anything changed. */
async function lastDeed(db: Db): Promise<number> {
  const { rows } = await sql<{ id: number | null }>`select max(id) as id from events`.execute(db)
  return rows[0]?.id ?? 0
}
