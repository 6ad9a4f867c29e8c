/** Rows as the screens show them: cells, findings with their values, comments, and what the asker may do with each. */
import { sql } from 'kysely'
import { within } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import type { Db } from '../../../core/database.ts'
import type { Kind } from '../../plan/contract.ts'
import type { ActivityRow, AsWritten, Finding, State } from '../contract.ts'
import { checkRow } from '../rules/check.ts'
import type { Lists } from '../rules/lists.ts'
import { loadBeside } from './beside.ts'
import { cellsOf, type Report } from './cells.ts'
import { asSeer, reachOf, type Sight } from './reach.ts'

export const openStates: readonly string[] = ['draft', 'returned'] satisfies State[]

/** These rows as far as they are in sight, in the order of the ids. */
export async function rowsById(db: Db, ids: readonly string[], sight: Sight): Promise<Report[]> {
  if (ids.length === 0) return []
  return asSeer(db, sight, (trx) => trx.selectFrom('activityReports').selectAll().where('id', 'in', ids).orderBy('id').execute())
}

export async function shownRows(ctx: Context, reports: Report[], lists: Lists): Promise<ActivityRow[]> {
  const comments = await commentCounts(
    ctx.db,
    reports.map((r) => r.id),
  )
  const beside = await loadBeside(ctx.db, reports)
  const writing = reachOf(ctx, 'activities.write')
  const reviewing = reachOf(ctx, 'activities.review')
  return reports.map((report) => ({
    id: report.id,
    state: report.state as State,
    cells: cellsOf(report),
    asWritten: report.asWritten as AsWritten,
    kind: report.kind as Kind | null,
    findings: report.corrects ? [] : [...findingsOf(report, lists), ...(beside.get(report.id) ?? [])],
    isBlocked: report.isBlocked,
    corrects: report.corrects,
    importId: report.importId,
    rowNumber: report.rowNumber,
    version: report.version,
    enteredAt: report.enteredAt.toISOString(),
    changedAt: report.changedAt.toISOString(),
    comments: comments.get(report.id) ?? 0,
    line: report.lineId,
    may: {
      edit: isOpen(report) && report.lineId === null && within(writing, report),
      describe: isOpen(report) && within(writing, report),
      review: report.state === 'submitted' && within(reviewing, report),
    },
  }))
}

const isOpen = (report: Report): boolean => openStates.includes(report.state) && report.corrects === null

/** What the rules say of the row today. The numbers of a correction are differences: what it leads to was checked when it was made. */
export const findingsOf = (report: Report, lists: Lists): Finding[] =>
  report.corrects ? [] : checkRow(cellsOf(report), report.asWritten as AsWritten, lists, { isComputed: report.lineId !== null })

async function commentCounts(db: Db, ids: string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; comments: number }>`
    select activity_id as id, count(*) as comments from activity_comments where activity_id = any(${ids}::uuid[]) group by 1`.execute(
    db,
  )
  return new Map(rows.map((r) => [r.id, r.comments]))
}
