/** The rows of a file beside the published targets, once it was taken in. */
import { sql } from 'kysely'
import { type Db, transact } from '../../../core/database.ts'
import { lastPublished } from './against-targets.ts'
import { markAboveTarget } from './targets.ts'
import { lockRows } from './write.ts'

const atATime = 1_000

/** The open rows of a file, after it was taken in: many rows are not held up by it. */
export async function markImport(db: Db, importId: string): Promise<void> {
  const plan = await db.selectFrom('imports').select('planId').where('id', '=', importId).executeTakeFirst()
  if (!plan || (await lastPublished(db, plan.planId)) === null) return
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const { rows } = await sql<{ id: string }>`
      select id from activity_reports where import_id = ${importId}::uuid and id > ${after}::uuid and kind = 'direct' order by id limit ${atATime}`.execute(
      db,
    )
    const ids = rows.map((row) => row.id)
    if (ids.length > 0)
      await transact(db, async (trx) => {
        await lockRows(trx, ids)
        await markAboveTarget(trx, plan.planId, ids)
      })
    if (ids.length < atATime) return
    after = ids.at(-1)!
  }
}
