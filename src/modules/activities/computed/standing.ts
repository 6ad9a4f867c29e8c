/** Computed rows that are not locked: an open one follows its entries, one that was sent goes back to be looked at again, one that came to nothing leaves or says so. */
import { v7 } from 'uuid'
import type { Context } from '../../../core/context.ts'
import type { Cells } from '../contract.ts'
import { cellsOf } from '../desk/cells.ts'
import { openStates } from '../desk/rows.ts'
import { likenessesOf, markTwins } from '../desk/twins.ts'
import { changeRows, type Edit, isSame } from '../desk/write.ts'
import type { Lists } from '../rules/lists.ts'
import { addSums } from '../sums.ts'
import { joinHistory, touchedByHand, type Work } from './queries.ts'
import { isNothing, sameNumbers } from './rules.ts'

type Done = { counts: { changed: number; sentBack: number; removed: number }; turned: number[] }

/** @param work rows locked by this transaction */
export async function changeStanding(ctx: Context, planId: number, batchId: string, work: Work[], lists: Lists): Promise<Done> {
  const touched = await touchedByHand(
    ctx.db,
    work.map((w) => w.report.id),
  )
  const gone = work.filter((w) => isNothing(w.worked) && w.report.state === 'draft' && !touched.spokenOf.has(w.report.id))
  await removeRows(ctx, planId, gone)
  const edits = work.filter((w) => !gone.includes(w)).flatMap((w) => editOf(w, touched.named.has(w.report.id)))
  const changed = new Set(await changeRows(ctx, ctx.db, batchId, edits, lists))
  const open = edits.filter((e) => openStates.includes(e.report.state) && changed.has(e.report.id))
  await joinHistory(
    ctx.db,
    batchId,
    open.map((e) => e.report.id),
  )
  const sent = edits.filter((e) => !openStates.includes(e.report.state) && changed.has(e.report.id))
  await noteSentBack(ctx, planId, sent)
  return {
    counts: { changed: changed.size, sentBack: sent.length, removed: gone.length },
    turned: work.filter((w) => isNothing(w.worked) !== isNothing(cellsOf(w.report))).map((w) => w.line.id),
  }
}

/** Of a row that was sent only what the entries say changes, and only where the numbers do; it is then to be looked at again. */
function editOf({ report, worked, title, inPlan }: Work, isNamedByHand: boolean): Edit[] {
  const before = cellsOf(report)
  const isOpen = openStates.includes(report.state)
  if (!isOpen && sameNumbers(before, worked)) return []
  const told = isOpen ? { inPlan, ...(!isNamedByHand && { title }) } : {}
  const cells: Cells = { ...before, ...worked, ...told }
  const edit: Edit = { report, cells, asWritten: {}, rule: 'computed', reason: '', ...(!isOpen && { state: 'submitted' }) }
  return isSame(edit) ? [] : [edit]
}

async function removeRows({ db }: Context, planId: number, gone: Work[]): Promise<void> {
  const ids = gone.map((w) => w.report.id)
  if (ids.length === 0) return
  const said = await likenessesOf(db, ids)
  await addSums(db, { ids }, -1)
  await db.deleteFrom('activityReports').where('id', 'in', ids).execute()
  await markTwins(db, planId, [], said)
}

/** The way of the month shows that what was accepted came back. */
async function noteSentBack({ db, actor }: Context, planId: number, edits: Edit[]): Promise<void> {
  const accepted = edits.filter((e) => e.report.state === 'accepted')
  if (accepted.length === 0) return
  const key = ({ report }: Edit) => `${report.organisationId} ${report.country} ${report.month}`
  const steps = [...Map.groupBy(accepted, key).values()].map((its) => {
    const { organisationId, country, month } = its[0]!.report
    return { id: v7(), planId, organisationId, country, month: month ?? '', step: 'submitted', rows: its.length, by: actor.id }
  })
  await db.insertInto('monthSteps').values(steps).execute()
}
