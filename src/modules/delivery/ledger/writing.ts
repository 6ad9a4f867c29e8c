/** Many entries in one transaction: read, placed, locked, held against what stands, and written with what they add to the figures. */
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../core/database.ts'
import { type Answers, type Statement, several } from '../../../core/several.ts'
import { isOnePlace } from '../../places/sites/queries.ts'
import type { DeliveryOutcome, DoubleNotice } from '../contract.ts'
import type { Trouble } from '../rules/check.ts'
import { type About, aboutDelivery } from './about.ts'
import { asNotice, doubleOf, tellWhoGave } from './doubles.ts'
import { type Amount, differencesOf, lockingCounted, type Served, sumsOf } from './entries.ts'
import { type Known, knownLists } from './known.ts'
import type { Lines } from './lines.ts'
import { troublesOfLists } from './lists.ts'
import { isTrouble, type Order, reachOf, recorded, refused, type Sound, soundOrder, stopped } from './order.ts'
import { type MetPeople, readMet } from './people.ts'
import { amountsOf, type EntryRow, insertingEntries, type ServedRow } from './rows.ts'

/** Somebody changed who is who, or wrote the same entry, between reading and locking: read again. */
export class Again extends Error {}

type Ready = Sound & { at: Date; about: About; lineId: number | null }
type Notice = DoubleNotice & { deliveryId: string }

/**
 * @param db a transaction of the caller; or one connection: then what is written is a transaction, which whoever catches an error rolls back
 * @param house what `db` is a connection of, where that is known
 * @returns one outcome for each order, in their order
 */
export async function writeOrders(db: Db, lines: Lines, orders: readonly Order[], house: Db = db): Promise<DeliveryOutcome[]> {
  const outcomes = new Map<string, DeliveryOutcome>()
  const ready = await prepare(db, await knownLists(house), lines, orders, outcomes)
  if (ready.length > 0) await writeReady(db, lines, ready, outcomes)
  return orders.map((o) => outcomes.get(o.delivery.id)!)
}

/** Everything that needs no lock. What is refused or there already is said at once. */
async function prepare(
  db: Db,
  known: Known,
  lines: Lines,
  orders: readonly Order[],
  outcomes: Map<string, DeliveryOutcome>,
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
  const ofLists = await troublesOfLists(db, sound)
  await refuseUnknownPlaces(db, sound, outcomes)
  const found: (Sound & { about: About })[] = []
  const wrong: { order: Order; trouble: Trouble }[] = []
  for (const [i, one] of sound.entries()) {
    if (outcomes.has(one.order.delivery.id)) continue
    const about = ofLists[i] ?? aboutDelivery(one.order.delivery, one.service, one, known, met.get(one.order))
    if (isTrouble(about)) wrong.push({ order: one.order, trouble: about })
    else found.push({ ...one, about })
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
  outcomes: Map<string, DeliveryOutcome>,
): Promise<void> {
  if (wrong.length === 0) return
  const ids = wrong.map((w) => w.order.delivery.id)
  const { there } = stateIn(await several(db, [asking(ids, [], [])]), [])
  for (const { order, trouble } of wrong) {
    const known = there.get(order.delivery.id)
    outcomes.set(order.delivery.id, known && isSame(known, order) ? recorded(order.delivery.id) : refused(order, trouble))
  }
}

type There = { id: string; organisationId: number; serviceId: number; isDouble: boolean }
type State = { there: Map<string, There>; countedAs: Map<string, string>; served: Map<string, Served[]> }

/** What stands at this moment, in one statement: these entries, these persons, what these counted people were given. */
const asking = (ids: readonly string[], persons: readonly string[], counted: readonly string[]) => sql`
  select (select coalesce(json_agg(json_build_object('id', id, 'organisationId', organisation_id, 'serviceId', service_id, 'isDouble', is_double)), '[]')
      from deliveries where id = any(${ids}::uuid[])) as there,
    (select coalesce(json_agg(json_build_array(id, counted_as)), '[]') from persons where id = any(${persons}::uuid[])) as persons,
    (select coalesce(json_agg(json_build_object('countedAs', counted_as, 'deliveryId', delivery_id, 'personId', person_id, 'organisationId', organisation_id,
        'siteId', site_id, 'serviceId', service_id, 'lineId', line_id, 'at', extract(epoch from at) * 1000, 'cell', cell, 'isCounted', is_counted)), '[]')
      from served where counted_as = any(${counted}::uuid[]) and is_live) as served`

type Standing = { there: There[]; persons: [string, string][]; served: (Omit<Served, 'at'> & { at: number })[] }
function stateIn(answers: Answers, counted: readonly string[]): State {
  const state = answers.at(-1)![0] as Standing
  const served = new Map<string, Served[]>(counted.map((id) => [id, []]))
  for (const row of state.served) served.get(row.countedAs)!.push({ ...row, at: new Date(row.at) })
  return { there: new Map(state.there.map((t) => [t.id, t])), countedAs: new Map(state.persons), served }
}
const isSame = (there: There, { delivery }: Order): boolean =>
  there.organisationId === delivery.organisation && there.serviceId === delivery.service

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
async function refuseUnknownPlaces(db: Db, sound: readonly Sound[], outcomes: Map<string, DeliveryOutcome>): Promise<void> {
  const said = sound.filter((s) => s.order.delivery.country !== undefined)
  const placeOf = ({ order: { delivery } }: Sound) => JSON.stringify([delivery.country, delivery.admin1, delivery.admin2])
  for (const same of Map.groupBy(said, placeOf).values()) {
    const { country = '', admin1 = null, admin2 = null } = same[0]!.order.delivery
    if (await isOnePlace(db, { country, admin1, admin2 })) continue
    for (const { order } of same) outcomes.set(order.delivery.id, refused(order, { code: 'delivery/place-unknown', detail: {} }))
  }
}

async function writeReady(db: Db, lines: Lines, ready: readonly Ready[], outcomes: Map<string, DeliveryOutcome>): Promise<void> {
  const covered = ready.flatMap((r) => r.about.covered)
  const counted = [...new Set(covered.map((c) => c.countedAs))]
  const ids = ready.map((r) => r.order.delivery.id)
  const persons = covered.map((c) => c.personId)
  const { begin, commit } = bounds(db)
  const state = stateIn(await several(db, [...begin, lockingCounted(counted), asking(ids, persons, counted)]), counted)
  if (covered.some((c) => state.countedAs.get(c.personId) !== c.countedAs)) throw new Again()
  const before = state.served
  const after = new Map([...before].map(([id, list]) => [id, [...list]]))
  const notices: Notice[] = []
  const taken = ready.filter((r) => decide(r, state.there, after, notices, outcomes))
  await tellWhoGave(db, notices)
  for (const r of ready) tidy(r, outcomes)
  if (taken.length === 0) return ending(db, commit)
  const people = await differencesOf(
    lines,
    counted.map((id) => ({ before: before.get(id)!, after: after.get(id)! })),
  )
  const entries = taken.map((r) => entryRow(r, outcomes))
  const amounts = taken.flatMap((r, i) => amountOf(r, entries[i]!))
  const served = taken.flatMap((r) => servedRows(r))
  await ending(db, [...insertingEntries(entries, served, sumsOf(people, amounts)), ...renewingVisits(taken), ...commit])
}

/** Inside a transaction of the caller it is theirs to begin and to end. */
const bounds = (db: Db) => (db.isTransaction ? { begin: [], commit: [] } : { begin: [sql`begin`], commit: [sql`commit`] })

const writtenByAnother = '23505'
async function ending(db: Db, statements: readonly Statement[]): Promise<void> {
  if (statements.length === 0) return
  try {
    await several(db, statements)
  } catch (error) {
    throw (error as { code?: string }).code === writtenByAnother ? new Again('written by another', { cause: error }) : error
  }
}

/** @returns whether it is to be written; then it stands in `after` for those that follow */
function decide(
  ready: Ready,
  there: Map<string, There>,
  after: Map<string, Served[]>,
  notices: Notice[],
  outcomes: Map<string, DeliveryOutcome>,
): boolean {
  const { order, service, about } = ready
  const { id, organisation, overrideReason } = order.delivery
  const isThere = there.get(id)
  if (isThere && !isSame(isThere, order)) {
    outcomes.set(id, refused(order, { code: 'delivery/id-taken', detail: {} }))
    return false
  }
  const double = doubleOf({ organisation, reach: reachOf(order.ctx), service, about }, after, id)
  if (double) notices.push(double)
  if (isThere) outcomes.set(id, recorded(id, isThere.isDouble ? double : null))
  else if (double && overrideReason === '' && !order.isLate) outcomes.set(id, stopped(id, double))
  else {
    outcomes.set(id, recorded(id, double))
    for (const row of servedRows(ready)) after.get(row.countedAs)!.push(standing(ready, row))
    return true
  }
  return false
}

/** What only served to ask who gave is not said. */
function tidy({ order }: Ready, outcomes: Map<string, DeliveryOutcome>): void {
  const outcome = outcomes.get(order.delivery.id)
  if (outcome?.double) outcomes.set(order.delivery.id, { ...outcome, double: asNotice(outcome.double as Notice) })
}

const servedRows = ({ order, about }: Ready): ServedRow[] => about.covered.map((c) => ({ delivery: order.delivery.id, ...c }))

/** As it will stand, for those that follow. */
const standing = ({ order, service, lineId, at }: Ready, row: ServedRow): Served => ({
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

function entryRow({ order, about, lineId, at, deviceAt }: Ready, outcomes: Map<string, DeliveryOutcome>): EntryRow {
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

const amountOf = ({ about, lineId }: Ready, entry: EntryRow): Amount[] =>
  about.line && lineId !== null ? amountsOf(entry, { planId: about.line.planId, id: lineId }, 1) : []

/** When a household was last met says how long it is kept: once a day is enough, and nobody waits for it. */
function renewingVisits(taken: readonly Ready[]): RawBuilder<unknown>[] {
  const ids = taken.filter((r) => r.about.isSeen).map((r) => r.about.householdId)
  if (ids.length === 0) return []
  return [
    sql`update households set last_seen_at = now() where id in (
      select id from households where id = any(${ids}::uuid[]) order by id for update skip locked)`,
  ]
}
