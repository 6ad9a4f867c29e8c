/** Being told that somebody was given something before is reading of them, whoever gave it: counted like a search, and noted. */
import type { Context } from '../../../core/context.ts'
import { asReader } from '../../../core/database.ts'
import { noteLookups, tooMany } from '../../people/lookups/lookups.ts'
import { noteReadings } from '../../people/privacy/readings.ts'
import { mostLookups } from '../../people/rules/lookups.ts'
import type { DeliveryOutcome } from '../contract.ts'
import { asNotice } from './doubles.ts'
import { type Order, reachOf, refused, type Written } from './order.ts'

/** Of households of which it was told that they were given something before. */
export async function noteTold(ctx: Context, households: readonly string[]): Promise<void> {
  if (households.length === 0) return
  const rows = await asReader(ctx.db, reachOf(ctx), (db) =>
    db.selectFrom('households').select(['id', 'organisationId', 'siteId']).where('id', 'in', households).execute(),
  )
  await noteReadings(ctx, rows, 'checked')
}

/** Whoever hears it has asked, whether their entry is stopped by it or recorded all the same. @returns how often within this hour */
export async function noteDoubles(ctx: Context, written: readonly Written[]): Promise<number> {
  const doubles = written.flatMap(({ double }) => double ?? [])
  if (doubles.length === 0) return 0
  await noteTold(
    ctx,
    doubles.map((d) => d.householdId),
  )
  return noteLookups(ctx, doubles.length)
}

type Limit = { asked: number; isLimited: boolean }

/** Beyond the most of an hour it is no longer said what was given before; what was recorded is recorded. */
export function saidOf(order: Order, { double, ...rest }: Written, { asked, isLimited }: Limit): DeliveryOutcome {
  if (double === null || asked <= mostLookups) return { ...rest, double: double && asNotice(double) }
  if (rest.outcome === 'recorded') return { ...rest, double: null }
  return isLimited ? refused(order, tooMany(new Date())) : { ...rest, double: asNotice(double) }
}
