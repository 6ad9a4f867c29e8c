/** When a new name turns out to be another name of an entry, the rows that hold it follow: every row, whatever its state, since it is the same body or place. */
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { z } from 'zod'
import type { Context } from '../../../core/context.ts'
import { type Db, transact } from '../../../core/database.ts'
import { record } from '../../../core/events.ts'
import { getPlan } from '../../plan/queries.ts'
import type { AsWritten, Cells } from '../contract.ts'
import type { Lists } from '../rules/lists.ts'
import { cellsOf, columnOf } from './cells.ts'
import { listsOf } from './lists.ts'
import { changeRows, type Edit, lockRows } from './write.ts'

const Merge = z.object({
  plan: z.string(),
  list: z.enum(['organisations', 'implementers', 'places']),
  from: z.coerce.string(),
  to: z.coerce.string(),
})
type Merge = z.infer<typeof Merge>

/** The order of a job, as the event said it. */
export const readMerge = (payload: unknown): Merge => Merge.parse(payload)

const atATime = 1_000
const cellOf = { organisations: 'organisation', implementers: 'implementer', places: 'admin1' } as const

/** Safe to run twice and beside people at work. @returns how many rows hold the other entry now */
export async function mergeRows(ctx: Context, { plan: code, list, from, to }: Merge): Promise<number> {
  const plan = await getPlan(ctx.db, code)
  const lists = await listsOf(ctx.db, plan.id)
  const cell = cellOf[list]
  if (from === to) return 0
  const [before, after] = cell === 'admin1' ? [from, to] : [Number(from), Number(to)]
  const batchId = v7()
  let rows = 0
  for (let ids = await holding(ctx.db, plan.id, cell, before); ids.length > 0; ids = await holding(ctx.db, plan.id, cell, before))
    rows += await transact(ctx.db, (db) => moveRows({ ...ctx, db }, batchId, ids, { [cell]: after }, { [cell]: before }, lists))
  await record(ctx.db, ctx.actor, 'activities.merged', batchId, { plan: code, list, from, to, rows })
  return rows
}

/** Some of the rows that still hold the entry. */
async function holding(
  db: Db,
  planId: number,
  cell: 'organisation' | 'implementer' | 'admin1',
  entry: string | number,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from activity_reports where plan_id = ${planId} and ${sql.ref(columnOf(cell))} = ${entry} order by id limit ${atATime}`.execute(
    db,
  )
  return rows.map((r) => r.id)
}

async function moveRows(
  ctx: Context,
  batchId: string,
  ids: string[],
  after: Partial<Cells>,
  before: Partial<Cells>,
  lists: Lists,
): Promise<number> {
  const held = (cells: Cells) => Object.entries(before).every(([cell, value]) => cells[cell as keyof Cells] === value)
  const edits = (await lockRows(ctx.db, ids)).flatMap((report): Edit[] => {
    const cells = cellsOf(report)
    const asWritten = report.asWritten as AsWritten
    return held(cells) ? [{ report, cells: { ...cells, ...after }, asWritten, rule: null, reason: 'same-name' }] : []
  })
  return (await changeRows(ctx, ctx.db, batchId, edits, lists)).length
}
