/** Two versions of one household: shown side by side, settled by a person. Both stay in the history, with who wrote them. */
import { assertMay, may, visible } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { asReader, type Db, type Row, transact } from '../../../core/database.ts'
import { record } from '../../../core/events.ts'
import { notFound, Problem } from '../../../core/problem.ts'
import type { Household, HouseholdContent } from '../contract.ts'
import { noteReadings } from '../privacy/readings.ts'
import { changesBetween } from '../rules/content.ts'
import { householdLines } from '../search/lines.ts'
import { applyContent } from './applying.ts'
import { standing } from './changing.ts'
import type { HouseholdConflict, Settlement } from './contract.ts'
import { withoutErased } from './members.ts'
import { prepared, refuseUnfit } from './preparing.ts'
import { readHouseholds } from './queries.ts'
import { householdForUpdate, readHousehold } from './reach.ts'
import { contentOf } from './shelf.ts'
import { insertHappening } from './writing.ts'

type Filter = { organisation?: number | undefined; household?: string | undefined; after?: string | undefined }
const perPage = 20

/** Those that wait, the newest first. */
export async function listConflicts(
  ctx: Context,
  filter: Filter,
): Promise<{ conflicts: HouseholdConflict[]; next: string | null }> {
  const reach = visible(ctx, 'people.read')
  const rows = await asReader(ctx.db, reach, (db) => openConflicts(db, filter))
  const page = rows.slice(0, perPage)
  const ids = [...new Set(page.map((c) => c.householdId))]
  const [records, lines, writers] = [
    await readHouseholds(ctx.db, reach, ids),
    await householdLines(
      ctx.db,
      reach,
      ids.map((householdId) => ({ householdId })),
    ),
    await asReader(ctx.db, reach, (db) => lastWriters(db, ids)),
  ]
  await noteReadings(
    ctx,
    lines.map((l) => ({ id: l.id, organisationId: l.organisation, siteId: l.site })),
    'opened',
  )
  const conflicts = page.flatMap((row) => {
    const [stands, line, writer] = [
      records.find((r) => r.id === row.householdId),
      lines.find((l) => l.id === row.householdId),
      writers.find((w) => w.householdId === row.householdId),
    ]
    if (!stands || !line) return []
    const settle = may(ctx, 'people.write', { organisationId: row.organisationId, siteId: row.siteId })
    return [shown(row, { household: line, current: contentOf(stands), version: stands.version }, writer, settle)]
  })
  return { conflicts, next: rows.length > perPage ? page.at(-1)!.id : null }
}

type Stands = Pick<HouseholdConflict, 'household' | 'current' | 'version'>
type Writer = { by: string; byName: string; at: Date }

const shown = (
  row: Row<'householdConflicts'>,
  stands: Stands,
  writer: Writer | undefined,
  settle: boolean,
): HouseholdConflict => ({
  id: row.id,
  ...stands,
  base: row.base as unknown as HouseholdContent,
  proposed: row.proposed as unknown as HouseholdContent,
  by: row.by,
  byName: row.byName,
  at: row.at.toISOString(),
  currentBy: writer?.byName || (writer?.by ?? ''),
  currentAt: writer?.at.toISOString() ?? '',
  may: { settle },
})

/** By id: made on devices in the order of time. */
function openConflicts(db: Db, { organisation, household, after }: Filter) {
  let query = db
    .selectFrom('householdConflicts')
    .selectAll()
    .where('settledAt', 'is', null)
    .orderBy('id', 'desc')
    .limit(perPage + 1)
  if (organisation !== undefined) query = query.where('organisationId', '=', organisation)
  if (household !== undefined) query = query.where('householdId', '=', household)
  if (after !== undefined) query = query.where('id', '<', after)
  return query.execute()
}

const lastWriters = (db: Db, households: string[]) =>
  households.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('householdChanges')
        .distinctOn('householdId')
        .select(['householdId', 'by', 'byName', 'at'])
        .where('householdId', 'in', households)
        .where('what', 'in', ['registered', 'changed', 'settled', 'merged', 'unmerged'])
        .orderBy('householdId')
        .orderBy('at', 'desc')
        .execute()

/** `theirs`: what stands stays. `mine`: what was proposed takes its place. `joined`: what somebody made of both. The same decision twice is one. */
export function settleConflict(ctx: Context, id: string, settlement: Settlement): Promise<Household> {
  const reach = visible(ctx, 'people.write')
  return transact(ctx.db, async (db) => {
    const found = await asReader(db, reach, (reader) =>
      reader.selectFrom('householdConflicts').select('householdId').where('id', '=', id).executeTakeFirst(),
    )
    if (!found) return notFound('conflict', id)
    const household = await householdForUpdate(ctx, db, found.householdId, 'people.write')
    const conflict = await conflictForUpdate(db, household.id, id)
    if (conflict.settledAt === null) await settle({ ...ctx, db }, household, conflict, settlement)
    else if (conflict.outcome !== settlement.outcome) throw new Problem(409, 'people/conflict-settled')
    return readHousehold({ ...ctx, db }, household.id)
  })
}

const conflictForUpdate = (db: Db, householdId: string, id: string) =>
  db
    .selectFrom('householdConflicts')
    .selectAll()
    .where('householdId', '=', householdId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow()

async function settle(
  ctx: Context,
  household: Row<'households'>,
  conflict: Row<'householdConflicts'>,
  { outcome, content, version: seen }: Settlement,
): Promise<void> {
  if (seen !== undefined && seen !== household.version) throw new Problem(409, 'people/changed-meanwhile')
  if (household.mergedInto !== null) throw new Problem(409, 'people/merged', { into: household.mergedInto })
  const proposed = conflict.proposed as unknown as HouseholdContent
  const current = await standing(ctx, household.id)
  const chosen = outcome === 'theirs' ? current : await decided(ctx, current, outcome === 'mine' ? proposed : content)
  const isNews = changesBetween(current, chosen).length > 0
  if (isNews) assertMay(ctx, 'people.write', { organisationId: household.organisationId, siteId: chosen.site })
  const version = isNews ? await applyContent(ctx, household, current, chosen) : household.version
  await ctx.db
    .updateTable('householdConflicts')
    .set({ settledAt: new Date(), settledBy: ctx.actor.id, outcome })
    .where('householdId', '=', household.id)
    .where('id', '=', conflict.id)
    .execute()
  // Both versions, whole: what stood, what was proposed and by whom, what stands now.
  const before = { ...current, proposed, proposedBy: conflict.byName || conflict.by, outcome }
  await insertHappening(ctx, ctx.db, { householdId: household.id, what: 'settled', version, before, after: chosen })
  await record(ctx.db, ctx.actor, 'household.settled', household.id, { conflict: conflict.id, outcome })
}

async function decided(
  { db }: Context,
  current: HouseholdContent,
  content: HouseholdContent | undefined,
): Promise<HouseholdContent> {
  if (!content) throw new Problem(422, 'people/content-missing')
  const [plain] = await withoutErased(db, current, [await prepared(content)])
  refuseUnfit(plain!)
  return plain!
}
