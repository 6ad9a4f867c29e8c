/** When a plan's lists change, rows that are still open are placed and checked again; what a person sent stays as it was sent. */
import { sql } from 'kysely'
import { v7 } from 'uuid'
import type { Context } from '../../../core/context.ts'
import { transact } from '../../../core/database.ts'
import { record } from '../../../core/events.ts'
import type { AsWritten } from '../contract.ts'
import type { Lists } from '../rules/lists.ts'
import { cellsOf, type Report } from './cells.ts'
import { listsOf } from './lists.ts'
import { placedAgain } from './naming.ts'
import { openStates } from './rows.ts'
import { markAboveTarget } from './targets.ts'
import { changeRows, lockRows, refindRows } from './write.ts'

const atATime = 1_000

/** Safe to run twice and beside people at work. @returns rows whose cells found their place, and rows whose findings alone changed */
export async function recheckPlan(ctx: Context, planId: number): Promise<{ placed: number; found: number }> {
  const lists = await listsOf(ctx.db, planId)
  const batchId = v7()
  const done = { placed: 0, found: 0 }
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const ids = await openIds(ctx, planId, after)
    if (ids.length > 0) {
      const { placed, found } = await transact(ctx.db, (db) => recheckRows({ ...ctx, db }, batchId, ids, lists))
      done.placed += placed
      done.found += found
    }
    if (ids.length < atATime) break
    after = ids.at(-1)!
  }
  await record(ctx.db, ctx.actor, 'activities.rechecked', batchId, { planId, ...done })
  return done
}

async function openIds({ db }: Context, planId: number, after: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from activity_reports where plan_id = ${planId} and id > ${after}::uuid and state = any(${openStates}::text[]) and corrects is null
    order by id limit ${atATime}`.execute(db)
  return rows.map((r) => r.id)
}

async function recheckRows(ctx: Context, batchId: string, ids: string[], lists: Lists) {
  const reports = (await lockRows(ctx.db, ids)).filter((r) => openStates.includes(r.state))
  const edits = reports.map((report) => ({ report, ...placedAgain(contentOf(report), lists), rule: null, reason: 'lists' }))
  const placed = await changeRows(ctx, ctx.db, batchId, edits, lists)
  const found = await refindRows(
    ctx.db,
    reports.filter((r) => !placed.includes(r.id)),
    lists,
  )
  const still = reports.filter((r) => !placed.includes(r.id))
  if (still.length > 0)
    await markAboveTarget(
      ctx.db,
      still[0]!.planId,
      still.map((r) => r.id),
    )
  return { placed: placed.length, found: found.length }
}

const contentOf = (report: Report) => ({ cells: cellsOf(report), asWritten: report.asWritten as AsWritten })
