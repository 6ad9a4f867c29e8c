/** Writing rows with their findings, their history and their sums: one statement each, for one row or for thousands. */
import { sql } from 'kysely'
import { v7 } from 'uuid'
import type { Context } from '../../../core/context.ts'
import type { Db } from '../../../core/database.ts'
import type { AsWritten, Cells, State } from '../contract.ts'
import { acrossCodes, checkRow, isBlocked, kindOf } from '../rules/check.ts'
import type { Lists } from '../rules/lists.ts'
import { addSums, changingSums } from '../sums.ts'
import { markAlso } from './also-computed.ts'
import { cellColumns, cellsOf, columnsOf, difference, type Report } from './cells.ts'
import type { FixRule } from './contract.ts'
import { openStates } from './rows.ts'
import { markAboveTarget } from './targets.ts'
import { likenessesOf, markTwins } from './twins.ts'

export type Content = { cells: Cells; asWritten: AsWritten }
/** `line`: worked out from the deliveries of this line. */
export type NewRow = Content & { id: string; line?: number }
/** A row as it was and as it shall be. */
export type Edit = Content & { report: Report; rule: FixRule | 'computed' | null; reason: string; state?: State }

const written = [...cellColumns, 'kind', 'asWritten', 'findings', 'isBlocked'] as const
const snake = (name: string) => name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)

/** A row's columns as they follow from its cells. `kept`: findings that only the other rows tell. */
function columnsFor({ cells, asWritten }: Content, lists: Lists, kept: readonly string[] = [], isComputed = false) {
  const findings = checkRow(cells, asWritten, lists, { isComputed })
  const codes = [...findings.map((f) => f.code), ...acrossCodes.filter((code) => kept.includes(code))]
  return { ...columnsOf(cells), kind: kindOf(cells, lists), asWritten, findings: codes, isBlocked: isBlocked(findings) }
}

/** A row that was sent keeps what was found in it when it was sent; a correction is never checked by itself. */
const columnsAfter = (edit: Edit, lists: Lists) => {
  const { report, cells, asWritten, state = report.state } = edit
  const isComputed = report.lineId !== null
  if ((openStates.includes(report.state) || isComputed) && !report.corrects)
    return { ...columnsFor(edit, lists, report.findings, isComputed), state }
  const { kind, findings, isBlocked } = report
  return { ...columnsOf(cells), kind, asWritten, findings, isBlocked, state }
}

const asRecords = (rows: Record<string, unknown>[]) =>
  JSON.stringify(rows.map((row) => Object.fromEntries(Object.entries(row).map(([k, v]) => [snake(k), v]))))
const list = (names: readonly string[], each = (n: string) => n) => sql.raw(names.map((n) => each(snake(n))).join(', '))

/** Stores rows that are not there yet. @returns the ids of those that were new */
export async function insertRows(ctx: Context, db: Db, planId: number, rows: NewRow[], lists: Lists): Promise<string[]> {
  if (rows.length === 0) return []
  const records = rows.map((row) => ({
    id: row.id,
    planId,
    enteredBy: ctx.actor.id,
    lineId: row.line ?? null,
    ...columnsFor(row, lists, [], row.line !== undefined),
  }))
  const columns = ['id', 'planId', 'enteredBy', 'lineId', ...written]
  const { rows: added } = await sql<{ id: string }>`
    insert into activity_reports (${list(columns)}) select ${list(columns)} from jsonb_populate_recordset(null::activity_reports, ${asRecords(records)}::jsonb)
    on conflict (id) do nothing returning id`.execute(db)
  const ids = added.map((r) => r.id)
  await addSums(db, { ids }, 1)
  await markTwins(db, planId, ids)
  await markAboveTarget(db, planId, ids)
  await markAlso(db, ids)
  return ids
}

/** Changes locked rows, with a record of each change. Edits that change nothing are left out. @returns how many rows changed */
export async function changeRows(ctx: Context, db: Db, batchId: string, edits: Edit[], lists: Lists): Promise<string[]> {
  const real = edits.filter((e) => !isSame(e))
  if (real.length === 0) return []
  const ids = real.map((e) => e.report.id)
  const records = real.map((e) => ({ id: e.report.id, ...columnsAfter(e, lists) }))
  const said = await likenessesOf(db, ids)
  await changingSums(db, ids, () =>
    sql`update activity_reports a set ${list([...written, 'state'], (n) => `${n} = r.${n}`)}, version = a.version + 1, changed_at = now()
      from jsonb_populate_recordset(null::activity_reports, ${asRecords(records)}::jsonb) r where r.id = a.id`.execute(db),
  )
  await markTwins(db, real[0]!.report.planId, ids, said)
  await markAboveTarget(db, real[0]!.report.planId, ids)
  await markAlso(db, ids)
  await insertChanges(ctx, db, batchId, real)
  return ids
}

/** Writes what the rules say now of locked rows whose cells stay. @returns the rows for which that is something else */
export async function refindRows(db: Db, reports: Report[], lists: Lists): Promise<string[]> {
  const records = reports.flatMap((report) => {
    const content = { cells: cellsOf(report), asWritten: report.asWritten as AsWritten }
    const { kind, findings, isBlocked } = columnsFor(content, lists, report.findings, report.lineId !== null)
    const same = kind === report.kind && isBlocked === report.isBlocked && sameCodes(findings, report.findings)
    return same ? [] : [{ id: report.id, kind, findings, isBlocked }]
  })
  const ids = records.map((r) => r.id)
  if (ids.length > 0)
    await changingSums(db, ids, () =>
      sql`update activity_reports a set kind = r.kind, findings = r.findings, is_blocked = r.is_blocked, changed_at = now()
        from jsonb_populate_recordset(null::activity_reports, ${asRecords(records)}::jsonb) r where r.id = a.id`.execute(db),
    )
  return ids
}

const sameCodes = (a: readonly string[], b: readonly string[]) => [...a].sort().join() === [...b].sort().join()

export const isSame = ({ report, cells, asWritten }: Edit): boolean =>
  Object.keys(difference(cellsOf(report), cells).after).length === 0 && sameText(report.asWritten as AsWritten, asWritten)

const sameText = (a: AsWritten, b: AsWritten) =>
  JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort())

/** What is kept of a change: the cells that differ, and what was written in cells that could not be placed where that differs. */
function insertChanges(ctx: Context, db: Db, batchId: string, edits: Edit[]) {
  const changes = edits.map(({ report, cells, asWritten, rule, reason }) => {
    const { before, after } = difference(cellsOf(report), cells)
    const text = sameText(report.asWritten as AsWritten, asWritten) ? [{}, {}] : [{ asWritten: report.asWritten }, { asWritten }]
    return {
      id: v7(),
      activityId: report.id,
      batchId,
      by: ctx.actor.id,
      rule,
      reason,
      before: { ...before, ...text[0] },
      after: { ...after, ...text[1] },
    }
  })
  const columns = ['id', 'activityId', 'batchId', 'by', 'rule', 'reason', 'before', 'after']
  return sql`insert into activity_changes (${list(columns, (n) => `"${n}"`)})
    select ${list(columns, (n) => `"${n}"`)} from jsonb_populate_recordset(null::activity_changes, ${asRecords(changes)}::jsonb)`.execute(
    db,
  )
}

/** These rows, locked against other writers until the transaction ends. In the order of ids, so that two writers never wait for each other. */
export const lockRows = (db: Db, ids: readonly string[]): Promise<Report[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : db.selectFrom('activityReports').selectAll().where('id', 'in', ids).orderBy('id').forUpdate().execute()
