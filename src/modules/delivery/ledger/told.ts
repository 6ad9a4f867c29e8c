/** Being told that somebody was given something before is reading of them, whoever gave it: counted like a search, and noted. */
import type { Context } from '../../../core/context.ts'
import { asReader } from '../../../core/database.ts'
import { noteLookups, tooMany } from '../../people/lookups/lookups.ts'
import { noteReadings } from '../../people/privacy/readings.ts'
import { mostLookups } from '../../people/rules/lookups.ts'
import type { DeliveryOutcome } from '../contract.ts'
import { type Order, reachOf, refused } from './order.ts'

/** Of a question or an entry that was answered with what was given before. */
export async function noteTold(ctx: Context, households: readonly string[]): Promise<void> {
  if (households.length === 0) return
  const rows = await asReader(ctx.db, reachOf(ctx), (db) =>
    db.selectFrom('households').select(['id', 'organisationId', 'siteId']).where('id', 'in', households).execute(),
  )
  await noteReadings(ctx, rows, 'checked')
}

/** Nothing was written of what was stopped: it told something, and nothing else. Mostly nothing is, and nothing is asked here. */
export async function noteStopped(ctx: Context, orders: readonly Order[], outcomes: readonly DeliveryOutcome[]): Promise<number> {
  const stopped = orders.filter((_, i) => outcomes[i]!.outcome === 'stopped').map(({ delivery }) => delivery)
  if (stopped.length === 0) return 0
  await noteTold(
    ctx,
    stopped.flatMap((d) => d.household ?? []),
  )
  return noteLookups(ctx, stopped.length)
}

/** Beyond the most of an hour it is no longer said why an entry is stopped; what was recorded is recorded. */
export function withoutNotices(orders: readonly Order[], outcomes: DeliveryOutcome[], asked: number): DeliveryOutcome[] {
  if (asked <= mostLookups) return outcomes
  const trouble = tooMany(new Date())
  return outcomes.map((outcome, i) => (outcome.outcome === 'stopped' ? refused(orders[i]!, trouble) : outcome))
}
