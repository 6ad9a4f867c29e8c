/** Keeps rows of contributions: new ones whole, changed ones with what they were before, older forms not at all. */
import type { Context } from '../../../core/context.ts'
import type { Db } from '../../../core/database.ts'
import { applyRates } from './rates.ts'
import { ageOf, changeRows, differences, insertRows, type Row, type Stored, storedRows } from './rows.ts'

export type Counts = { added: number; changed: number; same: number; older: number; awaiting: number }

/** Writes what is new or differs; whatever arrives changed keeps what it was. */
export async function keep(db: Db, ctx: Context, planId: number, rows: Row[], name: string): Promise<Counts> {
  const source = String(rows[0]?.source ?? 'fts')
  const kept = await storedRows(
    db,
    planId,
    source,
    rows.map((r) => String(r.flow_id)),
  )
  const counts: Counts = { added: 0, changed: 0, same: 0, older: 0, awaiting: 0 }
  const fresh: Row[] = []
  const changes: { kept: Stored; set: Row }[] = []
  for (const row of rows) {
    const there = kept.get(String(row.flow_id))
    const set = there ? differences(row, there) : {}
    if (!there) fresh.push(row)
    else if (Object.keys(set).length > 0) changes.push({ kept: there, set })
    else if (ageOf(row, there) < 0) counts.older++
    else counts.same++
  }
  await insertRows(db, fresh, ctx.actor.id)
  await changeRows(db, changes, ctx.actor.id, name)
  await applyRates(db, ctx.actor.id, planId)
  counts.added = fresh.length
  counts.changed = changes.length
  counts.awaiting = await countAwaiting(db, planId, rows)
  return counts
}

async function countAwaiting(db: Db, planId: number, rows: Row[]): Promise<number> {
  if (!rows.some((r) => r.usd === null)) return 0
  const { count } = await db
    .selectFrom('contributions')
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('planId', '=', planId)
    .where('usd', 'is', null)
    .executeTakeFirstOrThrow()
  return count
}
