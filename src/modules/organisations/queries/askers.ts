/** Who holds a session or a key, with what they were granted: one statement, since every request asks it. */
import { setImmediate as turn } from 'node:timers/promises'
import { type RawBuilder, sql } from 'kysely'
import type { Role } from '../../../core/access.ts'
import type { Db, Inserts } from '../../../core/database.ts'
import type { ApiKey } from '../contract.ts'

export type Asker = {
  id: string
  name: string
  language: string
  /** Of the key, when a key was shown. */
  lastSeenAt: Date | null
  keyId: string | null
  /** A platform comes as its countries. */
  grants: {
    role: Role
    scope: 'region' | 'platform' | 'country' | 'sector' | 'organisation' | 'site'
    scopeId: string
    countries: string[] | null
  }[]
}

type Told = Asker & { shown: string }

const askers = async (db: Db, proof: RawBuilder<unknown>): Promise<Map<string, Asker>> => {
  const { rows } = await sql<Told>`
    with proof as (${proof})
    select proof.shown, u.id, u.name, u.language, proof.key_id,
      case when proof.key_id is null then u.last_seen_at else proof.used_at end as last_seen_at, coalesce((
        select jsonb_agg(jsonb_build_object('role', g.role, 'scope', g.scope, 'scopeId', g.scope_id, 'countries', (
          select jsonb_agg(p.code) from places p where g.scope = 'platform' and p.level = 0 and p.platform = g.scope_id)))
        from grants g where g.user_id = u.id), '[]') as grants
    from proof join users u on u.id = proof.user_id
    where u.disabled_at is null`.execute(db)
  return new Map(rows.map(({ shown, ...asker }) => [shown, asker]))
}

const bySessions = (db: Db, tokens: string[]) =>
  askers(
    db,
    sql`select token as shown, user_id, null::text as key_id, null::timestamptz as used_at from sessions where token = any(${tokens}::text[]) and expires_at > now()`,
  )

const byKeys = (db: Db, digests: string[]) =>
  askers(
    db,
    sql`select sha256 as shown, user_id, id as key_id, last_used_at as used_at from api_keys where sha256 = any(${digests}::text[]) and (expires_at is null or expires_at > now())`,
  )

/** Who ask at the same moment are found by one statement. It begins after each has asked: whoever was signed out before is not found. */
function atOnce(find: (db: Db, proofs: string[]) => Promise<Map<string, Asker>>) {
  const gathering = new WeakMap<Db, { proofs: Set<string>; found: Promise<Map<string, Asker>> }>()
  return async (db: Db, proof: string): Promise<Asker | undefined> => {
    let group = gathering.get(db)
    if (!group) {
      const proofs = new Set<string>()
      const found = turn().then(() => {
        gathering.delete(db)
        return find(db, [...proofs])
      })
      group = { proofs, found }
      gathering.set(db, group)
    }
    group.proofs.add(proof)
    return (await group.found).get(proof)
  }
}

export const findAskerBySession = atOnce(bySessions)
export const findAskerByKey = atOnce(byKeys)

export const touchUser = (db: Db, id: string) =>
  db.updateTable('users').set({ lastSeenAt: new Date() }).where('id', '=', id).execute()
export const touchKey = (db: Db, id: string) =>
  db.updateTable('apiKeys').set({ lastUsedAt: new Date() }).where('id', '=', id).execute()

const keyColumns = ['id', 'name', 'start', 'createdAt', 'lastUsedAt', 'expiresAt'] as const
type KeyRow = { id: string; name: string; start: string; createdAt: Date; lastUsedAt: Date | null; expiresAt: Date | null }
const asKey = (row: KeyRow): ApiKey => ({
  ...row,
  createdAt: row.createdAt.toISOString(),
  lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  expiresAt: row.expiresAt?.toISOString() ?? null,
})

export const listKeys = async (db: Db, userId: string): Promise<ApiKey[]> =>
  (
    await db.selectFrom('apiKeys').select(keyColumns).where('userId', '=', userId).orderBy('createdAt').orderBy('id').execute()
  ).map(asKey)

export const insertKey = async (db: Db, key: Inserts<'apiKeys'>): Promise<ApiKey> =>
  asKey(await db.insertInto('apiKeys').values(key).returning(keyColumns).executeTakeFirstOrThrow())

/** Of this user alone. */
export const deleteKey = async (db: Db, userId: string, id: string): Promise<boolean> =>
  (await db.deleteFrom('apiKeys').where('userId', '=', userId).where('id', '=', id).returning('id').executeTakeFirst()) !==
  undefined
