/** What is done to households: registered, opened, changed. What was overlooked by a change is never overwritten: both versions stand until somebody decides. */
import { assertMay } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { type Db, type Row, transact } from '../../../core/database.ts'
import { record } from '../../../core/events.ts'
import { notFound, Problem } from '../../../core/problem.ts'
import type { Household, HouseholdChange, HouseholdContent, NewHousehold } from '../contract.ts'
import { compareLater } from '../duplicates/anew.ts'
import { checkConsents, insertConsents } from '../privacy/consents.ts'
import { checkNeeds, insertNeeds } from '../privacy/needs.ts'
import { noteReadings } from '../privacy/readings.ts'
import { cardOf } from '../rules/card.ts'
import { carriedOver } from '../rules/carried-over.ts'
import { changesBetween } from '../rules/content.ts'
import { joinCounted } from '../tokens/counting.ts'
import { applyContent, identifying } from './applying.ts'
import { personsNow, standingFor } from './members.ts'
import { prepared, refuseMisplaced, refuseTaken, refuseUnfit } from './preparing.ts'
import { readHouseholds } from './queries.ts'
import { householdForUpdate, readHousehold } from './reach.ts'
import { contentOf } from './shelf.ts'
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

export type Changed = { household: Household; conflict: boolean }

/**
 * Writes a change where what was seen is what stands. Where somebody changed the household meanwhile, nothing is overwritten: the change
 * is kept beside it as a conflict, unless both say the same. The same change sent twice is one.
 */
export function changeHousehold(ctx: Context, id: string, sent: HouseholdChange, from: From = {}): Promise<Changed> {
  return transact(ctx.db, async (db) => {
    const row = await householdForUpdate(ctx, db, id, 'people.write')
    const known = await answerOf(db, row.id, sent.id)
    if (known !== undefined) return { household: await readHousehold({ ...ctx, db }, row.id), conflict: known === 'conflict' }
    return row.mergedInto === null
      ? settleChange({ ...ctx, db }, row, sent, from)
      : proposeElsewhere({ ...ctx, db }, row, sent, from)
  })
}

async function answerOf(db: Db, householdId: string, id: string): Promise<'changed' | 'conflict' | undefined> {
  const ask = (table: 'householdChanges' | 'householdConflicts') =>
    db.selectFrom(table).select('id').where('householdId', '=', householdId).where('id', '=', id).executeTakeFirst()
  if (await ask('householdConflicts')) return 'conflict'
  return (await ask('householdChanges')) ? 'changed' : undefined
}

async function settleChange(ctx: Context, row: Row<'households'>, change: HouseholdChange, from: From): Promise<Changed> {
  const content = await prepared(change.content)
  refuseUnfit(content)
  assertMay(ctx, 'people.write', { organisationId: row.organisationId, siteId: content.site })
  const current = await standing(ctx, row.id)
  const base = await prepared(change.base)
  const isSeen = changesBetween(base, current).length === 0
  const isNews = changesBetween(current, content).length > 0
  if (!isSeen && isNews)
    await insertConflict(ctx, row, { ...change, base, content: await retold(ctx.db, current, base, content) }, from)
  else if (isNews) await writeChange(ctx, row, { current, content, change, from })
  return { household: await readHousehold(ctx, row.id), conflict: !isSeen && isNews }
}

/** Where the household became part of another meanwhile, what the change says is kept beside what stands there: somebody decides. */
async function proposeElsewhere(ctx: Context, gone: Row<'households'>, change: HouseholdChange, from: From): Promise<Changed> {
  const { db } = ctx
  const into = await standingFor(db, gone.id)
  const [base, sent] = [await prepared(change.base), await prepared(change.content)]
  const answer = async (conflict: boolean): Promise<Changed> => ({ household: await readHousehold(ctx, gone.id), conflict })
  if (await answerOf(db, into.id, change.id)) return answer(true)
  if (into.erasedAt !== null) throw new Problem(410, 'people/erased')
  refuseUnfit(sent)
  const current = await standing(ctx, into.id)
  const content = carriedOver(base, sent, current, await personsNow(db, personsOf(base, sent)))
  if (changesBetween(current, content).length === 0) return answer(false)
  await insertConflict(ctx, into, { ...change, base: current, content, version: into.version }, from)
  return answer(true)
}

/** Where somebody was found to be the same as another meanwhile, what is said of them is said of that one. */
async function retold(db: Db, current: HouseholdContent, base: HouseholdContent, content: HouseholdContent) {
  const now = await personsNow(db, personsOf(base, content))
  return now.size === 0 ? content : carriedOver(base, content, current, now)
}

const personsOf = (...versions: HouseholdContent[]): string[] => [...new Set(versions.flatMap((v) => v.persons.map((p) => p.id)))]

/** What stands, whole. */
export async function standing(ctx: Context, id: string): Promise<HouseholdContent> {
  const [household] = await readHouseholds(ctx.db, 'all', [id])
  return household ? prepared(contentOf(household)) : notFound('household', id)
}

type Writing = { current: HouseholdContent; content: HouseholdContent; change: HouseholdChange; from: From }

async function writeChange(ctx: Context, row: Row<'households'>, { current, content, change, from }: Writing): Promise<void> {
  const version = await applyContent(ctx, row, current, content)
  await insertHappening(ctx, ctx.db, {
    id: change.id,
    householdId: row.id,
    what: 'changed',
    version,
    before: current,
    after: content,
    reason: change.reason,
    deviceId: from.deviceId ?? null,
  })
  const fields = [...new Set(changesBetween(current, content).map((c) => c.field))]
  await record(ctx.db, ctx.actor, 'household.changed', row.id, { version, fields })
  if (fields.some((field) => identifying.has(field))) await compareLater(ctx.db, row.id)
}

async function insertConflict(ctx: Context, row: Row<'households'>, change: HouseholdChange, { deviceId }: From): Promise<void> {
  await ctx.db
    .insertInto('householdConflicts')
    .values({
      id: change.id,
      householdId: row.id,
      organisationId: row.organisationId,
      siteId: row.siteId,
      baseVersion: change.version,
      base: JSON.stringify(change.base),
      proposed: JSON.stringify(change.content),
      by: ctx.actor.id,
      byName: ctx.actor.name,
      at: new Date(),
      deviceId: deviceId ?? null,
    })
    .execute()
  await record(ctx.db, ctx.actor, 'household.conflicted', row.id, { seen: change.version, stands: row.version })
}
