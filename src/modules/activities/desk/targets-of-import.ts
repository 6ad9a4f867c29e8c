/** The rows of a file beside the published targets and beside computed rows, once it was taken in. */
import { sql } from 'kysely'
import { type Db, transact } from '../../../core/database.ts'
import { lastPublished } from './against-targets.ts'
import { hasComputed, markAlso } from './also-computed.ts'
import { markAboveTarget } from './targets.ts'
import { lockRows } from './write.ts'

const atATime = 1_000

/** The open rows of a file, after it was taken in: many rows are not held up by it. */
export async function markImport(db: Db, importId: string): Promise<void> {
  const plan = await db.selectFrom('imports').select('planId').where('id', '=', importId).executeTakeFirst()
  if (!plan) return
  const [asksTargets, asksComputed] = [(await lastPublished(db, plan.planId)) !== null, await hasComputed(db, plan.planId)]
  if (!asksTargets && !asksComputed) return
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const { rows } = await sql<{ id: string }>`
      select id from activity_reports where import_id = ${importId}::uuid and id > ${after}::uuid order by id limit ${atATime}`.execute(
      db,
    )
    const ids = rows.map((row) => row.id)
    if (ids.length > 0)
      await transact(db, async (trx) => {
        await lockRows(trx, ids)
        if (asksTargets) await markAboveTarget(trx, plan.planId, ids)
        if (asksComputed) await markAlso(trx, ids)
      })
    if (ids.length < atATime) return
    after = ids.at(-1)!
  }
}
