/** What is kept of people goes: on their wish, or when its time is over. What was counted and what was given stays, without names. */
import { sql } from 'kysely'
import { assertMay, visible, within } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { type Db, transact } from '../../../core/database.ts'
import { record } from '../../../core/events.ts'
import { notFound, Problem } from '../../../core/problem.ts'
import { homesOf } from '../households/members.ts'
import { householdForUpdate } from '../households/reach.ts'
import { insertHappening } from '../households/writing.ts'

/** With every household merged into it. Erased twice is erased once; held: 409. */
export function eraseHousehold(ctx: Context, id: string, reason: string): Promise<void> {
  const reach = visible(ctx, 'people.read')
  return transact(ctx.db, async (db) => {
    const known = await db
      .selectFrom('households')
      .select(['erasedAt', 'organisationId', 'siteId'])
      .where('id', '=', id)
      .executeTakeFirst()
    if (!known || !within(reach, { organisationId: known.organisationId, siteId: known.siteId })) return notFound('household', id)
    assertMay(ctx, 'people.manage', { organisationId: known.organisationId, siteId: known.siteId })
    if (known.erasedAt !== null) return
    const household = await householdForUpdate(ctx, db, id, 'people.manage')
    if (household.holdReason !== null) throw new Problem(409, 'people/held', { reason: household.holdReason })
    if (household.mergedInto !== null) throw new Problem(409, 'people/merged', { into: household.mergedInto })
    const homes = await homesOf(db, household.id)
    await forget(db, homes)
    for (const householdId of homes)
      await insertHappening(ctx, db, { householdId, what: 'erased', version: household.version + 1, reason })
    await record(db, ctx.actor, 'household.erased', household.id, { households: homes })
  })
}

async function forget(db: Db, homes: string[]): Promise<void> {
  const rows = await db.selectFrom('persons').select('id').where('householdId', 'in', homes).execute()
  const persons = rows.map((p) => p.id)
  for (const table of [
    'personDocuments',
    'personNeeds',
    'personConsents',
    'photos',
    'householdChanges',
    'householdConflicts',
  ] as const)
    await db.deleteFrom(table).where('householdId', 'in', homes).execute()
  if (persons.length > 0) await forgetPersons(db, persons)
  const nothing = { origin: '', destination: '', address: '', phone: null, phoneKey: null, email: null, languages: [], note: '' }
  await db
    .updateTable('households')
    .set((e) => ({ ...nothing, admin2: null, version: e('version', '+', 1), erasedAt: new Date() }))
    .where('id', 'in', homes)
    .execute()
}

/** `counted_as` stays: whom the deliveries counted. The tokens go: nobody is recognised by them any more. */
async function forgetPersons(db: Db, persons: string[]): Promise<void> {
  const nothing = {
    given: '',
    family: '',
    also: '',
    sex: null,
    birthDate: null,
    nationality: '',
    nameCodes: [],
    relation: 'not-related',
  }
  await db
    .updateTable('persons')
    .set({ ...nothing, birthPrecision: 'day', populationGroup: null, erasedAt: new Date() })
    .where('id', 'in', persons)
    .execute()
  await db.deleteFrom('personTokens').where('personId', 'in', persons).execute()
  await db
    .deleteFrom('duplicatePairs')
    .where((e) => e.or([e('aPerson', 'in', persons), e('bPerson', 'in', persons)]))
    .execute()
  await db
    .updateTable('merges')
    .set({ content: '{}', reason: '' })
    .where((e) => e.or([e('keptPerson', 'in', persons), e('gonePerson', 'in', persons)]))
    .execute()
}

/** Nothing erases it while this stands. null: no longer held. */
export function holdHousehold(ctx: Context, id: string, reason: string | null): Promise<void> {
  return transact(ctx.db, async (db) => {
    const household = await householdForUpdate(ctx, db, id, 'people.manage')
    const text = reason === '' ? null : reason
    if (household.holdReason === text) return
    await db.updateTable('households').set({ holdReason: text }).where('id', '=', household.id).execute()
    const happening = { householdId: household.id, what: text === null ? 'hold-ended' : 'hold', version: household.version }
    await insertHappening(ctx, db, { ...happening, reason: text ?? '' })
    await record(db, ctx.actor, 'household.held', household.id, { isHeld: text !== null })
  })
}

/** Proofs of deliveries to people who were never registered, when their time is over. */
export const forgetProofs = (db: Db, months: number) =>
  sql`delete from photos p where p.taken_at < now() - make_interval(months => ${months}) and not exists (select from households h where h.id = p.household_id)`.execute(
    db,
  )
