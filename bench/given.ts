/** A year of a whole response: 20 million deliveries to 4 million persons, spread as real ones are over countries, organisations and months. Made once per database. */
import { sql } from 'kysely'
import { copyIn } from '../src/core/copy.ts'
import type { Db } from '../src/core/database.ts'
import { recountDeliveries } from '../src/modules/delivery/ledger/recount.ts'
import { loadServices } from '../src/modules/delivery/services/catalogue.ts'
import { number, one, patternOf, rowsOf, text, truth, uuid, writeMoment } from './rows.ts'
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
const perPerson = 5

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
  await sql`vacuum analyze delivery_lines`.execute(db)
  await sql`analyze deliveries, served`.execute(db)
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
    select c * 12 + m + 1, ${id}, '2026-' || lpad((m + 1)::text, 2, '0'), country, country || '-B' || lpad((1 + c % 24)::text, 2, '0'), 1 + c % 250, i.sector_id, i.id
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

/** Both tables at once; within one, key first. */
async function restoreIndexes(db: Db, statements: string[], hint: (text: string) => void): Promise<void> {
  const restore = async (table: string) => {
    for (const statement of statements.filter((s) => s.includes(` ${table} `) || s.includes(`.${table} `))) {
      const taken = await seconds(() =>
        db.transaction().execute(async (trx) => {
          await sql`set local maintenance_work_mem = '1GB'`.execute(trx)
          await sql.raw(statement).execute(trx)
        }),
      )
      hint(`${taken.toFixed(1)} s: ${statement.slice(0, 90)}`)
    }
  }
  await Promise.all(tables.map(restore))
}

type Line = { id: number; organisationId: number; country: Buffer; admin1: Buffer; month: Buffer }

/** Delivery n is number n % 5 of person n / 5: mostly near their home, some elsewhere, in five months of the year. In the order of persons. */
async function insertRows(db: Db, planId: number, deliveries: number, hint: (text: string) => void): Promise<void> {
  const persons = Math.floor(deliveries / perPerson)
  const services = (await sql<{ id: number }>`select id from services order by id limit 40`.execute(db)).rows.map((s) => s.id)
  const { rows } = await sql<Record<'country' | 'admin1' | 'month', string> & { id: number; organisationId: number }>`
    select id, organisation_id, country, admin1, month from delivery_lines where plan_id = ${planId} order by id`.execute(db)
  const lines: Line[] = rows.map((l) => ({ ...l, country: text(l.country), admin1: text(l.admin1), month: text(l.month) }))
  const drawn = (n: number) => drawnOf(n, persons)
  // Frozen: nothing of it is to be vacuumed.
  const fill = (table: string, columns: string, pieces: Iterable<Buffer>) =>
    db.transaction().execute(async (trx) => {
      await sql`truncate ${sql.table(table)}`.execute(trx)
      const taken = await seconds(() => copyIn(trx, `copy ${table} (${columns}) from stdin (format binary, freeze)`, pieces))
      hint(`${table}: ${taken.toFixed(1)} s`)
    })
  await Promise.all([
    fill('deliveries', deliveryColumns, deliveriesOf(deliveries, lines, services, drawn)),
    fill('served', servedColumns, servedOf(deliveries, lines, services, drawn)),
  ])
}

type Drawn = { p: number; line: number; service: number; at: number }
const day = 86_400_000
const starts = Array.from({ length: 12 }, (_, month) => Date.UTC(2026, month, 2, 12))

function drawnOf(n: number, persons: number): Drawn {
  const [p, j] = [Math.floor(n / perPerson), n % perPerson]
  const near = Math.floor(combinations * (((p * 7919) % 100003) / 100003) ** 1.7)
  const c = (near + (j > 2 ? (j * persons + p) % 7 : 0)) % combinations
  const m = (p * 5 + j * 3 + j * j) % 12
  return { p, line: c * 12 + m, service: c % 40, at: starts[m]! + (p % 25) * day + j * 60_000 }
}

/** A UUIDv7 of its own for each. */
function writeId(piece: Buffer, n: number, at: number): void {
  piece.writeUIntBE(1_767_225_600_000 + n, at, 6)
  piece.writeUInt32BE(n, at + 12)
}
const [household, person, counted] = ['11', '22', '33']

const deliveryColumns =
  'id, household_id, organisation_id, country, admin1, service_id, "to", person_id, quantity, line_id, month, at, recorded_by'
function deliveriesOf(rows: number, lines: Line[], services: number[], drawn: (n: number) => Drawn) {
  const texts = [text('CO'), text('CO-B01'), text('2026-01')] as const
  const pattern = patternOf([
    ...[uuid(''), uuid(household), number(4), texts[0], texts[1], number(4), text('person'), uuid(person)],
    ...[one, number(4), texts[2], number(8), text('bench')],
  ])
  const at = (field: number) => pattern.at[field]!
  return rowsOf(pattern, rows, (piece, start, n) => {
    const { p, line: which, service, at: moment } = drawn(n)
    const line = lines[which]!
    writeId(piece, n, start + at(0))
    piece.writeUInt32BE(p >>> 2, start + at(1) + 12)
    piece.writeInt32BE(line.organisationId, start + at(2))
    line.country.copy(piece, start + at(3))
    line.admin1.copy(piece, start + at(4))
    piece.writeInt32BE(services[service]!, start + at(5))
    piece.writeUInt32BE(p, start + at(7) + 12)
    piece.writeInt32BE(line.id, start + at(9))
    line.month.copy(piece, start + at(10))
    writeMoment(piece, moment, start + at(11))
  })
}

const servedColumns =
  'counted_as, delivery_id, person_id, household_id, organisation_id, service_id, line_id, at, cell, is_counted, is_live'
function servedOf(rows: number, lines: Line[], services: number[], drawn: (n: number) => Drawn) {
  const pattern = patternOf([
    ...[uuid(counted), uuid(''), uuid(person), uuid(household)],
    ...[number(4), number(4), number(4), number(8), number(2), truth(true), truth(true)],
  ])
  const at = (field: number) => pattern.at[field]!
  return rowsOf(pattern, rows, (piece, start, n) => {
    const { p, line: which, service, at: moment } = drawn(n)
    const line = lines[which]!
    piece.writeUInt32BE(p, start + at(0) + 12)
    writeId(piece, n, start + at(1))
    piece.writeUInt32BE(p, start + at(2) + 12)
    piece.writeUInt32BE(p >>> 2, start + at(3) + 12)
    piece.writeInt32BE(line.organisationId, start + at(4))
    piece.writeInt32BE(services[service]!, start + at(5))
    piece.writeInt32BE(line.id, start + at(6))
    writeMoment(piece, moment, start + at(7))
    piece.writeInt16BE(8 * (p % 5) + (Math.floor(p / 5) % 4), start + at(8))
  })
}
