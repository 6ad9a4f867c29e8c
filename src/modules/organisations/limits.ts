/** How often something may be tried: counted in the database, so that it holds for every process and survives a restart. */
import { sql } from 'kysely'
import type { Db } from '../../core/database.ts'
import { digest } from './secrets.ts'

/** At most `max` times within `window` seconds, counted from the first. */
export type Limit = { window: number; max: number }
export type Consumed = { allowed: boolean; retryAfter: number | null }

/** The header by which the sign-in door tells better-auth who is calling; what a client puts there is thrown away. */
export const addressHeader = 'x-senda-address'

const longestWindow = 3600

/** Counts one attempt. What is tried, and by whom, is kept only as a digest. */
export async function consume(db: Db, what: string, { window, max }: Limit): Promise<Consumed> {
  const [now, span] = [Date.now(), window * 1000]
  const { rows } = await sql<{ count: number; lastRequest: number }>`
    insert into rate_limits as l (key, count, last_request) values (${digest(what)}, 1, ${now})
    on conflict (key) do update set
      count        = case when l.last_request + ${span}::bigint <= ${now}::bigint then 1 else l.count + 1 end,
      last_request = case when l.last_request + ${span}::bigint <= ${now}::bigint then ${now}::bigint else l.last_request end
    returning count, last_request`.execute(db)
  const { count, lastRequest } = rows[0]!
  if (count === 1) await forgetOld(db, now)
  return count <= max
    ? { allowed: true, retryAfter: null }
    : { allowed: false, retryAfter: Math.ceil((lastRequest + span - now) / 1000) }
}

const forgetOld = (db: Db, now: number) =>
  db
    .deleteFrom('rateLimits')
    .where('lastRequest', '<', now - longestWindow * 1000)
    .execute()
