/** Somebody decides of two records: one person, or two. Sent twice it is one decision. */
import { sql } from 'kysely'
import { assertMay, visible, within } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { type Db, type Row, transact } from '../../../core/database.ts'
import { record } from '../../../core/events.ts'
import { notFound, Problem } from '../../../core/problem.ts'
import { regroup } from '../tokens/counting.ts'
import { keptTokens, lockTokens } from '../tokens/tokens.ts'
import type { Decision } from './contract.ts'
import { lockPersons, merge, type PersonRow, undoMerge } from './merging.ts'

type Done = { outcome: 'same' | 'different'; merge: string | null }

export async function decide(ctx: Context, decision: Decision): Promise<Done> {
  const reach = visible(ctx, 'people.read')
  const [a, b] = [decision.a.toLowerCase(), decision.b.toLowerCase()].sort() as [string, string]
  if (a === b) throw new Problem(422, 'people/same-record')
  return transact(ctx.db, async (db) => {
    const persons = await lockPersons(db, [a, b])
    for (const id of [a, b]) {
      const person = persons.find((p) => p.id === id)
      if (!person || !within(reach, placeOf(person))) notFound('person', id)
    }
    const [first, second] = persons as [PersonRow, PersonRow]
    for (const person of persons) assertMay(ctx, 'people.manage', placeOf(person))
    if (first.organisationId !== second.organisationId) throw new Problem(409, 'people/merge-across-organisations')
    return decision.outcome === 'same' ? same(db, ctx, first, second, decision) : different(db, ctx, first, second)
  })
}

const placeOf = (person: PersonRow) => ({ organisationId: person.organisationId, siteId: person.siteId })

async function same(db: Db, ctx: Context, a: PersonRow, b: PersonRow, { keep, picks, reason, ...d }: Decision): Promise<Done> {
  const done = await findMerge(db, a.id, b.id)
  if (done) return { outcome: 'same', merge: done.id }
  if ([a, b].some((p) => p.mergedInto !== null || p.erasedAt !== null)) throw new Problem(409, 'people/merge-gone')
  const kept = (keep ?? d.a).toLowerCase() === b.id ? b : a
  if (keep && kept.id !== keep.toLowerCase()) throw new Problem(422, 'people/keep-one-of-two')
  const gone = kept === a ? b : a
  if (gone.householdId !== kept.householdId) await refuseUnsettled(db, gone.householdId)
  await setState(db, ctx, a, b, 'same')
  return { outcome: 'same', merge: await merge(db, ctx, kept, gone, picks, reason) }
}

/** A version that waits would wait for ever where its household is shown within another. */
async function refuseUnsettled(db: Db, household: string): Promise<void> {
  const waits = await db
    .selectFrom('householdConflicts')
    .select('id')
    .where('householdId', '=', household)
    .where('settledAt', 'is', null)
    .executeTakeFirst()
  if (waits) throw new Problem(409, 'people/settle-first', { household })
}

const findMerge = (db: Db, a: string, b: string) =>
  db
    .selectFrom('merges')
    .select('id')
    .where('undoneAt', 'is', null)
    .where('keptPerson', 'in', [a, b])
    .where('gonePerson', 'in', [a, b])
    .executeTakeFirst()

/** What both share identifies neither any more, so they are counted as two. */
async function different(db: Db, ctx: Context, a: PersonRow, b: PersonRow): Promise<Done> {
  if (await findMerge(db, a.id, b.id)) throw new Problem(409, 'people/undo-merge-first')
  await setState(db, ctx, a, b, 'different')
  await lockTokens(db, await keptTokens(db, [a.id, b.id]))
  const { rows: shared } = await sql<{ token: Buffer }>`
    update person_tokens set is_void = true where person_id in (${a.id}, ${b.id}) and token in (
      select token from person_tokens where person_id = ${a.id} intersect select token from person_tokens where person_id = ${b.id})
    returning token`.execute(db)
  const { rows } = await sql<{ personId: string }>`
    select distinct person_id from person_tokens where token = any(${shared.map((s) => s.token)}::bytea[])`.execute(db)
  await regroup(db, ctx, [...new Set([a.id, b.id, ...rows.map((r) => r.personId)])], b.id)
  await record(db, ctx.actor, 'persons.told-apart', a.id, { other: b.id })
  return { outcome: 'different', merge: null }
}

async function setState(db: Db, ctx: Context, a: PersonRow, b: PersonRow, state: 'same' | 'different'): Promise<void> {
  await sql`
    insert into duplicate_pairs (a_person, b_person, a_household, b_household, organisation_id, score, reasons, state, decided_by, decided_at)
    values (${a.id}, ${b.id}, ${a.householdId}, ${b.householdId}, ${a.organisationId}, 0, '[]', ${state}, ${ctx.actor.id}, now())
    on conflict (a_person, b_person) do update set state = excluded.state, decided_by = excluded.decided_by, decided_at = excluded.decided_at`.execute(
    db,
  )
}

/** Undone twice it is undone once. */
export async function undo(ctx: Context, id: string): Promise<void> {
  const reach = visible(ctx, 'people.read')
  await transact(ctx.db, async (db) => {
    const found: Row<'merges'> | undefined = await db
      .selectFrom('merges')
      .selectAll()
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    if (!found) notFound('merge', id)
    const [kept, gone] = await placesOf(db, found)
    if (!kept || !gone || !within(reach, kept) || !within(reach, gone)) notFound('merge', id)
    for (const place of [kept, gone]) assertMay(ctx, 'people.manage', place)
    if (found.undoneAt) return
    if (kept.isErased || gone.isErased) throw new Problem(410, 'people/merge-erased')
    await undoMerge(db, ctx, found)
    await sql`update duplicate_pairs set state = 'open', decided_by = null, decided_at = null
      where state = 'same' and a_person in (${found.keptPerson}, ${found.gonePerson}) and b_person in (${found.keptPerson}, ${found.gonePerson})`.execute(
      db,
    )
  })
}

async function placesOf(db: Db, m: Row<'merges'>) {
  const rows = await db
    .selectFrom('persons')
    .select(['id', 'organisationId', 'siteId', 'erasedAt'])
    .where('id', 'in', [m.keptPerson, m.gonePerson])
    .execute()
  return [m.keptPerson, m.gonePerson].map((id) => {
    const row = rows.find((r) => r.id === id)
    return row && { organisationId: row.organisationId, siteId: row.siteId, isErased: row.erasedAt !== null }
  })
}
