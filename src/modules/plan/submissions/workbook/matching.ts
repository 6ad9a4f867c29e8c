/** Which activity a row of a file means: by its hidden id, by its place in the same file, else by what it says. Rows never double what is there. */
import { sql } from 'kysely'
import type { Db } from '../../../../core/database.ts'
import { type Content, keyOf, sameContent } from '../rules/place.ts'
import { contentOf, isOpenState, type Stored } from '../store.ts'

export type Placed = { number: number; id: string | undefined; version: number | undefined; content: Content }
export type Meaning =
  | { as: 'new' }
  | { as: 'same'; stored: Stored }
  | { as: 'change'; stored: Stored }
  | { as: 'refused'; why: 'changed-meanwhile' | 'not-open' | 'other-activity'; stored?: Stored }

/** Said of a change that a file made. */
export const byFile = 'plan.submission.reason.file'

/**
 * One meaning for each row. A row that differs from an activity changes it only if nobody but its sender, by a file, wrote to it since the version the row was made from.
 * @param stored the organisation's activities in the plan, locked
 */
export async function meaningsOf(db: Db, rows: Placed[], stored: Stored[], fileId: string, actorId: string): Promise<Meaning[]> {
  const found = findAll(rows, stored, fileId)
  const strangers = await foreignIds(db, rows, stored)
  const differing = found.flatMap(({ row, match }) => (match && !sameContent(contentOf(match), row.content) ? [match] : []))
  const lastByFile = await lastChangedByFile(db, differing, actorId)
  return found.map(({ row, match, isSameFile }): Meaning => {
    if (!match) return row.id !== undefined && strangers.has(row.id) ? { as: 'refused', why: 'other-activity' } : { as: 'new' }
    if (isSameFile || sameContent(contentOf(match), row.content)) return { as: 'same', stored: match }
    if (!isOpenState(match.state)) return { as: 'refused', why: 'not-open', stored: match }
    return row.version === match.version || lastByFile.has(match.id)
      ? { as: 'change', stored: match }
      : { as: 'refused', why: 'changed-meanwhile', stored: match }
  })
}

type Found = { row: Placed; match: Stored | undefined; isSameFile: boolean }

function findAll(rows: Placed[], stored: Stored[], fileId: string): Found[] {
  const byId = new Map(stored.map((s) => [s.id, s]))
  const byRow = new Map(stored.flatMap((s) => (s.fileId === fileId ? [[s.rowNumber, s] as const] : [])))
  const taken = new Set<string>()
  const take = (match: Stored | undefined) => {
    if (match) taken.add(match.id)
    return match
  }
  const first = rows.map((row): Found => {
    const sameRow = byRow.get(row.number)
    const match = sameRow ?? (row.id === undefined ? undefined : byId.get(row.id))
    return { row, match: match && !taken.has(match.id) ? take(match) : undefined, isSameFile: sameRow !== undefined }
  })
  const free = Map.groupBy(
    stored.filter((s) => !taken.has(s.id) && s.state !== 'withdrawn'),
    (s) => keyOf(contentOf(s)),
  )
  return first.map((f) => (f.match || f.row.id !== undefined ? f : { ...f, match: free.get(keyOf(f.row.content))?.shift() }))
}

/** Ids that name an activity of another plan or organisation. */
async function foreignIds(db: Db, rows: Placed[], stored: Stored[]): Promise<Set<string>> {
  const own = new Set(stored.map((s) => s.id))
  const ids = rows.flatMap((row) => (row.id !== undefined && !own.has(row.id) ? [row.id] : []))
  if (ids.length === 0) return new Set()
  const { rows: there } = await sql<{ id: string }>`select id from plan_activities where id = any(${ids}::uuid[])`.execute(db)
  return new Set(there.map((r) => r.id))
}

/** Those to which this person's file wrote last. */
async function lastChangedByFile(db: Db, rows: Stored[], actorId: string): Promise<Set<string>> {
  if (rows.length === 0) return new Set()
  const { rows: last } = await sql<{ id: string; by: string; reason: string }>`
    select distinct on (c.activity_id) c.activity_id as id, c.by, c.reason from plan_activity_changes c where c.activity_id = any(${rows.map((r) => r.id)}::uuid[])
    order by c.activity_id, c.at desc, c.id desc`.execute(db)
  return new Set(last.filter((l) => l.by === actorId && l.reason === byFile).map((l) => l.id))
}
