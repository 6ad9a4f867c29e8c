/** Some persons' tokens under a new key. What was void stays void: who was told apart is not joined again while the key is being taken into use. */
import { sql } from 'kysely'
import type { Db } from '../../../core/database.ts'
import { system } from '../../../core/jobs.ts'
import { regroup } from './counting.ts'
import { type Key, tokenKeys } from './keys.ts'
import { lockAllTokens, type Person, type Token, tokensOf } from './tokens.ts'

const batch = 2000

export type Renewal = { fresh: Key; isLost: boolean }

/** In one transaction; whoever writes people waits for it. undefined: there is nobody after this one. */
export async function renewBatch(
  db: Db,
  renewal: Renewal,
  after: string | null,
): Promise<{ last: string; persons: number } | undefined> {
  await lockAllTokens(db)
  const persons = await personsAfter(db, after)
  if (persons.length === 0) return undefined
  const ids = persons.map((p) => p.id)
  await insertRenewed(db, await renewedOf(db, persons, renewal.fresh))
  await carryDecisions(db, renewal, ids)
  await regroup(db, { actor: system }, await holdersOfVoid(db, renewal.fresh, ids))
  const last = ids.at(-1)!
  await sql`update token_rotations set after_person = ${last} where key_version = ${renewal.fresh.version}`.execute(db)
  return { last, persons: persons.length }
}

async function personsAfter(db: Db, after: string | null): Promise<Person[]> {
  const { rows } = await sql<Person>`
    select p.id, p.household_id, p.given, p.family, p.also, p.sex, p.birth_date, p.birth_precision,
      coalesce((select jsonb_agg(jsonb_build_object('kind', d.kind, 'country', d.country, 'number', d.number)) from person_documents d
        where d.household_id = p.household_id and d.person_id = p.id), '[]') as documents
    from persons p where ${after === null ? sql`true` : sql`p.id > ${after}::uuid`} and p.erased_at is null order by p.id limit ${batch}`.execute(
    db,
  )
  return rows
}

type Renewed = Token & { isVoid: boolean }

/** Void as the same identity is under the keys before. */
async function renewedOf(db: Db, persons: readonly Person[], fresh: Key): Promise<Renewed[]> {
  const { rows } = await sql<{ token: Buffer; personId: string }>`
    select token, person_id from person_tokens where is_void and person_id = any(${persons.map((p) => p.id)}::uuid[])`.execute(db)
  const voided = new Set(rows.map((r) => keyOf(r)))
  const before = tokenKeys().filter((k) => k.version !== fresh.version)
  return persons.flatMap((person) => {
    const were = before.map((key) => tokensOf(person, [key]))
    return tokensOf(person, [fresh]).map((token, n) => ({ ...token, isVoid: were.some((of) => voided.has(keyOf(of[n]!))) }))
  })
}

const keyOf = ({ token, personId }: { token: Buffer; personId: string }): string => `${token.toString('hex')} ${personId}`

const insertRenewed = (db: Db, tokens: readonly Renewed[]) =>
  sql`insert into person_tokens (token, person_id, household_id, kind, key_version, is_void)
    select token, person_id, household_id, kind, key_version, bool_or(is_void) from unnest(${tokens.map((t) => t.token)}::bytea[],
      ${tokens.map((t) => t.personId)}::uuid[], ${tokens.map((t) => t.householdId)}::uuid[], ${tokens.map((t) => t.kind)}::text[],
      ${tokens.map((t) => t.keyVersion)}::int[], ${tokens.map((t) => t.isVoid)}::bool[]) as t(token, person_id, household_id, kind, key_version, is_void)
    group by 1, 2, 3, 4, 5
    on conflict (token, person_id) do update set is_void = true where excluded.is_void`.execute(db)

/** Told apart since the other's tokens were made, or before the old key was lost: what both share under the new key joins nobody either. */
async function carryDecisions(db: Db, { fresh, isLost }: Renewal, ids: readonly string[]): Promise<void> {
  const apart = isLost
    ? sql`select a_person as a, b_person as b from duplicate_pairs
        where state = 'different' and (a_person = any(${ids}::uuid[]) or b_person = any(${ids}::uuid[]))`
    : sql`select x.person_id as a, y.person_id as b from person_tokens x join person_tokens y on y.token = x.token and y.person_id <> x.person_id
        where x.person_id = any(${ids}::uuid[]) and x.is_void and y.is_void and x.key_version <> ${fresh.version}`
  await sql`
    with apart as (${apart}), shared as (
      select x.token, apart.a, apart.b from apart join person_tokens x on x.person_id = apart.a
        join person_tokens y on y.person_id = apart.b and y.token = x.token where x.key_version = ${fresh.version})
    update person_tokens t set is_void = true from shared where t.token = shared.token and t.person_id in (shared.a, shared.b)`.execute(
    db,
  )
}

/** Who shares a token that joins nobody: some may have been joined by it while it did. */
async function holdersOfVoid(db: Db, fresh: Key, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct o.person_id as id from person_tokens v join person_tokens o on o.token = v.token
    where v.person_id = any(${ids}::uuid[]) and v.is_void and v.key_version = ${fresh.version}`.execute(db)
  return rows.map((r) => r.id)
}
