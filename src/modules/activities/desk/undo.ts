/** Taking a batch of changes back, as far as nobody changed the rows since. */
import { sql } from 'kysely'
import { v7 } from 'uuid'
import type { z } from 'zod'
import { visible, within } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { type Db, transact } from '../../../core/database.ts'
import { record } from '../../../core/events.ts'
import { notFound } from '../../../core/problem.ts'
import type { AsWritten, Cells } from '../contract.ts'
import type { Lists } from '../rules/lists.ts'
import { cellsOf } from './cells.ts'
import type { BatchResult } from './contract.ts'
import { listsOf } from './lists.ts'
import { inSight, sightOf } from './reach.ts'
import { openStates } from './rows.ts'
import { changeRows, type Edit, lockRows } from './write.ts'

type Result = z.infer<typeof BatchResult>
const atATime = 1_000

type Standing = { id: string; activityId: string; before: Partial<Cells> & { asWritten?: AsWritten }; isLast: boolean }

/** Takes a batch back from every row that nobody changed since, as a change of its own. Sent twice, it answers the same. */
export async function undoBatch(ctx: Context, batchId: string): Promise<Result> {
  visible(ctx, 'activities.write')
  const rows = await listRowsOf(ctx, batchId)
  const [first] = rows
  if (!first) return notFound('batch', batchId)
  const lists = await listsOf(ctx.db, first.planId)
  const undoId = v7()
  for (let at = 0; at < rows.length; at += atATime)
    await transact(ctx.db, (db) =>
      undoRows(
        { ...ctx, db },
        batchId,
        undoId,
        rows.slice(at, at + atATime).map((r) => r.activityId),
        lists,
      ),
    )
  const undone = await countUndone(ctx.db, batchId)
  await record(ctx.db, ctx.actor, 'activities.undone', batchId, { rows: undone, left: rows.length - undone })
  return { batchId, rows: undone, left: rows.length - undone }
}

async function undoRows(ctx: Context, batchId: string, undoId: string, rows: string[], lists: Lists): Promise<void> {
  const writing = visible(ctx, 'activities.write')
  const reports = new Map(
    (await lockRows(ctx.db, rows)).filter((r) => openStates.includes(r.state) && within(writing, r)).map((r) => [r.id, r]),
  )
  const standing = (await listStanding(ctx.db, batchId, rows)).filter((c) => c.isLast && reports.has(c.activityId))
  const edits = standing.map(({ activityId, before: { asWritten, ...cells } }): Edit => {
    const report = reports.get(activityId)!
    return {
      report,
      cells: { ...cellsOf(report), ...cells },
      asWritten: asWritten ?? (report.asWritten as AsWritten),
      rule: null,
      reason: 'undo',
    }
  })
  await changeRows(ctx, ctx.db, undoId, edits, lists)
  const ids = standing.map((s) => s.id)
  await sql`update activity_changes c set undone_by = u.id from activity_changes u
    where c.id = any(${ids}::uuid[]) and u.batch_id = ${undoId}::uuid and u.activity_id = c.activity_id`.execute(ctx.db)
  // What an undone undo had taken back stands again.
  await sql`update activity_changes set undone_by = null where activity_id = any(${rows}::uuid[]) and undone_by = any(${ids}::uuid[])`.execute(
    ctx.db,
  )
}

/** The rows of a batch that the asker sees. */
async function listRowsOf(ctx: Context, batchId: string): Promise<{ activityId: string; planId: number }[]> {
  const inBatch = sql.join([sql`batch_id = ${batchId}::uuid`, ...inSight(sightOf(ctx))], sql` and `)
  const { rows } = await sql<{ activityId: string; planId: number }>`
    select distinct activity_id, plan_id from activity_changes c join activity_reports r on r.id = c.activity_id where ${inBatch} order by 1`.execute(
    ctx.db,
  )
  return rows
}

async function listStanding(db: Db, batchId: string, ids: string[]): Promise<Standing[]> {
  const { rows } = await sql<Standing>`
    select c.id, c.activity_id, c.before,
      not exists (select from activity_changes l where l.activity_id = c.activity_id and (l.at, l.id) > (c.at, c.id) and l.undone_by is null
        and not exists (select from activity_changes o where o.activity_id = l.activity_id and o.undone_by = l.id)) as is_last
    from activity_changes c where c.batch_id = ${batchId}::uuid and c.activity_id = any(${ids}::uuid[]) and c.undone_by is null and c.rule is distinct from 'computed'`.execute(
    db,
  )
  return rows
}

const countUndone = async (db: Db, batchId: string): Promise<number> =>
  (
    await db
      .selectFrom('activityChanges')
      .select((q) => q.fn.countAll<number>().as('rows'))
      .where('batchId', '=', batchId)
      .where('undoneBy', 'is not', null)
      .executeTakeFirstOrThrow()
  ).rows
