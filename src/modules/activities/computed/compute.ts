/** From deliveries to rows: takes the lines that changed and makes each say what its entries come to now. One at a time; all of a round or nothing of it. */
import { sql } from 'kysely'
import { v7 } from 'uuid'
import type { Context } from '../../../core/context.ts'
import { transact } from '../../../core/database.ts'
import { record } from '../../../core/events.ts'
import { markBeside } from '../desk/also-computed.ts'
import { emptyCells } from '../desk/cells.ts'
import { listsOf } from '../desk/lists.ts'
import { insertRows } from '../desk/write.ts'
import type { Lists } from '../rules/lists.ts'
import { correctLocked } from './locked.ts'
import { listLines, lockRowsOfLines, sumsOfLines, takeNews, tellLines, type Work } from './queries.ts'
import { fixedCells, isNothing, type Line, titleOf, type Wanted, workedOut } from './rules.ts'
import { changeStanding } from './standing.ts'

/** How many rows were made, changed, sent back to be looked at again, removed, corrected. */
export type Computed = { lines: number; made: number; changed: number; sentBack: number; removed: number; corrected: number }

const atATime = 500
const nothingDone = (): Computed => ({ lines: 0, made: 0, changed: 0, sentBack: 0, removed: 0, corrected: 0 })

/** Works off every line that changed. Safe to run twice, and to be killed anywhere: what was not finished is still noted. */
export async function computeRows(ctx: Context): Promise<Computed> {
  const done = nothingDone()
  for (;;) {
    const round = await transact(ctx.db, (db) => computeSome({ ...ctx, db }))
    if (!round) return done
    for (const key of Object.keys(done) as (keyof Computed)[]) done[key] += round.done[key]
    // After the rows: whoever reviews a month locks rows in their order, and two must not wait for each other.
    await transact(ctx.db, (db) => markBeside(db, round.appeared))
  }
}

/** One round; undefined where nothing changed. Another that is at it is waited for. */
async function computeSome(ctx: Context): Promise<{ done: Computed; appeared: number[] } | undefined> {
  await sql`select pg_advisory_xact_lock(hashtext('activities.compute'))`.execute(ctx.db)
  const lineIds = await takeNews(ctx.db)
  if (lineIds.length === 0) return undefined
  const done = nothingDone()
  const appeared: number[] = []
  for (const [planId, lines] of Map.groupBy(await listLines(ctx.db, lineIds), (line) => line.planId)) {
    const lists = await listsOf(ctx.db, planId)
    for (let at = 0; at < lines.length; at += atATime)
      appeared.push(...(await computeLines(ctx, planId, lines.slice(at, at + atATime), lists, done)))
  }
  return { done, appeared }
}

/** @returns lines whose rows came to something, or no longer do */
async function computeLines(ctx: Context, planId: number, lines: Line[], lists: Lists, done: Computed): Promise<number[]> {
  const ids = lines.map((line) => line.id)
  const { rows, corrections } = await lockRowsOfLines(ctx.db, ids)
  const rowOf = new Map(rows.map((row) => [row.lineId!, row]))
  const wanted = await wantedOf(ctx, planId, lines, lists)
  const work = wanted.flatMap((one): Work[] => {
    const report = rowOf.get(one.line.id)
    return report ? [{ ...one, report }] : []
  })
  const fresh = wanted.filter((one) => !rowOf.has(one.line.id) && !isNothing(one.worked))
  const batchId = v7()
  const made = await insertRows(
    ctx,
    ctx.db,
    planId,
    fresh.map((one) => newRow(one, lists)),
    lists,
  )
  const standing = await changeStanding(
    ctx,
    planId,
    batchId,
    work.filter((w) => w.report.state !== 'locked'),
    lists,
  )
  const corrected = await correctLocked(
    ctx,
    batchId,
    work.filter((w) => w.report.state === 'locked'),
    corrections,
    lists,
  )
  const counts = { made: made.length, ...standing.counts, corrected }
  const { changed: _, ...told } = counts
  // That an open row follows its entries is no event of its own: its history says it.
  if (Object.values(told).some((n) => n > 0))
    await record(ctx.db, ctx.actor, 'activities.computed', batchId, { planId, ...counts })
  done.lines += lines.length
  for (const [key, n] of Object.entries(counts)) done[key as keyof Computed] += n
  return [...fresh.map((one) => one.line.id), ...standing.turned]
}

async function wantedOf({ db }: Context, planId: number, lines: Line[], lists: Lists): Promise<Wanted[]> {
  const ids = lines.map((line) => line.id)
  const sums = await sumsOfLines(db, planId, ids)
  const told = await tellLines(db, planId, ids)
  return lines.map((line) => {
    const { inPlan = false, activities = [], services = [] } = told.get(line.id) ?? {}
    const indicator = lists.indicatorOf.get(line.indicatorId)?.name ?? ''
    return {
      line,
      worked: workedOut(line, sums.get(line.id) ?? [], lists),
      title: titleOf(activities, services, indicator),
      inPlan,
    }
  })
}

const newRow = ({ line, worked, title, inPlan }: Wanted, lists: Lists) => ({
  id: v7(),
  line: line.id,
  cells: { ...emptyCells, ...fixedCells(line, lists), ...worked, title, inPlan },
  asWritten: {},
})
