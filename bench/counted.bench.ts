/** Distinct people out of 20 million deliveries: the tables of a response at once, beside count(distinct) over the entries; and folding while a stream is written. SENDA_BENCH_DELIVERIES makes it smaller. */
import { sql } from 'kysely'
import type { Db } from '../src/core/database.ts'
import { foldDeliveries } from '../src/modules/delivery/ledger/counting.ts'
import { yearOfDeliveries } from './given.ts'
import { withBenchDatabase } from './million.ts'
import { type Bench, type Measure, percentile, seconds } from './tools.ts'

const streaming = 20
const bench: Bench = {
  name: 'counted people',
  run: ({ url, hint }) =>
    withBenchDatabase(url, async (db) => {
      const size = Number(process.env.SENDA_BENCH_DELIVERIES || 20_000_000)
      const { planId, made } = await yearOfDeliveries(db, size, hint)
      const of = `${size / 1e6} million deliveries of ${size / 5e6} million persons`
      const making: Measure[] = made
        ? [
            { what: `${of}: rows made`, value: made.rows, unit: 's' },
            { what: 'their indexes', value: made.indexes, unit: 's' },
            { what: 'their figures (recount)', value: made.figures, unit: 's' },
          ]
        : []
      return [...making, ...(await tables(db, planId, of, hint)), ...(await stream(db, planId, hint))]
    }),
}
export default bench

/** Countries × sectors × months of the year, at any moment. */
const monthTable = (db: Db, planId: number) =>
  sql`select place, sector_id, period, sum(people) from counted_people_now
    where plan_id = ${planId} and level = 1 and organisation_id = 0 and period between '2026-01' and '2026-12' and sector_id > 0 group by 1, 2, 3`.execute(
    db,
  )
const yearTable = (db: Db, planId: number) =>
  sql`select place, sector_id, sum(people) from counted_people_now
    where plan_id = ${planId} and level = 1 and organisation_id = 0 and period = '2026' and sector_id > 0 group by 1, 2`.execute(
    db,
  )

async function tables(db: Db, planId: number, of: string, hint: (text: string) => void): Promise<Measure[]> {
  const month = await percentile(0.95, 20, () => monthTable(db, planId))
  const year = await percentile(0.95, 20, () => yearTable(db, planId))
  hint('plain SQL over the entries …')
  const entries = sql`served s join delivery_lines l on l.id = s.line_id where l.plan_id = ${planId} and s.is_live and s.is_counted`
  const plainMonth = await seconds(() =>
    sql`select l.country, l.sector_id, l.month, count(distinct s.counted_as) from ${entries} group by 1, 2, 3`.execute(db),
  )
  const plainYear = await seconds(() =>
    sql`select l.country, l.sector_id, count(distinct s.counted_as) from ${entries} group by 1, 2`.execute(db),
  )
  await assertEqual(db, planId)
  const reference = (value: number) => ({ what: 'count(distinct) over the entries', value: value * 1000 })
  return [
    { what: `country × sector × month, ${of}, p95`, value: month, unit: 'ms', target: 100, reference: reference(plainMonth) },
    {
      what: `distinct people by country and sector, ${of}, p95`,
      value: year,
      unit: 'ms',
      target: 100,
      reference: reference(plainYear),
    },
  ]
}

async function assertEqual(db: Db, planId: number): Promise<void> {
  const { rows } = await sql`
    with kept as (select place, sector_id, sum(people)::int people from counted_people_now
        where plan_id = ${planId} and level = 1 and organisation_id = 0 and period = '2026' and sector_id > 0 group by 1, 2),
      counted as (select l.country as place, l.sector_id, count(distinct s.counted_as)::int people from served s join delivery_lines l on l.id = s.line_id
        where l.plan_id = ${planId} and s.is_live and s.is_counted group by 1, 2)
    select * from kept full join counted using (place, sector_id) where kept.people is distinct from counted.people`.execute(db)
  if (rows.length > 0) throw new Error(`${rows.length} figures differ from the entries`)
}

/** Differences are written without pause while they are folded and read. */
async function stream(db: Db, planId: number, hint: (text: string) => void): Promise<Measure[]> {
  await foldDeliveries(db)
  const until = performance.now() + streaming * 1000
  const read: number[] = []
  const backlogs: number[] = []
  let written = 0
  const writer = async () => {
    while (performance.now() < until) written += await writeSome(db, planId)
  }
  const folder = async () => {
    while (performance.now() < until) await foldDeliveries(db)
  }
  const reader = async () => {
    while (performance.now() < until) {
      read.push((await seconds(() => monthTable(db, planId))) * 1000)
      const { rows } = await sql<{ n: number }>`select count(*)::int as n from delivery_sums`.execute(db)
      backlogs.push(rows[0]!.n)
      await new Promise((done) => setTimeout(done, 200))
    }
  }
  hint('a stream of differences …')
  await Promise.all([writer(), folder(), reader()])
  await sql`delete from delivery_sums`.execute(db)
  read.sort((a, b) => a - b)
  const half = Math.floor(backlogs.length / 2)
  const most = (list: number[]) => Math.max(0, ...list)
  return [
    {
      what: `differences written while they are folded and read, ${streaming} s`,
      value: written / streaming,
      unit: '/s',
      atLeast: 4000,
    },
    {
      what: 'not folded yet, at most in the second half',
      value: most(backlogs.slice(half)),
      unit: 'rows',
      target: Math.max(20_000, 2 * most(backlogs.slice(0, half))),
      reference: { what: 'in the first half', value: most(backlogs.slice(0, half)) },
    },
    {
      what: 'country × sector × month meanwhile, p95',
      value: read[Math.ceil(read.length * 0.95) - 1] ?? 0,
      unit: 'ms',
      target: 250,
    },
  ]
}

/** As 100 deliveries leave them; taken away again, so that the figures stay what the entries come to. */
async function writeSome(db: Db, planId: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    with lines as (select 1 + floor(random() * 18000)::int as line, floor(random() * 4)::int as cell, floor(random() * 33554432)::int as firsts from generate_series(1, 100)),
    w as (insert into delivery_sums (plan_id, line_id, cell, firsts, people)
      select ${planId}, line, cell, firsts, sign from lines, unnest(array[1, -1]) sign returning 1) select count(*)::int as n from w`.execute(
    db,
  )
  return rows[0]!.n
}
