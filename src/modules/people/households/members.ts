/** Who belongs to a household, those of households merged into it among them; and that it was seen again. */
import { sql } from 'kysely'
import type { Db, Row } from '../../../core/database.ts'
import type { HouseholdContent } from '../contract.ts'
import { contentWithout } from '../rules/forgetting.ts'

/** The household and every one merged into it, however often. */
export async function homesOf(db: Db, householdId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive home(id) as (select ${householdId}::uuid union select h.id from home join households h on h.merged_into = home.id)
    select id from home`.execute(db)
  return rows.map((r) => r.id)
}

/** The household that stands for one that was merged, however often; locked until the transaction ends. */
export async function standingFor(db: Db, householdId: string): Promise<Row<'households'>> {
  const row = await db.selectFrom('households').selectAll().where('id', '=', householdId).forUpdate().executeTakeFirstOrThrow()
  return row.mergedInto === null ? row : standingFor(db, row.mergedInto)
}

/** Of second records among these: the person each stands for now. */
export async function personsNow(db: Db, persons: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; now: string }>`
    with recursive step(id, now) as (
      select id, merged_into from persons where id = any(${persons}::uuid[]) and merged_into is not null
      union select s.id, p.merged_into from step s join persons p on p.id = s.now where p.merged_into is not null)
    select s.id, s.now from step s join persons p on p.id = s.now where p.merged_into is null`.execute(db)
  return new Map(rows.map((r) => [r.id, r.now]))
}

export type Member = { id: string; householdId: string; birthDate: string | null }

/** Who was erased is not asked for anything any more. */
export const membersOf = (db: Db, homes: readonly string[]): Promise<Member[]> =>
  db
    .selectFrom('persons')
    .select(['id', 'householdId', 'birthDate'])
    .where('householdId', 'in', homes)
    .where('erasedAt', 'is', null)
    .execute()

/** Versions that somebody sends may be older than an erasure: they are read without whoever was erased. */
export async function withoutErased<T extends HouseholdContent>(
  db: Db,
  current: HouseholdContent,
  sent: readonly T[],
): Promise<T[]> {
  const known = new Set(current.persons.map((p) => p.id))
  const others = [...new Set(sent.flatMap((v) => v.persons.map((p) => p.id)))].filter((id) => !known.has(id))
  if (others.length === 0) return [...sent]
  const erased = await db.selectFrom('persons').select('id').where('id', 'in', others).where('erasedAt', 'is not', null).execute()
  const gone = new Set(erased.map((p) => p.id))
  const head = current.persons.find((p) => p.relation === 'head' && !p.hasLeft)?.id
  return sent.map((version) => contentWithout(version, gone, head))
}

/** The clock of retention starts anew, of whoever shows them now, too. Without waiting for whoever writes the household at this moment: they have seen it too. */
export async function seenAgain(db: Db, households: readonly string[]): Promise<void> {
  if (households.length === 0) return
  await sql`update households set last_seen_at = greatest(last_seen_at, now()) where id in (
    select id from households where id in (
      with recursive up(id, merged_into) as (
        select id, merged_into from households where id = any(${households}::uuid[])
        union select h.id, h.merged_into from up join households h on h.id = up.merged_into) select id from up)
    and erased_at is null order by id for update skip locked)`.execute(db)
}
