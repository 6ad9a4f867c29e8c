/** Computed rows that are locked stay as they are: what entries say otherwise stands in one correction, which follows them until it is accepted. */
import { v7 } from 'uuid'
import type { Context } from '../../../core/context.ts'
import { minus, sumOf } from '../../../core/decimal.ts'
import { record } from '../../../core/events.ts'
import { numberColumns } from '../contract.ts'
import { cellsOf, columnsOf, type Report } from '../desk/cells.ts'
import { changeRows, type Edit } from '../desk/write.ts'
import type { Lists } from '../rules/lists.ts'
import { addSums } from '../sums.ts'
import { joinHistory, type Work } from './queries.ts'
import type { Numbers } from './rules.ts'

/** @param corrections of these rows, locked by this transaction. @returns how many corrections were made, changed or taken away */
export async function correctLocked(
  ctx: Context,
  batchId: string,
  work: Work[],
  corrections: Report[],
  lists: Lists,
): Promise<number> {
  const of = Map.groupBy(corrections, (c) => c.corrects!)
  const edits: Edit[] = []
  let made = 0
  for (const { report, worked } of work) {
    const its = of.get(report.id) ?? []
    const open = its.findLast((c) => c.lineId !== null && ['submitted', 'returned'].includes(c.state))
    const counted = its.filter((c) => c !== open && c.state !== 'returned')
    const difference = differences([report, ...counted], worked)
    const cells = { ...cellsOf(report), ...difference, ...cashOf(report, worked) }
    // What a person returned is asked again only when the entries say something else than what was returned.
    if (isNone(difference) ? open?.state !== 'submitted' : open && same(cellsOf(open), difference)) continue
    if (open && !isNone(difference))
      edits.push({ report: open, cells, asWritten: {}, rule: 'computed', reason: '', state: 'submitted' })
    else {
      await (open ? remove(ctx, open) : insert(ctx, report, cells))
      made++
    }
  }
  const changed = await changeRows(ctx, ctx.db, batchId, edits, lists)
  await joinHistory(ctx.db, batchId, changed)
  return made + changed.length
}

/** What is missing from the row and its corrections so far to what the entries say. */
function differences(counted: Report[], wanted: Numbers): Numbers {
  const rows = counted.map(cellsOf)
  const missing = numberColumns.map((c) => [c, minus(wanted[c] ?? 0, sumOf(rows.map((row) => row[c]))) || null])
  return Object.fromEntries(missing) as Numbers
}

const isNone = (numbers: Numbers): boolean => numberColumns.every((c) => numbers[c] === null)
const same = (a: Numbers, b: Numbers): boolean => numberColumns.every((c) => (a[c] || null) === (b[c] || null))

/** Dollars are counted where a row is cash: a correction of one that was, or now is. */
const cashOf = (report: Report, worked: Work['worked']) => ({
  isCash: report.isCash === true || worked.isCash === true,
  cashMechanism: worked.cashMechanism ?? report.cashMechanismId,
})

async function insert({ db, actor }: Context, report: Report, cells: ReturnType<typeof cellsOf>): Promise<void> {
  const id = v7()
  const { planId, kind, lineId } = report
  const columns = columnsOf(cells)
  await db
    .insertInto('activityReports')
    .values({ ...columns, id, planId, kind, lineId, state: 'submitted', corrects: report.id, enteredBy: actor.id })
    .execute()
  await addSums(db, { ids: [id] }, 1)
  await record(db, actor, 'activity.corrected', report.id, { correction: id })
}

async function remove({ db }: Context, correction: Report): Promise<void> {
  await addSums(db, { ids: [correction.id] }, -1)
  await db.deleteFrom('activityReports').where('id', '=', correction.id).execute()
}
