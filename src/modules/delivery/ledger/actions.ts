/** What people do with the ledger: record what was given, ask first whether it may be given, take an entry back. */
import { sql } from 'kysely'
import { visible } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { type Db, transact } from '../../../core/database.ts'
import { record } from '../../../core/events.ts'
import { notFound, Problem, type Status } from '../../../core/problem.ts'
import { countLookups } from '../../people/lookups/lookups.ts'
import type { Delivery, DeliveryOutcome, DoubleNotice, NewDelivery, NewReversal } from '../contract.ts'
import type { Trouble } from '../rules/check.ts'
import { aboutDelivery } from './about.ts'
import { asNotice, doubleOf, tellWhoGave } from './doubles.ts'
import { addSums, differencesOf, lockCounted, type Served, servedOf } from './entries.ts'
import { knownLists } from './known.ts'
import { linesIn } from './lines.ts'
import { plansOf, troubleOf } from './lists.ts'
import { isTrouble, type Order, reachOf, soundOrder } from './order.ts'
import { readMet } from './people.ts'
import { type Entry, findEntry, readDelivery } from './queries.ts'
import { mayReverse } from './reversible.ts'
import { amountsOf } from './rows.ts'
import { writeTogether } from './together.ts'
import { noteDoubles, noteTold, saidOf } from './told.ts'

type How = {
  /** Recorded without a network: a double one is kept and marked, never stopped. */
  isLate: boolean
  deviceId?: string | null
  /** How far the device's clock is ahead. */
  clockSeconds?: number
  /** What was done on a device is never lost for how often its person asked. */
  isLimited?: boolean
}

/** All in one transaction: what is wrong with one is said in words, the others are kept. The same entry again is the same entry. */
export async function recordDeliveries(
  ctx: Context,
  deliveries: readonly NewDelivery[],
  { isLate, deviceId = null, clockSeconds = 0, isLimited = false }: How,
): Promise<DeliveryOutcome[]> {
  visible(ctx, 'delivery.write')
  if (deliveries.length === 0) return []
  const orders = deliveries.map((delivery) => ({ ctx, delivery, isLate, deviceId, clockSeconds }))
  const written = await writeTogether(ctx.db, orders)
  const asked = await noteDoubles(ctx, written)
  return written.map((one, i) => saidOf(orders[i]!, one, { asked, isLimited }))
}

/** What would stop this entry; nothing is written but that it was asked. */
export async function checkDouble(ctx: Context, delivery: NewDelivery): Promise<DoubleNotice | null> {
  visible(ctx, 'delivery.write')
  await countLookups(ctx)
  const known = await knownLists(ctx.db)
  const order: Order = { ctx, delivery, isLate: false, deviceId: null, clockSeconds: 0 }
  const sound = soundOrder(order, known, new Date())
  if (isTrouble(sound)) throw asProblem(sound)
  const [plan] = await plansOf(ctx.db, [sound])
  const ofList = plan && troubleOf(order, plan)
  if (ofList) throw asProblem(ofList)
  if (delivery.to === 'group') return null
  const { household, person } = delivery
  const met = await readMet(ctx.db, reachOf(ctx), household ? [household] : [], household === null && person ? [person] : [])
  const about = aboutDelivery(delivery, sound.service, sound, known, met)
  if (isTrouble(about)) throw asProblem(about)
  const served = await servedOf(ctx.db, [...new Set(about.covered.map((c) => c.countedAs))])
  const asked = { organisation: delivery.organisation, reach: reachOf(ctx), service: sound.service, about }
  const double = doubleOf(asked, served, delivery.id)
  if (!double) return null
  await noteTold(ctx, [about.householdId])
  await tellWhoGave(ctx.db, [double])
  return asNotice(double)
}

const statusOf: Record<string, Status> = {
  'core/not-allowed': 403,
  'delivery/household-unknown': 404,
  'delivery/person-unknown': 404,
}
const asProblem = ({ code, detail }: Trouble): Problem => new Problem(statusOf[code] ?? 422, code, detail)

/** The entry stays, another takes it back with a reason; figures follow in the same transaction. */
export async function reverseDelivery(
  ctx: Context,
  reversal: NewReversal,
  { deviceId = null }: { deviceId?: string | null } = {},
): Promise<Delivery> {
  const reach = visible(ctx, 'delivery.read')
  await transact(ctx.db, async (db) => {
    await sql`select from deliveries where id = ${reversal.delivery}::uuid for update`.execute(db)
    const entry = (await findEntry(db, reach, reversal.delivery)) ?? notFound('delivery', reversal.delivery)
    if (entry.reversedBy === reversal.id) return
    if (entry.reversedBy) throw new Problem(409, 'delivery/reversed-already')
    if (await isTaken(db, reversal.id)) throw new Problem(409, 'delivery/id-taken')
    if (entry.reverses) throw new Problem(422, 'delivery/is-reversal')
    if (!mayReverse(ctx, entry)) throw new Problem(403, 'delivery/not-yours-to-reverse')
    await takeBack(db, ctx, entry, reversal, deviceId)
  })
  return readDelivery(ctx, reversal.id)
}

/** Of another entry; that this one is reversed by it was looked at before. */
const isTaken = async (db: Db, id: string): Promise<boolean> =>
  (await sql`select from deliveries where id = ${id}::uuid`.execute(db)).rows.length > 0

async function takeBack(db: Db, ctx: Context, entry: Entry, reversal: NewReversal, deviceId: string | null): Promise<void> {
  const counted = await lockThoseOf(db, entry.id)
  const before = await servedOf(db, counted)
  const now = new Date()
  const at = new Date(Math.min(Date.parse(reversal.at), now.getTime()))
  await sql`
    insert into deliveries (id, household_id, organisation_id, site_id, country, admin1, admin2, service_id, "to", person_id, distribution_id, quantity, cash_value_usd,
      mechanism_id, implementer_id, activity_id, groups, line_id, month, at, reverses, reason, recorded_by, recorded_by_name, device_id)
    select ${reversal.id}::uuid, household_id, organisation_id, site_id, country, admin1, admin2, service_id, "to", person_id, distribution_id, quantity, cash_value_usd,
      mechanism_id, implementer_id, activity_id, groups, line_id, month, ${at}, id, ${reversal.reason}, ${ctx.actor.id}, ${ctx.actor.name}, ${deviceId}::uuid
    from deliveries where id = ${entry.id}::uuid`.execute(db)
  await sql`update served set is_live = false where delivery_id = ${entry.id}::uuid and counted_as = any(${counted}::uuid[])`.execute(
    db,
  )
  const without = (list: readonly Served[]) => list.filter((s) => s.deliveryId !== entry.id)
  const lines = linesIn(db)
  const people = await differencesOf(
    lines,
    [...before.values()].map((list) => ({ before: list, after: without(list) })),
  )
  const line = entry.lineId === null ? undefined : (await lines.facts([entry.lineId])).get(entry.lineId)
  await addSums(db, people, line ? amountsOf(entry, line, -1) : [])
  await record(db, ctx.actor, 'delivery.reversed', entry.id, { by: reversal.id })
}

/** Whom an entry counts under, locked. Whoever was regrouped meanwhile is looked for again. */
async function lockThoseOf(db: Db, delivery: string): Promise<string[]> {
  const read = async () =>
    (
      await sql<{
        countedAs: string
      }>`select distinct counted_as from served where delivery_id = ${delivery}::uuid order by 1`.execute(db)
    ).rows.map((r) => r.countedAs)
  let counted = await read()
  for (;;) {
    await lockCounted(db, counted)
    const now = await read()
    if (now.every((id) => counted.includes(id))) return now
    counted = now
  }
}
