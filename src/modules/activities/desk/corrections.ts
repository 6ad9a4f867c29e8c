/** Corrections: a locked row stays as it is; another row that names it holds the differences to what it should have said. */
import { v7 } from 'uuid'
import { assertMay } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { type Db, transact } from '../../../core/database.ts'
import { minus, sumOf } from '../../../core/decimal.ts'
import { record } from '../../../core/events.ts'
import { notFound, Problem } from '../../../core/problem.ts'
import { getPlan } from '../../plan/queries.ts'
import { type ActivityRow, type AsWritten, type Cells, numberColumns, severityOf } from '../contract.ts'
import { checkRow } from '../rules/check.ts'
import type { Lists } from '../rules/lists.ts'
import { addSums } from '../sums.ts'
import { cellsOf, columnsOf, type Report } from './cells.ts'
import { assertByHand } from './computed.ts'
import type { NewCorrection } from './contract.ts'
import { listsOf } from './lists.ts'
import { sees, sightOf } from './reach.ts'
import { shownRows } from './rows.ts'
import { lockRows } from './write.ts'

type Numbers = Pick<Cells, (typeof numberColumns)[number]>

/** @throws 404 out of sight, 403 out of reach, 409 for a row that is not locked, 422 for a correction that changes nothing or contradicts itself */
export function correctActivity(
  ctx: Context,
  planCode: string,
  activityId: string,
  correction: NewCorrection,
): Promise<ActivityRow> {
  return transact(ctx.db, async (db) => {
    const sight = sightOf(ctx)
    const plan = await getPlan(db, planCode)
    const [report] = await lockRows(db, [activityId])
    if (report?.planId !== plan.id || !sees(sight, report)) return notFound('activity', activityId)
    assertMay(ctx, 'activities.write', report)
    assertByHand(report)
    const lists = await listsOf(db, plan.id)
    const earlier = await findReport(db, correction.id)
    if (earlier)
      return earlier.corrects === activityId ? shown({ ...ctx, db }, earlier, lists) : notFound('correction', correction.id)

    if (report.corrects || report.state !== 'locked')
      throw new Problem(409, 'activities/not-locked', { id: activityId, state: report.state })
    const stands = await standing(db, report)
    const wanted = correction.withdraw ? nothing(stands) : { ...stands, ...correction.cells }
    if (!correction.withdraw) assertSound({ ...cellsOf(report), ...wanted }, report.asWritten as AsWritten, lists)
    await insertCorrection(ctx, db, report, correction, differences(stands, wanted))
    return shown({ ...ctx, db }, (await findReport(db, correction.id))!, lists)
  })
}

const findReport = (db: Db, id: string): Promise<Report | undefined> =>
  db.selectFrom('activityReports').selectAll().where('id', '=', id).executeTakeFirst()
const shown = async (ctx: Context, report: Report, lists: Lists): Promise<ActivityRow> =>
  (await shownRows(ctx, [report], lists))[0]!

const numbers = (of: (column: (typeof numberColumns)[number]) => number | null): Numbers =>
  Object.fromEntries(numberColumns.map((c) => [c, of(c)])) as Numbers

/** What the row says together with its corrections so far. A returned correction does not count. */
async function standing(db: Db, report: Report): Promise<Numbers> {
  const corrections = await db
    .selectFrom('activityReports')
    .selectAll()
    .where('corrects', '=', report.id)
    .where('state', '<>', 'returned')
    .execute()
  const rows = [report, ...corrections].map(cellsOf)
  return numbers((c) => (rows.every((row) => row[c] === null) ? null : sumOf(rows.map((row) => row[c]))))
}

const nothing = (stands: Numbers): Numbers => numbers((c) => (stands[c] === null ? null : 0))

function differences(stands: Numbers, wanted: Numbers): Numbers {
  const found = numbers((c) => minus(wanted[c] ?? 0, stands[c] ?? 0) || null)
  if (numberColumns.every((c) => found[c] === null)) throw new Problem(422, 'activities/nothing-to-correct')
  return found
}

/** The row as corrected must be as sound as any row that is submitted. */
function assertSound(cells: Cells, asWritten: AsWritten, lists: Lists): void {
  const finding = checkRow(cells, asWritten, lists).find((f) => severityOf(f.code) === 'blocking')
  if (finding)
    throw new Problem(422, 'activities/correction-contradicts', {
      finding: finding.code,
      cells: finding.cells,
      ...finding.values,
    })
}

/** Submitted at once: it waits for the same review as every other row. */
async function insertCorrection(
  ctx: Context,
  db: Db,
  report: Report,
  { id, reason }: NewCorrection,
  change: Numbers,
): Promise<void> {
  const { planId, kind } = report
  await db
    .insertInto('activityReports')
    .values({
      ...columnsOf({ ...cellsOf(report), ...change }),
      id,
      planId,
      kind,
      state: 'submitted',
      corrects: report.id,
      enteredBy: ctx.actor.id,
    })
    .execute()
  await addSums(db, { ids: [id] }, 1)
  await db
    .insertInto('activityComments')
    .values({ id: v7(), activityId: id, by: ctx.actor.id, byName: ctx.actor.name, body: reason })
    .execute()
  await record(db, ctx.actor, 'activity.corrected', report.id, { correction: id })
}
