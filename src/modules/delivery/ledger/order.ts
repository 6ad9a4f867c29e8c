/** One entry that somebody wants recorded, and what is said of it. */
import { type Reach, visible, within } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { sentence } from '../../../core/http.ts'
import type { DeliveryOutcome, NewDelivery, Service } from '../contract.ts'
import { checkDelivery, type Trouble } from '../rules/check.ts'
import type { Notice } from './doubles.ts'
import type { Known } from './known.ts'

export type Order = {
  ctx: Context
  delivery: NewDelivery
  /** Recorded without a network: a double one is kept and marked, never stopped. */
  isLate: boolean
  deviceId: string | null
  /** How far the device's clock is ahead. */
  clockSeconds: number
}
/** In which the asker may read people: what of others they are told, and whom they may give to. */
export const reachOf = (ctx: Context): Reach => visible(ctx, 'people.read')

export type Sound = { order: Order; service: Service; at: Date; deviceAt: Date | null }

/** What can be said before anybody is read. */
export function soundOrder(order: Order, known: Known, now: Date): Sound | Trouble {
  const { ctx, delivery } = order
  const mine = { organisationId: delivery.organisation, siteId: delivery.site }
  if (!within(visible(ctx, 'delivery.write'), mine)) return { code: 'core/not-allowed', detail: { permission: 'delivery.write' } }
  if (!known.organisations.has(delivery.organisation)) return { code: 'delivery/organisation-unknown', detail: {} }
  const service = known.services.get(delivery.service)
  if (!service) return { code: 'delivery/service-unknown', detail: {} }
  const { at, deviceAt, asked } = clockOf(order, now)
  const given = order.isLate ? { ...service, isRetired: false } : service
  const wrong = checkDelivery({ ...delivery, at: asked.toISOString() }, given, now)
  return wrong ?? { order, service, at, deviceAt }
}

/** By the server's clock, and never after now; the device's own is kept where it says otherwise. */
function clockOf({ delivery, clockSeconds }: Order, now: Date): { at: Date; deviceAt: Date | null; asked: Date } {
  const device = new Date(delivery.at)
  const asked = new Date(device.getTime() - clockSeconds * 1000)
  const at = asked > now ? now : asked
  return { at, asked, deviceAt: Math.abs(at.getTime() - device.getTime()) < 1000 ? null : device }
}

export const isTrouble = (answer: object): answer is Trouble => 'code' in answer && 'detail' in answer

/** What became of an order, before it is said. */
export type Written = Omit<DeliveryOutcome, 'double'> & { double: Notice | null }

export const recorded = (id: string, double: Notice | null = null): Written => ({
  id,
  outcome: 'recorded',
  double,
  problem: null,
})
export const stopped = (id: string, double: Notice): Written => ({ id, outcome: 'stopped', double, problem: null })
export const refused = ({ ctx, delivery }: Order, { code, detail }: Trouble): Written & { double: null } => ({
  id: delivery.id,
  outcome: 'refused',
  double: null,
  problem: { code, title: sentence(code, detail, ctx.language) },
})
