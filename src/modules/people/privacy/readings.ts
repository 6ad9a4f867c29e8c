/** Who read of whom: kept with every reading, shown to those who answer for the household and to the people themselves. */
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { visible } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { asReader } from '../../../core/database.ts'
import { homesOf } from '../households/members.ts'
import { readHousehold } from '../households/reach.ts'
import type { How, Reading } from './contract.ts'

type Read = { id: string; organisationId: number; siteId: string | null }

/** A page that is scrolled to and fro is read once: the same reader, the same household, in the same way, within the hour. */
export async function noteReadings(ctx: Context, households: readonly Read[], how: How): Promise<void> {
  if (households.length === 0) return
  await sql`insert into readings (id, household_id, organisation_id, site_id, by, by_name, how)
    select r.id, r.household, r.organisation, r.site, ${ctx.actor.id}, ${ctx.actor.name}, ${how}
    from unnest(${households.map(() => uuid())}::uuid[], ${households.map((h) => h.id)}::uuid[],
      ${households.map((h) => h.organisationId)}::int[], ${households.map((h) => h.siteId)}::uuid[]) r(id, household, organisation, site)
    where not exists (select from readings o where o.household_id = r.household and o.at > now() - interval '1 hour'
      and o.by = ${ctx.actor.id} and o.how = ${how})`.execute(ctx.db)
}

/** Latest first, at most 500. */
export function readReadings(ctx: Context, households: readonly string[]): Promise<Reading[]> {
  return asReader(ctx.db, visible(ctx, 'people.read'), async (db) => {
    const rows = await db
      .selectFrom('readings')
      .select(['householdId', 'by', 'byName', 'at', 'how'])
      .where('householdId', 'in', households)
      .orderBy('at', 'desc')
      .limit(500)
      .execute()
    return rows.map(asReading)
  })
}

/** What somebody read themselves, latest first: whatever may meanwhile be out of their reach is left out. */
export function readOwnReadings(ctx: Context): Promise<Reading[]> {
  return asReader(ctx.db, visible(ctx, 'people.read'), async (db) => {
    const rows = await db
      .selectFrom('readings')
      .select(['householdId', 'by', 'byName', 'at', 'how'])
      .where('by', '=', ctx.actor.id)
      .where('at', '>', sql<Date>`now() - interval '90 days'`)
      .orderBy('at', 'desc')
      .limit(500)
      .execute()
    return rows.map(asReading)
  })
}

const asReading = ({
  householdId,
  at,
  how,
  ...by
}: {
  householdId: string
  by: string
  byName: string
  at: Date
  how: string
}) => ({
  household: householdId,
  ...by,
  at: at.toISOString(),
  how: how as How,
})

/** Of one household, with those merged into it. */
export async function readHouseholdReadings(ctx: Context, id: string): Promise<Reading[]> {
  const household = await readHousehold(ctx, id)
  return readReadings(ctx, await homesOf(ctx.db, household.id))
}
