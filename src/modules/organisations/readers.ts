/** People who may be written to: whoever signs in and holds one of some permissions somewhere. */
import { sql } from 'kysely'
import { type Grant, may, type Permission } from '../../core/access.ts'
import type { Db } from '../../core/database.ts'
import { type Language, languageOf } from '../../core/i18n.ts'
import type { Asker } from './queries/askers.ts'
import { asGrants } from './session.ts'

export type Reader = { id: string; name: string; language: Language; grants: Grant[] }

export async function readersWith(db: Db, permissions: readonly Permission[]): Promise<Reader[]> {
  const { rows } = await sql<Pick<Asker, 'id' | 'name' | 'language' | 'grants'>>`
    select u.id, u.name, u.language, jsonb_agg(jsonb_build_object('role', g.role, 'scope', g.scope, 'scopeId', g.scope_id, 'countries', (
      select jsonb_agg(p.code) from places p where g.scope = 'platform' and p.level = 0 and p.platform = g.scope_id))) as grants
    from users u join grants g on g.user_id = u.id where u.disabled_at is null group by u.id order by u.id`.execute(db)
  return rows
    .map((r) => ({ id: r.id, name: r.name, language: languageOf(r.language), grants: r.grants.flatMap(asGrants) }))
    .filter((reader) => permissions.some((permission) => may({ actor: reader, accessChecked: true }, permission)))
}
