/** Every statement on sites. */
import type { Db, Inserts, Updates } from '../../../core/database.ts'
import type { Site, Texts } from '../contract.ts'

const columns = ['id', 'kind', 'names', 'country', 'admin1', 'admin2', 'latitude', 'longitude', 'closedAt'] as const

type Row = Omit<Site, 'kind' | 'names' | 'isClosed'> & { kind: string; names: unknown; closedAt: Date | null }
const asSite = ({ closedAt, kind, names, ...site }: Row): Site => ({
  ...site,
  kind: kind as Site['kind'],
  names: names as Texts,
  isClosed: closedAt !== null,
})

export async function listSites(db: Db, country?: string): Promise<Site[]> {
  let query = db.selectFrom('sites').select(columns).orderBy('country').orderBy('admin1').orderBy('id')
  if (country !== undefined) query = query.where('country', '=', country)
  return (await query.execute()).map(asSite)
}

export async function findSite(db: Db, id: string): Promise<Site | undefined> {
  const row = await db.selectFrom('sites').select(columns).where('id', '=', id).executeTakeFirst()
  return row && asSite(row)
}

export const getSiteForUpdate = (db: Db, id: string) =>
  db.selectFrom('sites').select(columns).where('id', '=', id).forUpdate().executeTakeFirst()

/** @returns whether it is new: the same id twice is one site */
export async function insertSite(db: Db, site: Inserts<'sites'>): Promise<boolean> {
  const added = await db
    .insertInto('sites')
    .values(site)
    .onConflict((c) => c.doNothing())
    .returning('id')
    .execute()
  return added.length > 0
}

export async function updateSite(db: Db, id: string, changes: Updates<'sites'>): Promise<void> {
  if (Object.keys(changes).length > 0) await db.updateTable('sites').set(changes).where('id', '=', id).execute()
}

/** Whether these places stand in one another: a country, its admin 1, and admin 2 within that. */
export async function isOnePlace(
  db: Db,
  { country, admin1, admin2 }: Pick<Site, 'country' | 'admin1' | 'admin2'>,
): Promise<boolean> {
  const codes = [country, admin1, admin2].filter((code) => code !== null)
  const rows = await db.selectFrom('places').select(['code', 'level', 'parent', 'country']).where('code', 'in', codes).execute()
  const at = (code: string | null, level: number) => rows.find((r) => r.code === code && r.level === level)
  const isCountry = at(country, 0) !== undefined
  const isAdmin1 = admin1 === null || at(admin1, 1)?.country === country
  return isCountry && isAdmin1 && (admin2 === null || (admin1 !== null && at(admin2, 2)?.parent === admin1))
}
