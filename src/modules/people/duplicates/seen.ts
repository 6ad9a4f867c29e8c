/** When somebody was last seen goes with them: into the household where they are shown once merged, and back when that is undone. The clock of keeping reads one row only. */
import { sql } from 'kysely'
import type { Db, Row } from '../../../core/database.ts'

/** @param household seen whenever one of the others was */
const seenWith = (db: Db, household: string, others: readonly string[]) =>
  sql`update households set last_seen_at = greatest(last_seen_at, (select max(last_seen_at) from households where id = any(${others}::uuid[])))
    where id = ${household} and erased_at is null`.execute(db)

export async function seenTogether(db: Db, kept: Row<'persons'>, gone: Row<'persons'>): Promise<void> {
  await seenWith(db, kept.householdId, [gone.householdId])
}

/** Before they stand by themselves again: visits since were noted where they and their household were shown, however often merged on. */
export async function seenApart(db: Db, gone: Row<'persons'>): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    with recursive person(household_id, merged_into) as (
      select ${gone.householdId}::uuid, ${gone.mergedInto}::uuid
      union select p.household_id, p.merged_into from person join persons p on p.id = person.merged_into),
    home(id, merged_into) as (
      select h.id, h.merged_into from person join households h on h.id = person.household_id
      union select h.id, h.merged_into from home join households h on h.id = home.merged_into)
    select id from home`.execute(db)
  await seenWith(
    db,
    gone.householdId,
    rows.map((r) => r.id),
  )
}
