/** Takes a list of a plan from a file as it comes. Importing it again changes what differs and doubles nothing. */
import { assertMay } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { type Db, transact } from '../../../core/database.ts'
import { record } from '../../../core/events.ts'
import type { ListImport, ListName } from '../contract.ts'
import { getPlan } from '../queries.ts'
import { lockLists } from './adding.ts'
import { type ListTable, readList } from './columns.ts'
import { takeIndicators, takeMechanisms } from './indicators.ts'
import { takeBodies, takePlaces } from './names.ts'
import type { Outcome } from './outcome.ts'
import { takeProportions } from './proportions.ts'

const takers: Record<ListName, (db: Db, planId: number, table: ListTable) => Promise<Outcome>> = {
  places: takePlaces,
  organisations: (db, planId, table) => takeBodies(db, planId, 'appealing', table),
  implementers: (db, planId, table) => takeBodies(db, planId, 'implementing', table),
  indicators: takeIndicators,
  mechanisms: takeMechanisms,
  proportions: takeProportions,
}

/** @param rows the cells of the file's first sheet @param source the file's name, kept with the list */
export function importList(ctx: Context, code: string, list: ListName, rows: string[][], source: string): Promise<ListImport> {
  assertMay(ctx, 'plan.edit')
  const table = readList(list, rows)
  return transact(ctx.db, async (db) => {
    await lockLists(db)
    const plan = await getPlan(db, code)
    const outcome = await takers[list](db, plan.id, table)
    const entries = table.lines.length - outcome.refused.length
    // A file of which nothing could be used does not close the list: its names would all be unknown.
    if (entries > 0) await closeList(db, plan.id, list, source, entries)
    await record(db, ctx.actor, 'plan.listed', code, {
      what: list,
      source,
      added: outcome.added,
      changed: outcome.changed,
      refused: outcome.refused.length,
    })
    return { list, read: table.lines.length, ...outcome, columnsLeft: table.columnsLeft }
  })
}

const closeList = (db: Db, planId: number, list: ListName, source: string, entries: number) =>
  db
    .insertInto('planLists')
    .values({ planId, list, source, entries })
    .onConflict((c) => c.columns(['planId', 'list']).doUpdateSet({ source, entries, importedAt: new Date() }))
    .execute()
