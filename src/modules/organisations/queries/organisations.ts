/** Every statement on organisations, apart from the matching of names that lists do. */
import { sql } from 'kysely'
import type { Db, Inserts, Updates } from '../../../core/database.ts'
import { fold } from '../../../core/text.ts'
import type { Texts } from '../../places/contract.ts'
import type { Organisation } from '../contract.ts'

const columns = ['id', 'code', 'names', 'acronym', 'kind', 'isDonor'] as const
const asOrganisation = (row: Omit<Organisation, 'names'> & { names: unknown }): Organisation => ({
  ...row,
  names: row.names as Texts,
})

/** By name; with `words`, those whose code, acronym or any name holds them. */
export async function listOrganisations(db: Db, words: string, limit: number, id?: number): Promise<Organisation[]> {
  const key = fold(words)
  const query = db
    .selectFrom('organisations')
    .select(columns)
    .orderBy(sql`names ->> 'en'`)
    .orderBy('id')
    .limit(limit)
    .$if(id !== undefined, (one) => one.where('id', '=', id!))
  const found =
    key === ''
      ? query
      : query.where((eb) =>
          eb.or([
            eb('code', '=', words.trim()),
            eb('id', 'in', eb.selectFrom('organisationAliases').select('organisationId').where('key', 'like', `%${key}%`)),
            eb(eb.fn<string>('lower', ['acronym']), '=', words.trim().toLowerCase()),
          ]),
        )
  return (await found.execute()).map(asOrganisation)
}

export async function findOrganisation(db: Db, id: number): Promise<Organisation | undefined> {
  const row = await db.selectFrom('organisations').select(columns).where('id', '=', id).executeTakeFirst()
  return row && asOrganisation(row)
}

/** Bodies that are written in one of these ways. */
export async function findOrganisationsNamed(db: Db, names: string[]): Promise<Organisation[]> {
  const keys = names.map(fold).filter((key) => key !== '')
  const named = db
    .selectFrom('organisationAliases')
    .select('organisationId')
    .where((eb) => eb('key', '=', eb.fn.any(eb.val(keys))))
  return (await db.selectFrom('organisations').select(columns).where('id', 'in', named).orderBy('id').execute()).map(
    asOrganisation,
  )
}

export const organisationWithCode = (db: Db, code: string) =>
  db.selectFrom('organisations').select('id').where('code', '=', code).executeTakeFirst()

export async function insertOrganisation(
  db: Db,
  { names, ...rest }: Omit<Inserts<'organisations'>, 'names'> & { names: Texts },
): Promise<number> {
  const row = { ...rest, names: JSON.stringify(names) }
  return (await db.insertInto('organisations').values(row).returning('id').executeTakeFirstOrThrow()).id
}

export async function updateOrganisation(
  db: Db,
  id: number,
  { names, ...rest }: Omit<Updates<'organisations'>, 'names'> & { names?: Texts | undefined },
) {
  const changes = { ...rest, ...(names && { names: JSON.stringify(names) }) }
  if (Object.keys(changes).length > 0) await db.updateTable('organisations').set(changes).where('id', '=', id).execute()
}

export async function insertOrganisationNames(db: Db, organisationId: number, names: string[]): Promise<void> {
  const byKey = new Map(names.map((name) => [fold(name), name] as const).filter(([key]) => key !== ''))
  const rows = [...byKey].map(([key, name]) => ({ key, organisationId, name }))
  if (rows.length > 0)
    await db
      .insertInto('organisationAliases')
      .values(rows)
      .onConflict((c) => c.doNothing())
      .execute()
}
