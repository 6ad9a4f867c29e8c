/** Whether somebody had it already within the interval, whoever gave it; of other organisations only that it was, and of a confidential service nothing. */
import { sql } from 'kysely'
import { type Reach, within } from '../../../core/access.ts'
import type { Db } from '../../../core/database.ts'
import type { DoubleNotice, Service } from '../contract.ts'
import { isConfidentialOf } from '../rules/confidential.ts'
import { dayIn } from '../rules/days.ts'
import { firstWhoMustWait } from '../rules/interval.ts'
import type { About } from './about.ts'
import type { Served } from './entries.ts'

/** With what is not said of it: which entry it was, and whose household is asked about. */
export type Notice = DoubleNotice & { deliveryId: string; householdId: string }

type Asked = { organisation: number; reach: Reach; service: Service; about: About }

/** @param served what stands, by counted person @param but not this entry itself */
export function doubleOf(
  { organisation, reach, service, about }: Asked,
  served: Map<string, readonly Served[]>,
  but?: string,
): Notice | null {
  if (service.intervalDays <= 0) return null
  // By the organisation alone: the mark on its entry is seen by those too who have a say in no other.
  const isTold = (s: Served) => !isConfidentialOf(service, s.at) || s.organisationId === organisation
  const isOurs = (s: Served) =>
    s.organisationId === organisation || within(reach, { organisationId: s.organisationId, siteId: s.siteId })
  const people = about.covered.map((c) => {
    const had = (served.get(c.countedAs) ?? []).filter((s) => s.serviceId === service.id && s.deliveryId !== but && isTold(s))
    const once = [...new Map(had.map((s) => [s.deliveryId, s])).values()]
    return { personId: c.personId, had: once, given: once.map((s) => dayIn(about.country, s.at)) }
  })
  const found = firstWhoMustWait(service, people, about.day)
  if (!found) return null
  const { had } = people.find((p) => p.personId === found.personId)!
  const last = had.toSorted((a, b) => b.at.getTime() - a.at.getTime())[0]!
  const ours = isOurs(last)
  return {
    service: service.id,
    isOurs: ours,
    at: ours ? last.at.toISOString() : null,
    site: ours ? last.siteId : null,
    by: null,
    quantity: null,
    ...found,
    deliveryId: last.deliveryId,
    householdId: about.householdId,
  }
}

/** Who gave one's own, and how much. */
export async function tellWhoGave(db: Db, notices: readonly Notice[]): Promise<void> {
  const ours = notices.filter((n) => n.isOurs)
  if (ours.length === 0) return
  const { rows } = await sql<{ id: string; by: string; quantity: number }>`
    select id, recorded_by_name as by, quantity from deliveries where id = any(${ours.map((n) => n.deliveryId)}::uuid[])`.execute(
    db,
  )
  const byId = new Map(rows.map((r) => [r.id, r]))
  for (const notice of ours) {
    notice.by = byId.get(notice.deliveryId)?.by ?? null
    notice.quantity = byId.get(notice.deliveryId)?.quantity ?? null
  }
}

export const asNotice = ({ deliveryId: _, householdId: __, ...notice }: Notice): DoubleNotice => notice
