/** Where somebody sees and decides on what is planned, as conditions on plan_activities. */
import { type RawBuilder, sql } from 'kysely'
import { may, type Permission, type Reach, visible } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'

const nowhere: Reach = { countries: [], organisations: [], sectors: [] }

/** Where a permission is held; nowhere instead of a Problem. */
export const reachOf = (ctx: Context, permission: Permission): Reach =>
  may(ctx, permission) ? visible(ctx, permission) : nowhere

export const isNowhere = (reach: Reach): boolean =>
  reach !== 'all' && reach.countries.length + reach.organisations.length + (reach.sectors ?? []).length === 0

/** On `a` (plan_activities) and `s` (its sector, left joined). */
export function inReach(reach: Reach): RawBuilder<boolean> {
  if (reach === 'all') return sql`true`
  return sql`coalesce(a.country = any(${reach.countries}::text[]) or a.organisation_id = any(${reach.organisations}::int[])
    or a.country || ':' || s.look = any(${reach.sectors ?? []}::text[]), false)`
}
