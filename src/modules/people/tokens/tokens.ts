/** Tokens: keyed digests of what identifies a person. Equal tokens are one person, whoever registered them. */
import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import { copyIn, copyLine } from '../../../core/copy.ts'
import type { Db } from '../../../core/database.ts'
import { type Identified, identitiesOf } from '../rules/identity.ts'
import type { Key } from './keys.ts'

export type Person = Identified & { id: string; householdId: string }
export type Token = { token: Buffer; personId: string; householdId: string; kind: string; keyVersion: number }

export const tokensOf = (person: Person, keys: readonly Key[]): Token[] =>
  identitiesOf(person).flatMap(({ kind, text }) =>
    keys.map(({ secret, version }) => ({
      token: createHmac('sha256', secret).update(`${kind}:${text}`).digest().subarray(0, 16),
      personId: person.id,
      householdId: person.householdId,
      kind,
      keyVersion: version,
    })),
  )

/** Tokens of these persons as they are kept. */
export async function keptTokens(db: Db, personIds: readonly string[]): Promise<Buffer[]> {
  const { rows } = await sql<{ token: Buffer }>`
    select distinct token from person_tokens where person_id = any(${personIds}::uuid[])`.execute(db)
  return rows.map((r) => r.token)
}

const space = 7_350_020
const shares = 64
/** Beyond this many, shares of all tokens are locked instead of each: the server's table of locks is small. */
const fewTokens = 400

export async function lockAllTokens(db: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(${space}::int, n) from generate_series(0, ${shares - 1}::int) n`.execute(db)
}

/** Whoever works with a token waits for who works with it already, until the end of that transaction. */
export async function lockTokens(db: Db, tokens: readonly Buffer[]): Promise<void> {
  if (tokens.length > fewTokens) return lockAllTokens(db)
  const inShares = [...new Set(tokens.map((t) => t[15]! % shares))].sort((a, b) => a - b)
  const keys = [...new Set(tokens.map((t) => t.readBigInt64BE()))].sort((a, b) => (a < b ? -1 : 1))
  await sql`select pg_advisory_xact_lock_shared(${space}::int, n) from unnest(${inShares}::int[]) n`.execute(db)
  await sql`select pg_advisory_xact_lock(n) from unnest(${keys.map(String)}::bigint[]) n`.execute(db)
}

const listOf = (tokens: readonly Token[]) =>
  sql`select * from unnest(${tokens.map((t) => t.token)}::bytea[], ${tokens.map((t) => t.personId)}::uuid[],
    ${tokens.map((t) => t.householdId)}::uuid[], ${tokens.map((t) => t.kind)}::text[], ${tokens.map((t) => t.keyVersion)}::int[])
    as t(token, person_id, household_id, kind, key_version)`

const insertTokens = (db: Db, list: ReturnType<typeof sql>, isVoid: ReturnType<typeof sql>) =>
  sql`insert into person_tokens (token, person_id, household_id, kind, key_version, is_void)
    select h.token, h.person_id, h.household_id, h.kind, h.key_version, ${isVoid} from (${list}) h on conflict do nothing`.execute(
    db,
  )

/**
 * Tokens of persons who have none yet. A token of which somebody decided that two persons share it tells nobody apart any more: it is kept,
 * and joins nobody. The answer: those of them who share one with somebody, among them or kept before.
 */
export async function addTokens(db: Db, tokens: readonly Token[]): Promise<string[]> {
  const byToken = Map.groupBy(tokens, (t) => t.token.toString('base64'))
  const { rows } = await sql<{ token: Buffer; isVoid: boolean }>`
    select token, is_void from person_tokens where token = any(${tokens.map((t) => t.token)}::bytea[])`.execute(db)
  const known = new Set(rows.map((r) => r.token.toString('base64')))
  const voided = new Set(rows.filter((r) => r.isVoid).map((r) => r.token.toString('base64')))
  await copyIn(
    db,
    'copy person_tokens (token, person_id, household_id, kind, key_version, is_void) from stdin',
    [...byToken].flatMap(([token, of]) => onePerPerson(of).map((t) => lineOf(t, voided.has(token)))),
  )
  for (const token of voided) byToken.delete(token)
  const shared = [...byToken].filter(([token, of]) => known.has(token) || of.some((t) => t.personId !== of[0]!.personId))
  return [...new Set(shared.flatMap(([, of]) => of.map((t) => t.personId.toLowerCase())))]
}

/** Two of somebody's documents may be written in two ways and be one. */
const onePerPerson = (tokens: readonly Token[]): Token[] =>
  tokens.length === 1 ? [...tokens] : [...new Map(tokens.map((t) => [t.personId.toLowerCase(), t])).values()]
const lineOf = ({ token, personId, householdId, kind, keyVersion }: Token, isVoid: boolean): string =>
  copyLine([`\\x${token.toString('hex')}`, personId, householdId, kind, keyVersion, isVoid])

/** Keeps exactly these tokens for these persons. The answer: whoever shared a token that is gone. */
export async function keepTokens(db: Db, personIds: readonly string[], tokens: readonly Token[]): Promise<string[]> {
  const { rows: gone } = await sql<{ token: Buffer }>`
    delete from person_tokens k where k.person_id = any(${personIds}::uuid[])
      and not exists (select from (${listOf(tokens)}) h where h.token = k.token and h.person_id = k.person_id) returning k.token`.execute(
    db,
  )
  await insertTokens(db, listOf(tokens), sql`exists (select from person_tokens v where v.token = h.token and v.is_void)`)
  if (gone.length === 0) return []
  const { rows } = await sql<{ id: string }>`
    select distinct person_id as id from person_tokens where token = any(${gone.map((g) => g.token)}::bytea[])`.execute(db)
  return rows.map((r) => r.id)
}
