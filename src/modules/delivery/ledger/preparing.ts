/** Before anything is locked: whom entries are about, which line they belong to, and what is wrong with them. */
import type { Db } from '../../../core/database.ts'
import { several } from '../../../core/several.ts'
import { isOnePlace } from '../../places/sites/queries.ts'
import type { Trouble } from '../rules/check.ts'
import { type About, aboutDelivery } from './about.ts'
import type { Known } from './known.ts'
import type { Lines } from './lines.ts'
import { type Plan, plansOf, troubleOf } from './lists.ts'
import { isTrouble, type Order, reachOf, recorded, refused, type Sound, soundOrder, type Written } from './order.ts'
import { type MetPeople, readMet } from './people.ts'
import { asking, isSame, stateIn } from './standing.ts'

export type Ready = Sound & { at: Date; about: About; lineId: number | null; plan: Plan | undefined }

/** Everything that needs no lock. What is refused or there already is said at once. */
export async function prepare(
  db: Db,
  known: Known,
  lines: Lines,
  orders: readonly Order[],
  outcomes: Map<string, Written>,
): Promise<Ready[]> {
  const now = new Date()
  const once = [...new Map(orders.map((o) => [o.delivery.id, o])).values()]
  const sound: Sound[] = []
  for (const order of once) {
    const answer = soundOrder(order, known, now)
    if (isTrouble(answer)) outcomes.set(order.delivery.id, refused(order, answer))
    else sound.push(answer)
  }
  const met = await meet(db, sound)
  const plans = await plansOf(db, sound)
  await refuseUnknownPlaces(db, sound, outcomes)
  const found: (Sound & { about: About; plan: Plan | undefined })[] = []
  const wrong: { order: Order; trouble: Trouble }[] = []
  for (const [i, one] of sound.entries()) {
    if (outcomes.has(one.order.delivery.id)) continue
    const plan = plans[i]
    const ofList = plan && troubleOf(one.order, plan)
    const about = ofList ?? aboutDelivery(one.order.delivery, one.service, one, known, met.get(one.order))
    if (isTrouble(about)) wrong.push({ order: one.order, trouble: about })
    else found.push({ ...one, about, plan })
  }
  await answerWrong(db, wrong, outcomes)
  const ids = await lines.of(found.flatMap((f) => f.about.line ?? []))
  let next = 0
  return found.map((f) => ({ ...f, lineId: f.about.line ? ids[next++]! : null }))
}

/** What was recorded once stays recorded, though today it would be refused. */
async function answerWrong(
  db: Db,
  wrong: readonly { order: Order; trouble: Trouble }[],
  outcomes: Map<string, Written>,
): Promise<void> {
  if (wrong.length === 0) return
  const ids = wrong.map((w) => w.order.delivery.id)
  const { there } = stateIn(await several(db, [asking(ids, [], [])]), [])
  for (const { order, trouble } of wrong) {
    const known = there.get(order.delivery.id)
    outcomes.set(order.delivery.id, known && isSame(known, order) ? recorded(order.delivery.id) : refused(order, trouble))
  }
}

/** People are read once for all who may see the same. */
async function meet(db: Db, sound: readonly Sound[]): Promise<Map<Order, MetPeople>> {
  const met = new Map<Order, MetPeople>()
  const named = sound.map((s) => s.order).filter((o) => o.delivery.to !== 'group')
  for (const orders of Map.groupBy(named, (o) => JSON.stringify(reachOf(o.ctx))).values()) {
    const households = orders.flatMap((o) => o.delivery.household ?? [])
    const persons = orders.flatMap((o) => (o.delivery.household === null ? (o.delivery.person ?? []) : []))
    const people = await readMet(db, reachOf(orders[0]!.ctx), households, persons)
    for (const order of orders) met.set(order, people)
  }
  return met
}

/** A place that is said is one of the lists, each part within the other. Mostly none is said: then it is the site's. */
async function refuseUnknownPlaces(db: Db, sound: readonly Sound[], outcomes: Map<string, Written>): Promise<void> {
  const said = sound.filter((s) => s.order.delivery.country !== undefined)
  const placeOf = ({ order: { delivery } }: Sound) => JSON.stringify([delivery.country, delivery.admin1, delivery.admin2])
  for (const same of Map.groupBy(said, placeOf).values()) {
    const { country = '', admin1 = null, admin2 = null } = same[0]!.order.delivery
    if (await isOnePlace(db, { country, admin1, admin2 })) continue
    for (const { order } of same) outcomes.set(order.delivery.id, refused(order, { code: 'delivery/place-unknown', detail: {} }))
  }
}
