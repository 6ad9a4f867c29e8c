/** Saving activities from the grid: new ones and edits, several people at once, each change on record. */
import { v7 as uuid } from 'uuid'
import { assertMay, type Reach, visible, within } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { type Db, transact } from '../../../core/database.ts'
import { record } from '../../../core/events.ts'
import { notFound, Problem } from '../../../core/problem.ts'
import type { Plan } from '../contract.ts'
import { listsOf } from '../lists/known.ts'
import { getPlan } from '../queries.ts'
import type { Lists } from '../rules/lists.ts'
import { openVersion } from '../versions/open.ts'
import type { PlannedSaved, PlannedToSave } from './contract.ts'
import { addNewNames, assertListed } from './naming.ts'
import { type Content, edited, emptyCells, sameContent } from './rules/place.ts'
import { changeActivities, contentOf, type Edit, insertActivities, isOpenState, lockActivities, type Stored } from './store.ts'
import { shownActivities, thingOf } from './views.ts'

type Sent = PlannedToSave['rows'][number]
type Stand = Edit & { isStale: boolean; sent: Sent }

/**
 * The same write twice is one write. Activities that somebody else changed meanwhile stay as they are and come back as conflicts; the others are kept.
 * @throws 404 for one of another plan or out of sight, 403 for one out of reach, 409 where the plan is locked or one is no longer being written: then nothing is saved
 */
export function savePlanned(ctx: Context, planCode: string, { rows: given }: PlannedToSave): Promise<PlannedSaved> {
  const rows = [...new Map(given.map((row) => [row.id, row])).values()]
  const ids = rows.map((row) => row.id)
  return transact(ctx.db, async (db) => {
    visible(ctx, 'submission.write')
    const plan = await getPlan(db, planCode)
    const known = await listsOf(db, plan.id)
    const before = await findActivities(db, ids)
    for (const row of rows) assertMine(ctx, plan, row, before.get(row.id), known)
    const lists = await growLists(db, plan, rows, before, known)
    await openVersion(db, plan, ctx.actor.id)
    const stored = new Map((await lockActivities(db, ids)).map((row) => [row.id, row]))
    const stands = rows.flatMap((sent) => standOf(sent, stored.get(sent.id), lists))
    const fresh = rows.filter((row) => !stored.has(row.id))

    const deed = { batchId: uuid(), actor: ctx.actor, reason: '' }
    const added = await insertActivities(
      db,
      plan.id,
      fresh.map((row) => newOf(row, lists)),
      lists,
      deed,
    )
    const changed = await changeActivities(
      db,
      stands.filter((s) => !s.isStale),
      lists,
      deed,
    )
    if (added.length + changed.length > 0)
      await record(db, ctx.actor, 'planned-activities.saved', deed.batchId, {
        plan: plan.code,
        added: added.length,
        changed: changed.length,
      })
    return answer(
      { ...ctx, db },
      ids,
      stands.filter((s) => s.isStale),
      lists,
    )
  })
}

async function findActivities(db: Db, ids: string[]): Promise<Map<string, Stored>> {
  const rows = await db
    .selectFrom('planActivities')
    .selectAll()
    .where((eb) => eb('id', '=', eb.fn.any(eb.val(ids))))
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** Nobody writes into an organisation that is not theirs, nor learns that what they may not see is there. */
function assertMine(ctx: Context, plan: Plan, sent: Sent, stored: Stored | undefined, lists: Lists): void {
  if (!stored) {
    if (sent.organisationId === undefined) throw new Problem(422, 'plan/submission-whose')
    assertMay(ctx, 'submission.write', { organisationId: sent.organisationId })
    return
  }
  const seen: Reach = visible(ctx, 'submission.read')
  if (stored.planId !== plan.id || !within(seen, thingOf(stored, lists))) notFound('activity', sent.id)
  assertMay(ctx, 'submission.write', { organisationId: stored.organisationId })
}

/** Names that no list holds yet join the lists that are open. */
async function growLists(db: Db, plan: Plan, rows: Sent[], before: Map<string, Stored>, lists: Lists): Promise<Lists> {
  const organisations = new Set(rows.flatMap((row) => (before.has(row.id) ? [] : (row.organisationId ?? []))))
  for (const id of organisations) await assertListed(db, plan, id)
  const contents = rows.map((row) => {
    const stored = before.get(row.id)
    return edited(stored ? contentOf(stored) : empty, row.cells, row.asWritten, lists, row.decimals)
  })
  await addNewNames(db, plan.id, contents, lists)
  return listsOf(db, plan.id)
}

const empty: Content = { cells: emptyCells, asWritten: {} }

const newOf = (sent: Sent, lists: Lists) => ({
  id: sent.id,
  organisationId: sent.organisationId!,
  ...listedOnly(edited(empty, sent.cells, sent.asWritten, lists, sent.decimals), lists),
})

/** A code or number that the plan's lists do not hold is no name of the plan: kept as text, and said. */
function listedOnly({ cells, asWritten }: Content, lists: Lists): Content {
  const unknown: Record<string, string> = {}
  if (cells.country !== null && !lists.source.places.some((p) => p.country === cells.country)) unknown.country = cells.country
  if (cells.admin1 !== null && !belongs(cells.admin1, cells.country, lists)) unknown.admin1 = cells.admin1
  if (cells.sectorId !== null && !lists.sectorOf.has(cells.sectorId)) unknown.sectorId = String(cells.sectorId)
  const indicator = cells.indicatorId === null ? undefined : lists.indicatorOf.get(cells.indicatorId)
  if (cells.indicatorId !== null && (!indicator || indicator.sectorId !== cells.sectorId))
    unknown.indicatorId = indicator?.name ?? String(cells.indicatorId)
  const cleared = Object.fromEntries(Object.keys(unknown).map((cell) => [cell, null]))
  return { cells: { ...cells, ...cleared }, asWritten: { ...asWritten, ...unknown } }
}

const belongs = (code: string, country: string | null, lists: Lists): boolean =>
  lists.source.places.some((p) => p.code === code && p.country === country && p.level < 2)

/** An activity that is there, and what it shall be. One that is no longer being written does not change. */
function standOf(sent: Sent, stored: Stored | undefined, lists: Lists): Stand[] {
  if (!stored) return []
  const before = contentOf(stored)
  const content = listedOnly(edited(before, sent.cells, sent.asWritten, lists, sent.decimals), lists)
  const isSame = sameContent(before, content)
  const isStale = stored.version !== sent.version && !isSame
  if (!isSame && !isStale && !isOpenState(stored.state))
    throw new Problem(409, 'plan/submission-not-open', { id: stored.id, activity: stored.title ?? '', state: stored.state })
  return [{ stored, sent, ...content, isStale }]
}

async function answer(ctx: Context, ids: string[], stale: Stand[], lists: Lists): Promise<PlannedSaved> {
  const rows = [...(await findActivities(ctx.db, ids)).values()]
  const shown = new Map((await shownActivities(ctx, rows, lists, false)).map((row) => [row.id, row]))
  const conflicts = stale.map(({ stored, sent }) => ({ id: stored.id, yours: sent.version, theirs: shown.get(stored.id)! }))
  for (const { id } of conflicts) shown.delete(id)
  return { saved: ids.flatMap((id) => shown.get(id) ?? []), conflicts }
}
