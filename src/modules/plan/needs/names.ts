/** Places and sectors by the names a plan's tables use: the plan's own list first, then every way a place is written. */
import type { Db } from '../../../core/database.ts'
import { fold } from '../../../core/text.ts'
import { loadPlaceNames } from '../../places/naming.ts'

export type Names = {
  country: (name: string) => string | undefined
  /** Code of an admin 1; the country's own code where the name is the country's. */
  area: (country: string, name: string) => string | undefined
  sector: (name: string) => number | undefined
}

export async function loadNames(db: Db, planId: number): Promise<Names> {
  const known = await loadPlaceNames(db)
  const listed = await db
    .selectFrom('planPlaces')
    .select(['country', 'countryKey', 'key', 'placeCode'])
    .where('planId', '=', planId)
    .execute()
  const countries = new Map(listed.map((p) => [p.countryKey, p.country]))
  const areas = new Map(listed.map((p) => [`${p.country} ${p.key}`, p.placeCode]))
  const sectors = await db
    .selectFrom('planSectors')
    .select(['id', 'key', 'names'])
    .where('planId', '=', planId)
    .orderBy('id')
    .execute()
  const byName = new Map(
    sectors.flatMap((s) => Object.values(s.names as Record<string, string>).map((name): [string, number] => [fold(name), s.id])),
  )
  for (const { key, id } of sectors) byName.set(key, id)
  return {
    country: (name) => known.country(name) ?? countries.get(fold(name)),
    area: (country, name) => areas.get(`${country} ${fold(name)}`) ?? known.area(country, name)?.code,
    sector: (name) => byName.get(fold(name)),
  }
}
