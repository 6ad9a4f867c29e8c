/** A new key taken into use: every token worked out anew in batches, both keys compared meanwhile, the old one dropped at the end. Goes on where it was cut. */
import { sql } from 'kysely'
import { type Db, transact } from '../../../core/database.ts'
import { system } from '../../../core/jobs.ts'
import { Problem } from '../../../core/problem.ts'
import { regroup } from './counting.ts'
import { isInEnvironment, type Key, keyPlace, newSecret, tokenKeys, writeKeys } from './keys.ts'
import { renewBatch } from './renewing.ts'

export type Rotation = { persons: number; tokens: number; place: string; mayDropOld: boolean }

/** @param isLost the key by which these people were counted is gone: tokens are made anew without it */
export async function rotateKey(
  db: Db,
  { isLost = false, hint = () => {} }: { isLost?: boolean; hint?: (persons: number) => void } = {},
): Promise<Rotation> {
  const fresh = await begin(db, isLost)
  let persons = 0
  for (let after = await reached(db, fresh); ; ) {
    const done = await transact(db, (trx) => renewBatch(trx, { fresh, isLost }, after))
    if (!done) break
    after = done.last
    persons += done.persons
    hint(persons)
  }
  const tokens = await dropOthers(db, fresh)
  await regroupJoined(db)
  await sql`update token_rotations set ended_at = now() where key_version = ${fresh.version}`.execute(db)
  if (!isInEnvironment()) writeKeys([fresh.secret])
  return { persons, tokens, place: keyPlace(), mayDropOld: isInEnvironment() && tokenKeys().length > 1 }
}

/** The new key: the one a rotation that was cut had begun with; else a new one, put before the old. */
async function begin(db: Db, isLost: boolean): Promise<Key> {
  const keys = tokenKeys()
  const { rows } = await sql<{
    version: number
  }>`select key_version as version from token_rotations where ended_at is null`.execute(db)
  const begun = keys.find((k) => rows.some((r) => r.version === k.version))
  if (begun) return begun
  const some = await db.selectFrom('personTokens').select('keyVersion').limit(1).executeTakeFirst()
  const old = keys.find((k) => k.version === some?.keyVersion)
  if (some && !old && !isLost) throw new Problem(503, 'people/token-key-missing', { place: keyPlace() })
  if (isInEnvironment()) {
    if (keys[0]!.version === some?.keyVersion) throw new Problem(422, 'people/token-key-first', { place: keyPlace() })
  } else writeKeys([newSecret(), ...(old ? [old.secret] : [])])
  const fresh = tokenKeys()[0]!
  await sql`insert into token_rotations (key_version) values (${fresh.version})
    on conflict (key_version) do update set after_person = null, began_at = now(), ended_at = null`.execute(db)
  return fresh
}

async function reached(db: Db, fresh: Key): Promise<string | null> {
  const { rows } = await sql<{
    after: string | null
  }>`select after_person as after from token_rotations where key_version = ${fresh.version}`.execute(db)
  return rows[0]?.after ?? null
}

async function dropOthers(db: Db, fresh: Key): Promise<number> {
  await sql`delete from person_tokens where key_version <> ${fresh.version}`.execute(db)
  const { rows } = await sql<{ n: number }>`select count(*) as n from person_tokens`.execute(db)
  return rows[0]!.n
}

const joinedAtOnce = 500

/** Who is joined with somebody by what joins nobody any more, since the rule is another than when they were registered, is counted apart. */
async function regroupJoined(db: Db): Promise<void> {
  for (let after = ''; ; ) {
    const { rows } = await sql<{ id: string }>`
      select id from persons where counted_as <> id and ${after === '' ? sql`true` : sql`id > ${after}::uuid`} order by id limit ${joinedAtOnce}`.execute(
      db,
    )
    if (rows.length === 0) return
    const ids = rows.map((r) => r.id)
    await transact(db, (trx) => regroup(trx, { actor: system }, ids))
    after = ids.at(-1)!
  }
}
