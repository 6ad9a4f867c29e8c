/** What waits for somebody who meets people, as numbers: by indexes, each counted to a thousand and no further. No name is read, so no reading is noted. */
import { type RawBuilder, sql } from 'kysely'
import { may, type Reach, visible } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { asReader, type Db } from '../../../core/database.ts'
import { standsOpen } from '../duplicates/queue.ts'
import { listWithdrawn } from '../privacy/withdrawn.ts'
import { inReach, organisationsIn } from '../search/reach.ts'
import type { PeopleWaiting } from './contract.ts'
import { overSoon } from './over.ts'

const most = 1000
const counted = (n: number) => ({ n: Math.min(n, most), isMore: n > most })

/** Versions are decided by whoever writes people; pairs and erasures by whoever manages them. */
export async function countWaiting(ctx: Context): Promise<PeopleWaiting> {
  const writes = visible(ctx, 'people.write')
  const conflicts = counted(await count(ctx.db, writes, openConflicts(writes)))
  if (!may(ctx, 'people.manage')) return { conflicts, duplicates: null, over: null, withdrawn: null }
  const reach = visible(ctx, 'people.manage')
  const withdrawn = await listWithdrawn(ctx.db, reach, most + 1)
  const whole = withdrawn.flatMap((h) => (h.person === null ? h.id : []))
  return {
    conflicts,
    duplicates: counted(await count(ctx.db, reach, openPairs(reach))),
    over: counted(await count(ctx.db, reach, await overSoon(ctx.db, reach, { most: most + 1, except: whole }))),
    withdrawn: counted(withdrawn.length),
  }
}

const count = (db: Db, reach: Reach, lines: RawBuilder<unknown>): Promise<number> =>
  asReader(db, reach, async (reader) => {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from (${lines} limit ${most + 1}) lines`.execute(reader)
    return rows[0]!.n
  })

/** Said once more beside row security, so that the index on the organisation is used. */
function ofOrganisations(reach: Reach, table: string): RawBuilder<boolean> {
  const organisations = organisationsIn(reach)
  return organisations === undefined ? sql`true` : sql`${sql.ref(`${table}.organisation_id`)} = any(${organisations}::int[])`
}

const openConflicts = (reach: Reach) =>
  sql`select from household_conflicts c where c.settled_at is null and ${ofOrganisations(reach, 'c')} and ${inReach(reach, 'c')}`

const openPairs = (reach: Reach) => sql`select from duplicate_pairs d where ${standsOpen} and ${ofOrganisations(reach, 'd')}`
