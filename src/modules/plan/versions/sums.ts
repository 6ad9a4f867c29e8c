/** What a version adds up to: money asked and given, people by country and sector, what is counted of its activities. */
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../core/database.ts'
import { cells } from '../needs/contract.ts'
import type { Contributions, PeopleInCountry, PeopleLine, PublishedPlan, Requirements } from './contract.ts'
import { activitiesOf, type Edition, peopleOf, peopleSum } from './rows.ts'

const money = sql`coalesce(sum(in_kind_usd), 0) as in_kind_usd, coalesce(sum(cash_usd), 0) as cash_usd,
  coalesce(sum(coalesce(in_kind_usd, 0) + coalesce(cash_usd, 0)), 0) as total_usd, count(*) as activities, count(distinct organisation_id) as organisations`

type Line = {
  key: string | number | null
  inKindUsd: number
  cashUsd: number
  totalUsd: number
  activities: number
  organisations: number
  givenUsd: number | null
}

/** Asked beside given. Money given where nothing is asked has a line, too; `key` null is what was not specified. */
async function by(
  db: Db,
  edition: Edition,
  column: 'country' | 'sector_id' | 'organisation_id',
  hasGiven: boolean,
): Promise<Line[]> {
  const key = sql.raw(column)
  const { rows } = await sql<Line>`
    with asked as (select ${key} as key, ${money} from ${activitiesOf(edition, 'a')} group by ${key}),
      given as (select ${key} as key, sum(usd) as given_usd from counted_contributions where plan_id = ${edition.planId} group by ${key})
    select coalesce(a.key, g.key) as key, coalesce(in_kind_usd, 0) as in_kind_usd, coalesce(cash_usd, 0) as cash_usd, coalesce(total_usd, 0) as total_usd,
      coalesce(activities, 0) as activities, coalesce(organisations, 0) as organisations, ${hasGiven ? sql`coalesce(given_usd, 0)` : sql`null::numeric`} as given_usd
    from asked a full join given g on coalesce(a.key::text, '') = coalesce(g.key::text, '') order by 1 nulls last`.execute(db)
  return rows
}

export async function requirementsOf(db: Db, edition: Edition): Promise<Requirements> {
  const { rows } = await sql<Omit<Line, 'key' | 'givenUsd'>>`select ${money} from ${activitiesOf(edition, 'a')}`.execute(db)
  const hasGiven = (await contributionsOf(db, edition.planId)) !== null
  const countries = await by(db, edition, 'country', hasGiven)
  const sectors = await by(db, edition, 'sector_id', hasGiven)
  const organisations = await by(db, edition, 'organisation_id', hasGiven)
  return {
    ...rows[0]!,
    byCountry: countries.map(({ key, ...line }) => ({ country: key as string | null, ...line })),
    bySector: sectors.map(({ key, ...line }) => ({ sectorId: key as number | null, ...line })),
    byOrganisation: organisations.flatMap(({ key, organisations: _, ...line }) =>
      key === null ? [] : [{ organisationId: key as number, ...line }],
    ),
  }
}

/** null where no contribution is on file: nothing known is not nothing given. */
export async function contributionsOf(db: Db, planId: number): Promise<Contributions | null> {
  const { rows } = await sql<{ name: string; givenUsd: number; pledgedUsd: number }>`
    select donor as name, sum(usd) as given_usd, sum(pledged_usd) as pledged_usd from counted_contributions where plan_id = ${planId} and movement = 'given'
    group by donor order by 2 desc, 1`.execute(db)
  if (rows.length === 0) return null
  const { rows: all } = await sql<{ givenUsd: number; pledgedUsd: number }>`
    select coalesce(sum(usd), 0) as given_usd, coalesce(sum(pledged_usd), 0) as pledged_usd from counted_contributions where plan_id = ${planId}`.execute(
    db,
  )
  return { ...all[0]!, donors: rows.filter((r) => r.givenUsd > 0).map(({ name, givenUsd }) => ({ name, givenUsd })) }
}

/** Per country × sector: the plan's own country row where it gives one, else its parts added. */
export async function peopleBySector(db: Db, edition: Edition): Promise<PeopleLine[]> {
  const { rows } = await sql<PeopleLine>`
    select country, sector_id, what, coalesce(own, parts)::bigint as people, coalesce(parts, 0)::bigint as parts, own is not null as is_own_row
    from (select country, sector_id, what, sum(n) filter (where level = 'country') as own, sum(n) filter (where level <> 'country') as parts
      from (select country, sector_id, what, level, ${peopleSum} as n from ${peopleOf(edition, 'p')} where not is_doubled) lines
      group by country, sector_id, what) sums
    order by country, sector_id, what`.execute(db)
  return rows
}

const largest = sql.raw(cells.map((cell) => `max(${cell})`).join(' + '))

/** Whatever the sector: per place and cell the largest sector, places added; the plan's own country row where it gives one. */
export async function peopleByCountry(db: Db, edition: Edition): Promise<PeopleInCountry[]> {
  const { rows } = await sql<PeopleInCountry>`
    with places as (select what, country, level, ${largest} as n from ${peopleOf(edition, 'p')} where not is_doubled group by what, country, level, place_code),
      countries as (select what, country, sum(n) filter (where level = 'country') as own, sum(n) filter (where level <> 'country') as parts from places group by what, country)
    select country, max(coalesce(own, parts)) filter (where what = 'need')::bigint as need, max(coalesce(own, parts)) filter (where what = 'target')::bigint as target,
      coalesce(bool_or(own is not null) filter (where what = 'need'), false) as need_is_own_row,
      coalesce(bool_or(own is not null) filter (where what = 'target'), false) as target_is_own_row
    from countries group by country order by country`.execute(db)
  return rows
}

export async function countsOf(db: Db, edition: Edition): Promise<PublishedPlan['counts']> {
  const { rows } = await sql<PublishedPlan['counts']>`
    select count(*) as activities, count(distinct organisation_id) as organisations, count(distinct country) as countries, count(distinct sector_id) as sectors,
      coalesce(sum(coalesce(in_kind_usd, 0) + coalesce(cash_usd, 0)), 0) as required_usd
    from ${activitiesOf(edition, 'a')}`.execute(db)
  return rows[0]!
}

/** One number of one statement. */
export async function numberFrom(db: Db, statement: RawBuilder<{ n: number | null }>): Promise<number> {
  return (await statement.execute(db)).rows[0]?.n ?? 0
}
