/** What people do with distributions: make one, read it, close it. */
import { assertMay, may, type Reach, visible } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { transact } from '../../../core/database.ts'
import { record } from '../../../core/events.ts'
import { notFound, Problem } from '../../../core/problem.ts'
import { noteReadings } from '../../people/privacy/readings.ts'
import { findService } from '../services/queries.ts'
import type { Distribution, DistributionDetail, NewDistribution } from './contract.ts'
import * as queries from './queries.ts'

const thingOf = (d: { organisationId: number; siteId: string | null }) => ({ organisationId: d.organisationId, siteId: d.siteId })

export async function makeDistribution(ctx: Context, made: NewDistribution): Promise<Distribution> {
  assertMay(ctx, 'delivery.write', { organisationId: made.organisation, siteId: made.site })
  await assertWorth(ctx, made)
  const site = await ctx.db.selectFrom('sites').select('id').where('id', '=', made.site).executeTakeFirst()
  if (!site) throw new Problem(422, 'people/site-unknown')
  await transact(ctx.db, async (db) => {
    if (await queries.insertDistribution(db, made, ctx.actor.id))
      await record(db, ctx.actor, 'distribution.made', made.id, { organisation: made.organisation, site: made.site })
  })
  return asDistribution(ctx, await getDistribution(ctx, made.id))
}

/** What will be asked of each delivery is asked of the list: a value and how it is handed over, or neither. */
async function assertWorth(ctx: Context, made: NewDistribution): Promise<void> {
  const service = await findService(ctx.db, made.service)
  if (!service) throw new Problem(422, 'delivery/service-unknown', { service: made.service })
  if (!service.hasValue && made.cashValueUsd !== null) throw new Problem(422, 'delivery/value-unexpected')
  if (service.hasValue && made.cashValueUsd === null) throw new Problem(422, 'delivery/value-missing')
  if (service.hasValue && made.mechanism === null && service.indicators.length > 0)
    throw new Problem(422, 'delivery/mechanism-missing')
  if (made.mechanism !== null && !(await queries.isMechanism(ctx.db, made.mechanism)))
    throw new Problem(422, 'delivery/mechanism-unknown')
}

/** 404 where it is not there or not within reach. */
export async function getDistribution(
  ctx: Context,
  id: string,
  permission: 'delivery.read' | 'delivery.write' = 'delivery.read',
) {
  const row = await queries.findDistribution(ctx.db, visible(ctx, permission), id)
  return row ?? notFound('distribution', id)
}

export const readDistributions = async (ctx: Context, filter: queries.DistributionFilter): Promise<Distribution[]> =>
  (await queries.listDistributions(ctx.db, visible(ctx, 'delivery.read'), filter)).map((row) => asDistribution(ctx, row))

/** With the names for those who may read them; each household is noted as read. */
export async function readDistribution(ctx: Context, id: string): Promise<DistributionDetail> {
  const row = await getDistribution(ctx, id)
  const mayRead = may(ctx, 'people.read', thingOf(row))
  const households = mayRead ? await queries.listExpected(ctx.db, namesWithin(ctx), id) : null
  if (households)
    await noteListed(
      ctx,
      households.map((h) => h.household),
    )
  return { ...asDistribution(ctx, row), households }
}

export const namesWithin = (ctx: Context): Reach => visible(ctx, 'people.read')

/** Each under the place where it is kept, which need not be that of the distribution: those who answer for it there see who read. */
export async function noteListed(ctx: Context, ids: string[], how: 'listed' | 'printed' | 'exported' = 'listed'): Promise<void> {
  await noteReadings(ctx, await queries.placesOf(ctx.db, ids), how)
}

export async function openOne(ctx: Context, id: string): Promise<queries.DistributionRow> {
  const row = await getDistribution(ctx, id)
  assertMay(ctx, 'delivery.write', thingOf(row))
  if (row.state === 'closed') throw new Problem(409, 'delivery/distribution-closed')
  return row
}

export async function closeDistribution(ctx: Context, id: string): Promise<Distribution> {
  const row = await getDistribution(ctx, id)
  assertMay(ctx, 'delivery.write', thingOf(row))
  if (row.state === 'open')
    await transact(ctx.db, async (db) => {
      await queries.closeDistribution(db, id)
      await record(db, ctx.actor, 'distribution.closed', id, { expected: row.expected, came: row.came })
    })
  return asDistribution(ctx, await getDistribution(ctx, id))
}

export function asDistribution(ctx: Context, row: queries.DistributionRow): Distribution {
  return {
    id: row.id,
    organisation: row.organisationId,
    site: row.siteId,
    service: row.serviceId,
    title: row.title,
    day: row.day,
    quantity: Number(row.quantity),
    cashValueUsd: row.cashValueUsd,
    mechanism: row.mechanismId,
    state: row.state as Distribution['state'],
    madeBy: row.madeBy,
    madeAt: row.madeAt.toISOString(),
    closedAt: row.closedAt?.toISOString() ?? null,
    expected: row.expected,
    came: row.came,
    given: Number(row.given),
    may: {
      change: row.state === 'open' && may(ctx, 'delivery.write', thingOf(row)),
      readNames: may(ctx, 'people.read', thingOf(row)),
    },
  }
}
