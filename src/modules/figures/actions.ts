/** Reading figures within one's reach, and keeping them as they were published. */
import { assertMay, visible } from '../../core/access.ts'
import type { Context } from '../../core/context.ts'
import { type Db, transact } from '../../core/database.ts'
import { record } from '../../core/events.ts'
import { notFound, Problem } from '../../core/problem.ts'
import { reachOf } from '../activities/desk/reach.ts'
import type { Plan } from '../plan/contract.ts'
import { getPlan } from '../plan/queries.ts'
import {
  By,
  type Dashboard,
  type Figure,
  type FigureAsked,
  type FigureScope,
  type NewSnapshot,
  type Reached,
  type Snapshot,
} from './contract.ts'
import { dashboard } from './dashboard.ts'
import type { Naming } from './names.ts'
import { countedApart, type MethodPlan, type Scope } from './queries.ts'
import { figuresOf } from './references.ts'
import { rangeMethods, reachedTable, withMethods } from './tables.ts'

/** What is asked of a figure: a scope whose period may be left out (then the plan's own). */
export type ScopeAsked = Omit<FigureScope, 'from' | 'until'> & { from?: string | undefined; until?: string | undefined }

/** Accepted figures belong to everybody who may read figures; others are narrowed to where the reader has a say. */
async function scoped(ctx: Context, code: string, asked: ScopeAsked): Promise<{ plan: Plan & MethodPlan; scope: Scope }> {
  visible(ctx, 'figures.read')
  const plan = await withMethods(ctx.db, await getPlan(ctx.db, code))
  const reach = reachOf(ctx, 'activities.write')
  return { plan, scope: { ...asked, from: asked.from ?? plan.firstMonth, until: asked.until ?? plan.lastMonth, reach } }
}

export async function readReached(
  ctx: Context,
  code: string,
  asked: ScopeAsked,
  by: By,
  methods: Reached['methods'],
  naming: Naming = ctx.language,
): Promise<Reached> {
  const { plan, scope } = await scoped(ctx, code, asked)
  return reachedTable(ctx.db, plan, scope, by, methods, naming)
}

export async function readDashboard(ctx: Context, code: string, asked: ScopeAsked): Promise<Dashboard> {
  const { plan, scope } = await scoped(ctx, code, asked)
  return dashboard(ctx.db, plan, scope, ctx.language)
}

/** Figures by reference. What is not accepted is given only to those who have a say in the whole region. */
export async function readFigures(ctx: Context, code: string, references: FigureAsked[]): Promise<Figure[]> {
  visible(ctx, 'figures.read')
  const reach = reachOf(ctx, 'activities.write')
  if (reach !== 'all' && references.some((r) => (r.include ?? 'accepted') !== 'accepted'))
    throw new Problem(403, 'core/not-allowed', { permission: 'figures.read' })
  return figuresOf(ctx.db, await getPlan(ctx.db, code), references)
}

/** Keeps all tables of a period as they stand. The same snapshot sent twice is one. */
export function takeSnapshot(
  ctx: Context,
  code: string,
  { id, label, firstMonth, lastMonth, include }: NewSnapshot,
): Promise<Snapshot> {
  assertMay(ctx, 'figures.freeze')
  return transact(ctx.db, async (db) => {
    const plan = await withMethods(db, await getPlan(db, code))
    const content = await contentOf(db, plan, { from: firstMonth, until: lastMonth, include })
    const row = { id, planId: plan.id, takenBy: ctx.actor.id, label, firstMonth, lastMonth, content: JSON.stringify(content) }
    const fresh = await db
      .insertInto('snapshots')
      .values(row)
      .onConflict((c) => c.column('id').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (fresh) await record(db, ctx.actor, 'figures.frozen', id, { plan: code, firstMonth, lastMonth, include })
    return (await findSnapshot(db, plan.id, id)) ?? notFound('snapshot', id)
  })
}

async function contentOf(db: Db, plan: Plan & MethodPlan, scope: FigureScope) {
  const methods: Reached['methods'] = ['stored', ...rangeMethods(plan)]
  const tables: Record<string, Reached> = {}
  for (const by of By.options) tables[by] = await reachedTable(db, plan, scope, by, methods, 'en')
  return { scope, defaultMethod: plan.defaultMethod, methods: plan.methods, tables, apart: await countedApart(db, plan, scope) }
}

const snapshotColumns = ['id', 'label', 'firstMonth', 'lastMonth', 'takenAt', 'takenBy'] as const
const asSnapshot = <T extends { takenAt: Date }>(row: T) => ({ ...row, takenAt: row.takenAt.toISOString() })

const findSnapshot = async (db: Db, planId: number, id: string): Promise<Snapshot | undefined> => {
  const row = await db
    .selectFrom('snapshots')
    .select([...snapshotColumns, 'content'])
    .where('planId', '=', planId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && asSnapshot(row)
}

/** Newest first, without their contents. */
export async function readSnapshots(ctx: Context, code: string): Promise<Omit<Snapshot, 'content'>[]> {
  assertMay(ctx, 'figures.freeze')
  const plan = await getPlan(ctx.db, code)
  const rows = await ctx.db
    .selectFrom('snapshots')
    .select(snapshotColumns)
    .where('planId', '=', plan.id)
    .orderBy('takenAt', 'desc')
    .limit(500)
    .execute()
  return rows.map(asSnapshot)
}

export async function readSnapshot(ctx: Context, code: string, id: string): Promise<Snapshot> {
  assertMay(ctx, 'figures.freeze')
  const plan = await getPlan(ctx.db, code)
  return (await findSnapshot(ctx.db, plan.id, id)) ?? notFound('snapshot', id)
}
