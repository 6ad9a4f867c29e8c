/** Distinct people out of 20 million deliveries: the tables of a response at once, beside count(distinct) over the entries; and folding while a stream is written. SENDA_BENCH_DELIVERIES makes it smaller. */
import { sql } from 'kysely'
import type { Db } from '../src/core/database.ts'
import { foldDeliveries } from '../src/modules/delivery/ledger/counting.ts'
import { contributions, type Difference, differences } from '../src/modules/delivery/rules/contributions.ts'
import type { LineFacts } from '../src/modules/delivery/rules/firsts.ts'
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

/** Differences at a steady rate, above that of a response in its busiest hour, while they are folded and read. */
const rate = 6000
async function stream(db: Db, planId: number, hint: (text: string) => void): Promise<Measure[]> {
  await foldDeliveries(db)
  hint('a stream of differences …')
  const pool = await newDeliveries(db, planId)
  const begun = performance.now()
  const until = begun + streaming * 1000
  const read: number[] = []
  const backlogs: number[] = []
  let rounds = 0
  let written = 0
  const writer = async () => {
    while (performance.now() < until) {
      written += await write(db, partOf(pool, rounds++), 1)
      await wait(begun + (written / rate) * 1000 - performance.now())
    }
  }
  const folder = async () => {
    while (performance.now() < until) {
      await foldDeliveries(db)
      await wait(1000)
    }
  }
  const reader = async () => {
    while (performance.now() < until) {
      read.push((await seconds(() => monthTable(db, planId))) * 1000)
      const { rows } = await sql<{ n: number }>`select count(*)::int as n from delivery_sums`.execute(db)
      backlogs.push(rows[0]!.n)
      await wait(200)
    }
  }
  try {
    await Promise.all([writer(), folder(), reader()])
  } finally {
    // The figures are again what the entries come to.
    for (let round = 0; round < rounds; round++) await write(db, partOf(pool, round), -1)
    await foldDeliveries(db)
  }
  await assertEqual(db, planId)
  read.sort((a, b) => a - b)
  const middle = Math.floor(backlogs.length / 2)
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
      value: most(backlogs.slice(middle)),
      unit: 'rows',
      target: Math.max(20_000, 2 * most(backlogs.slice(0, middle))),
      reference: { what: 'in the first half', value: most(backlogs.slice(0, middle)) },
    },
    {
      what: 'country × sector × month meanwhile, p95',
      value: read[Math.ceil(read.length * 0.95) - 1] ?? 0,
      unit: 'ms',
      target: 250,
    },
  ]
}
const wait = (milliseconds: number) => new Promise((done) => setTimeout(done, Math.max(0, milliseconds)))

const together = 100
const partOf = (pool: Difference[][], round: number): Difference[] =>
  Array.from({ length: together }, (_, i) => pool[(round * together + i) % pool.length]!).flat()

/** What one more delivery to each of some thousand persons would change. */
async function newDeliveries(db: Db, planId: number): Promise<Difference[][]> {
  const facts = new Map(
    (
      await sql<LineFacts>`select id, plan_id, month, country, admin1, organisation_id, sector_id, indicator_id from delivery_lines where plan_id = ${planId}`.execute(
        db,
      )
    ).rows.map((line) => [line.id, line]),
  )
  const { rows } = await sql<{ countedAs: string; line: number; at: Date; delivery: string; person: string; cell: number }>`
    select counted_as, line_id as line, at, delivery_id as delivery, person_id as person, cell from served
    where counted_as in (select counted_as from served tablesample system (0.5) repeatable (7) limit 20000)`.execute(db)
  return [...Map.groupBy(rows, (row) => row.countedAs).values()].map((given, n) => {
    const before = given.map((one) => ({ ...one, line: facts.get(one.line)!, at: one.at.getTime() }))
    // The same combination in another month: the twelve stand beside one another.
    const month = (n * 7) % 12
    const line = facts.get(before[0]!.line.id - Number(before[0]!.line.month.slice(5)) + 1 + month)!
    const more = { ...before[0]!, line, at: Date.UTC(2026, month, 20), delivery: 'f' }
    return differences(contributions(before), contributions([...before, more]))
  })
}

async function write(db: Db, list: readonly Difference[], sign: 1 | -1): Promise<number> {
  const of = (take: (one: Difference) => number) => sql`${list.map(take)}::int[]`
  await sql`insert into delivery_sums (plan_id, line_id, cell, firsts, people)
    select * from unnest(${of((d) => d.planId)}, ${of((d) => d.line)}, ${of((d) => d.cell)}, ${of((d) => d.firsts)}, ${of((d) => sign * d.people)})`.execute(
    db,
  )
  return list.length
}
