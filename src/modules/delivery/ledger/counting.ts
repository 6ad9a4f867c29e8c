/** How figures are kept: differences are folded into sums; who is counted under whom may change; a recount makes everything anew through the same rule. */
import { sql } from 'kysely'
import { copyIn, copyLine } from '../../../core/copy.ts'
import { type Db, transact } from '../../../core/database.ts'
import { contributionsInOrder } from '../rules/contributions.ts'
import { everyFirst, type LineFacts } from '../rules/firsts.ts'
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
    // The key of distribution changes: rows are made anew, also those that no longer stand.
    await sql`
      with moves as (select * from json_to_recordset(${JSON.stringify(real)}::json) as m ("personId" uuid, "from" uuid, "to" uuid)),
      gone as (delete from served s using moves m where s.counted_as = m."from" and s.person_id = m."personId" returning s.*, m."to" as now_as)
      insert into served (counted_as, delivery_id, person_id, household_id, organisation_id, site_id, service_id, line_id, at, cell, is_counted, is_live)
      select now_as, delivery_id, person_id, household_id, organisation_id, site_id, service_id, line_id, at, cell, is_counted, is_live from gone`.execute(
      trx,
    )
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
    if (some < foldedAtOnce) return folded
  }
}

/** @param atOnce null: everything, where nobody waits for the sums */
const foldSome = (db: Db, atOnce: number | null = foldedAtOnce): Promise<number> =>
  transact(db, async (trx) => {
    const { rows } = await sql<{ held: boolean }>`select pg_try_advisory_xact_lock(hashtext('delivery_sums')) as held`.execute(
      trx,
    )
    if (!rows[0]?.held) return 0
    const gone = await sql<{ gone: number }>`
      with gone as materialized (delete from delivery_sums where ${atOnce === null ? sql`true` : sql`ctid = any(array(select ctid from delivery_sums limit ${atOnce}))`} returning *),
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

type Hint = (text: string) => void
const peopleAtOnce = 20_000
const combinedAtMost = 500_000

/** Makes every sum anew from the entries, streamed in the order of counted people. As of one moment: what is written meanwhile is added to it. @returns counted persons */
export async function recountDeliveries(db: Db, hint: Hint = () => {}): Promise<number> {
  if (db.isTransaction) return recount(db, hint)
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute((trx) => recount(trx, hint))
}

async function recount(db: Db, hint: Hint): Promise<number> {
  // Before the first reading: the moment is that after the last folding.
  await sql`lock table line_sums in share row exclusive mode`.execute(db)
  for (const table of ['delivery_sums', 'line_sums', 'counted_people']) await sql`delete from ${sql.table(table)}`.execute(db)
  const persons = await recountPeople(db, hint)
  await recountAmounts(db)
  hint('folding')
  await foldSome(db, null)
  await sql`insert into line_news (line_id) select distinct line_id from line_sums`.execute(db)
  return persons
}

async function recountPeople(db: Db, hint: Hint): Promise<number> {
  const facts = await allLines(db)
  const sums = new Map<number, number>()
  let persons = 0
  await sql`set local work_mem = '256MB'`.execute(db)
  await sql`set local cursor_tuple_fraction = 1`.execute(db)
  await sql`declare counted_stream no scroll cursor for
    select string_agg(line_id || ' ' || cell, ',' order by at, delivery_id, person_id) as given from served
    where is_live and is_counted and line_id is not null group by counted_as`.execute(db)
  for (;;) {
    const { rows } = await sql<{ given: string }>`fetch ${sql.lit(peopleAtOnce)} from counted_stream`.execute(db)
    for (const { given } of rows) addTo(sums, given, facts)
    persons += rows.length
    if (sums.size > combinedAtMost || rows.length === 0) await write(db, sums, facts)
    if (rows.length === 0) break
    if (persons % 500_000 < peopleAtOnce) hint(`${persons} counted persons`)
  }
  await sql`close counted_stream`.execute(db)
  return persons
}

const allLines = async (db: Db): Promise<Map<number, LineFacts>> =>
  new Map(
    (
      await sql<LineFacts>`select id, plan_id, month, country, admin1, organisation_id, sector_id, indicator_id from delivery_lines`.execute(
        db,
      )
    ).rows.map((line) => [line.id, line]),
  )

/** Line, cell and firsts as one number: 22 + 6 + 25 bits. */
const firstsSize = everyFirst + 1
function addTo(sums: Map<number, number>, given: string, facts: Map<number, LineFacts>): void {
  const entries = given.split(',').map((one) => {
    const blank = one.indexOf(' ')
    return { line: facts.get(Number(one.slice(0, blank)))!, cell: Number(one.slice(blank + 1)) }
  })
  for (const c of contributionsInOrder(entries)) {
    const key = (c.line * 64 + c.cell) * firstsSize + c.firsts
    sums.set(key, (sums.get(key) ?? 0) + 1)
  }
}

async function write(db: Db, sums: Map<number, number>, facts: Map<number, LineFacts>): Promise<void> {
  const lines = function* () {
    for (const [key, people] of sums) {
      const [firsts, rest] = [key % firstsSize, Math.floor(key / firstsSize)]
      const line = facts.get(Math.floor(rest / 64))!
      yield copyLine([line.planId, line.id, rest % 64, firsts, people])
    }
  }
  if (sums.size > 0) await copyIn(db, 'copy delivery_sums (plan_id, line_id, cell, firsts, people) from stdin', lines())
  sums.clear()
}

/** Entries that stand, what they come to, and people of counted groups. */
async function recountAmounts(db: Db): Promise<void> {
  await sql`
    insert into delivery_sums (plan_id, line_id, entries, quantity, cash_value_usd)
    select l.plan_id, l.id, count(*), sum(d.quantity), coalesce(sum(d.cash_value_usd), 0) from deliveries d join delivery_lines l on l.id = d.line_id
    where ${standing} group by l.plan_id, l.id`.execute(db)
  await sql`
    insert into delivery_sums (plan_id, line_id, cell, grouped_month, grouped_new) ${groupedPeople}`.execute(db)
}

/** An entry that nobody took back, and that takes nothing back. */
export const standing = sql.raw(
  'd.reverses is null and not exists (select from deliveries r where r.household_id = d.household_id and r.reverses = d.id)',
)
/** People of counted groups by line and cell, straight from the entries. */
export const groupedPeople = sql`
  select l.plan_id, l.id, (8 * (array_position(array['inDestination','inTransit','hostCommunity','pendular','returnees'], g ->> 'group') - 1)
    + array_position(array['girls','boys','women','men','otherUnder18','otherAdult'], a.age) - 1)::smallint as cell,
    sum((g -> 'month' ->> a.age)::int), sum((g -> 'new' ->> a.age)::int)
  from deliveries d join delivery_lines l on l.id = d.line_id, jsonb_array_elements(d.groups) g, unnest(array['girls','boys','women','men','otherUnder18','otherAdult']) a(age)
  where d."to" = 'group' and ${standing} and (g -> 'month' ->> a.age)::int > 0 group by 1, 2, 3`
