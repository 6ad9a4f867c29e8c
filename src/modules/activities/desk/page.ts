/** Which rows stand on a page of the grid: found by key, forwards or backwards, at a cost that does not grow with the table. */
import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { Db } from '../../../core/database.ts'
import type { ActivityQuery } from '../contract.ts'
import type { Way } from './filter.ts'

export type Page = { ids: string[]; hasEarlier: boolean; hasLater: boolean }
type Asked = Pick<z.infer<typeof ActivityQuery>, 'after' | 'before' | 'last' | 'limit'>

/**
 * A filter that an index holds in order is read from it. Any other is first looked for among the next `walk` rows in order, which is
 * enough wherever it is not rare; where it is rare (`walk` 0: known before), all that match are found by the filter's own index and then put in order.
 */
export async function pageOf(db: Db, way: Way, asked: Asked): Promise<Page> {
  const order = orderOf(asked)
  return pageFrom(await idsOf(db, way, order), order, asked)
}

/** The page where all ids are known, in order. */
export function pageAmong(ids: readonly string[], asked: Asked): Page {
  const order = orderOf(asked)
  const { backwards, from, limit } = order
  const beyond = from === undefined ? ids : ids.filter((id) => (backwards ? id < from : id > from))
  return pageFrom(backwards ? beyond.slice(-limit).reverse() : beyond.slice(0, limit), order, asked)
}

/** One row more than asked tells whether there is more. */
function pageFrom(found: string[], { backwards }: Order, asked: Asked): Page {
  const more = found.length > asked.limit
  const ids = found.slice(0, asked.limit)
  return backwards
    ? { ids: ids.reverse(), hasEarlier: more, hasLater: !asked.last }
    : { ids, hasEarlier: asked.after !== undefined, hasLater: more }
}

const orderOf = ({ last, before, after, limit }: Asked): Order => ({
  backwards: last === true || before !== undefined,
  from: last ? undefined : (before ?? after)?.toLowerCase(),
  limit: limit + 1,
})

type Order = { backwards: boolean; from: string | undefined; limit: number }

async function idsOf(db: Db, { where, dense, months, walk }: Way, { backwards, from, limit }: Order): Promise<string[]> {
  const direction = backwards ? sql`desc` : sql`asc`
  const beyond = from === undefined ? sql`` : backwards ? sql`and id < ${from}::uuid` : sql`and id > ${from}::uuid`
  const first = async (source: RawBuilder<unknown>, also: RawBuilder<unknown>) =>
    (await sql<{ id: string }>`${source} ${also} order by id ${direction} limit ${limit}`.execute(db)).rows.map((row) => row.id)

  if (!dense) return first(sql`select id from activity_reports where ${where}`, beyond)
  if (months) {
    const ofMonth = sql`select id from activity_reports where ${where} and month = m ${beyond} order by id ${direction} limit ${limit}`
    return first(sql`select id from unnest(${months}::text[]) m cross join lateral (${ofMonth}) r`, sql``)
  }
  const near = sql`select id from (select * from activity_reports where ${dense} ${beyond} order by id ${direction} limit ${walk}) near`
  const ids = walk > 0 ? await first(near, sql`where ${where}`) : []
  if (ids.length === limit) return ids
  return first(
    sql`with matching as materialized (select id from activity_reports where ${where} ${beyond}) select id from matching`,
    sql``,
  )
}
