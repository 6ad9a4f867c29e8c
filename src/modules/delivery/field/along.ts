/** What a device takes along: the households of one site, one distribution, or those its person met lately; never a whole country. */
import { type RawBuilder, sql } from 'kysely'
import { type Reach, visible } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import type { Db } from '../../../core/database.ts'
import { Problem } from '../../../core/problem.ts'
import { readHouseholds } from '../../people/households/queries.ts'
import { forAsker } from '../../people/households/reach.ts'
import { noteReadings } from '../../people/privacy/readings.ts'
import { inReach } from '../../people/search/reach.ts'
import { mergedOn, now } from '../distributions/merged.ts'
import type { Bundle } from './contract.ts'
import { deviceOf } from './devices.ts'
import { givenLately } from './given.ts'

export type Wish = { site?: string; distribution?: string; recent?: boolean; after?: string; device?: string }
const most = 5000
const perPage = 100
const recentDays = 30

/** `stands` is false for one that was merged or erased. `row`: whose place it is that was reached. */
type Found = { id: string; stands: boolean; key: string; row: string }

/** `after`: how many came, and the key of the last. */
type Cursor = { taken: number; key: string; id: string }

export async function takeAlong(ctx: Context, wish: Wish): Promise<Bundle> {
  const reach = visible(ctx, 'people.read')
  if (wish.device) await deviceOf(ctx, wish.device)
  const asOf = new Date().toISOString()
  const cursor = cursorOf(wish.after)
  const left = Math.min(perPage, most - (cursor?.taken ?? 0))
  const found = left > 0 ? await find(ctx, reach, wish, cursor, left) : []
  const records = await readHouseholds(
    ctx.db,
    reach,
    found.filter(({ stands }) => stands).map(({ id }) => id),
  )
  const households = records.filter(({ mergedInto, erasedAt }) => mergedInto === null && erasedAt === null)
  await noteReadings(
    ctx,
    households.map(({ id, organisation, site }) => ({ id, organisationId: organisation, siteId: site })),
    'taken-along',
  )
  const given = await givenLately(ctx.db, households)
  const here = new Set(households.map(({ id }) => id))
  const last = found.at(-1)
  return {
    households: households.map((household) => ({ household: forAsker(ctx, household), given: given.get(household.id) ?? [] })),
    gone: found.filter(({ id }) => !here.has(id)).map(({ id }) => id),
    next: last && found.length === left ? `${(cursor?.taken ?? 0) + found.length}~${last.key}~${last.row}` : null,
    asOf,
  }
}

function cursorOf(after: string | undefined): Cursor | undefined {
  if (after === undefined) return undefined
  const [taken, key, id] = after.split('~')
  if (!/^\d{1,6}$/.test(taken ?? '') || !/^[\d :.+-]{1,40}$/.test(key ?? '') || !/^[0-9a-f-]{36}$/.test(id ?? ''))
    throw new Problem(400, 'core/not-understood')
  return { taken: Number(taken), key: key!, id: id! }
}

function find(ctx: Context, reach: Reach, wish: Wish, cursor: Cursor | undefined, limit: number): Promise<Found[]> {
  if (wish.distribution) return ofDistribution(ctx.db, reach, wish.distribution, cursor, limit)
  if (wish.site) return lastSeen(ctx.db, reach, sql`h.site_id = ${wish.site}::uuid`, cursor, limit)
  if (wish.recent) return lastSeen(ctx.db, reach, metBy(ctx.actor.id), cursor, limit)
  throw new Problem(422, 'delivery/what-to-take-along')
}

/** Registered, changed or given something by this person. */
const metBy = (user: string): RawBuilder<unknown> => sql`h.last_seen_at > now() - make_interval(days => ${recentDays}) and (
  h.registered_by = ${user}
  or exists (select from deliveries d where d.household_id = h.id and d.recorded_by = ${user} and d.at > now() - make_interval(days => ${recentDays}))
  or exists (select from household_changes c where c.household_id = h.id and c.by = ${user} and c.at > now() - make_interval(days => ${recentDays})))`

/**
 * Those seen last come first: where there are too many, they are the ones that come again. Ids are found with the owner's rights inside an explicit
 * reach; the rows are then read under row security. Who was erased is not looked through: what a device kept of them goes by goneOf.
 */
async function lastSeen(
  db: Db,
  reach: Reach,
  which: RawBuilder<unknown>,
  cursor: Cursor | undefined,
  limit: number,
): Promise<Found[]> {
  const after = cursor ? sql`(h.last_seen_at, h.id) < (${cursor.key}::timestamptz, ${cursor.id}::uuid)` : sql`true`
  const { rows } = await sql<Found>`
    select h.id, h.merged_into is null as stands, h.last_seen_at::text as key, h.id as row
    from households h where h.erased_at is null and ${which} and ${inReach(reach, 'h')} and ${after}
    order by h.last_seen_at desc, h.id desc limit ${limit}`.execute(db)
  return rows
}

/** Who was merged since the list was made comes as the one that was kept. */
async function ofDistribution(db: Db, reach: Reach, id: string, cursor: Cursor | undefined, limit: number): Promise<Found[]> {
  const after = cursor ? sql`(e.position, e.household_id) > (${cursor.key}::int, ${cursor.id}::uuid)` : sql`true`
  const merged = await mergedOn(db, [id])
  const { rows } = await sql<Found>`
    select h.id, h.erased_at is null as stands, e.position::text as key, e.household_id as row
    from distribution_households e join households h on h.id = ${now(merged, 'e.household_id')}
    where e.distribution_id = ${id}::uuid and ${inReach(reach, 'h')} and ${after}
    order by e.position, e.household_id limit ${limit}`.execute(db)
  return rows
}

/** Of what a device keeps, what its person may no longer read: merged, erased, moved away, or their right has ended. */
export async function goneOf(ctx: Context, device: string | null, households: string[]): Promise<string[]> {
  const reach = visible(ctx, 'people.read')
  if (device) await deviceOf(ctx, device)
  const { rows } = await sql<{ id: string }>`
    select h.id from households h where h.id = any(${households}::uuid[]) and h.merged_into is null and h.erased_at is null and ${inReach(reach, 'h')}`.execute(
    ctx.db,
  )
  const theirs = new Set(rows.map(({ id }) => id))
  return households.filter((id) => !theirs.has(id))
}
