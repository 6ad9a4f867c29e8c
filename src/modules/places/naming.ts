/** Places as lists name them: a pair of names (country, area) becomes a place code, surely or not at all. */
import type { Db } from '../../core/database.ts'
import { fold } from '../../core/text.ts'
import type { Place } from './contract.ts'
import { insertPlaceAliases, insertPlaces } from './queries.ts'

/** The pseudo-country of lists for work done for the whole region. */
const regional = 'ZZ'

type Known = { code: string; country: string; level: number; names: string[] }
export type PlaceNames = {
  /** Code of a country by code or any name, undefined when unknown. */
  country: (name: string) => string | undefined
  /** Code of an area; the country's own name is the country itself. `sure` = by name; by code alone two names may share it. */
  area: (country: string, name: string, iso?: string) => { code: string; sure: boolean } | undefined
}

export async function loadPlaceNames(db: Db): Promise<PlaceNames> {
  const places = await db
    .selectFrom('places')
    .select(['code', 'country', 'level', 'names'])
    .where('level', '<', 2)
    .orderBy('code')
    .execute()
  const aliases = await db
    .selectFrom('placeAliases as a')
    .innerJoin('places as p', 'p.code', 'a.placeCode')
    .select(['a.key', 'a.placeCode'])
    .where('p.level', '<', 2)
    .orderBy('a.placeCode')
    .execute()
  const known = new Map(
    places.map((p): [string, Known] => [p.code, { ...p, names: Object.values(p.names as Record<string, string>).map(fold) }]),
  )
  for (const { key, placeCode } of aliases) known.get(placeCode)?.names.push(key)
  return matcher([...known.values()])
}

function matcher(places: Known[]): PlaceNames {
  const countries = new Map<string, string>()
  const areas = new Map<string, string>()
  const codes = new Map(places.map((p) => [p.code, p]))
  for (const place of places)
    for (const key of [fold(place.code), ...place.names])
      if (place.level === 0) countries.set(key, place.code)
      else if (!areas.has(`${place.country} ${key}`)) areas.set(`${place.country} ${key}`, place.code)
  const areaByCode = (country: string, iso = '') => (codes.get(iso)?.country === country ? iso : undefined)
  return {
    country: (name) => countries.get(countryKey(name)),
    area(country, name, iso) {
      if (countries.get(countryKey(name)) === country) return { code: country, sure: true }
      for (const key of waysOf(name)) {
        const code = areas.get(`${country} ${key}`)
        if (code) return { code, sure: true }
      }
      const code = areaByCode(country, iso?.trim())
      return code && code !== country ? { code, sure: false } : undefined
    },
  }
}

const countryKey = (name: string) => fold(name.replace(/&/gu, ' and '))
/** `Biobio (Viii)` is also `Biobio`: lists append the Roman number of a region. */
const waysOf = (name: string): string[] => [...new Set([fold(name), fold(name.replace(/\(\s*[ivx]+\s*\)\s*$/iu, ''))])]

/** Adds an area that no code covers as a place of its own; the same name again is the same place. Makes the pseudo-country `ZZ` when needed. */
export async function addArea(db: Db, country: string, name: string): Promise<string> {
  if (country === regional) await insertPlace(db, { code: regional, level: 0, country: regional, parent: null }, 'Regional')
  const code = `${country}-x-${fold(name).replace(/ /g, '-') || 'area'}`
  await insertPlace(db, { code, level: 1, country, parent: country }, name)
  return code
}

async function insertPlace(db: Db, place: Pick<Place, 'code' | 'level' | 'country' | 'parent'>, name: string): Promise<void> {
  await insertPlaces(db, [{ ...place, names: { en: name }, pcode: null, platform: null, hosts: false }])
  await insertPlaceAliases(db, [{ country: place.country, key: fold(name), placeCode: place.code, name }])
}
