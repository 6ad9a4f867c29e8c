/** Reading entries, page by page. Who received is said only to those who may read people. */
import { sql } from 'kysely'
import { may, type Reach, visible } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { asReader, type Db } from '../../../core/database.ts'
import { notFound } from '../../../core/problem.ts'
import { homesOf } from '../../people/households/members.ts'
import { noteReadings } from '../../people/privacy/readings.ts'
import { ages, type CountedGroup, type Delivery, type DeliveryPage } from '../contract.ts'
import { beginOf, dayNumber, dayText } from '../rules/days.ts'
import { knownLists } from './known.ts'
import { mayReverse } from './reversible.ts'

export type DeliveryFilter = {
  organisation?: number | undefined
  site?: string | undefined
  service?: number | undefined
  household?: string | undefined
  line?: number | undefined
  /** A moment, or a day where the site is; until: the day included, the moment not. */
  from?: string | undefined
  until?: string | undefined
  after?: string | undefined
  limit?: number | undefined
}
export type Entry = {
  id: string
  householdId: string
  organisationId: number
  siteId: string | null
  country: string
  admin1: string | null
  serviceId: number
  to: Delivery['to']
  personId: string | null
  collectedBy: string
  quantity: number
  cashValueUsd: number | null
  groups: CountedGroup[]
  month: string
  at: Date
  isDouble: boolean
  overrideReason: string
  reverses: string | null
  reversedBy: string | null
  reason: string
  proof: string | null
  recordedBy: string
  recordedByName: string
  recordedAt: Date
  lineId: number | null
  counted: number
}

const columns =
  sql.raw(`d.id, d.household_id, d.organisation_id, d.site_id, d.country, d.admin1, d.service_id, d."to", d.person_id, d.collected_by, d.quantity,
  d.cash_value_usd, d.groups, d.month, d.at, d.is_double, d.override_reason, d.reverses, d.reason, d.proof, d.recorded_by, d.recorded_by_name, d.recorded_at, d.line_id,
  (select r.id from deliveries r where r.household_id = d.household_id and r.reverses = d.id) as reversed_by,
  (select count(*)::int from served s where s.delivery_id = coalesce(d.reverses, d.id) and s.is_counted) as counted`)

/** The newest first. */
export async function listDeliveries(ctx: Context, filter: DeliveryFilter): Promise<DeliveryPage> {
  const reach = visible(ctx, 'delivery.read')
  const households = filter.household === undefined ? undefined : await householdsSeen(ctx, filter.household)
  const limit = filter.limit ?? 50
  const country = filter.site && (await knownLists(ctx.db)).sites.get(filter.site)?.country
  const found = await asReader(ctx.db, reach, (db) => readEntries(db, reach, { ...filter, country }, households, limit + 1))
  const total = filter.line === undefined || filter.after ? null : await countOf(ctx.db, reach, filter.line)
  const deliveries = await named(ctx, found.slice(0, limit))
  return { deliveries, next: found.length > limit ? deliveries.at(-1)!.id : null, total }
}

/** A household and those merged into it, however often: only of whom one may read. */
async function householdsSeen(ctx: Context, id: string): Promise<string[]> {
  const homes = await homesOf(ctx.db, id)
  const rows = await asReader(
    ctx.db,
    visible(ctx, 'people.read'),
    async (db) => (await sql<{ id: string }>`select id from households where id = any(${homes}::uuid[])`.execute(db)).rows,
  )
  if (!rows.some((r) => r.id === id)) notFound('household', id)
  return rows.map((r) => r.id)
}

async function readEntries(
  db: Db,
  reach: Reach,
  { country, ...filter }: DeliveryFilter & { country: string | undefined },
  households: string[] | undefined,
  limit: number,
): Promise<Entry[]> {
  const bodies = filter.organisation === undefined ? organisationsIn(reach) : [filter.organisation]
  const conditions = [
    bodies && (bodies.length === 1 ? sql`d.organisation_id = ${bodies[0]}` : sql`d.organisation_id = any(${bodies}::int[])`),
    filter.site && sql`d.site_id = ${filter.site}::uuid`,
    filter.service && sql`d.service_id = ${filter.service}`,
    households && sql`d.household_id = any(${households}::uuid[])`,
    filter.line && sql`d.line_id = ${filter.line}`,
    filter.from && sql`d.at >= ${momentOf(filter.from, country, 0)}`,
    filter.until && sql`d.at < ${momentOf(filter.until, country, 1)}`,
    filter.after && sql`(d.at, d.id) < (select k.at, k.id from deliveries k where k.id = ${filter.after}::uuid)`,
  ].filter((c) => c !== undefined && c !== '' && c !== 0 && c !== null)
  const where = conditions.length > 0 ? sql`where ${sql.join(conditions, sql` and `)}` : sql``
  return (await sql<Entry>`select ${columns} from deliveries d ${where} order by d.at desc, d.id desc limit ${limit}`.execute(db))
    .rows
}

const momentOf = (text: string, country: string | undefined, more: 0 | 1): Date =>
  text.length > 10 ? new Date(text) : beginOf(country, dayText(dayNumber(text) + more))

const organisationsIn = (reach: Reach): number[] | undefined =>
  reach === 'all' ? undefined : [...new Set([...reach.organisations, ...(reach.sites ?? []).map((s) => Number(s.split(':')[0]))])]

const countOf = (db: Db, reach: Reach, line: number): Promise<number> =>
  asReader(
    db,
    reach,
    async (trx) =>
      (await sql<{ n: number }>`select count(*)::int as n from deliveries where line_id = ${line}`.execute(trx)).rows[0]!.n,
  )

export async function readDelivery(ctx: Context, id: string): Promise<Delivery> {
  const entry = await findEntry(ctx.db, visible(ctx, 'delivery.read'), id)
  return (await named(ctx, [entry ?? notFound('delivery', id)]))[0]!
}

export const findEntry = (db: Db, reach: Reach, id: string): Promise<Entry | undefined> =>
  asReader(
    db,
    reach,
    async (trx) => (await sql<Entry>`select ${columns} from deliveries d where d.id = ${id}::uuid`.execute(trx)).rows[0],
  )

type Name = { id: string; householdId: string; card: string; organisationId: number; siteId: string | null }
type PersonName = { id: string; given: string; family: string }

async function named(ctx: Context, entries: readonly Entry[]): Promise<Delivery[]> {
  const { homes, persons } = await namesOf(ctx, entries)
  return entries.map((e) => asDelivery(ctx, e, homes.get(e.householdId), persons.get(e.personId ?? '')))
}

/** What the asker may read of whom these entries are about; that it was read is noted. */
async function namesOf(ctx: Context, entries: readonly Entry[]) {
  const homes = new Map<string, Name>()
  const persons = new Map<string, PersonName>()
  const ids = [...new Set(entries.filter((e) => e.to !== 'group').map((e) => e.householdId))]
  if (ids.length === 0 || !may(ctx, 'people.read')) return { homes, persons }
  await asReader(ctx.db, visible(ctx, 'people.read'), async (db) => {
    const found =
      await sql<Name>`select id, id as household_id, card, organisation_id, site_id from households where id = any(${ids}::uuid[])`.execute(
        db,
      )
    for (const home of found.rows) homes.set(home.id, home)
    const whom = entries.flatMap((e) => e.personId ?? [])
    const read = await sql<PersonName>`select id, given, family from persons where id = any(${whom}::uuid[])`.execute(db)
    for (const person of read.rows) persons.set(person.id, person)
  })
  await noteReadings(ctx, [...homes.values()], 'listed')
  return { homes, persons }
}

const peopleOf = (e: Entry): number =>
  e.to === 'group' ? e.groups.reduce((sum, g) => sum + ages.reduce((n, age) => n + g.month[age], 0), 0) : e.counted

const asDelivery = (ctx: Context, e: Entry, home: Name | undefined, person: PersonName | undefined): Delivery => ({
  id: e.id,
  organisation: e.organisationId,
  site: e.siteId,
  country: e.country,
  admin1: e.admin1,
  service: e.serviceId,
  to: e.to,
  household: home ? home.id : null,
  card: home?.card ?? null,
  person: home && person ? person : null,
  people: peopleOf(e),
  quantity: e.quantity,
  cashValueUsd: e.cashValueUsd,
  month: e.month,
  at: e.at.toISOString(),
  isDouble: e.isDouble,
  overrideReason: e.overrideReason,
  // A name, as somebody said it at the door.
  collectedBy: home ? e.collectedBy : '',
  reverses: e.reverses,
  reversedBy: e.reversedBy,
  reason: e.reason,
  proof: e.proof,
  recordedBy: e.recordedByName,
  line: e.lineId,
  may: { reverse: e.reverses === null && e.reversedBy === null && mayReverse(ctx, e) },
})
