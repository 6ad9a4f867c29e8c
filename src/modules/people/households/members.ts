/** Who belongs to a household, those of households merged into it among them; and that it was seen again. */
import { sql } from 'kysely'
import type { Db } from '../../../core/database.ts'

/** The household and every one merged into it, however often. */
export async function homesOf(db: Db, householdId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive home(id) as (select ${householdId}::uuid union select h.id from home join households h on h.merged_into = home.id)
    select id from home`.execute(db)
  return rows.map((r) => r.id)
}

export type Member = { id: string; householdId: string; birthDate: string | null }

export const membersOf = (db: Db, homes: readonly string[]): Promise<Member[]> =>
  db.selectFrom('persons').select(['id', 'householdId', 'birthDate']).where('householdId', 'in', homes).execute()

/** The clock of retention starts anew. Without waiting for whoever writes the household at this moment: they have seen it too. */
export async function seenAgain(db: Db, households: readonly string[]): Promise<void> {
  if (households.length === 0) return
  await sql`update households set last_seen_at = greatest(last_seen_at, now()) where id in (
    select id from households where id = any(${households}::uuid[]) and erased_at is null order by id for update skip locked)`.execute(
    db,
  )
}
