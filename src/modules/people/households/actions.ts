/** Households registered and opened. What changes them stands in changing.ts. */
import { assertMay } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { type Db, transact } from '../../../core/database.ts'
import { record } from '../../../core/events.ts'
import { Problem } from '../../../core/problem.ts'
import type { Household, NewHousehold } from '../contract.ts'
import { compareLater } from '../duplicates/anew.ts'
import { checkConsents, insertConsents } from '../privacy/consents.ts'
import { checkNeeds, insertNeeds } from '../privacy/needs.ts'
import { noteReadings } from '../privacy/readings.ts'
import { cardOf } from '../rules/card.ts'
import { joinCounted } from '../tokens/counting.ts'
import { prepared, refuseMisplaced, refuseTaken, refuseUnfit } from './preparing.ts'
import { readHousehold } from './reach.ts'
import { householdColumns, insertHappening, insertPersons } from './writing.ts'

type From = { deviceId?: string | null | undefined }

/** Everything of one registration, or nothing. Sent again it is the same household, whatever became of it since. */
export async function registerHousehold(ctx: Context, sent: NewHousehold, { deviceId = null }: From = {}): Promise<Household> {
  const household = await prepared({ ...sent, id: sent.id.toLowerCase() })
  assertMay(ctx, 'people.write', { organisationId: household.organisation, siteId: household.site })
  refuseUnfit(household)
  refuseRefused(household)
  return transact(ctx.db, async (db) => {
    await refuseMisplaced(db, household)
    await refuseNoBody(db, household.organisation)
    if (await insertHousehold(ctx, db, household, deviceId)) await insertContents(ctx, db, household, deviceId)
    return readHousehold({ ...ctx, db }, household.id)
  })
}

/** Who does not agree is given what they need without being registered. */
function refuseRefused({ consents }: NewHousehold): void {
  const refused = consents.find((c) => c.purpose === 'registration' && !c.isGiven)
  if (refused) throw new Problem(422, 'people/registration-refused', { person: refused.personId })
}

async function refuseNoBody(db: Db, id: number): Promise<void> {
  const body = await db.selectFrom('organisations').select('id').where('id', '=', id).executeTakeFirst()
  if (!body) throw new Problem(422, 'people/organisation-unknown')
}

async function insertHousehold(ctx: Context, db: Db, household: NewHousehold, deviceId: string | null): Promise<boolean> {
  const { id, organisation, consents: _, needs: __, ...content } = household
  const about = { id, organisationId: organisation, card: cardOf(id), registeredBy: ctx.actor.id, deviceId }
  const columns = { ...about, ...(await householdColumns(content)) }
  const added = await db
    .insertInto('households')
    .values(columns)
    .onConflict((c) => c.doNothing())
    .returning('id')
    .execute()
  return added.length > 0
}

async function insertContents(ctx: Context, db: Db, household: NewHousehold, deviceId: string | null): Promise<void> {
  const { id, organisation, consents, needs, ...content } = household
  await refuseTaken(
    db,
    content.persons.map((p) => p.id),
  )
  const place = { id, organisationId: organisation, siteId: content.site }
  const members = content.persons.map((p) => ({ id: p.id, householdId: id, birthDate: p.birthDate }))
  await checkConsents(db, consents, members)
  const restricted = await checkNeeds(ctx, db, needs, members, place)
  const counted = await joinCounted(
    db,
    content.persons.map((p) => ({ ...p, householdId: id })),
    { areNew: true },
  )
  await insertPersons(db, place, content.persons, counted)
  await insertConsents(ctx, db, consents, members)
  await insertNeeds(ctx, db, needs, members, place, restricted)
  await insertHappening(ctx, db, { householdId: id, what: 'registered', version: 1, after: content, deviceId })
  await record(db, ctx.actor, 'household.registered', id, { organisation, persons: content.persons.length })
  await compareLater(db, id)
}

/** One household on the screen of somebody: that they read it is kept. */
export async function openHousehold(ctx: Context, id: string): Promise<Household> {
  const household = await readHousehold(ctx, id)
  await noteReadings(ctx, [{ id: household.id, organisationId: household.organisation, siteId: household.site }], 'opened')
  return household
}
