/** A year of full size (17 countries, 200 organisations, 20 000 activities): the whole target check, and progress; progress of a plan of a million reports beside it. */
import { sql } from 'kysely'
import { operator } from '../src/core/access.ts'
import type { Context } from '../src/core/context.ts'
import type { Db } from '../src/core/database.ts'
import { readActivityProgress, readProgress } from '../src/modules/figures/progress/actions.ts'
import { checkTargets } from '../src/modules/plan/targets/actions.ts'
import { aboveNeed, sumLines } from '../src/modules/plan/targets/check.ts'
import { plantYear } from '../test/year.ts'
import { millionRows, withBenchDatabase } from './million.ts'
import { type Bench, type Measure, percentile, type Tools } from './tools.ts'

const code = 'bench-year'
const runs = 7

export default {
  name: 'plan-year',
  run: ({ url, hint }: Tools): Promise<Measure[]> =>
    withBenchDatabase(url, async (db) => {
      hint('20 000 activities')
      const planId = await yearIn(db)
      const ctx: Context = { db, actor: operator, accessChecked: false, language: 'en', requestId: 'bench' }
      return [...(await targets(ctx, planId)), ...(await progress(ctx, planId)), ...(await million(ctx, hint))]
    }),
} satisfies Bench

/** Made once per database; later runs find it. */
async function yearIn(db: Db): Promise<number> {
  const known = await db.selectFrom('plans').select('id').where('code', '=', code).executeTakeFirst()
  if (known) return known.id
  const { planId } = await plantYear(db, { code, published: true, reports: 60_000 })
  await sql`vacuum analyze plan_activities, published_activities, activity_reports`.execute(db)
  return planId
}

async function targets(ctx: Context, planId: number): Promise<Measure[]> {
  const { db } = ctx
  const plain = await percentile(0.5, runs, () =>
    sql`select a.country, a.admin1, a.sector_id, sum(a.target_people), min(n.destination_girls) from plan_activities a
      left join plan_people n on n.plan_id = a.plan_id and n.what = 'need' and n.place_code = a.admin1 and n.sector_id = a.sector_id
      where a.plan_id = ${planId} and a.kind = 'direct' group by 1, 2, 3`.execute(db),
  )
  const { rows: some } = await sql<{ id: string }>`
    select id from plan_activities where plan_id = ${planId} and kind = 'direct' order by id limit 500`.execute(db)
  const reference = { what: 'one sum by area and sector, beside one cell of need', value: plain }
  const all = { counts: 'all' as const }
  return [
    {
      what: 'target check, 20 000 activities in 15 cells',
      value: await percentile(0.5, runs, () => sumLines(db, planId, all, 'all')),
      unit: 'ms',
      target: 500,
      reference,
    },
    {
      what: 'the same with names, as the API answers',
      value: await percentile(0.95, runs, () => checkTargets(ctx, code, all, 'above')),
      unit: 'ms',
      target: 500,
      reference,
    },
    {
      what: 'single activities above need, 500 at once',
      value: await percentile(0.5, runs, () =>
        aboveNeed(
          db,
          planId,
          some.map((s) => s.id),
        ),
      ),
      unit: 'ms',
      target: 100,
      reference,
    },
  ]
}

const plainly = (db: Db, planId: number) =>
  percentile(0.5, 3, () =>
    sql`select sector_id, sum(new_people), sum(people_in_month), sum(output_quantity), sum(cash_value_usd) from activity_reports
      where plan_id = ${planId} and state in ('accepted', 'locked') and not is_blocked group by 1`.execute(db),
  )

async function progress(ctx: Context, planId: number): Promise<Measure[]> {
  const reference = { what: 'one sum by sector over the rows', value: await plainly(ctx.db, planId) }
  const page = { show: 'silent' as const, limit: 50 }
  return [
    {
      what: 'progress by sector, 60 000 reports',
      value: await percentile(0.5, runs, () => readProgress(ctx, code, {}, 'sector')),
      unit: 'ms',
      target: 500,
      reference,
    },
    {
      what: 'progress by organisation',
      value: await percentile(0.5, runs, () => readProgress(ctx, code, {}, 'organisation')),
      unit: 'ms',
      target: 1500,
      reference,
    },
    {
      what: 'the silent activities',
      value: await percentile(0.5, runs, () => readActivityProgress(ctx, code, {}, page)),
      unit: 'ms',
      target: 250,
      reference,
    },
  ]
}

async function million(ctx: Context, hint: Tools['hint']): Promise<Measure[]> {
  hint('1000000 rows')
  const { planId, code: large } = await millionRows(ctx.db)
  const reference = { what: 'one sum by sector over the rows', value: await plainly(ctx.db, planId) }
  return [
    {
      what: 'progress by sector, a plan of 1000000 rows',
      value: await percentile(0.5, 3, () => readProgress(ctx, large, {}, 'sector')),
      unit: 'ms',
      target: 1500,
      reference,
    },
  ]
}
