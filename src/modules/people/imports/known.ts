/** What the words of a list are held against: countries, their people, and places as they are called. */
import type { Db } from '../../../core/database.ts'
import { fold } from '../../../core/text.ts'
import { countryNamed } from '../../places/countries.ts'
import { listPlaceAliases, listPlaces } from '../../places/queries.ts'
import { readNeedKinds } from '../privacy/need-kinds.ts'
import { keyOf } from './rules/matching.ts'
import type { ListedNeed } from './rules/needs.ts'
import type { Known, Place } from './rules/written.ts'

/** How people of the region are called, by the beginning of the word: venezolana, Venezuelan, vénézuélienne. */
const peoples: readonly [RegExp, string][] = [
  [/^(venezo|venezu)/, 'VE'],
  [/^colombi?[aeo]/, 'CO'],
  [/^(ecuat|equat)or/, 'EC'],
  [/^peru/, 'PE'],
  [/^(brasil|brazil|bresil)/, 'BR'],
  [/^(haiti|ayisyen)/, 'HT'],
  [/^cuban/, 'CU'],
  [/^(cubain)/, 'CU'],
  [/^argentin/, 'AR'],
  [/^bolivi/, 'BO'],
  [/^(chilen|chilien|chilean)/, 'CL'],
  [/^dominican|^dominicain/, 'DO'],
  [/^paragua/, 'PY'],
  [/^urugua/, 'UY'],
  [/^panam/, 'PA'],
  [/^costarric|^costa ric/, 'CR'],
  [/^mexican|^mexicain/, 'MX'],
  [/^(guyan|guianes|guyanien)/, 'GY'],
  [/^(trinit|trinid)/, 'TT'],
  [/^nicarag/, 'NI'],
  [/^hondur/, 'HN'],
  [/^salvador/, 'SV'],
  [/^guatemal/, 'GT'],
  [/^(espanol|spanish|espagnol|espanhol)/, 'ES'],
]

export async function loadKnown(db: Db): Promise<Known> {
  const aliases = await listPlaceAliases(db)
  const places = new Map((await listPlaces(db)).map((p) => [p.code, p]))
  const byName = new Map<string, string>()
  for (const { country, key, placeCode } of aliases) byName.set(`${country} ${key}`, placeCode)
  const placeOf = (code: string): Place | undefined => {
    const place = places.get(code)
    if (!place) return undefined
    const admin1 = place.level === 1 ? place.code : place.level === 2 ? place.parent : null
    return { code, country: place.country, admin1, admin2: place.level === 2 ? place.code : null }
  }
  const needs = await needsByName(db)
  const countries = new Map<string, string | undefined>()
  return {
    country: (written) => {
      const key = fold(written)
      if (!countries.has(key)) countries.set(key, key === '' ? undefined : (countryNamed(key)?.code ?? peopleOf(key)))
      return countries.get(key)
    },
    place: (country, written) => {
      const code = written.toUpperCase()
      const found = places.get(code)?.country === country ? code : byName.get(`${country} ${fold(written)}`)
      return found === undefined ? undefined : placeOf(found)
    },
    need: (written) => needs.get(keyOf(written)),
  }
}

/** Codes before names: a name never stands for another's code. */
export async function needsByName(db: Db): Promise<Map<string, ListedNeed>> {
  const kinds = await readNeedKinds(db)
  const byName = new Map(kinds.map((kind) => [keyOf(kind.code), kind]))
  for (const kind of kinds)
    for (const name of Object.values(kind.names)) if (!byName.has(keyOf(name))) byName.set(keyOf(name), kind)
  return byName
}

const peopleOf = (key: string): string | undefined => peoples.find(([begins]) => begins.test(key))?.[1]
