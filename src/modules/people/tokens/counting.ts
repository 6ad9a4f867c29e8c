/** The one counted person behind many records: records that share a token or were merged. Always the smallest id among them. */
import { sql } from 'kysely'
import type { Actor } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import type { Db } from '../../../core/database.ts'
import { record } from '../../../core/events.ts'
import { system } from '../../../core/jobs.ts'
import { groupsOf } from '../rules/groups.ts'
import { type Key, keysFor } from './keys.ts'
import { addTokens, keepTokens, keptTokens, lockTokens, type Person, type Token, tokensOf } from './tokens.ts'

export type Joining = {
  /** None of them was ever written: less is asked. */
  areNew?: boolean
  /** Their tokens, worked out before the transaction; worked out again where the keys are others by now. */
  ready?: { keys: readonly Key[]; tokens: readonly Token[] }
}
const isUnder = (keys: readonly Key[], ready: { keys: readonly Key[] }): boolean =>
  keys.map((k) => k.version).join() === ready.keys.map((k) => k.version).join()

/**
 * Keeps the tokens of new or changed persons and says whom each is counted as. Within the transaction that writes them: new persons are
 * asked for before they are inserted, and inserted with the answer; changed ones in any order, their rows are brought up to date here.
 * Others whose counted person changes through this are told of by `persons.regrouped`.
 */
export async function joinCounted(
  db: Db,
  persons: readonly Person[],
  { areNew = false, ready }: Joining = {},
): Promise<Map<string, string>> {
  if (persons.length === 0) return new Map()
  const keys = await keysFor(db)
  const ids = persons.map((p) => p.id)
  const tokens = ready && isUnder(keys, ready) ? ready.tokens : persons.flatMap((p) => tokensOf(p, keys))
  await lockTokens(db, [...tokens.map((t) => t.token), ...(areNew ? [] : await keptTokens(db, ids))])
  // Of new ones nothing is known that could be gone.
  const seeds = areNew ? await addTokens(db, tokens) : await notAlone(db, [...ids, ...(await keepTokens(db, ids, tokens))])
  return settle(db, system, ids, seeds)
}

/**
 * Works out anew whom these persons are counted as, after merging, undoing or telling apart.
 * @param parted of whom somebody decided that they are another: an erased record does not hold them
 */
export async function regroup(db: Db, ctx: Pick<Context, 'actor'>, personIds: readonly string[], parted?: string): Promise<void> {
  if (personIds.length === 0) return
  await lockTokens(db, await keptTokens(db, personIds))
  await settle(db, ctx.actor, personIds, await notAlone(db, personIds), parted)
}

type Move = { personId: string; from: string; to: string }
type Standing = { id: string; householdId: string; countedAs: string }

/** @param seeds those who hang together with somebody */
async function settle(db: Db, actor: Actor, ids: readonly string[], seeds: readonly string[], parted?: string) {
  const alone = new Set(ids.map((id) => id.toLowerCase()))
  for (const id of seeds) alone.delete(id)
  if (alone.size > 0) await sql`insert into counted (id) select unnest(${[...alone]}::uuid[]) on conflict do nothing`.execute(db)
  const { groups, standing } =
    seeds.length === 0 ? { groups: new Map<string, string>(), standing: [] } : await lockedGroups(db, seeds, parted)
  const moves = standing.flatMap(({ id, countedAs }): Move[] => {
    const to = groups.get(id) ?? id
    return to === countedAs ? [] : [{ personId: id, from: countedAs, to }]
  })
  await move(db, actor, moves)
  return new Map(ids.map((id) => [id, groups.get(id.toLowerCase()) ?? id.toLowerCase()]))
}

/** Most people hang together with nobody: they are told apart at once, without a walk from one to the next. */
async function notAlone(db: Db, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with named as (select unnest(${ids}::uuid[]) as id)
    select t.person_id as id from named n join person_tokens t on t.person_id = n.id and not t.is_void
      where exists (select from person_tokens o where o.token = t.token and o.person_id <> t.person_id and not o.is_void)
    union select p.id from named n join persons p on p.id = n.id where p.merged_into is not null or p.erased_at is not null or p.counted_as <> p.id
    union select p.merged_into from named n join persons p on p.merged_into = n.id
    union select p.counted_as from named n join persons p on p.counted_as = n.id and p.id <> n.id`.execute(db)
  return rows.map((r) => r.id)
}

/** Groups under lock: whoever waited reads again, because the one before may have joined or parted them. */
async function lockedGroups(db: Db, seeds: readonly string[], parted?: string) {
  let locked = ''
  for (;;) {
    const groups = groupsOf(await linksFrom(db, seeds, parted))
    const standing = await standingOf(db, [...new Set([...groups.keys(), ...seeds])])
    const counted = new Set([...seeds.map((id) => groups.get(id) ?? id), ...groups.values(), ...standing.map((s) => s.countedAs)])
    const wanted = [...counted].sort()
    await sql`insert into counted (id) select unnest(${wanted}::uuid[]) on conflict do nothing`.execute(db)
    if (wanted.join() === locked || (groups.size === 0 && standing.length === 0)) return { groups, standing }
    await sql`select from counted where id = any(${wanted}::uuid[]) order by id for update`.execute(db)
    locked = wanted.join()
  }
}

/**
 * Pairs of persons that are one, as far as they hang together with these. Once one of them was erased, all stay with whom they are counted as:
 * by what the others hung together with the erased one nobody knows any more.
 */
async function linksFrom(db: Db, seeds: readonly string[], parted?: string): Promise<[string, string][]> {
  const stays = sql`p.id is distinct from ${parted ?? null}::uuid
    and exists (select from persons e where e.counted_as = p.counted_as and e.erased_at is not null)`
  const beside = (id: ReturnType<typeof sql>) => sql`
    select o.person_id as id from person_tokens t join person_tokens o on o.token = t.token and not o.is_void and o.person_id <> t.person_id
      where t.person_id = ${id} and not t.is_void
    union all select merged_into from persons where id = ${id} and merged_into is not null
    union all select id from persons where merged_into = ${id}
    union all select p.counted_as from persons p where p.id = ${id} and ${stays}
    union all select p.id from persons p where p.counted_as = ${id} and p.id <> ${id} and ${stays}`
  const { rows } = await sql<{ a: string; b: string }>`
    with recursive linked(id) as (
      select unnest(${seeds}::uuid[]) union select b.id from linked l cross join lateral (${beside(sql`l.id`)}) b)
    select distinct l.id as a, b.id as b from linked l cross join lateral (${beside(sql`l.id`)}) b where l.id < b.id`.execute(db)
  return rows.map(({ a, b }) => [a, b])
}

async function standingOf(db: Db, ids: readonly string[]): Promise<Standing[]> {
  const { rows } = await sql<Standing>`
    select id, household_id, counted_as from persons where id = any(${ids}::uuid[])`.execute(db)
  return rows
}

async function move(db: Db, actor: Actor, moves: readonly Move[]): Promise<void> {
  if (moves.length === 0) return
  await sql`
    update persons p set counted_as = m.counted from unnest(${moves.map((m) => m.personId)}::uuid[], ${moves.map((m) => m.to)}::uuid[]) m(id, counted)
    where p.id = m.id`.execute(db)
  await record(db, actor, 'persons.regrouped', moves[0]!.to, { moves })
}
