/** A new key taken into use: every token worked out anew in batches, both keys compared meanwhile, the old one dropped at the end. Goes on where it was cut. */
import { sql } from 'kysely'
import { type Db, transact } from '../../../core/database.ts'
import { Problem } from '../../../core/problem.ts'
import { isInEnvironment, type Key, keyPlace, newSecret, tokenKeys, writeKeys } from './keys.ts'
import { type Person, tokensOf } from './tokens.ts'

const batch = 2000

export type Rotation = { persons: number; tokens: number; place: string; mayDropOld: boolean }

/** @param isLost the key by which these people were counted is gone: tokens are made anew without it */
export async function rotateKey(
  db: Db,
  { isLost = false, hint = () => {} }: { isLost?: boolean; hint?: (persons: number) => void } = {},
): Promise<Rotation> {
  const fresh = await begin(db, isLost)
  let persons = 0
  for (let after = await reached(db, fresh); ; ) {
    const done = await transact(db, (trx) => oneBatch(trx, fresh, after))
    if (!done) break
    after = done.last
    persons += done.persons
    hint(persons)
  }
  await carryDecisions(db, fresh, isLost)
  const tokens = await dropOthers(db, fresh)
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

async function oneBatch(db: Db, fresh: Key, after: string | null): Promise<{ last: string; persons: number } | undefined> {
  const { rows } = await sql<Person>`
    select p.id, p.household_id, p.given, p.family, p.also, p.sex, p.birth_date, p.birth_precision,
      coalesce((select jsonb_agg(jsonb_build_object('kind', d.kind, 'country', d.country, 'number', d.number)) from person_documents d
        where d.household_id = p.household_id and d.person_id = p.id), '[]') as documents
    from persons p where ${after === null ? sql`true` : sql`p.id > ${after}::uuid`} and p.erased_at is null order by p.id limit ${batch}`.execute(
    db,
  )
  if (rows.length === 0) return undefined
  const tokens = rows.flatMap((person) => tokensOf(person, [fresh]))
  await sql`insert into person_tokens (token, person_id, household_id, kind, key_version)
    select * from unnest(${tokens.map((t) => t.token)}::bytea[], ${tokens.map((t) => t.personId)}::uuid[], ${tokens.map((t) => t.householdId)}::uuid[],
      ${tokens.map((t) => t.kind)}::text[], ${tokens.map((t) => t.keyVersion)}::int[]) on conflict do nothing`.execute(db)
  const last = rows.at(-1)!.id
  await sql`update token_rotations set after_person = ${last} where key_version = ${fresh.version}`.execute(db)
  return { last, persons: rows.length }
}

/** Who was told apart stays apart: tokens shared by two of whom that was decided join nobody under the new key either. */
async function carryDecisions(db: Db, fresh: Key, isLost: boolean): Promise<void> {
  const apart = isLost
    ? sql`select a_person as a, b_person as b from duplicate_pairs where state = 'different'`
    : sql`select x.person_id as a, y.person_id as b from person_tokens x join person_tokens y on y.token = x.token and y.person_id > x.person_id
        where x.is_void and y.is_void and x.key_version <> ${fresh.version}`
  await sql`
    with apart as (${apart}), shared as (
      select x.token from apart join person_tokens x on x.person_id = apart.a join person_tokens y on y.person_id = apart.b and y.token = x.token
      where x.key_version = ${fresh.version})
    update person_tokens t set is_void = true from shared, apart where t.token = shared.token and t.person_id in (apart.a, apart.b)`.execute(
    db,
  )
}

async function dropOthers(db: Db, fresh: Key): Promise<number> {
  await sql`delete from person_tokens where key_version <> ${fresh.version}`.execute(db)
  const { rows } = await sql<{ n: number }>`select count(*) as n from person_tokens`.execute(db)
  return rows[0]!.n
}
