/** Who may do what with a household, asked in one way by everything in this room. */
import { assertMay, may, type Permission, visible, within } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import type { Db, Row } from '../../../core/database.ts'
import { notFound, Problem } from '../../../core/problem.ts'
import type { Household } from '../contract.ts'
import { type HouseholdRecord, readHouseholds } from './queries.ts'

const thing = (h: { organisation: number; site: string | null }) => ({ organisationId: h.organisation, siteId: h.site })

/** Where restricted needs may be read; undefined: nowhere. */
export const sensitiveReach = (ctx: Context) => (may(ctx, 'people.sensitive') ? visible(ctx, 'people.sensitive') : undefined)

export const forAsker = (ctx: Context, household: HouseholdRecord): Household => {
  const stands = household.erasedAt === null && household.mergedInto === null
  return {
    ...household,
    may: {
      change: stands && may(ctx, 'people.write', thing(household)),
      deliver: stands && may(ctx, 'delivery.write', thing(household)),
      manage: household.erasedAt === null && may(ctx, 'people.manage', thing(household)),
    },
  }
}

/** One household as its asker may see it; 404 where it is not there or not theirs. */
export async function readHousehold(ctx: Context, id: string): Promise<Household> {
  const reach = visible(ctx, 'people.read')
  const [household] = await readHouseholds(ctx.db, reach, [id], { sensitive: sensitiveReach(ctx) })
  return household ? forAsker(ctx, household) : notFound('household', id)
}

/**
 * The household's row, locked until the transaction ends. What one may not see is not there (404); what one sees but may not do
 * so to is refused (403); what was erased is gone (410).
 */
export async function householdForUpdate(ctx: Context, db: Db, id: string, permission: Permission): Promise<Row<'households'>> {
  const reach = visible(ctx, 'people.read')
  const row = await db.selectFrom('households').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  const place = row && { organisationId: row.organisationId, siteId: row.siteId }
  if (!row || !within(reach, place!)) return notFound('household', id)
  assertMay(ctx, permission, place)
  if (row.erasedAt !== null) throw new Problem(410, 'people/erased')
  return row
}
