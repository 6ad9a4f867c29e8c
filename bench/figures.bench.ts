/** People reached by all methods, seventeen countries over five months: from the summary table, beside the plain statement over the rows themselves. */
import { sql } from 'kysely'
import type { Db } from '../src/core/database.ts'
import { reachedBy } from '../src/modules/figures/queries.ts'
import { figuresOf } from '../src/modules/figures/references.ts'
import { withMethods } from '../src/modules/figures/tables.ts'
import { Method } from '../src/modules/plan/contract.ts'
import { getPlan, listSectors } from '../src/modules/plan/queries.ts'
import { millionRows, withBenchDatabase } from './million.ts'
import { type Bench, type Measure, percentile, type Tools } from './tools.ts'

const period = { from: '2021-01', until: '2021-05', include: 'drafts' as const }
const runs = 7
const plainOf = (value: number) => ({ what: 'plain SQL over the rows', value })

export default {
  name: 'figures',
  run: ({ url, hint }: Tools): Promise<Measure[]> =>
    withBenchDatabase(url, async (db) => {
      const measures: Measure[] = []
      for (const [rows, target] of [
        [22_496, 100],
        [1_000_000, 250],
      ] as const) {
        hint(`${rows} rows`)
        measures.push(...(await measured(db, rows, target)))
      }
      return measures
    }),
} satisfies Bench

async function measured(db: Db, rows: number, target: number): Promise<Measure[]> {
  const { code } = await millionRows(db, rows)
  const plan = await withMethods(db, await getPlan(db, code))
  await storeShares(db, plan.id)
  const of = `a plan of ${rows} rows`
  const people = (scope: typeof period) => percentile(0.5, runs, () => reachedBy(db, plan, scope, 'country', Method.options))
  const folded: Measure = {
    what: `five methods × 17 countries × 5 months, ${of}`,
    value: await people(period),
    unit: 'ms',
    target,
    reference: plainOf(await percentile(0.5, 3, () => plainly(db, plan.id, period))),
  }
  const year = { ...period, until: '2021-12' }
  const whole: Measure = {
    what: `the same over its 12 months, ${of}`,
    value: await people(year),
    unit: 'ms',
    reference: plainOf(await percentile(0.5, 3, () => plainly(db, plan.id, year))),
  }
  const loose = await withLooseSums(db, plan.id, () => people(period))
  const references = await twoHundred(db, plan.id)
  return [
    folded,
    whole,
    { what: `5 months, a fifth of the sums not folded yet, ${of}`, value: loose, unit: 'ms', target },
    {
      what: `200 figures of a report, ${of}`,
      value: await percentile(0.5, 3, () => figuresOf(db, plan, references)),
      unit: 'ms',
    },
  ]
}

/** The shares that splitting by cell works with: each country and sector has its own, as in a real plan. */
const storeShares = (db: Db, planId: number) =>
  sql`insert into plan_proportions (plan_id, country, admin1, sector_id, girls, boys, women, men)
    select ${planId}::int, country, '', s.id, 0.2 + x, 0.25 - x, 0.3 - x / 2, 0.25 + x / 2
    from (select distinct country from plan_places where plan_id = ${planId}) c, plan_sectors s, lateral (select (hashtext(country) % 1000 + s.id)::numeric / 37000 as x) h
    where s.plan_id = ${planId} on conflict do nothing`.execute(db)

/** What a person would write: sums by sector, then the methods, over the rows themselves. By cell is left out: it would only be slower. */
const plainly = (db: Db, planId: number, { from, until }: typeof period) =>
  sql`
    with s as (
      select r.country, r.admin1, r.month, t.southern_cone as part, sum(new_people) n, sum(girls) g, sum(boys) b, sum(women) w, sum(men) m
      from activity_reports r left join plan_sectors t on t.id = r.sector_id
      where r.plan_id = ${planId} and r.month between ${from} and ${until} and r.kind = 'direct' group by 1, 2, 3, 4, r.sector_id),
    a as (
      select country, sum(n) total, max(n) largest, max(g) + max(b) + max(w) + max(m) by_age_gender,
        coalesce(max(n) filter (where part = 'largest'), 0) + coalesce(sum(n) filter (where part = 'added'), 0) cone
      from s group by country, admin1, month)
    select country, sum(total), sum(largest), sum(by_age_gender), sum(cone) from a group by rollup (country)`.execute(db)

/** As after a busy hour: one key in five holds two more differences that cancel each other. Taken back afterwards. */
async function withLooseSums<T>(db: Db, planId: number, work: () => Promise<T>): Promise<T> {
  const columns = 'plan_id, month, country, admin1, sector_id, organisation_id, kind, state, is_blocked'
  const measures = `rows, people_in_month, new_people, in_destination, in_transit, host_community, pendular, returnees, girls, boys, women, men, other_under18, other_adult, cash_people, cash_value_usd, output_quantity`
  for (const sign of ['', '-'])
    await sql`insert into activity_sums (${sql.raw(`${columns}, ${measures}`)}, is_folded)
      select ${sql.raw(
        `${columns}, ${measures
          .split(', ')
          .map((m) => sign + m)
          .join(', ')}`,
      )}, false
      from activity_sums where plan_id = ${planId} and is_folded and abs(hashtext(admin1 || month || organisation_id || sector_id)) % 5 = 0`.execute(
      db,
    )
  await sql`analyze activity_sums`.execute(db)
  try {
    return await work()
  } finally {
    await sql`delete from activity_sums where plan_id = ${planId} and not is_folded`.execute(db)
    await sql`vacuum analyze activity_sums`.execute(db)
  }
}

/** People of each sector in all and in every country, as an overview's text and tables hold them. */
async function twoHundred(db: Db, planId: number) {
  const sectors = await listSectors(db, planId)
  const { rows } = await sql<{
    country: string
  }>`select distinct country from plan_places where plan_id = ${planId} order by 1`.execute(db)
  return sectors
    .flatMap((s) =>
      [undefined, ...rows.map((r) => r.country)].map((country) => ({
        ...period,
        measure: 'people' as const,
        sector: s.id,
        ...(country && { country }),
      })),
    )
    .slice(0, 200)
}
