/** Fixes: what a rule proposes for the rows of a filter, applied to chosen rows or to all of them (taken back in undo.ts). */
import { sql } from 'kysely'
import type { z } from 'zod'
import { visible, within } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { type Db, transact } from '../../../core/database.ts'
import { record } from '../../../core/events.ts'
import type { Plan } from '../../plan/contract.ts'
import { getPlan } from '../../plan/queries.ts'
import type { ActivityFilter, AsWritten, Cells } from '../contract.ts'
import { type Fix, proposeFix } from '../rules/fixes.ts'
import type { Lists } from '../rules/lists.ts'
import { answeredBefore } from './again.ts'
import { cellsOf, type Report } from './cells.ts'
import type { BatchResult, FixOrder, FixPreview, FixRule, ProposedFix } from './contract.ts'
import { narrowed, rowsWhere } from './filter.ts'
import { listsOf } from './lists.ts'
import { findingsOf, openStates } from './rows.ts'
import { changeRows, type Edit, lockRows } from './write.ts'

type Preview = z.infer<typeof FixPreview>
type Result = z.infer<typeof BatchResult>

/** Rows looked at, changed and recorded at a time. */
const atATime = 1_000
const shownFixes = 500

/** The findings that a rule may answer: only rows with one of them are looked at. */
const answers: Record<FixRule, string[]> = {
  'round-breakdown': ['population-breakdown', 'age-gender-breakdown', 'not-whole-number'],
  'age-gender-by-proportions': ['age-gender-breakdown'],
  'population-into-largest': ['population-breakdown'],
  'raise-total': ['new-above-total'],
  'mark-as-cash': ['cash-unexpected'],
  'copy-output-from-total': ['output-missing'],
  'clear-forbidden': ['output-unexpected', 'cash-unexpected', 'implementer-unexpected'],
  'use-suggestion': [
    'place-unknown',
    'organisation-unknown',
    'implementer-unknown',
    'indicator-unknown',
    'mechanism-unknown',
    'admin2-unknown',
  ],
}

export async function previewFixes(ctx: Context, planCode: string, rule: FixRule, filter: ActivityFilter): Promise<Preview> {
  const { plan, lists } = await mending(ctx, planCode)
  const preview: Preview = { fixes: [], rows: 0, asks: 0 }
  for await (const reports of mendable(ctx, plan, rule, filter))
    for (const report of reports) {
      const fix = fixFor(rule, report, lists)
      if (!fix) continue
      preview.rows++
      if (fix.asks) preview.asks++
      if (preview.fixes.length < shownFixes) preview.fixes.push(shownFix(rule, report, fix))
    }
  return preview
}

/** Applies a rule in batches, each in its own transaction. Sent twice, it goes on where it was and answers the same. */
export async function applyFixes(ctx: Context, planCode: string, order: FixOrder): Promise<Result> {
  const { plan, lists } = await mending(ctx, planCode)
  const done = await answeredBefore<Omit<Result, 'batchId'>>(ctx, 'activities.fixed', order.batchId)
  if (done) return { batchId: order.batchId, rows: done.rows, left: done.left }
  let left = 0
  if (order.all)
    for await (const reports of mendable(ctx, plan, order.rule, order.filter))
      left += await fixRows(
        ctx,
        plan,
        order,
        reports.map((r) => r.id),
        lists,
      )
  else left += await fixRows(ctx, plan, order, order.ids ?? [], lists)
  const rows = await countChanged(ctx.db, order.batchId)
  await record(ctx.db, ctx.actor, 'activities.fixed', order.batchId, { plan: plan.code, rule: order.rule, rows, left })
  return { batchId: order.batchId, rows, left }
}

async function mending(ctx: Context, planCode: string) {
  visible(ctx, 'activities.write')
  const plan = await getPlan(ctx.db, planCode)
  return { plan, lists: await listsOf(ctx.db, plan.id) }
}

/** Rows that the rule might mend and the asker may change, in the order of ids, some at a time. */
async function* mendable(ctx: Context, plan: Plan, rule: FixRule, filter: ActivityFilter): AsyncGenerator<Report[]> {
  const writing = visible(ctx, 'activities.write')
  const { filter: asked, sight } = narrowed(filter, { all: writing, drafts: writing })
  const where = sql`${rowsWhere(plan.id, asked, sight)} and state = any(${openStates}::text[]) and corrects is null and line_id is null and findings && ${answers[rule]}::text[]`
  for (let after: string | undefined; ; ) {
    const beyond: ReturnType<typeof sql> = after ? sql`and id > ${after}::uuid` : sql``
    const { rows } =
      await sql<Report>`select * from activity_reports where ${where} ${beyond} order by id limit ${atATime}`.execute(ctx.db)
    if (rows.length > 0) yield rows
    if (rows.length < atATime) return
    after = rows.at(-1)!.id
  }
}

const fixFor = (rule: FixRule, report: Report, lists: Lists): Fix | null =>
  proposeFix(rule, cellsOf(report), findingsOf(report, lists), lists)

const shownFix = (rule: FixRule, report: Report, fix: Fix): ProposedFix => ({
  activityId: report.id,
  version: report.version,
  rowNumber: report.rowNumber,
  rule,
  ...fix,
  label: report.title ?? '',
})

/** @returns how many of the rows that were chosen, or that the rule could mend, were left as they are */
const fixRows = (ctx: Context, plan: Plan, order: FixOrder, ids: string[], lists: Lists): Promise<number> =>
  transact(ctx.db, async (db) => {
    const writing = visible(ctx, 'activities.write')
    const isOpen = (r: Report) =>
      r.planId === plan.id && openStates.includes(r.state) && !r.corrects && r.lineId === null && within(writing, r)
    const proposed = (await lockRows(db, ids))
      .filter(isOpen)
      .flatMap((report) => editFor(order.rule, order.reason, report, lists))
    const edits = proposed.filter(
      (e) => !(e.asks && order.all) && within(writing, { country: e.cells.country, organisationId: e.cells.organisation }),
    )
    const changed = await changeRows(ctx, db, order.batchId, edits, lists)
    return (order.all ? proposed.length : ids.length) - changed.length
  })

/** A fix that asks is applied only to rows chosen one by one. */
function editFor(rule: FixRule, reason: string, report: Report, lists: Lists): (Edit & { asks: boolean })[] {
  const fix = fixFor(rule, report, lists)
  if (!fix) return []
  const cells: Cells = { ...cellsOf(report), ...fix.after }
  return [
    { report, cells, asWritten: without(report.asWritten as AsWritten, Object.keys(fix.after)), rule, reason, asks: fix.asks },
  ]
}

const without = (asWritten: AsWritten, columns: string[]): AsWritten =>
  Object.fromEntries(Object.entries(asWritten).filter(([column]) => !columns.includes(column)))

const countChanged = async (db: Db, batchId: string): Promise<number> =>
  (
    await db
      .selectFrom('activityChanges')
      .select((q) => q.fn.countAll<number>().as('rows'))
      .where('batchId', '=', batchId)
      .executeTakeFirstOrThrow()
  ).rows
