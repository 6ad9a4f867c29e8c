/** Puts in the places that Senda ships: the countries of the response and their admin 1. Safe at every start: what is there stays. */
import { readFile } from 'node:fs/promises'
import { type Db, transact } from '../../core/database.ts'
import { fold } from '../../core/text.ts'
import type { Hosted, Place, Texts } from './contract.ts'
import { insertPlaceAliases, insertPlaces, upsertHostedPeople } from './queries.ts'

type Shipped = { code: string; names: Texts; also?: string[]; platform?: string; hosts?: boolean }
type File = { countries: Shipped[]; admin1: Shipped[] }

export async function loadPlaces(db: Db): Promise<void> {
  const file = JSON.parse(await readFile(new URL('../../../db/sample/places.json', import.meta.url), 'utf8')) as File
  const shipped = [...file.countries, ...file.admin1]
  await transact(db, async (trx) => {
    await insertPlaces(trx, shipped.map(asPlace))
    await insertPlaceAliases(
      trx,
      shipped.flatMap((s) => aliasesFor(s.code, countryOf(s.code), [...Object.values(s.names), ...(s.also ?? [])])),
    )
  })
}

/** Printed estimates of people hosted; the same country and moment again replaces the number. */
export async function saveHostedPeople(db: Db, hosted: Hosted[]): Promise<void> {
  if (hosted.length > 0) await upsertHostedPeople(db, hosted)
}

/** One alias per folded form of a place's names. */
export function aliasesFor(placeCode: string, country: string, names: string[]) {
  const byKey = new Map(names.map((name) => [fold(name), name] as const).filter(([key]) => key !== ''))
  return [...byKey].map(([key, name]) => ({ country, key, placeCode, name }))
}

const countryOf = (code: string) => code.slice(0, 2)

const asPlace = ({ code, names, platform, hosts }: Shipped): Place => {
  const isCountry = code.length === 2
  const country = countryOf(code)
  return {
    code,
    level: isCountry ? 0 : 1,
    country,
    parent: isCountry ? null : country,
    names,
    pcode: null,
    platform: platform ?? null,
    hosts: hosts ?? false,
  }
}
