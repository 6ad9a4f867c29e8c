/** People in need and targets of an edition: by country and sector, and for each place the largest sector of each cell. */
import { sql } from 'kysely'
import type { Db } from '../../../../core/database.ts'
import { cells } from '../../../plan/needs/contract.ts'
import type { PlanIntersector } from '../contract.ts'
import { type PlanEdition, peopleIn } from '../edition.ts'
import type { PlanNames } from '../names.ts'

export type Counted = { what: 'need' | 'target'; country: string; sectorId: number; cells: number[]; total: number }
type Cells = { cells: number[] }

/** Bit i is set where the i-th of the 30 numbers was left empty: a row of blanks says nothing. */
const allBlank = 2 ** 30 - 1
const each = (how: 'sum' | 'max') =>
  sql.raw(`array[${cells.map((cell) => `coalesce(${how}(${cell}), 0)`).join(', ')}]::float8[] as cells`)
const added = (numbers: number[]): number => numbers.reduce((sum, n) => sum + n, 0)

/** The plan's own country row where it gives one, else the sum of its places. */
export async function countPeople(db: Db, edition: PlanEdition): Promise<Counted[]> {
  const { rows } = await sql<Cells & { what: Counted['what']; country: string; sectorId: number; isOwn: boolean }>`
    select what, country, sector_id, level = 'country' as is_own, ${each('sum')} from ${peopleIn(edition)}
    where not is_doubled and blank <> ${sql.lit(allBlank)} group by what, country, sector_id, level = 'country' order by is_own`.execute(
    db,
  )
  const chosen = new Map(rows.map((row) => [`${row.what} ${row.country} ${row.sectorId}`, row]))
  return [...chosen.values()].map((row) => {
    const { isOwn: _, ...counted } = row
    return { ...counted, total: added(row.cells) }
  })
}

/** For each place and each cell the largest sector; a country without a row of its own gets the sum of its places. */
export async function largestSectors(db: Db, edition: PlanEdition, names: PlanNames): Promise<PlanIntersector[]> {
  const { rows } = await sql<Cells & Pick<PlanIntersector, 'what' | 'country' | 'level'> & { placeCode: string }>`
    select what, country, level, place_code, ${each('max')} from ${peopleIn(edition)}
    where not is_doubled and blank <> ${sql.lit(allBlank)} group by what, country, level, place_code
    order by what, country, array_position(array['country','admin1','other'], level), place_code`.execute(db)
  const nameOf = (code: string) => names.places.get(code)?.name ?? code
  const lines = rows.map((row): PlanIntersector => {
    const { what, country, level, placeCode: place } = row
    return { what, country, level, place, placeName: nameOf(place), isSum: false, cells: row.cells, total: added(row.cells) }
  })
  return [...Map.groupBy(lines, (l) => `${l.what} ${l.country}`).values()].flatMap((own) =>
    own[0]!.level === 'country' ? own : [sumOfPlaces(own), ...own],
  )
}

function sumOfPlaces(places: PlanIntersector[]): PlanIntersector {
  const [first] = places as [PlanIntersector]
  const sum = cells.map((_, at) => added(places.map((place) => place.cells[at]!)))
  const placeName = first.level === 'other' ? first.placeName : first.country
  return { ...first, level: 'country', place: first.country, placeName, isSum: true, cells: sum, total: added(sum) }
}
