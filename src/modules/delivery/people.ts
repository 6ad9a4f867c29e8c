/** What deliveries owe to people: to tell what was given, to say whose a proof is, to forget who it was. */
import { sql } from 'kysely'
import type { Db } from '../../core/database.ts'
import type { Elsewhere, Forgetting, Given } from '../people/privacy/elsewhere.ts'
import { organisationsIn } from '../people/search/reach.ts'
import { isConfidentialAt } from './services/queries.ts'

export const toldToPeople: Elsewhere = {
  given: async (db, households, reach) => {
    const organisations = organisationsIn(reach)
    const isTheirs = organisations ? sql`d.organisation_id = any(${organisations}::int[])` : sql`true`
    const { rows } = await sql<Omit<Given, 'at'> & { at: Date }>`
      select d.at, s.names as service, d.quantity, coalesce(nullif(o.acronym, ''), o.names ->> 'en', '') as organisation,
        exists (select from deliveries r where r.household_id = d.household_id and r.reverses = d.id) as is_reversed
      from deliveries d join services s on s.id = d.service_id left join organisations o on o.id = d.organisation_id
      where d.household_id = any(${households}::uuid[]) and d.reverses is null and (${isTheirs} or not ${isConfidentialAt('s', 'd')}) order by d.at desc`.execute(
      db,
    )
    return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
  },
  placeOf: (db, delivery) =>
    db
      .selectFrom('deliveries')
      .select(['organisationId', 'siteId'])
      .where('householdId', '=', delivery)
      .where('id', '=', delivery)
      .executeTakeFirst(),
  forget: forgetPerson,
}

/** The household was erased: what was given and counted stays, without a word about who it was. */
export async function forgetHouseholds(db: Db, households: readonly string[]): Promise<void> {
  if (households.length === 0) return
  await db
    .updateTable('deliveries')
    .set({ collectedBy: '', answers: '{}', overrideReason: '', reason: '', proof: null })
    .where('householdId', 'in', households)
    .execute()
  await db.updateTable('distributionValues').set({ reason: '' }).where('householdId', 'in', households).execute()
}

/** One person was erased: of what they received nothing but what it was; of what others received what spoke of them, and the proof they signed. */
async function forgetPerson(db: Db, { persons, households, without }: Forgetting): Promise<void> {
  const rows = await db
    .selectFrom('deliveries')
    .select(['householdId', 'id', 'personId', 'collectedBy', 'answers', 'overrideReason', 'reason', 'proof'])
    .where('householdId', 'in', households)
    .execute()
  for (const row of rows) {
    const isTheirs = persons.includes(row.personId ?? '')
    const isSigned = isTheirs || without(row.collectedBy) !== row.collectedBy
    const left = {
      collectedBy: isSigned ? '' : row.collectedBy,
      answers: isTheirs ? '{}' : JSON.stringify(answersWithout(row.answers as Record<string, unknown>, without)),
      overrideReason: isTheirs ? '' : without(row.overrideReason),
      reason: isTheirs ? '' : without(row.reason),
      proof: isSigned ? null : row.proof,
    }
    await db.updateTable('deliveries').set(left).where('householdId', '=', row.householdId).where('id', '=', row.id).execute()
    if (isSigned && row.proof !== null)
      await db.deleteFrom('photos').where('householdId', '=', row.householdId).where('id', '=', row.proof).execute()
  }
  await forgetInValues(db, households, without)
}

const answersWithout = (answers: Record<string, unknown>, without: Forgetting['without']): Record<string, unknown> =>
  Object.fromEntries(Object.entries(answers).map(([code, said]) => [code, typeof said === 'string' ? without(said) : said]))

/** Why what was planned for them was changed. */
async function forgetInValues(db: Db, households: readonly string[], without: Forgetting['without']): Promise<void> {
  const rows = await db
    .selectFrom('distributionValues')
    .select(['householdId', 'id', 'reason'])
    .where('householdId', 'in', households)
    .execute()
  for (const { householdId, id, reason } of rows)
    if (without(reason) !== reason)
      await db
        .updateTable('distributionValues')
        .set({ reason: without(reason) })
        .where('householdId', '=', householdId)
        .where('id', '=', id)
        .execute()
}
