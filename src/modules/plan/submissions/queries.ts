/** Reading what partners plan: a page of the grid with its sums, one activity with its history. Only what is within the asker's reach leaves the database. */
import { sql } from 'kysely'
import { type Reach, visible } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { asReader, type Db } from '../../../core/database.ts'
import { translator } from '../../../core/i18n.ts'
import { notFound } from '../../../core/problem.ts'
import type { Plan } from '../contract.ts'
import { listsOf } from '../lists/known.ts'
import { getPlan } from '../queries.ts'
import type { Lists } from '../rules/lists.ts'
import { listAlsoPlanned } from './also.ts'
import {
  type ActivityCell,
  type AlsoPlanned,
  activityCells,
  type PlannedDetail,
  type PlannedFilter,
  type PlannedPage,
  type PlannedQuery,
  type PlannedSums,
  peopleCells,
} from './contract.ts'
import { conditions } from './filter.ts'
import type { Stored } from './store.ts'
import { shownActivities } from './views.ts'
import { windowOf } from './window.ts'
import { wordsOf } from './words.ts'

export async function listPlanned(ctx: Context, planCode: string, query: PlannedQuery): Promise<PlannedPage> {
  const reach = visible(ctx, 'submission.read')
  const plan = await getPlan(ctx.db, planCode)
  const { after, before, limit, ...filter } = query
  const where = conditions(plan.id, filter, reach)
  const asOf = await momentOf(ctx.db)
  const { found, sums } = await asReader(ctx.db, reach, async (db) => ({
    found: await pageOf(db, where, { after, before, limit }),
    sums: await sumsOf(db, where),
  }))
  const more = found.length > limit
  const rows = found.slice(0, limit)
  if (before !== undefined) rows.reverse()
  const window = await windowOf(ctx.db, plan, filter.organisation)
  return {
    rows: await shownActivities(ctx, rows, await listsOf(ctx.db, plan.id), window.isLocked),
    hasEarlier: before === undefined ? after !== undefined : more,
    hasLater: before === undefined ? more : true,
    sums,
    window,
    asOf,
  }
}

/** By the clock of the database, which dates every change. */
async function momentOf(db: Db): Promise<string> {
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(db)
  return rows[0]!.now.toISOString()
}

async function pageOf(
  db: Db,
  where: ReturnType<typeof conditions>,
  { after, before, limit }: Pick<PlannedQuery, 'after' | 'before' | 'limit'>,
) {
  const backwards = before !== undefined
  const beyond = backwards ? sql`and a.id < ${before}::uuid` : after === undefined ? sql`` : sql`and a.id > ${after}::uuid`
  const { rows } = await sql<Stored>`
    select a.* from plan_activities a where ${where} ${beyond} order by a.id ${backwards ? sql`desc` : sql`asc`} limit ${limit + 1}`.execute(
    db,
  )
  return rows
}

const snake = (name: string) => name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)
const peopleSums = sql.raw(
  peopleCells.map((cell) => `coalesce(sum(a.${snake(cell)}) filter (where a.kind = 'direct'), 0) as "${cell}"`).join(', '),
)

/** One pass over what the filter holds; withdrawn activities are not planned any more. */
async function sumsOf(db: Db, where: ReturnType<typeof conditions>): Promise<PlannedSums> {
  const { rows } = await sql<PlannedSums & { inKindText: string; cashText: string; totalText: string }>`
    select count(*) as activities, count(*) filter (where a.is_blocked) as blocked, ${peopleSums},
      coalesce(sum(a.target_people) filter (where a.kind = 'capacity'), 0) as trained,
      coalesce(sum(a.in_kind_usd), 0) as in_kind_usd, coalesce(sum(a.cash_usd), 0) as cash_usd,
      coalesce(sum(a.in_kind_usd), 0) + coalesce(sum(a.cash_usd), 0) as total_usd
    from plan_activities a where ${where} and a.state <> 'withdrawn'`.execute(db)
  const states = await sql<{ states: PlannedSums['states'] | null }>`
    select jsonb_object_agg(state, n) as states from (select a.state, count(*) as n from plan_activities a where ${where} group by 1) s`.execute(
    db,
  )
  return { ...rows[0]!, states: states.rows[0]?.states ?? {} }
}

/** One activity of the plan; a Problem 404 where there is none in sight. */
export async function findPlanned(ctx: Context, plan: Plan, id: string): Promise<Stored> {
  const row = await asReader(ctx.db, visible(ctx, 'submission.read'), (db) =>
    db.selectFrom('planActivities').selectAll().where('id', '=', id).executeTakeFirst(),
  )
  return row?.planId === plan.id ? row : notFound('activity', id)
}

export async function getPlanned(ctx: Context, planCode: string, id: string): Promise<PlannedDetail> {
  visible(ctx, 'submission.read')
  const plan = await getPlan(ctx.db, planCode)
  const row = await findPlanned(ctx, plan, id)
  const lists = await listsOf(ctx.db, plan.id)
  const window = await windowOf(ctx.db, plan, row.organisationId)
  const [shown] = await shownActivities(ctx, [row], lists, window.isLocked)
  return { ...shown!, changes: await listChanges(ctx, id, lists) }
}

/** Newest first. */
async function listChanges({ db, language }: Context, id: string, lists: Lists): Promise<PlannedDetail['changes']> {
  const say = translator(language)
  const changes = await db
    .selectFrom('planActivityChanges')
    .selectAll()
    .where('activityId', '=', id)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
    .execute()
  return changes.map((change) => ({
    at: change.at.toISOString(),
    by: change.byName || change.by,
    step: change.step,
    reason: change.reason.startsWith('plan.submission.reason.') ? say(change.reason) : change.reason,
    cells: cellsIn(change.before as Kept, change.after as Kept, lists),
  }))
}

type Kept = Partial<Record<ActivityCell, string | number | null>> & { asWritten?: Record<string, string> }

/** The cells that a change touched, in words. */
function cellsIn(before: Kept, after: Kept, lists: Lists): { cell: string; before: string; after: string }[] {
  const text = (kept: Kept, cell: ActivityCell) => kept.asWritten?.[cell] ?? wordsOf(cell, kept[cell] ?? null, lists)
  return activityCells
    .filter((cell) => cell in before || cell in after || cell in (before.asWritten ?? {}) || cell in (after.asWritten ?? {}))
    .map((cell) => ({ cell, before: text(before, cell), after: text(after, cell) }))
    .filter((change) => change.before !== change.after)
}

export async function alsoPlanned(ctx: Context, planCode: string, filter: PlannedFilter): Promise<AlsoPlanned[]> {
  const reach: Reach = visible(ctx, 'submission.read')
  return listAlsoPlanned(ctx, (await getPlan(ctx.db, planCode)).id, filter, reach)
}
