/** What is kept of people goes: on their wish, or when its time is over. What was counted and what was given stays, without names. */
import { sql } from 'kysely'
import { assertMay, visible, within } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { type Db, type Row, transact } from '../../../core/database.ts'
import { record } from '../../../core/events.ts'
import { notFound, Problem } from '../../../core/problem.ts'
import { homesOf } from '../households/members.ts'
import { householdForUpdate } from '../households/reach.ts'
import { insertHappening } from '../households/writing.ts'
import { everyWayWritten, forgetElsewhere, forgetPersons, forgetRefusedRows } from './forgetting.ts'
import { forgetWhereMerged } from './forgetting-merged.ts'
import { holdersOf } from './held.ts'

/** With every household merged into it. Erased twice is erased once; held: 409. */
export function eraseHousehold(ctx: Context, id: string, reason: string): Promise<void> {
  return transact(ctx.db, async (db) => {
    if (await isErased({ ...ctx, db }, id)) return
    const household = await toErase(ctx, db, id)
    const homes = await homesOf(db, household.id)
    await forget(db, household.organisationId, homes)
    for (const householdId of homes)
      await insertHappening(ctx, db, { householdId, what: 'erased', version: household.version + 1, reason })
    await record(db, ctx.actor, 'household.erased', household.id, { households: homes })
  })
}

/** What one may not see is not there; what one sees but may not erase is refused, whether it is there still or not. */
async function isErased(ctx: Context, id: string): Promise<boolean> {
  const reach = visible(ctx, 'people.read')
  const known = await ctx.db
    .selectFrom('households')
    .select(['erasedAt', 'organisationId', 'siteId'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!known || !within(reach, { organisationId: known.organisationId, siteId: known.siteId })) return notFound('household', id)
  assertMay(ctx, 'people.manage', { organisationId: known.organisationId, siteId: known.siteId })
  return known.erasedAt !== null
}

/** Locked. What is held, by whatever of it, or stands within another, is not erased. */
export async function toErase(ctx: Context, db: Db, id: string): Promise<Row<'households'>> {
  const household = await householdForUpdate(ctx, db, id, 'people.manage')
  const [holder] = await holdersOf(db, household.id)
  if (holder) throw new Problem(409, 'people/held', { reason: holder.reason, household: holder.id })
  if (household.mergedInto !== null) throw new Problem(409, 'people/merged', { into: household.mergedInto })
  return household
}

async function forget(db: Db, organisationId: number, homes: string[]): Promise<void> {
  const rows = await db
    .selectFrom('persons')
    .select(['id', 'given', 'family', 'also'])
    .where('householdId', 'in', homes)
    .execute()
  const persons = rows.map((p) => p.id)
  await forgetElsewhere(db, persons, homes)
  const forgotten = { persons, households: homes, organisationId }
  await forgetWhereMerged(db, forgotten, await everyWayWritten(db, forgotten))
  const documents = await db.selectFrom('personDocuments').select(['number']).where('householdId', 'in', homes).execute()
  await forgetRefusedRows(db, organisationId, [...rows, { given: '', family: '', also: '', documents }])
  for (const table of [
    'personDocuments',
    'personNeeds',
    'personConsents',
    'photos',
    'householdChanges',
    'householdConflicts',
    'peopleImportKeys',
  ] as const)
    await db.deleteFrom(table).where('householdId', 'in', homes).execute()
  await forgetPersons(db, persons)
  const nothing = { origin: '', destination: '', address: '', phone: null, phoneKey: null, email: null, languages: [], note: '' }
  await db
    .updateTable('households')
    .set((e) => ({ ...nothing, admin2: null, version: e('version', '+', 1), erasedAt: new Date() }))
    .where('id', 'in', homes)
    .execute()
}

/** Nothing erases it while this stands. null: no longer held, nor are those merged into it. */
export function holdHousehold(ctx: Context, id: string, reason: string | null): Promise<void> {
  return transact(ctx.db, async (db) => {
    const household = await householdForUpdate(ctx, db, id, 'people.manage')
    const text = reason === '' ? null : reason
    const held = await db
      .updateTable('households')
      .set({ holdReason: text })
      .where('id', 'in', text === null ? await homesOf(db, household.id) : [household.id])
      .where('holdReason', 'is distinct from', text)
      .returning(['id', 'version'])
      .execute()
    if (held.length === 0) return
    const what = text === null ? 'hold-ended' : 'hold'
    for (const { id: householdId, version } of held)
      await insertHappening(ctx, db, { householdId, what, version, reason: text ?? '' })
    await record(db, ctx.actor, 'household.held', household.id, { isHeld: text !== null })
  })
}

/** Proofs of deliveries to people who were never registered, when their time is over. */
export const forgetProofs = (db: Db, months: number) =>
  sql`delete from photos p where p.taken_at < now() - make_interval(months => ${months}) and not exists (select from households h where h.id = p.household_id)`.execute(
    db,
  )
