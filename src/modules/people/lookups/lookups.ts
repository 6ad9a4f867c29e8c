/** Asking after people is counted, found or not: names tried one after another tell who is registered. What was asked is not kept. */
import { sql } from 'kysely'
import { may, type Reach, visible } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import type { Db } from '../../../core/database.ts'
import { Problem } from '../../../core/problem.ts'
import { manyLookups, mostLookups } from '../rules/lookups.ts'
import { organisationsIn } from '../search/reach.ts'
import type { Lookups } from './contract.ts'

/** Before anything is looked for. @param times how many are asked for at once @throws Problem 429 beyond the most of an hour */
export async function countLookups(ctx: Context, times = 1): Promise<void> {
  if ((await noteLookups(ctx, times)) <= mostLookups) return
  const { code, detail } = tooMany(new Date())
  throw new Problem(429, code, detail)
}

/** Counted, never refused: for what was told of work that is done already. @returns how often within this hour */
export async function noteLookups(ctx: Context, times: number): Promise<number> {
  const organisations = organisationsIn(visible(ctx, 'people.read')) ?? null
  const { rows } = await sql<{ asked: number }>`
    insert into lookups as l (by, hour, by_name, organisations, asked)
    values (${ctx.actor.id}, date_trunc('hour', now(), 'UTC'), ${ctx.actor.name}, ${organisations}::int[], ${times})
    on conflict (by, hour) do update set asked = least(l.asked::bigint + excluded.asked, 1000000000), organisations = excluded.organisations
    returning asked`.execute(ctx.db)
  return rows[0]!.asked
}

/** In the words of a Problem: how long until the next hour. */
export function tooMany(now: Date): { code: string; detail: Record<string, number> } {
  const seconds = 3600 - (Math.floor(now.getTime() / 1000) % 3600)
  return { code: 'people/too-many-lookups', detail: { most: mostLookups, minutes: Math.ceil(seconds / 60), seconds } }
}

const mostShown = 100

/** Hours of the last 30 days in which somebody asked unusually often: for those who answer for the organisation, and for administrators. */
export async function listLookups(ctx: Context): Promise<Lookups[]> {
  const reach: Reach = may(ctx, 'system.read') ? visible(ctx, 'system.read') : visible(ctx, 'people.manage')
  const mine = organisationsIn(reach) ?? null
  const { rows } = await sql<{ by: string; byName: string; hour: Date; asked: number }>`
    select by, by_name, hour, asked from lookups
    where hour > now() - interval '30 days' and asked >= ${manyLookups}
      and (${mine}::int[] is null or organisations is null or organisations && ${mine}::int[])
    order by hour desc, asked desc limit ${mostShown}`.execute(ctx.db)
  return rows.map(({ hour, ...row }) => ({ ...row, hour: hour.toISOString(), isStopped: row.asked > mostLookups }))
}

const monthsKept = 6

/** With the nightly job: who asked how often is of use while somebody may still ask them why. */
export async function forgetLookups(db: Db): Promise<void> {
  await sql`delete from lookups where hour < now() - make_interval(months => ${monthsKept})`.execute(db)
}
