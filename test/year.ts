/** A generated plan year of full size, the same for the same seed: lists, needs and targets, activities of partners, and on wish its publication and its monthly reports. */
import { sql } from 'kysely'
import { copyIn, copyLine } from '../src/core/copy.ts'
import type { Db } from '../src/core/database.ts'
import { fold } from '../src/core/text.ts'
import { loadPlaces } from '../src/modules/places/load.ts'
import { guessSector } from '../src/modules/plan/lists/sectors.ts'
import { cells } from '../src/modules/plan/needs/contract.ts'
import type { ActivityState } from '../src/modules/plan/submissions/contract.ts'
import { drawActivity, drawNeed, kindsOf, measured, type Place, sectorsOf, type YearIndicator } from './year/activities.ts'
import { plantReports, plantVersion } from './year/after.ts'
import { bodyOf, drawing } from './year/words.ts'

export type YearOptions = {
  countries?: number
  organisations?: number
  activities?: number
  /** Rows of the monthly 5W, accepted, for what was planned; one activity in eight stays silent. */
  reports?: number
  /** Version 1 is published: activities, people and version as publication leaves them. */
  published?: boolean
  /** Of all activities, unless published. */
  state?: ActivityState
  seed?: number
  year?: number
  code?: string
}
export type Year = {
  planId: number
  code: string
  countries: string[]
  sectors: number[]
  organisations: number[]
  indicators: YearIndicator[]
}

export async function plantYear(db: Db, options: YearOptions = {}): Promise<Year> {
  const { seed = 2022, year = 2022, published = false, state = 'approved' } = options
  const draw = drawing(seed)
  const code = options.code ?? `year-${year}-${seed}`
  await loadPlaces(db)
  const { id: planId } = await db
    .insertInto('plans')
    .values({
      code,
      names: JSON.stringify({ en: `Generated year ${year}` }),
      firstMonth: `${year}-01`,
      lastMonth: `${year}-12`,
      defaultMethod: 'max-cell',
      asks: ['population', 'age-gender', 'other-gender', 'admin1', 'cash-value'],
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const places = await plantPlaces(db, planId, options.countries ?? 17)
  const organisations = await plantOrganisations(db, planId, options.organisations ?? 200, draw)
  const { sectors, indicators } = await plantIndicators(db, planId, draw)
  for (const list of ['places', 'organisations', 'implementers', 'indicators', 'mechanisms', 'proportions'])
    await db.insertInto('planLists').values({ planId, list, source: 'generated', entries: 1 }).execute()
  const needs = await plantPeople(db, planId, places, sectors, draw)
  const needOf = (place: Place, sector: number) => needs.get(`${place.code} ${sector}`) ?? 3000
  const ground = { planId, places, organisations, indicators, needOf }
  await plantActivities(db, ground, options.activities ?? 20_000, published ? 'published' : state, draw)
  await plantVersion(db, planId, published)
  // Small years are planned well enough without.
  if ((options.activities ?? 20_000) >= 5000) await sql`analyze plan_people, plan_activities, published_activities`.execute(db)
  if (options.reports) await plantReports(db, planId, year, options.reports)
  const countries = [...new Set(places.map((p) => p.country))]
  return { planId, code, countries, sectors, organisations, indicators }
}

/** Takes the year away again, with everything that hangs on its plan. Places stay. */
export async function clearYear(db: Db, { planId, organisations }: Year): Promise<void> {
  for (const table of [
    'activity_reports',
    'activity_sums',
    'activity_finding_sums',
    'activity_folded_months',
    'activity_folded_areas',
    'activity_folded_sectors',
    'plan_activities',
    'published_activities',
    'published_people',
  ])
    await sql`delete from ${sql.table(table)} where plan_id = ${planId}`.execute(db)
  await db.deleteFrom('plans').where('id', '=', planId).execute()
  await db.deleteFrom('organisations').where('id', 'in', organisations).execute()
}

/** The countries of the response and their admin 1; each country stands for itself too: one place in sixteen or so is a whole country. */
async function plantPlaces(db: Db, planId: number, countries: number): Promise<Place[]> {
  await sql`
    with chosen as (select code, names->>'en' as name from places where hosts order by code limit ${countries})
    insert into plan_places (plan_id, country, country_name, place_code, name, country_key, key)
    select ${planId}::int, c.code, c.name, p.code, p.names->>'en', lower(c.name), lower(p.names->>'en') || case when p.level = 0 then ' ' else '' end
    from chosen c join places p on p.country = c.code and p.level < 2`.execute(db)
  const rows = await db
    .selectFrom('planPlaces')
    .select(['country', 'placeCode', 'name'])
    .where('planId', '=', planId)
    .orderBy('placeCode')
    .execute()
  return rows.map(({ country, placeCode, name }) => ({
    country,
    admin1: placeCode === country ? null : placeCode,
    name,
    code: placeCode,
  }))
}

async function plantOrganisations(db: Db, planId: number, count: number, draw: () => number): Promise<number[]> {
  const bodies = Array.from({ length: count }, (_, i) => bodyOf(draw, i + 1))
  const made = await db
    .insertInto('organisations')
    .values(bodies.map(({ name, acronym }) => ({ names: JSON.stringify({ en: name, es: name }), acronym, kind: 'NGO' })))
    .returning('id')
    .execute()
  const ids = made.map((o) => o.id)
  await sql`insert into plan_organisations (plan_id, organisation_id, role) select ${planId}::int, id, 'appealing' from unnest(${ids}::int[]) id`.execute(
    db,
  )
  await db
    .insertInto('organisationAliases')
    .values(bodies.map(({ name }, i) => ({ key: fold(name), name, organisationId: ids[i]! })))
    .execute()
  return ids
}

async function plantIndicators(db: Db, planId: number, draw: () => number) {
  const rows = sectorsOf.map(([name, look], position) => {
    const { southernCone, servesChildren, isMultipurposeCash } = guessSector(name)
    return { planId, name, key: fold(name), look, position, southernCone, servesChildren, isMultipurposeCash }
  })
  const made = await db.insertInto('planSectors').values(rows).returning('id').execute()
  const sectors = made.map((sector) => sector.id)
  const listed = rows.flatMap(({ name, look, isMultipurposeCash }, at) =>
    kindsOf.map((kind, n) => {
      const text = `${measured(draw, kind)} ${name.toLowerCase()} (${n + 1})`
      const isCash = isMultipurposeCash ? kind === 'direct' : n === 4
      const code = `RE-${look.slice(0, 2).toUpperCase()}${n + 1}`
      return { row: { planId, sectorId: sectors[at]!, code, kind, name: text, key: fold(text), isCash }, isMultipurposeCash }
    }),
  )
  const added = await db
    .insertInto('planIndicators')
    .values(listed.map((one) => one.row))
    .returning('id')
    .execute()
  const indicators = listed.map(
    ({ row: { sectorId, kind, isCash }, isMultipurposeCash }, n): YearIndicator => ({
      ...{ id: added[n]!.id, sectorId, kind, isCash, isMultipurposeCash },
    }),
  )
  return { sectors, indicators }
}

/** Need and target of each admin 1 but the last of a country, which the table leaves to "Other"; and the country's own row, a little less than its parts. @returns people in need by place and sector */
async function plantPeople(
  db: Db,
  planId: number,
  places: Place[],
  sectors: number[],
  draw: () => number,
): Promise<Map<string, number>> {
  const needs = new Map<string, number>()
  const lines = { need: [] as string[], target: [] as string[] }
  const cash = sectors[sectorsOf.findIndex(([, look]) => look === 'cash')]
  const total = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0)
  const line = (
    what: 'need' | 'target',
    country: string,
    level: string,
    place: string,
    sector: number,
    named: string,
    numbers: number[],
  ) =>
    lines[what].push(
      copyLine([
        planId,
        what,
        lines[what].length + 1,
        country,
        level,
        place,
        sector,
        ...numbers,
        `{"${country}","${country}","${named}","${sector}"}`,
      ]),
    )
  for (const [country, all] of Map.groupBy(places, (p) => p.country))
    for (const sector of sectors) {
      const areas = all.filter((p) => p.admin1 !== null)
      const sum = cells.map(() => 0)
      const put = (level: string, place: string, named: string, need: number[]) => {
        if (sector !== cash) line('need', country, level, place, sector, named, need)
        line(
          'target',
          country,
          level,
          place,
          sector,
          named,
          need.map((n) => Math.floor(n * (0.35 + draw() * 0.3))),
        )
        if (sector !== cash) needs.set(`${place} ${sector}`, total(need))
      }
      for (const [i, place] of areas.entries()) {
        const need = drawNeed(draw)
        for (const at of sum.keys()) sum[at]! += need[at]!
        if (i < areas.length - 1 || areas.length === 1) put('admin1', place.code, place.name, need)
        else {
          put('other', country, 'Other', need)
          needs.set(`${place.code} ${sector}`, total(need))
        }
      }
      put(
        'country',
        country,
        'Country level',
        sum.map((n) => Math.floor(n * 0.97)),
      )
      needs.set(`${country} ${sector}`, total(sum) * 0.1)
    }
  const columns = `plan_id, what, line, country, level, place_code, sector_id, ${cells.join(', ')}, written`
  for (const what of ['need', 'target'] as const) {
    await copyIn(db, `copy plan_people (${columns}) from stdin`, lines[what])
    await db
      .insertInto('planPeopleTables')
      .values({ planId, what, headers: [], source: 'generated', dated: '2022-01-01', importedBy: 'generated' })
      .execute()
  }
  return needs
}

type Ground = Parameters<typeof drawActivity>[1]

async function plantActivities(db: Db, ground: Ground, count: number, state: ActivityState, draw: () => number): Promise<void> {
  const columns = `id, plan_id, state, country, admin1, organisation_id, sector_id, indicator_id, kind, title, description, in_kind_usd, cash_usd,
    in_destination, in_transit, host_community, pendular, returnees, girls, boys, women, men, other_under18, other_adult,
    target_people, output_quantity, entered_by, changed_by, submitted_by`
  const none = (n: number) => Array<null>(n).fill(null)
  function* lines() {
    for (let n = 1; n <= count; n++) {
      const a = drawActivity(draw, ground, n)
      yield copyLine([
        ...[
          a.id,
          ground.planId,
          state,
          a.country,
          a.admin1,
          a.organisationId,
          a.indicator.sectorId,
          a.indicator.id,
          a.indicator.kind,
        ],
        ...[
          a.title,
          a.description,
          a.inKindUsd,
          a.cashUsd,
          ...(a.population ?? none(5)),
          ...(a.ageGender ?? none(6)),
          a.people,
          a.output,
        ],
        ...['generated', 'generated', state === 'draft' ? null : 'generated'],
      ])
    }
  }
  await copyIn(db, `copy plan_activities (${columns.replaceAll('\n', ' ')}) from stdin`, lines())
}
