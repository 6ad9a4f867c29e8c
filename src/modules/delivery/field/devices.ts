/** Devices that keep people on them: whose they are, when they were last heard, and the word that empties them. */
import { sql } from 'kysely'
import { may, type Reach, visible } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import type { Db } from '../../../core/database.ts'
import { record } from '../../../core/events.ts'
import { notFound, Problem } from '../../../core/problem.ts'
import type { Device, NewDevice } from './contract.ts'

type Row = Omit<Device, 'may'> & { isWithin: boolean }

/** Their own, and of those whose devices they may revoke. */
export async function listDevices(ctx: Context): Promise<Device[]> {
  const reach = revoking(ctx)
  const rows = await devicesIn(ctx.db, reach, ctx.actor.id)
  return rows.map(({ isWithin, ...device }) => ({
    ...device,
    may: { revoke: device.revokedAt === null && (isWithin || device.userId === ctx.actor.id) },
  }))
}

/** Where one may revoke; whoever may nowhere must at least meet people to have a device of their own. */
function revoking(ctx: Context): Reach | undefined {
  if (may(ctx, 'devices.revoke')) return visible(ctx, 'devices.revoke')
  visible(ctx, 'people.read')
  return undefined
}

/** Of people whose every right lies within the organisations of the reach: nobody revokes a device of those above them. */
async function devicesIn(db: Db, reach: Reach | undefined, user: string, only?: string): Promise<Row[]> {
  const organisations = reach === 'all' || reach === undefined ? [] : reach.organisations.map(String)
  const { rows } = await sql<Row>`
    select d.id, d.user_id as "userId", u.name as "userName", d.name, d.clock_seconds as "clockSeconds",
      ${isoOf('d.made_at')} as "madeAt", ${isoOf('d.last_seen_at')} as "lastSeenAt", ${isoOf('d.revoked_at')} as "revokedAt", w.within as "isWithin"
    from devices d join users u on u.id = d.user_id, lateral (select ${reach === 'all'} or (
      exists (select from grants g where g.user_id = d.user_id) and not exists (select from grants g where g.user_id = d.user_id
        and (g.scope not in ('organisation','site') or split_part(g.scope_id, ':', 1) <> all (${organisations}::text[])))) as within) w
    where (w.within or d.user_id = ${user}) and (${only ?? null}::uuid is null or d.id = ${only ?? null}::uuid)
    order by d.last_seen_at desc limit 500`.execute(db)
  return rows
}

const isoOf = (column: string) => sql.raw(`to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`)

/** The same device said twice is one; another person's is never taken over. */
export async function addDevice(ctx: Context, { id, name }: NewDevice): Promise<Device> {
  visible(ctx, 'people.read')
  await ctx.db
    .insertInto('devices')
    .values({ id, userId: ctx.actor.id, name })
    .onConflict((c) =>
      c.column('id').doUpdateSet({ name }).where('devices.userId', '=', ctx.actor.id).where('devices.revokedAt', 'is', null),
    )
    .execute()
  await deviceOf(ctx, id)
  const device = (await listDevices(ctx)).find((one) => one.id === id)
  return device ?? notFound('device', id)
}

/** At its next word to the server the device is told, and empties itself. */
export async function revokeDevice(ctx: Context, id: string): Promise<Device> {
  const reach = revoking(ctx)
  const [device] = await devicesIn(ctx.db, reach, ctx.actor.id, id)
  if (!device) return notFound('device', id)
  const revoked = await ctx.db
    .updateTable('devices')
    .set({ revokedAt: new Date(), revokedBy: ctx.actor.id })
    .where('id', '=', id)
    .where('revokedAt', 'is', null)
    .executeTakeFirst()
  if (revoked.numUpdatedRows > 0n) await record(ctx.db, ctx.actor, 'device.revoked', id)
  const after = (await devicesIn(ctx.db, reach, ctx.actor.id, id))[0] ?? notFound('device', id)
  const { isWithin: _, ...shown } = after
  return { ...shown, may: { revoke: false } }
}

/**
 * The device that speaks must be its caller's own (403) and not revoked: 410 tells it to empty itself, and only its own person brings it that word.
 * One that nobody knows (404) was set up without a network, or the server stands on an older copy: it introduces itself again and loses nothing.
 */
export async function deviceOf(ctx: Context, id: string): Promise<void> {
  const device = await ctx.db.selectFrom('devices').select(['userId', 'revokedAt']).where('id', '=', id).executeTakeFirst()
  if (!device) throw new Problem(404, 'delivery/device-unknown')
  if (device.userId !== ctx.actor.id) throw new Problem(403, 'delivery/device-of-another')
  if (device.revokedAt !== null) throw new Problem(410, 'delivery/device-revoked')
}

export async function noteSeen(db: Db, id: string, clockSeconds: number): Promise<void> {
  await db.updateTable('devices').set({ lastSeenAt: new Date(), clockSeconds }).where('id', '=', id).execute()
}
