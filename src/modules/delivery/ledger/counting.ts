/** How figures are kept: differences are folded into sums; who is counted under whom may change. */
import { sql } from 'kysely'
import { type Db, transact } from '../../../core/database.ts'
import { addSums, differencesOf, lockCounted, type Served, servedOf } from './entries.ts'
import { linesIn } from './lines.ts'

export type Move = { personId: string; from: string; to: string }

/** What these persons were given counts under somebody else from now on. In the transaction in which they are regrouped. */
export const moveServed = (db: Db, moves: readonly Move[]): Promise<void> =>
  transact(db, async (trx) => {
    const real = moves.filter((m) => m.from !== m.to)
    const counted = [...new Set(real.flatMap((m) => [m.from, m.to]))]
    if (counted.length === 0) return
    await sql`insert into counted (id) select unnest(${real.map((m) => m.to)}::uuid[]) order by 1 on conflict do nothing`.execute(
      trx,
    )
    await lockCounted(trx, counted)
    const before = await servedOf(trx, counted)
    const after = moved(before, real)
    const list = sql`json_to_recordset(${JSON.stringify(real)}::json) as m ("personId" uuid, "from" uuid, "to" uuid)`
    const theirs = sql`s.counted_as = m."from" and s.person_id = m."personId"`
    // The key of distribution changes: rows are made anew, also those that no longer stand.
    await sql`
      insert into served (counted_as, delivery_id, person_id, household_id, organisation_id, site_id, service_id, line_id, at, cell, is_counted, is_live)
      select m."to", s.delivery_id, s.person_id, s.household_id, s.organisation_id, s.site_id, s.service_id, s.line_id, s.at, s.cell, s.is_counted, s.is_live
      from served s join ${list} on ${theirs}`.execute(trx)
    await sql`delete from served s using ${list} where ${theirs}`.execute(trx)
    const changes = counted.map((id) => ({ before: before.get(id)!, after: after.get(id)! }))
    await addSums(trx, await differencesOf(linesIn(trx), changes), [])
  })

function moved(before: Map<string, Served[]>, moves: readonly Move[]): Map<string, Served[]> {
  const goes = new Map(moves.map((m) => [`${m.from} ${m.personId}`, m.to]))
  const after = new Map<string, Served[]>([...before.keys()].map((id) => [id, []]))
  for (const [from, list] of before)
    for (const row of list) {
      const to = goes.get(`${from} ${row.personId}`) ?? from
      after.get(to)!.push({ ...row, countedAs: to })
    }
  return after
}

const foldedAtOnce = 100_000

/** Folds what was added. One folder at a time; readers and writers go on meanwhile, since reading is folded + not yet folded. @returns how many differences were folded */
export async function foldDeliveries(db: Db): Promise<number> {
  let folded = 0
  for (;;) {
    const some = await foldSome(db)
    folded += some
    if (some < foldedAtOnce) break
  }
  await sweep(db, folded)
  return folded
}

/** What was folded lies dead among what was not, and readers step over it: it is taken away sooner than the database would by itself. */
async function sweep(db: Db, folded: number): Promise<void> {
  dead += folded
  if (dead < sweptAfter || db.isTransaction) return
  dead = 0
  await sql`vacuum (skip_locked) delivery_sums`.execute(db)
}
const sweptAfter = 20_000
let dead = 0

const foldSome = (db: Db): Promise<number> =>
  transact(db, async (trx) => {
    const { rows } = await sql<{ held: boolean }>`select pg_try_advisory_xact_lock(hashtext('delivery_sums')) as held`.execute(
      trx,
    )
    if (!rows[0]?.held) return 0
    const gone = await sql<{ gone: number }>`
      with gone as materialized (delete from delivery_sums where ctid = any(array(select ctid from delivery_sums limit ${foldedAtOnce})) returning *),
      lines as (
        insert into line_sums (plan_id, line_id, cell, people_in_month, new_people, entries, quantity, cash_value_usd, grouped_month, grouped_new)
        select plan_id, line_id, cell, sum(people), coalesce(sum(people) filter (where firsts & (1 << 24) > 0), 0), sum(entries), sum(quantity), sum(cash_value_usd),
          sum(grouped_month), sum(grouped_new)
        from gone group by plan_id, line_id, cell order by plan_id, line_id, cell
        on conflict (plan_id, line_id, cell) do update set people_in_month = line_sums.people_in_month + excluded.people_in_month,
          new_people = line_sums.new_people + excluded.new_people, entries = line_sums.entries + excluded.entries, quantity = line_sums.quantity + excluded.quantity,
          cash_value_usd = line_sums.cash_value_usd + excluded.cash_value_usd, grouped_month = line_sums.grouped_month + excluded.grouped_month,
          grouped_new = line_sums.grouped_new + excluded.grouped_new),
      people as (
        insert into counted_people (plan_id, level, organisation_id, period, place, sector_id, cell, people)
        select ${keysOf}, sum(s.people)
        from (select plan_id, line_id, cell, firsts, sum(people) as people from gone group by plan_id, line_id, cell, firsts having sum(people) <> 0) s
        join delivery_lines l on l.id = s.line_id cross join generate_series(0, 23) bit
        where s.firsts & (1 << bit) > 0
        group by 1, 2, 3, 4, 5, 6, 7
        on conflict (plan_id, level, organisation_id, period, place, sector_id, cell) do update set people = counted_people.people + excluded.people)
      select count(*)::int as gone from gone`.execute(trx)
    return gone.rows[0]!.gone
  })

/** Of a difference `s` of line `l` in the grouping of this bit; the same as in the view counted_people_now. */
const keysOf = sql.raw(`s.plan_id, (bit >> 3)::smallint, case when bit & 1 > 0 then l.organisation_id else 0 end,
  case when bit & 4 > 0 then left(l.month, 4) else l.month end,
  case bit >> 3 when 0 then '' when 1 then l.country else coalesce(nullif(l.admin1, ''), l.country) end,
  case when bit & 2 > 0 then l.sector_id else 0 end, s.cell`)

export const hasDifferences = async (db: Db): Promise<boolean> =>
  (await sql`select from delivery_sums limit 1`.execute(db)).rows.length > 0

/** For /metrics: differences that wait to be folded. */
export async function countDifferences(db: Db): Promise<Record<string, number>> {
  const { rows } = await sql<{ waiting: number; news: number }>`
    select (select count(*) from delivery_sums) as waiting, (select count(*) from line_news) as news`.execute(db)
  return { 'not folded': rows[0]!.waiting, 'lines not worked out': rows[0]!.news }
}
