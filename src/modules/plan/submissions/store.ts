/** Activities in their table: cells to columns and back, written many at once with what was found and what changed. */
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Actor } from '../../../core/access.ts'
import type { Db, Row } from '../../../core/database.ts'
import type { Lists } from '../rules/lists.ts'
import { markAboveNeed } from '../targets/mark.ts'
import { type ActivityCells, type ActivityState, activityCells, openStates } from './contract.ts'
import { checkActivity, foundElsewhere, isBlocked } from './rules/check.ts'
import { type AsWritten, type Content, kindOf, sameContent } from './rules/place.ts'

export type Stored = Row<'planActivities'>
export type NewActivity = Content & {
  id: string
  organisationId: number
  copiedFrom?: string
  fileId?: string | null
  rowNumber?: number | null
}
/** An activity as it was, and as its cells shall be. */
export type Edit = Content & { stored: Stored; fileId?: string | null; rowNumber?: number | null }
/** One deed of one person: what is kept of it beside each activity. */
export type Deed = { batchId: string; actor: Actor; reason: string }

export const contentOf = (row: Stored): Content => ({
  cells: Object.fromEntries(activityCells.map((cell) => [cell, row[cell] ?? null])) as ActivityCells,
  asWritten: row.asWritten as AsWritten,
})

export const isOpenState = (state: string): boolean => (openStates as readonly string[]).includes(state)

/** What follows from the cells. `kept`: codes that were found elsewhere. */
function following(content: Content, lists: Lists, kept: readonly string[]) {
  const found = checkActivity(content, lists)
  const findings = [...found.map((f) => f.code), ...foundElsewhere.filter((code) => kept.includes(code))]
  return { kind: kindOf(content.cells, lists), findings, isBlocked: isBlocked(found) }
}

const snake = (name: string) => name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)
const list = (names: readonly string[], each = (n: string) => n) => sql.raw(names.map((n) => each(snake(n))).join(', '))
const records = (rows: Record<string, unknown>[]) =>
  JSON.stringify(rows.map((row) => Object.fromEntries(Object.entries(row).map(([k, v]) => [snake(k), v]))))
const written = [...activityCells, 'kind', 'asWritten', 'findings', 'isBlocked', 'fileId', 'rowNumber', 'changedBy'] as const
const atATime = 1000

/** Stores activities that are not there yet. @returns the ids of those that were new */
export async function insertActivities(db: Db, planId: number, rows: NewActivity[], lists: Lists, deed: Deed): Promise<string[]> {
  const columns = ['id', 'planId', 'organisationId', 'copiedFrom', 'enteredBy', ...written]
  const added: string[] = []
  for (let at = 0; at < rows.length; at += atATime) {
    const some = rows.slice(at, at + atATime).map(({ cells, asWritten, ...row }) => ({
      ...row,
      planId,
      ...cells,
      asWritten,
      ...following({ cells, asWritten }, lists, []),
      enteredBy: deed.actor.id,
      changedBy: deed.actor.id,
    }))
    const { rows: fresh } = await sql<{ id: string }>`
      insert into plan_activities (${list(columns)}) select ${list(columns)} from jsonb_populate_recordset(null::plan_activities, ${records(some)}::jsonb)
      on conflict (id) do nothing returning id`.execute(db)
    added.push(...fresh.map((r) => r.id))
  }
  await markAboveNeed(db, planId, added)
  await insertChanges(
    db,
    deed,
    added.map((activityId) => ({ activityId, toState: 'draft', before: {}, after: {} })),
  )
  return added
}

/** Changes locked activities, with a record of each. Edits that change nothing are left out. @returns the ids of those that changed */
export async function changeActivities(db: Db, edits: Edit[], lists: Lists, deed: Deed): Promise<string[]> {
  const real = edits.filter((edit) => !sameContent(contentOf(edit.stored), edit))
  for (let at = 0; at < real.length; at += atATime) {
    const some = real.slice(at, at + atATime).map(({ stored, cells, asWritten, fileId, rowNumber }) => ({
      id: stored.id,
      ...cells,
      asWritten,
      ...following({ cells, asWritten }, lists, stored.findings),
      fileId: fileId ?? stored.fileId,
      rowNumber: rowNumber ?? stored.rowNumber,
      changedBy: deed.actor.id,
    }))
    await sql`update plan_activities a set ${list(written, (n) => `${n} = r.${n}`)}, version = a.version + 1, changed_at = now()
      from jsonb_populate_recordset(null::plan_activities, ${records(some)}::jsonb) r where r.id = a.id`.execute(db)
  }
  for (const [planId, its] of Map.groupBy(real, (edit) => edit.stored.planId))
    await markAboveNeed(
      db,
      planId,
      its.map((edit) => edit.stored.id),
    )
  await insertChanges(
    db,
    deed,
    real.map((edit) => ({ activityId: edit.stored.id, toState: null, ...difference(contentOf(edit.stored), edit) })),
  )
  return real.map((edit) => edit.stored.id)
}

/** Writes what the rules say now where that is something else; the cells stay. @returns how many */
export async function refindActivities(db: Db, rows: Stored[], lists: Lists): Promise<number> {
  const changed = rows.flatMap((row) => {
    const now = following(contentOf(row), lists, row.findings)
    const same =
      now.kind === row.kind &&
      now.isBlocked === row.isBlocked &&
      [...now.findings].sort().join() === [...row.findings].sort().join()
    return same ? [] : [{ id: row.id, ...now }]
  })
  if (changed.length > 0)
    await sql`update plan_activities a set kind = r.kind, findings = r.findings, is_blocked = r.is_blocked
      from jsonb_populate_recordset(null::plan_activities, ${records(changed)}::jsonb) r where r.id = a.id`.execute(db)
  return changed.length
}

/** The cells in which two differ, as they were and as they are; text that could not be placed likewise. */
function difference(before: Content, after: Content) {
  const cells = activityCells.filter((cell) => before.cells[cell] !== after.cells[cell])
  const texts = JSON.stringify(before.asWritten) === JSON.stringify(after.asWritten)
  const of = ({ cells: all, asWritten }: Content) => ({
    ...Object.fromEntries(cells.map((cell) => [cell, all[cell]])),
    ...(texts ? {} : { asWritten }),
  })
  return { before: of(before), after: of(after) }
}

type Change = { activityId: string; toState: ActivityState | null; before: object; after: object }

async function insertChanges(db: Db, { batchId, actor, reason }: Deed, changes: Change[]): Promise<void> {
  const columns = ['id', 'activityId', 'batchId', 'by', 'byName', 'toState', 'reason', 'before', 'after']
  const quoted = sql.raw(columns.map((n) => `"${snake(n)}"`).join(', '))
  for (let at = 0; at < changes.length; at += atATime) {
    const some = changes
      .slice(at, at + atATime)
      .map((change) => ({ id: uuid(), batchId, by: actor.id, byName: actor.name, reason, ...change }))
    await sql`insert into plan_activity_changes (${quoted}) select ${quoted} from jsonb_populate_recordset(null::plan_activity_changes, ${records(some)}::jsonb)`.execute(
      db,
    )
  }
}

/** These activities, locked until the transaction ends, in the order of ids: two writers never wait for each other in a circle. */
export const lockActivities = (db: Db, ids: readonly string[]): Promise<Stored[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('planActivities')
        .selectAll()
        .where((eb) => eb('id', '=', eb.fn.any(eb.val(ids as string[]))))
        .orderBy('id')
        .forUpdate()
        .execute()
