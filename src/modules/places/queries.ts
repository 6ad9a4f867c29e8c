/** Every statement on places, their aliases and the people they host. */
import { sql } from 'kysely'
import type { Db, Inserts } from '../../core/database.ts'
import { fold } from '../../core/text.ts'
import type { Hosted, Place, Texts } from './contract.ts'

const columns = ['code', 'level', 'country', 'parent', 'names', 'pcode', 'platform', 'hosts'] as const
type Columns = Omit<Place, 'names'> & { names: unknown }
const asPlace = (row: Columns): Place => ({ ...row, names: row.names as Texts })

export type PlaceFilter = {
  level?: number | undefined
  country?: string | undefined
  parent?: string | undefined
  upTo?: number | undefined
}

export async function listPlaces(db: Db, { level, country, parent, upTo }: PlaceFilter = {}): Promise<Place[]> {
  let query = db.selectFrom('places').select(columns).orderBy('level').orderBy('code')
  if (level !== undefined) query = query.where('level', '=', level)
  if (upTo !== undefined) query = query.where('level', '<=', upTo)
  if (country !== undefined) query = query.where('country', '=', country)
  if (parent !== undefined) query = query.where('parent', '=', parent)
  return (await query.execute()).map(asPlace)
}

export async function findPlace(db: Db, code: string): Promise<Place | undefined> {
  const row = await db.selectFrom('places').select(columns).where('code', '=', code).executeTakeFirst()
  return row && asPlace(row)
}

/** The countries of the response, by code. */
export async function hostCountries(db: Db): Promise<Place[]> {
  const rows = await db
    .selectFrom('places')
    .select(columns)
    .where('level', '=', 0)
    .where('hosts', '=', true)
    .orderBy('code')
    .execute()
  return rows.map(asPlace)
}

/** The latest printed estimate of each country; with `asOf`, the latest that is not younger. */
export const hostedPeople = (db: Db, asOf?: string): Promise<Hosted[]> =>
  db
    .selectFrom('hostedPeople')
    .distinctOn('country')
    .select(['country', 'asOf', 'people', 'source'])
    .$if(asOf !== undefined, (q) => q.where('asOf', '<=', asOf!))
    .orderBy('country')
    .orderBy('asOf', 'desc')
    .execute()

/** Every way places are written: `key` is the folded name. */
export const listPlaceAliases = (db: Db, country?: string) =>
  db
    .selectFrom('placeAliases')
    .innerJoin('places', 'places.code', 'placeAliases.placeCode')
    .select(['placeAliases.country', 'placeAliases.key', 'placeAliases.placeCode', 'placeAliases.name', 'places.level'])
    .$if(country !== undefined, (q) => q.where('placeAliases.country', '=', country!))
    .execute()

/** Platforms with their countries. */
export async function listPlatforms(db: Db): Promise<Map<string, string[]>> {
  const rows = await db
    .selectFrom('places')
    .select(['code', 'platform'])
    .where('level', '=', 0)
    .where('platform', 'is not', null)
    .orderBy('code')
    .execute()
  return rows.reduce(
    (map, { code, platform }) => map.set(platform!, [...(map.get(platform!) ?? []), code]),
    new Map<string, string[]>(),
  )
}

const chunk = 4000

/** Places that are there already stay as they are. Returns how many are new. */
export async function insertPlaces(db: Db, places: Place[]): Promise<number> {
  let added = 0n
  for (let i = 0; i < places.length; i += chunk) {
    const values = places.slice(i, i + chunk).map((p) => ({ ...p, names: JSON.stringify(p.names) }))
    const [result] = await db
      .insertInto('places')
      .values(values)
      .onConflict((c) => c.column('code').doNothing())
      .execute()
    added += result?.numInsertedOrUpdatedRows ?? 0n
  }
  return Number(added)
}

export async function insertPlaceAliases(db: Db, aliases: Inserts<'placeAliases'>[]): Promise<void> {
  for (let i = 0; i < aliases.length; i += chunk) {
    await db
      .insertInto('placeAliases')
      .values(aliases.slice(i, i + chunk))
      .onConflict((c) => c.doNothing())
      .execute()
  }
}

export const updatePlace = (
  db: Db,
  code: string,
  { names, ...changes }: Partial<Pick<Place, 'names' | 'pcode' | 'platform' | 'hosts'>>,
) =>
  db
    .updateTable('places')
    .set({ ...changes, ...(names && { names: sql`names || ${JSON.stringify(names)}::jsonb` }) })
    .where('code', '=', code)
    .execute()

export const upsertHostedPeople = (db: Db, hosted: Hosted[]) =>
  db
    .insertInto('hostedPeople')
    .values(hosted)
    .onConflict((c) =>
      c.columns(['country', 'asOf']).doUpdateSet((e) => ({ people: e.ref('excluded.people'), source: e.ref('excluded.source') })),
    )
    .execute()

/** The code of a country by code or any of its names. */
export async function findCountryCode(db: Db, name: string): Promise<string | undefined> {
  const found = await db
    .selectFrom('places')
    .leftJoin('placeAliases', 'placeAliases.placeCode', 'places.code')
    .select('places.code')
    .where('places.level', '=', 0)
    .where((eb) => eb.or([eb('places.code', '=', name.trim().toUpperCase()), eb('placeAliases.key', '=', fold(name))]))
    .executeTakeFirst()
  return found?.code
}
