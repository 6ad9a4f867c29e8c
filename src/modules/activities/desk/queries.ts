/** Reading the desk: a page of the grid, one row with its history. */
import type { z } from 'zod'
import type { Context } from '../../../core/context.ts'
import type { Db } from '../../../core/database.ts'
import { translator } from '../../../core/i18n.ts'
import { notFound } from '../../../core/problem.ts'
import type { Plan } from '../../plan/contract.ts'
import { getPlan } from '../../plan/queries.ts'
import { type ActivityPage, type ActivityQuery, Cells } from '../contract.ts'
import { shownComment } from './comments.ts'
import type { ActivityDetail, FixRule } from './contract.ts'
import { narrowed, wayTo } from './filter.ts'
import { listsOf } from './lists.ts'
import { pageAmong, pageOf } from './page.ts'
import { type Sight, sightOf } from './reach.ts'
import { rowsById, shownRows } from './rows.ts'
import { totalsOf } from './totals.ts'

export async function listActivities(
  ctx: Context,
  planCode: string,
  query: z.infer<typeof ActivityQuery>,
): Promise<ActivityPage> {
  const seen = sightOf(ctx)
  const plan = await getPlan(ctx.db, planCode)
  const { after, before, last, limit, ...asked } = query
  const { filter, sight } = narrowed(asked, seen)
  const [{ totals, ids }, lists] = await Promise.all([totalsOf(ctx.db, plan.id, filter, sight), listsOf(ctx.db, plan.id)])
  const asksFor = { after, before, last, limit }
  const page = ids ? pageAmong(ids, asksFor) : await pageOf(ctx.db, wayTo(plan, filter, sight, totals.total), asksFor)
  const rows = await shownRows(ctx, await rowsById(ctx.db, page.ids, seen), lists)
  return {
    rows,
    first: rows[0]?.id ?? null,
    last: rows.at(-1)?.id ?? null,
    hasEarlier: page.hasEarlier,
    hasLater: page.hasLater,
    ...totals,
  }
}

export async function getActivity(ctx: Context, planCode: string, id: string): Promise<z.infer<typeof ActivityDetail>> {
  const sight = sightOf(ctx)
  const plan = await getPlan(ctx.db, planCode)
  const report = await findReport(ctx.db, plan, id, sight)
  const [row] = await shownRows(ctx, [report], await listsOf(ctx.db, plan.id))
  return {
    ...row!,
    changes: await listChanges(ctx, id),
    commentList: await listComments(ctx.db, id),
    corrections: await listCorrections(ctx.db, id),
  }
}

/** One row of the plan; a Problem 404 where there is none in sight. */
export async function findReport(db: Db, plan: Plan, id: string, sight: Sight) {
  const [report] = await rowsById(db, [id], sight)
  return report?.planId === plan.id ? report : notFound('activity', id)
}

/** Reasons that no person wrote, as they are kept. */
const ownReasons = ['lists', 'undo', 'same-name']

async function listChanges({ db, language }: Context, id: string) {
  const changes = await db
    .selectFrom('activityChanges')
    .leftJoin('users', 'users.id', 'activityChanges.by')
    .selectAll('activityChanges')
    .select('users.name as byName')
    .where('activityId', '=', id)
    .orderBy('activityChanges.at')
    .orderBy('activityChanges.id')
    .execute()
  return changes.map((c) => ({
    id: c.id,
    batchId: c.batchId,
    at: c.at.toISOString(),
    by: c.byName ?? c.by,
    rule: c.rule as FixRule | 'computed' | null,
    reason: ownReasons.includes(c.reason) ? translator(language)(`activities.reason.${c.reason}`) : c.reason,
    before: Cells.partial().parse(c.before),
    after: Cells.partial().parse(c.after),
    undone: c.undoneBy !== null,
  }))
}

async function listComments(db: Db, id: string) {
  const comments = await db
    .selectFrom('activityComments')
    .selectAll()
    .where('activityId', '=', id)
    .orderBy('at')
    .orderBy('id')
    .execute()
  return comments.map(shownComment)
}

const listCorrections = async (db: Db, id: string) =>
  (await db.selectFrom('activityReports').select('id').where('corrects', '=', id).orderBy('id').execute()).map((r) => r.id)
