/** Which rows of activities a person may see, work on and review. What is still being written is seen only by those who write or review there. */
import { type RawBuilder, sql } from 'kysely'
import { may, type Permission, type Reach, type Thing, visible, within } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { asReader, type Db } from '../../../core/database.ts'
import type { State } from '../contract.ts'

/** `all`: accepted and locked rows are seen here; `drafts`: here rows of every state are seen. */
export type Sight = { all: Reach; drafts: Reach }

const nowhere: Reach = { countries: [], organisations: [] }
const settled: readonly string[] = ['accepted', 'locked'] satisfies State[]

export const isNowhere = (reach: Reach): boolean => reach !== 'all' && reach.countries.length + reach.organisations.length === 0

/** Where a permission is held; nowhere instead of a Problem. */
export const reachOf = (ctx: Context, permission: Permission): Reach =>
  may(ctx, permission) ? visible(ctx, permission) : nowhere

export const sightOf = (ctx: Context): Sight => ({
  all: visible(ctx, 'activities.read'),
  drafts: joined(reachOf(ctx, 'activities.write'), reachOf(ctx, 'activities.review')),
})

const joined = (a: Reach, b: Reach): Reach =>
  a === 'all' || b === 'all'
    ? 'all'
    : {
        countries: [...new Set([...a.countries, ...b.countries])],
        organisations: [...new Set([...a.organisations, ...b.organisations])],
      }

export const sees = (sight: Sight, row: Thing & { state: string }): boolean =>
  within(sight.drafts, row) || (settled.includes(row.state) && within(sight.all, row))

/** The reach as a condition on columns `country` and `organisation_id`; undefined where everything is within it. */
export function inReach(reach: Reach): RawBuilder<unknown> | undefined {
  if (reach === 'all') return undefined
  const parts = [
    ...(reach.countries.length ? [sql`country = any(${reach.countries}::text[])`] : []),
    ...(reach.organisations.length ? [sql`organisation_id = any(${reach.organisations}::int[])`] : []),
  ]
  return parts.length ? sql`(${sql.join(parts, sql` or `)})` : sql`false`
}

/** What somebody sees, as conditions on activity_reports or its sums. */
export function inSight({ all, drafts }: Sight): RawBuilder<unknown>[] {
  if (drafts === 'all') return []
  const open = inReach(drafts)
  const everywhere = inReach(all)
  const settledRows = sql`state in ('accepted', 'locked')`
  if (isNowhere(drafts)) return everywhere ? [everywhere, settledRows] : [settledRows]
  if (all !== 'all' && contains(drafts, all)) return open ? [open] : []
  return [sql`(${open} or (${everywhere ? sql`${everywhere} and ` : sql``}${settledRows}))`]
}

const contains = (outer: Exclude<Reach, 'all'>, inner: Exclude<Reach, 'all'>) =>
  inner.countries.every((c) => outer.countries.includes(c)) && inner.organisations.every((o) => outer.organisations.includes(o))

/** Reads activity_reports under row security: only rows in sight leave the database, whatever the statement says. */
export const asSeer = <T>(db: Db, sight: Sight, work: (db: Db) => Promise<T>): Promise<T> =>
  asReader(db, sight.all, async (trx) => {
    if (!isNarrower(sight)) return work(trx)
    const { countries, organisations } = sight.drafts
    await setDrafts(trx, ['-', ...countries].join(','), organisations.join(','))
    const answer = await work(trx)
    if (db.isTransaction) await setDrafts(trx, '', '')
    return answer
  })

/** Whether there are rows that are seen only once they are accepted. */
const isNarrower = (sight: Sight): sight is Sight & { drafts: Exclude<Reach, 'all'> } =>
  sight.drafts !== 'all' && (sight.all === 'all' || !contains(sight.drafts, sight.all))

const setDrafts = (db: Db, countries: string, organisations: string) =>
  sql`select set_config('senda.draft_countries', ${countries}, true), set_config('senda.draft_organisations', ${organisations}, true)`.execute(
    db,
  )
