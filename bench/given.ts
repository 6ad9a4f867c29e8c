/** A year of a whole response: 20 million deliveries to 4 million persons, spread as real ones are over countries, organisations and months. Made once per database. */
import { sql } from 'kysely'
import type { Db } from '../src/core/database.ts'
import { recountDeliveries } from '../src/modules/delivery/ledger/counting.ts'
import { loadServices } from '../src/modules/delivery/services/catalogue.ts'
import { seconds } from './tools.ts'

const countries = ['CO', 'PE', 'EC', 'BR', 'CL', 'PA', 'AR', 'DO', 'TT', 'MX', 'GY', 'BO', 'CR', 'UY', 'PY', 'AW', 'CW']
const sectors = [
  'food',
  'wash',
  'nfi',
  'health',
  'protection',
  'child',
  'gbv',
  'shelter',
  'transport',
  'education',
  'integration',
  'cash',
]
/** Organisations × places × indicators in which something is given: each is twelve lines of the 5W. */
const combinations = 1500
const chunk = 1_000_000

type Year = {
  planId: number
  deliveries: number /** Where it was made in this run. */
  made?: { rows: number; indexes: number; figures: number }
}

export async function yearOfDeliveries(db: Db, deliveries: number, hint: (text: string) => void): Promise<Year> {
  const code = `given-${deliveries}`
  const known = await db.selectFrom('plans').select('id').where('code', '=', code).executeTakeFirst()
  if (known) return { planId: known.id, deliveries }
  const planId = await makeLists(db, code)
  const indexes = await dropIndexes(db)
  const rows = await seconds(() => insertRows(db, planId, deliveries, hint))
  hint('indexes …')
  const built = await seconds(() => restoreIndexes(db, indexes, hint))
  await sql`drop table bench_indexes`.execute(db)
  await sql`vacuum analyze deliveries, served, delivery_lines`.execute(db)
  hint('figures …')
  const figures = await seconds(() => recountDeliveries(db, hint))
  await sql`vacuum analyze line_sums, counted_people, delivery_sums`.execute(db)
  await sql`update plans set code = ${code} where id = ${planId}`.execute(db)
  return { planId, deliveries, made: { rows, indexes: built, figures } }
}

/** Under a name that is only its own once everything is there. */
async function makeLists(db: Db, code: string): Promise<number> {
  await loadServices(db)
  await sql`truncate deliveries, served, delivery_sums, line_sums, counted_people, line_news`.execute(db)
  await sql`delete from delivery_lines`.execute(db)
  await sql`delete from plans where code like 'given-%'`.execute(db)
  const { id } = await db
    .insertInto('plans')
    .values({ code: `${code}-being-made`, names: '{"en":"A year"}', firstMonth: '2026-01', lastMonth: '2026-12' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await sql`insert into plan_sectors (plan_id, name, key, look) select ${id}, s, s, s from unnest(${sectors}::text[]) s`.execute(
    db,
  )
  await sql`insert into plan_indicators (plan_id, sector_id, kind, name, key)
    select plan_id, id, 'direct', 'Indicator ' || n, 'indicator ' || n from plan_sectors, generate_series(1, 4) n where plan_id = ${id}`.execute(
    db,
  )
  // Line c × 12 + m + 1: combination c in month m.
  await sql`
    insert into delivery_lines (id, plan_id, month, country, admin1, organisation_id, sector_id, indicator_id)
    select c * 12 + m + 1, ${id}, '2026-' || lpad((m + 1)::text, 2, '0'), country, country || '-B' || (1 + c % 24), 1 + c % 250, i.sector_id, i.id
    from generate_series(0, ${combinations - 1}::int) c, generate_series(0, 11) m,
      lateral (select (${countries}::text[])[1 + floor(17 * power(((c * 37) % ${combinations}::int) / ${combinations}::numeric, 2))::int] as country) p,
      (select id, sector_id, row_number() over (order by id) - 1 as n from plan_indicators where plan_id = ${id}) i where i.n = c % 48`.execute(
    db,
  )
  return id
}

const tables = ['deliveries', 'served']

async function dropIndexes(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string; make: string; drop: string }>`
    select i.indexrelid::regclass::text as name,
      coalesce('alter table ' || i.indrelid::regclass || ' add constraint ' || c.conname || ' ' || pg_get_constraintdef(c.oid), pg_get_indexdef(i.indexrelid)) as make,
      coalesce('alter table ' || i.indrelid::regclass || ' drop constraint ' || c.conname, 'drop index ' || i.indexrelid::regclass) as drop
    from pg_index i left join pg_constraint c on c.conindid = i.indexrelid and c.contype = 'p'
    where i.indrelid = any(${tables}::regclass[])`.execute(db)
  // Also those that an earlier making dropped and was cut off before it made them again.
  await sql`create table if not exists bench_indexes (make text primary key)`.execute(db)
  await sql`insert into bench_indexes select unnest(${rows.map((row) => row.make)}::text[]) on conflict do nothing`.execute(db)
  for (const row of rows) await sql.raw(row.drop).execute(db)
  return (await sql<{ make: string }>`select make from bench_indexes order by make`.execute(db)).rows.map((row) => row.make)
}

async function restoreIndexes(db: Db, statements: string[], hint: (text: string) => void): Promise<void> {
  for (const statement of statements) {
    await db.transaction().execute(async (trx) => {
      await sql`set local maintenance_work_mem = '512MB'`.execute(trx)
      await sql.raw(statement).execute(trx)
    })
    hint(statement.slice(0, 90))
  }
}

/** Delivery n is number n / persons of person n % persons: mostly near their home, some elsewhere, in five months of the year. */
async function insertRows(db: Db, planId: number, deliveries: number, hint: (text: string) => void): Promise<void> {
  const persons = Math.floor(deliveries / 5)
  const services = await sql<{ ids: number[] }>`select array_agg(id order by id) as ids from services`.execute(db)
  const [made, rest] = [sql.raw(String(persons)), sql.raw(String(combinations))]
  for (let from = 0; from < deliveries; from += chunk) {
    const until = Math.min(from + chunk, deliveries) - 1
    const drawn = sql`
      select n, p, j, c, (p * 5 + j * 3 + j * j) % 12 as m, c * 12 + (p * 5 + j * 3 + j * j) % 12 + 1 as line,
        (lpad(to_hex(1767225600000 + n), 12, '0') || '7' || lpad(to_hex(n % 4096), 3, '0') || '8' || lpad(to_hex(n), 15, '0'))::uuid as id
      from (select n, n % ${made} as p, n / ${made} as j,
          (floor(${rest} * power(((n % ${made}) * 7919 % 100003) / 100003.0, 1.7))::int + case when n / ${made} > 2 then n % 7 else 0 end) % ${rest} as c
        from generate_series(${from}::int, ${until}::int) n) d`
    const at = sql`timestamptz '2026-01-02 12:00Z' + m * interval '1 month' + (p % 25) * interval '1 day' + j * interval '1 minute'`
    await sql`
      with drawn as (${drawn})
      insert into deliveries (id, household_id, organisation_id, country, admin1, service_id, "to", person_id, quantity, line_id, month, at, recorded_by)
      select d.id, md5('h' || p / 4)::uuid, l.organisation_id, l.country, l.admin1, (${services.rows[0]!.ids}::int[])[1 + c % 40], 'person', md5('p' || p)::uuid, 1, line, l.month, ${at}, 'bench'
      from drawn d join delivery_lines l on l.id = d.line`.execute(db)
    await sql`
      with drawn as (${drawn})
      insert into served (counted_as, delivery_id, person_id, household_id, organisation_id, service_id, line_id, at, cell, is_counted)
      select md5('c' || p)::uuid, d.id, md5('p' || p)::uuid, md5('h' || p / 4)::uuid, l.organisation_id, (${services.rows[0]!.ids}::int[])[1 + c % 40], line, ${at}, 8 * (p % 5) + p / 5 % 4, true
      from drawn d join delivery_lines l on l.id = d.line`.execute(db)
    hint(`${until + 1} deliveries of plan ${planId}`)
  }
}
