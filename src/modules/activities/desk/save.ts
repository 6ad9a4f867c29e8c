/** Saving rows from the grid: new ones and edits, several people at once, each change on record and in the sums. */

import { v7 } from 'uuid'
import type { z } from 'zod'
import { assertMay, visible, within } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { type Db, transact } from '../../../core/database.ts'
import { record } from '../../../core/events.ts'
import { notFound, Problem } from '../../../core/problem.ts'
import type { Plan } from '../../plan/contract.ts'
import { getPlan } from '../../plan/queries.ts'
import type { AsWritten } from '../contract.ts'
import type { Lists } from '../rules/lists.ts'
import { cellsOf, emptyCells, type Report } from './cells.ts'
import { assertByHand, isDescribed } from './computed.ts'
import type { RowsToSave, SavedRows } from './contract.ts'
import { listsOf } from './lists.ts'
import { addNewNames, placedAgain } from './naming.ts'
import { type Sight, sees, sightOf } from './reach.ts'
import { openStates, rowsById, shownRows } from './rows.ts'
import { type Content, changeRows, type Edit, insertRows, isSame, lockRows } from './write.ts'

type Sent = RowsToSave['rows'][number]

/**
 * @throws 404 for a row of another plan or out of sight, 403 for a row that is or would come out of reach, 409 for one that is no longer
 * being written. Then nothing is saved. Rows that somebody else changed meanwhile are left as they are and returned as conflicts.
 */
export function saveRows(ctx: Context, planCode: string, sent: RowsToSave): Promise<z.infer<typeof SavedRows>> {
  const rows = [...new Map(sent.rows.map((row) => [row.id, row])).values()]
  return transact(ctx.db, async (db) => {
    const sight = sightOf(ctx)
    visible(ctx, 'activities.write')
    const plan = await getPlan(db, planCode)
    const lists = await growLists(db, plan, rows, await listsOf(db, plan.id))
    const stored = new Map(
      (
        await lockRows(
          db,
          rows.map((r) => r.id),
        )
      ).map((report) => [report.id, report]),
    )
    const edits = rows.flatMap((sent) => editOf(ctx, plan, sight, sent, stored.get(sent.id), lists))
    const conflicts = edits.filter((e) => e.isStale && !isSame(e)).map((e) => e.report.id)
    const fresh = rows.filter((sent) => !stored.has(sent.id)).map((sent) => newRow(ctx, sent, lists))

    const batchId = v7()
    const added = await insertRows(ctx, db, plan.id, fresh, lists)
    const changed = await changeRows(
      ctx,
      db,
      batchId,
      edits.filter((e) => !e.isStale),
      lists,
    )
    if (added.length + changed.length > 0)
      await record(db, ctx.actor, 'activities.saved', batchId, { plan: plan.code, added: added.length, changed: changed.length })
    return answer({ ...ctx, db }, rows, conflicts, sight, lists)
  })
}

/** Names that no list holds yet join the lists that are open; whether they are new is known only after the lists are read again. */
async function growLists(db: Db, plan: Plan, rows: Sent[], lists: Lists): Promise<Lists> {
  const contents = rows.map((r) => placedAgain({ cells: { ...emptyCells, ...r.cells }, asWritten: r.asWritten ?? {} }, lists))
  const added = await addNewNames(db, plan.id, contents, lists)
  return added.length > 0 ? listsOf(db, plan.id) : lists
}

/** A cell that is set no longer stands as it was written before; a cell that is sent as text is placed where it can be. */
function merged(before: Content, sent: Sent, lists: Lists): Content {
  const texts = sent.asWritten ?? {}
  const asWritten = Object.fromEntries(Object.entries(before.asWritten).filter(([column]) => !(column in sent.cells)))
  const cleared = Object.fromEntries(Object.keys(texts).map((column) => [column, null]))
  return placedAgain(
    { cells: { ...before.cells, ...sent.cells, ...cleared }, asWritten: { ...asWritten, ...texts } as AsWritten },
    lists,
  )
}

function newRow(ctx: Context, sent: Sent, lists: Lists) {
  const content = merged({ cells: emptyCells, asWritten: {} }, sent, lists)
  assertOwn(ctx, content)
  return { id: sent.id, ...content }
}

function editOf(
  ctx: Context,
  plan: Plan,
  sight: Sight,
  sent: Sent,
  report: Report | undefined,
  lists: Lists,
): (Edit & { isStale: boolean })[] {
  if (!report) return []
  if (report.planId !== plan.id || !sees(sight, report)) return notFound('activity', sent.id)
  assertMay(ctx, 'activities.write', report)
  const content = merged({ cells: cellsOf(report), asWritten: report.asWritten as AsWritten }, sent, lists)
  const edit = { report, ...content, rule: null, reason: sent.reason ?? '', isStale: report.version !== sent.version }
  if (isSame(edit) || edit.isStale) return [edit]
  if (!openStates.includes(report.state) || report.corrects)
    throw new Problem(409, 'activities/not-open', { id: report.id, state: report.state })
  if (report.lineId !== null && !isDescribed(edit)) assertByHand(report)
  assertOwn(ctx, content)
  return [edit]
}

/** Nobody writes a row into an organisation or a country that is not theirs. */
function assertOwn(ctx: Context, { cells }: Content): void {
  const thing = { country: cells.country, organisationId: cells.organisation }
  if (!within(visible(ctx, 'activities.write'), thing)) throw new Problem(403, 'activities/out-of-reach', {})
}

async function answer(
  ctx: Context,
  rows: Sent[],
  conflicts: string[],
  sight: Sight,
  lists: Lists,
): Promise<z.infer<typeof SavedRows>> {
  const reports = await rowsById(
    ctx.db,
    rows.map((r) => r.id),
    sight,
  )
  const shown = await shownRows(ctx, reports, lists)
  return {
    saved: shown.filter((row) => !conflicts.includes(row.id)),
    conflicts: shown.filter((row) => conflicts.includes(row.id)).map((theirs) => ({ id: theirs.id, theirs })),
  }
}
