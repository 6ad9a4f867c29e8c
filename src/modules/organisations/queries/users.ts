/** Every statement on users, their grants and how they sign in. */
import { type Expression, sql } from 'kysely'
import type { Db, Updates } from '../../../core/database.ts'
import type { GrantEntry, User } from '../contract.ts'

const grants = sql<GrantEntry[]>`coalesce((
  select jsonb_agg(jsonb_build_object('role', role, 'scope', scope, 'scopeId', nullif(scope_id, '')) order by role, scope, scope_id)
  from grants where user_id = users.id), '[]')`.as('grants')

const userRows = (db: Db) =>
  db
    .selectFrom('users')
    .select((eb) => [
      'id',
      'name',
      'email',
      'language',
      'twoFactorEnabled as secondFactor',
      'lastSeenAt',
      eb('disabledAt', 'is not', null).as('disabled'),
      grants,
    ])

type UserRow = Awaited<ReturnType<ReturnType<typeof userRows>['execute']>>[number]
const asUser = ({ lastSeenAt, disabled, ...row }: UserRow): User => ({
  ...row,
  disabled: disabled === true,
  lastSeenAt: lastSeenAt?.toISOString() ?? null,
})

/** Pages by address of mail. */
export async function listUsers(
  db: Db,
  { q, after, limit }: { q?: string | undefined; after?: string | undefined; limit: number },
): Promise<User[]> {
  let query = userRows(db).orderBy('email').limit(limit)
  if (after !== undefined) query = query.where('email', '>', after)
  if (q) query = query.where((eb) => eb.or([contains(eb.ref('name'), q), contains(eb.ref('email'), q)]))
  return (await query.execute()).map(asUser)
}

const contains = (column: Expression<string>, words: string) => sql<boolean>`position(lower(${words}) in lower(${column})) > 0`

export async function findUser(db: Db, id: string): Promise<User | undefined> {
  const row = await userRows(db).where('id', '=', id).executeTakeFirst()
  return row && asUser(row)
}

export async function findUserByEmail(db: Db, email: string): Promise<User | undefined> {
  const row = await userRows(db).where('email', '=', email.trim().toLowerCase()).executeTakeFirst()
  return row && asUser(row)
}

export async function isDisabled(db: Db, userId: string): Promise<boolean> {
  const user = await db.selectFrom('users').select('disabledAt').where('id', '=', userId).executeTakeFirst()
  return user === undefined || user.disabledAt !== null
}

/** With a password, as scrypt text. False when somebody has this address already. */
export async function insertUser(
  db: Db,
  user: { id: string; name: string; email: string; language: string },
  hash: string,
): Promise<boolean> {
  const added = await db
    .insertInto('users')
    .values(user)
    .onConflict((c) => c.column('email').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!added) return false
  await db
    .insertInto('accounts')
    .values({ id: user.id, userId: user.id, accountId: user.id, providerId: 'credential', password: hash })
    .execute()
  return true
}

export async function updateUser(db: Db, id: string, changes: Updates<'users'>): Promise<void> {
  if (Object.keys(changes).length > 0)
    await db
      .updateTable('users')
      .set({ ...changes, updatedAt: new Date() })
      .where('id', '=', id)
      .execute()
}

export const updatePassword = (db: Db, userId: string, hash: string) =>
  db
    .updateTable('accounts')
    .set({ password: hash, updatedAt: new Date() })
    .where('userId', '=', userId)
    .where('providerId', '=', 'credential')
    .execute()

export async function replaceGrants(db: Db, userId: string, grants: GrantEntry[], grantedBy: string): Promise<void> {
  await db.deleteFrom('grants').where('userId', '=', userId).execute()
  const rows = grants.map(({ role, scope, scopeId }) => ({ userId, role, scope, scopeId: scopeId ?? '', grantedBy }))
  if (rows.length > 0)
    await db
      .insertInto('grants')
      .values(rows)
      .onConflict((c) => c.doNothing())
      .execute()
}

/** Administrators who can sign in. The lock makes two of them who take each other away wait for one another. */
export async function listAdministratorsForUpdate(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('grants')
    .innerJoin('users', 'users.id', 'grants.userId')
    .select('users.id')
    .where('role', '=', 'administrator')
    .where('scope', '=', 'region')
    .where('disabledAt', 'is', null)
    .orderBy('users.id')
    .forUpdate()
    .execute()
  return rows.map((r) => r.id)
}

export const deleteSessions = (db: Db, userId: string) => db.deleteFrom('sessions').where('userId', '=', userId).execute()

export async function deleteSecondFactor(db: Db, userId: string): Promise<void> {
  await db.deleteFrom('twoFactors').where('userId', '=', userId).execute()
  await db.updateTable('users').set({ twoFactorEnabled: false }).where('id', '=', userId).execute()
}
