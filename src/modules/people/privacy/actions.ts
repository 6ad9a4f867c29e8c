/** Facts about people that are recorded one by one: what they agreed to, what they took back, what they need. */

import { visible } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { asReader, type Db, transact } from '../../../core/database.ts'
import { record } from '../../../core/events.ts'
import { notFound } from '../../../core/problem.ts'
import type { Household, NewConsent, NewNeed } from '../contract.ts'
import { homesOf, membersOf, seenAgain } from '../households/members.ts'
import { householdForUpdate, readHousehold } from '../households/reach.ts'
import { insertHappening } from '../households/writing.ts'
import { checkConsents, insertConsents } from './consents.ts'
import { agreesToPhotos, forgetFace } from './faces.ts'
import { checkNeeds, insertNeeds } from './needs.ts'
import { recordsOf } from './records.ts'

export function recordConsent(ctx: Context, householdId: string, consent: NewConsent): Promise<Household> {
  return transact(ctx.db, async (db) => {
    const household = await householdForUpdate(ctx, db, householdId, 'people.write')
    const members = await membersOf(db, await homesOf(db, household.id))
    await checkConsents(db, [consent], members)
    const isNew = await insertConsents(ctx, db, [consent], members)
    if (isNew) {
      const { purpose, personId, isGiven } = consent
      const happening = { householdId: household.id, version: household.version, what: 'consent' }
      await insertHappening(ctx, db, { ...happening, after: { purpose, personId, isGiven } })
      await seenAgain(db, [household.id])
      // A no that comes late does not undo the yes that was said after it.
      if (purpose === 'photo' && !(await agreesToPhotos(db, personId))) await forgetFace(db, personId)
      await record(db, ctx.actor, 'consent.recorded', consent.id, { purpose, isGiven })
    }
    return readHousehold({ ...ctx, db }, household.id)
  })
}

/** Of whatever record of theirs. The answer stays with the day it was taken back; photos that stood on it are gone. */
export function withdrawConsent(ctx: Context, householdId: string, consentId: string): Promise<Household> {
  return transact(ctx.db, async (db) => {
    const household = await householdForUpdate(ctx, db, householdId, 'people.write')
    const members = await membersOf(db, await homesOf(db, household.id))
    const records = await recordsOf(
      db,
      members.map((m) => m.id),
    )
    const consent = await asReader(db, visible(ctx, 'people.read'), (reader) =>
      reader
        .selectFrom('personConsents')
        .selectAll()
        .where('id', '=', consentId)
        .where((e) => e.or(records.map((r) => e.and([e('householdId', '=', r.householdId), e('personId', '=', r.id)]))))
        .executeTakeFirst(),
    )
    if (!consent) return notFound('consent', consentId)
    if (consent.withdrawnAt === null) await withdraw(ctx, db, household.version, consent)
    return readHousehold({ ...ctx, db }, household.id)
  })
}

type Kept = { id: string; householdId: string; personId: string; purpose: string }

async function withdraw(ctx: Context, db: Db, version: number, { id, householdId, personId, purpose }: Kept): Promise<void> {
  await db
    .updateTable('personConsents')
    .set({ withdrawnAt: new Date(), withdrawnBy: ctx.actor.id })
    .where('householdId', '=', householdId)
    .where('id', '=', id)
    .execute()
  if (purpose === 'photo') await forgetFace(db, personId)
  await insertHappening(ctx, db, { householdId, version, what: 'consent-withdrawn', after: { purpose, personId } })
  await record(db, ctx.actor, 'consent.withdrawn', id, { purpose })
}

/** The same id twice is one need; sent again with a last day, it ends. */
export function recordNeed(ctx: Context, householdId: string, need: NewNeed): Promise<Household> {
  return transact(ctx.db, async (db) => {
    const household = await householdForUpdate(ctx, db, householdId, 'people.write')
    const members = await membersOf(db, await homesOf(db, household.id))
    const isRestricted = await checkNeeds(ctx, db, [need], members, household)
    await insertNeeds(ctx, db, [need], members, household, isRestricted)
    await seenAgain(db, [household.id])
    // Which need it is stands nowhere but in its own row, under its own guard.
    await record(db, ctx.actor, 'need.recorded', need.id)
    return readHousehold({ ...ctx, db }, household.id)
  })
}
