/** The records of one person, in whatever households they stand. */
import { sql } from 'kysely'
import type { Db } from '../../../core/database.ts'

export type PersonRecord = { id: string; householdId: string; organisationId: number }

/** These records, and all that were found to be the same as one of them. */
export async function recordsOf(db: Db, persons: readonly string[]): Promise<PersonRecord[]> {
  const { rows } = await sql<PersonRecord>`
    with recursive same(id) as (select unnest(${persons}::uuid[]) union select p.id from same join persons p on p.merged_into = same.id)
    select p.id, p.household_id, p.organisation_id from same join persons p on p.id = same.id`.execute(db)
  return rows
}

/** All records of whom this one stands for, the one that stays among them. */
export async function everyRecordOf(db: Db, person: string): Promise<PersonRecord[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive up(id, merged_into) as (
      select id, merged_into from persons where id = ${person}
      union select p.id, p.merged_into from up join persons p on p.id = up.merged_into)
    select id from up where merged_into is null`.execute(db)
  return recordsOf(
    db,
    rows.map((r) => r.id),
  )
}
