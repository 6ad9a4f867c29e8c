/** A household changed. What was overlooked by a change is never overwritten: both versions stand until somebody decides. */
import { assertMay } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { type Db, type Row, transact } from '../../../core/database.ts'
import { record } from '../../../core/events.ts'
import { notFound, Problem } from '../../../core/problem.ts'
import type { Household, HouseholdChange, HouseholdContent } from '../contract.ts'
import { compareLater } from '../duplicates/anew.ts'
import { carriedOver } from '../rules/carried-over.ts'
import { changesBetween } from '../rules/content.ts'
import { applyContent, identifying } from './applying.ts'
import { personsNow, standingFor, withoutErased } from './members.ts'
import { prepared, refuseUnfit } from './preparing.ts'
import { readHouseholds } from './queries.ts'
import { householdForUpdate, readHousehold } from './reach.ts'
import { contentOf } from './shelf.ts'
import { insertHappening } from './writing.ts'

type From = { deviceId?: string | null | undefined }

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
  const current = await standing(ctx, row.id)
  const sent = [await prepared(change.base), await prepared(change.content)]
  const [base, content] = (await withoutErased(ctx.db, current, sent)) as [HouseholdContent, HouseholdContent]
  refuseUnfit(content)
  assertMay(ctx, 'people.write', { organisationId: row.organisationId, siteId: content.site })
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
  const answer = async (conflict: boolean): Promise<Changed> => ({ household: await readHousehold(ctx, gone.id), conflict })
  if (await answerOf(db, into.id, change.id)) return answer(true)
  if (into.erasedAt !== null) throw new Problem(410, 'people/erased')
  const current = await standing(ctx, into.id)
  const both = [await prepared(change.base), await prepared(change.content)]
  const [base, sent] = (await withoutErased(db, current, both)) as [HouseholdContent, HouseholdContent]
  refuseUnfit(sent)
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
  const version = await applyContent(ctx, row, current, content, saidAt(change))
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

/** By the server's clock, and never after now. */
const saidAt = ({ at }: HouseholdChange): Date => new Date(Math.min(Date.now(), at === undefined ? Date.now() : Date.parse(at)))

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
