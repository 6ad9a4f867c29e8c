/** What deliveries owe to people: to tell what was given, to say whose a proof is, to forget who it was. */
import { sql } from 'kysely'
import type { Db } from '../../core/database.ts'
import type { Elsewhere, Given } from '../people/privacy/elsewhere.ts'

export const toldToPeople: Elsewhere = {
  given: async (db, households) => {
    const { rows } = await sql<Omit<Given, 'at'> & { at: Date }>`
      select d.at, s.names as service, d.quantity, coalesce(o.acronym, o.names ->> 'en', '') as organisation,
        exists (select from deliveries r where r.household_id = d.household_id and r.reverses = d.id) as is_reversed
      from deliveries d join services s on s.id = d.service_id left join organisations o on o.id = d.organisation_id
      where d.household_id = any(${households}::uuid[]) and d.reverses is null order by d.at desc`.execute(db)
    return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
  },
  placeOf: (db, delivery) =>
    db
      .selectFrom('deliveries')
      .select(['organisationId', 'siteId'])
      .where('householdId', '=', delivery)
      .where('id', '=', delivery)
      .executeTakeFirst(),
}

/** The household was erased: what was given and counted stays, without a word about who it was. */
export async function forgetHouseholds(db: Db, households: readonly string[]): Promise<void> {
  if (households.length === 0) return
  await db
    .updateTable('deliveries')
    .set({ collectedBy: '', answers: '{}', overrideReason: '', reason: '', proof: null })
    .where('householdId', 'in', households)
    .execute()
}
