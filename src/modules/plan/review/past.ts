/** An activity as it was: what was changed since is taken back, cell by cell. */
import type { Db } from '../../../core/database.ts'
import { activityCells } from '../submissions/contract.ts'
import type { CellValues } from './names.ts'
import type { Change } from './queries.ts'

type AsWritten = Partial<Record<string, string>>
export type Moment = { cells: CellValues; asWritten: AsWritten }

/** These activities as they are. */
export async function cellsNow(db: Db, ids: readonly string[]): Promise<Map<string, Moment>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('planActivities')
    .select(['id', 'asWritten', ...activityCells])
    .where((eb) => eb('id', '=', eb.fn.any(eb.val(ids as string[]))))
    .execute()
  return new Map(rows.map(({ id, asWritten, ...cells }) => [id, { cells, asWritten: asWritten as AsWritten }]))
}

/** The cells as somebody reads them: what could not be placed, as it was written. */
export const readable = ({ cells, asWritten }: Moment): CellValues =>
  Object.fromEntries(activityCells.map((cell) => [cell, cells[cell] ?? asWritten[cell] ?? null]))

/** The cells as the publication before froze them; undefined where the activity was not in it. */
export async function cellsPublished(
  db: Db,
  planId: number,
  id: string,
): Promise<{ version: number; cells: CellValues } | undefined> {
  const row = await db
    .selectFrom('publishedActivities')
    .select(['version', ...activityCells])
    .where('planId', '=', planId)
    .where('id', '=', id)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return undefined
  const { version, ...cells } = row
  return { version, cells }
}

/** @param changes newest first: those to take back */
export function before(now: Moment, changes: readonly Pick<Change, 'before'>[]): Moment {
  const moment = { cells: { ...now.cells }, asWritten: now.asWritten }
  for (const { before: was } of changes) {
    Object.assign(moment.cells, cellsIn(was))
    if (was.asWritten) moment.asWritten = was.asWritten as AsWritten
  }
  return moment
}

const cellsIn = (values: Record<string, unknown>): CellValues =>
  Object.fromEntries(activityCells.filter((cell) => cell in values).map((cell) => [cell, values[cell]]))

/** What one change says, before and after: the cells it touched. */
export const changed = ({ before: was, after }: Pick<Change, 'before' | 'after'>): [CellValues, CellValues] => [
  { ...(was.asWritten as AsWritten), ...filled(cellsIn(was)) },
  { ...(after.asWritten as AsWritten), ...filled(cellsIn(after)) },
]

const filled = (cells: CellValues): CellValues => Object.fromEntries(Object.entries(cells).filter(([, v]) => v !== null))
