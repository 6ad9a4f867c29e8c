/** What is written of an entry that is taken. */
import { type RawBuilder, sql } from 'kysely'
import type { Amount, Served } from './entries.ts'
import type { Written } from './order.ts'
import type { Ready } from './preparing.ts'
import { amountsOf, type EntryRow, type ServedRow } from './rows.ts'

export const servedRows = ({ order, about }: Ready): ServedRow[] =>
  about.covered.map((c) => ({ delivery: order.delivery.id, ...c }))

/** As it will stand, for those that follow. */
export const standing = ({ order, service, lineId, at }: Ready, row: ServedRow): Served => ({
  countedAs: row.countedAs,
  deliveryId: row.delivery,
  personId: row.personId,
  organisationId: order.delivery.organisation,
  siteId: order.delivery.site,
  serviceId: service.id,
  lineId,
  at,
  cell: row.cell,
  isCounted: row.isCounted,
})

export function entryRow({ order, about, lineId, at, deviceAt }: Ready, outcomes: Map<string, Written>): EntryRow {
  const { delivery, ctx } = order
  return {
    id: delivery.id,
    householdId: about.householdId,
    organisationId: delivery.organisation,
    siteId: delivery.site,
    country: about.country,
    admin1: about.admin1,
    admin2: about.admin2,
    serviceId: delivery.service,
    to: delivery.to,
    personId: about.recipientId,
    collectedBy: delivery.collectedBy,
    distributionId: delivery.distribution,
    quantity: delivery.quantity,
    cashValueUsd: delivery.cashValueUsd,
    mechanismId: delivery.mechanism,
    implementerId: delivery.implementer,
    activityId: delivery.activity,
    groups: delivery.to === 'group' ? delivery.groups : [],
    answers: delivery.answers,
    lineId,
    month: about.month,
    at,
    deviceAt,
    isDouble: outcomes.get(delivery.id)?.double != null,
    overrideReason: delivery.overrideReason,
    reverses: null,
    reason: '',
    proof: delivery.proof,
    recordedBy: ctx.actor.id,
    recordedByName: ctx.actor.name,
    deviceId: order.deviceId,
  }
}

export const amountOf = ({ about, lineId }: Ready, entry: EntryRow): Amount[] =>
  about.line && lineId !== null ? amountsOf(entry, { planId: about.line.planId, id: lineId }, 1) : []

/** When a household was last met says how long it is kept: once a day is enough, and nobody waits for it. */
export function renewingVisits(taken: readonly Ready[]): RawBuilder<unknown>[] {
  const ids = taken.filter((r) => r.about.isSeen).map((r) => r.about.householdId)
  if (ids.length === 0) return []
  return [
    sql`update households set last_seen_at = now() where id in (
      select id from households where id = any(${ids}::uuid[]) order by id for update skip locked)`,
  ]
}
