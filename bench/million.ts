/** A plan with a million rows, spread as real months are: few large countries and organisations, files sent month by month, half of the rows with something to mend. */
import { sql } from 'kysely'
import { type Db, openDatabase, openPool } from '../src/core/database.ts'
import { migrate } from '../src/core/migrate.ts'
import { addSumsFrom, foldSums } from '../src/modules/activities/sums.ts'

const sectors = [
  'Food Security',
  'Health',
  'Protection (General)',
  'Shelter',
  'WASH',
  'Integration',
  'Education',
  'Multipurpose Cash',
  'Nutrition',
  'Humanitarian Transportation',
  'Child Protection',
  'GBV',
]
const countries = ['CO', 'PE', 'EC', 'BR', 'CL', 'PA', 'AR', 'DO', 'TT', 'MX', 'GY', 'BO', 'CR', 'UY', 'PY', 'AW', 'CW']

/** A database of its own beside the one Senda works on: made once, with its tables; nobody's data is touched. One of another name is made anew each time. */
export async function withBenchDatabase<T>(
  url: string,
  work: (db: Db, address: string) => Promise<T>,
  name = shared,
): Promise<T> {
  const server = openPool(url, 1)
  try {
    if (name !== shared) await server.query(`drop database if exists ${name}`)
    const { rowCount } = await server.query('select from pg_database where datname = $1', [name])
    if (!rowCount) await server.query(`create database ${name}`)
  } finally {
    await server.end()
  }
  const pool = openPool(beside(url, name))
  const db = openDatabase(pool)
  try {
    await migrate(db, pool)
    return await work(db, beside(url, name))
  } finally {
    await db.destroy()
  }
}
const shared = 'senda_bench'

/** The address of another database of the same server. An address of a socket has no host, which `URL` does not read. */
const beside = (url: string, name: string): string => url.replace(/^([^:]+:\/\/[^/]*\/)[^?]*/, `$1${name}`)

export type Million = { planId: number; code: string; organisations: number[]; sectors: number[] }

/** Makes the plan once per database; later calls find it. Tables are analysed, sums folded. */
export async function millionRows(db: Db, rows = 1_000_000): Promise<Million> {
  const code = `bench-${rows}`
  const known = await db.selectFrom('plans').select('id').where('code', '=', code).executeTakeFirst()
  if (known) return found(db, known.id, code)
  const { id } = await db
    .insertInto('plans')
    .values({ code, names: '{"en":"Bench"}', firstMonth: '2021-01', lastMonth: '2021-12' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await lists(db, id)
  await insertRows(db, id, rows)
  await sumUp(db, id)
  await foldSums(db)
  await sql`vacuum analyze activity_reports, activity_sums, activity_finding_sums, activity_folded_months, activity_folded_areas, activity_folded_sectors`.execute(
    db,
  )
  return found(db, id, code)
}

async function found(db: Db, planId: number, code: string): Promise<Million> {
  const organisations = await db
    .selectFrom('planOrganisations')
    .select('organisationId')
    .where('planId', '=', planId)
    .where('role', '=', 'appealing')
    .orderBy('organisationId')
    .execute()
  const inPlan = await db.selectFrom('planSectors').select('id').where('planId', '=', planId).orderBy('id').execute()
  return { planId, code, organisations: organisations.map((o) => o.organisationId), sectors: inPlan.map((s) => s.id) }
}

async function lists(db: Db, planId: number): Promise<void> {
  await sql`insert into places (code, level, country, names, hosts) select c, 0, c, jsonb_build_object('en', c), true from unnest(${countries}::text[]) c on conflict do nothing`.execute(
    db,
  )
  await sql`insert into places (code, level, country, parent, names)
    select c || '-B' || n, 1, c, c, jsonb_build_object('en', c || ' ' || n) from unnest(${countries}::text[]) c, generate_series(1, 24) n on conflict do nothing`.execute(
    db,
  )
  await sql`insert into plan_places (plan_id, country, country_name, place_code, name, country_key, key)
    select ${planId}, country, country, code, names->>'en', lower(country), lower(names->>'en') from places where level = 1 and code like '%-B%'`.execute(
    db,
  )
  await sql`with made as (insert into organisations (names) select jsonb_build_object('en', 'Organisation ' || n) from generate_series(1, 250) n returning id)
    insert into plan_organisations (plan_id, organisation_id, role) select ${planId}, id, 'appealing' from made`.execute(db)
  await sql`insert into plan_sectors (plan_id, name, key) select ${planId}, s, lower(s) from unnest(${sectors}::text[]) s`.execute(
    db,
  )
  await sql`insert into plan_indicators (plan_id, sector_id, kind, name, key)
    select plan_id, id, (array['direct','direct','direct','capacity','output'])[n], 'Indicator ' || n || ' of ' || name, 'indicator ' || n
    from plan_sectors, generate_series(1, 5) n where plan_id = ${planId}`.execute(db)
}

/** Row n of the year: month by month, in each month organisation by organisation, as files arrive; each works in some places of some sectors. */
async function insertRows(db: Db, planId: number, rows: number): Promise<void> {
  await sql`select setseed(0.2021)`.execute(db)
  await sql`
    with place as (select array_agg(place_code order by array_position(${countries}::text[], country), place_code) all_places from plan_places where plan_id = ${planId}),
    body as (select array_agg(organisation_id order by organisation_id) all_bodies from plan_organisations where plan_id = ${planId}),
    indicator as (select array_agg(id order by id) ids, array_agg(sector_id order by id) sector_ids, array_agg(kind order by id) kinds from plan_indicators where plan_id = ${planId}),
    drawn as materialized (
      select d.*, 1 + floor(${countries.length * 24} * power(((body * 7919) % 1000) / 1000.0, 2.2))::int as home, random() as luck, random() as luck2,
        random() as luck3, random() as luck4, floor(exp(random() * 7))::int as people
      from (select n, 1 + floor((n - 1) * 12.0 / ${rows}::int)::int as month, 1 + floor(((n * 12.0 / ${rows}::int) % 1) ^ 1.7 * 249)::int as body
        from generate_series(1, ${rows}::int) n) d),
    named as (
      select d.*, all_places[place] as admin1, all_bodies[body] as organisation_id, ids[what] as indicator_id, sector_ids[what] as sector_id, kinds[what] as kind
      from (select *, least(${countries.length * 24}, home + floor(luck3 * luck3 * 8)::int) as place, 1 + (body * 5 + floor(luck4 * 6)::int) % 60 as what from drawn) d, place, body, indicator)
    insert into activity_reports (id, plan_id, row_number, state, month, country, admin1, organisation_id, through_partner, sector_id, indicator_id, kind,
      title, description, in_plan, is_cash, cash_value_usd, output_quantity, people_in_month, new_people,
      in_destination, in_transit, host_community, pendular, returnees, girls, boys, women, men, findings, is_blocked, entered_by)
    select (lpad(to_hex(1609459200000 + month * 2678400000 + n), 12, '0') || '7' || lpad(to_hex(n % 4096), 3, '0') || '8' || substr(md5(n || '/' || ${planId}::int), 1, 15))::uuid,
      ${planId}, n, case when month < 9 then 'locked' when month < 11 then 'accepted' when luck2 < 0.5 then 'submitted' else 'draft' end,
      '2021-' || lpad(month::text, 2, '0'), left(admin1, 2), admin1, organisation_id, false, sector_id, indicator_id, kind,
      (array['Distribution of food kits', 'Hygiene kits for families', 'Legal orientation', 'Primary health consultations', 'Hot meals', 'Temporary shelter', 'Training of public officials',
        'School kits', 'Psychosocial support', 'Transport of families', 'Seed capital', 'Drinking water points'])[1 + (indicator_id + place) % 12] || ' ' || admin1,
      'Project ' || (n % 9973) || ' with the municipality of ' || (array['Cúcuta', 'Maicao', 'Boa Vista', 'Lima', 'Tumbes', 'Quito', 'Huaquillas', 'Arica', 'Colchane', 'Arauca'])[1 + place % 10],
      true, luck < 0.08, case when luck < 0.08 then people * 30 end,
      case when kind = 'output' then people end, case when kind <> 'output' then people + place end, case when kind = 'direct' then people end,
      case when kind = 'direct' then people - people / 4 end, case when kind = 'direct' then people / 4 end, case when kind = 'direct' then 0 end, case when kind = 'direct' then 0 end, case when kind = 'direct' then 0 end,
      case when kind = 'direct' then people / 4 end, case when kind = 'direct' then people / 4 end, case when kind = 'direct' then people / 4 end, case when kind = 'direct' then people - 3 * (people / 4) end,
      codes, codes <> '{}' and codes <> '{children-missing}', 'bench'
    from named, lateral (select array_remove(array[
        case when luck2 < 0.30 then 'population-breakdown' end, case when luck2 between 0.20 and 0.38 then 'age-gender-breakdown' end,
        case when luck2 between 0.40 and 0.45 then 'output-missing' end, case when luck2 between 0.45 and 0.49 then 'people-missing' end,
        case when luck between 0.08 and 0.10 then 'cash-value-missing' end, case when luck between 0.5 and 0.5004 then 'cash-unexpected' end,
        case when luck between 0.9 and 0.93 then 'children-missing' end], null) as codes) c`.execute(db)
}

async function sumUp(db: Db, planId: number): Promise<void> {
  const from = sql`(select *, 1 as sign from activity_reports where plan_id = ${planId}) r`
  await addSumsFrom(db, from)
}
