/** The lines of a plan one after another, with every name: twenty thousand activities take the memory of one page of them. */
import { sql } from 'kysely'
import type { Db } from '../../../core/database.ts'
import type { Language } from '../../../core/i18n.ts'
import { cells } from '../../plan/needs/contract.ts'
import type { PeopleRow, PlanRow } from './contract.ts'
import { activitiesIn, type PlanEdition, peopleIn, readingOf } from './edition.ts'
import { narrowed, type PlanFilter } from './filter.ts'
import { namesOf, type PlanNames } from './names.ts'

const atATime = 1000

type Names =
  | 'countryName'
  | 'admin1Name'
  | 'organisation'
  | 'organisationName'
  | 'sector'
  | 'look'
  | 'indicator'
  | 'indicatorCode'
/** An activity as the table holds it. */
export type Planned = Omit<PlanRow, Names | 'totalUsd' | 'title' | 'description'> & {
  title: string | null
  description: string | null
}

/**
 * Activities in the order of their ids, by key: nothing stays open between two batches, so a slow reader holds up nobody.
 * A document that goes country by country asks with `filter.country` for one after another.
 */
export async function* activitiesOf(
  db: Db,
  edition: PlanEdition,
  language: Language,
  filter: PlanFilter = {},
): AsyncGenerator<PlanRow> {
  const names = await namesOf(db, edition, language)
  for (let after: string | undefined; ; ) {
    const batch = await readBatch(db, edition, filter, after)
    for (const row of batch) yield inWords(row, names)
    if (batch.length < atATime) return
    after = batch.at(-1)!.id
  }
}

const readBatch = (db: Db, edition: PlanEdition, filter: PlanFilter, after: string | undefined): Promise<Planned[]> =>
  readingOf(db, edition, async (reader) => {
    const { rows } = await sql<Planned>`select ${plannedColumns} from ${activitiesIn(edition)}
      where ${narrowed(filter)} ${after === undefined ? sql`` : sql`and a.id > ${after}`} order by a.id limit ${sql.lit(atATime)}`.execute(
      reader,
    )
    return rows
  })

/** All that a row shows, without the folded words that are only searched. */
export const plannedColumns = sql.raw(
  `a.id, a.state, a.country, a.admin1, a.organisation_id, a.sector_id, a.indicator_id, a.kind, a.title, a.description, a.in_kind_usd, a.cash_usd,
  a.in_destination, a.in_transit, a.host_community, a.pendular, a.returnees, a.girls, a.boys, a.women, a.men, a.other_under18, a.other_adult, a.target_people, a.output_quantity`,
)

export function inWords(row: Planned, names: PlanNames): PlanRow {
  const place = (code: string | null) => (code === null ? '' : (names.places.get(code)?.name ?? code))
  const sector = row.sectorId === null ? undefined : names.sectors.get(row.sectorId)
  const indicator = row.indicatorId === null ? undefined : names.indicators.get(row.indicatorId)
  const body = names.organisations.get(row.organisationId)
  return {
    ...row,
    title: row.title ?? '',
    description: row.description ?? '',
    countryName: place(row.country),
    admin1Name: place(row.admin1),
    organisation: body?.shown ?? String(row.organisationId),
    organisationName: body?.name ?? String(row.organisationId),
    sector: sector?.name ?? '',
    look: sector?.look ?? 'common',
    indicator: indicator?.name ?? '',
    indicatorCode: indicator?.code ?? null,
    totalUsd: cents((row.inKindUsd ?? 0) + (row.cashUsd ?? 0)),
  }
}

const cents = (usd: number): number => Math.round(usd * 100) / 100

/** One activity of an edition; undefined where it holds none with that id. */
export async function findActivity(db: Db, edition: PlanEdition, id: string, language: Language): Promise<PlanRow | undefined> {
  const [row] = await readingOf(db, edition, async (reader) => {
    const found = await sql<Planned>`select ${plannedColumns} from ${activitiesIn(edition)} where a.id = ${id}`.execute(reader)
    return found.rows
  })
  return row && inWords(row, await namesOf(db, edition, language))
}

type Line = {
  cells: number[]
  what: PeopleRow['what']
  line: number
  country: string
  level: PeopleRow['level']
  placeCode: string
  sectorId: number
  isDoubled: boolean
}

/** People in need or targets, in the order of the table as it came. */
export async function* peopleOf(
  db: Db,
  edition: PlanEdition,
  what: PeopleRow['what'],
  language: Language,
): AsyncGenerator<PeopleRow> {
  const names = await namesOf(db, edition, language)
  for (let after = -1; ; ) {
    const { rows } =
      await sql<Line>`select ${sql.raw(`what, line, country, level, place_code, sector_id, is_doubled, array[${cells.join(', ')}] as cells`)}
      from ${peopleIn(edition)} where what = ${what} and line > ${after} order by line limit ${sql.lit(atATime)}`.execute(db)
    for (const row of rows) yield lineInWords(row, names)
    if (rows.length < atATime) return
    after = rows.at(-1)!.line
  }
}

function lineInWords(row: Line, names: PlanNames): PeopleRow {
  const { what, line, country, level, placeCode: place, sectorId, isDoubled } = row
  const name = (code: string) => names.places.get(code)?.name ?? code
  return {
    ...{ what, line, country, level, place, sectorId, isDoubled },
    countryName: name(country),
    placeName: name(place),
    sector: names.sectors.get(sectorId)?.name ?? String(sectorId),
    cells: row.cells,
    total: row.cells.reduce((sum, n) => sum + n, 0),
  }
}
