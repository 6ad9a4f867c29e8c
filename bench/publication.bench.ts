/** Publishing a year of twenty thousand activities, asking first what it would do, and comparing two versions of it. */
import { sql } from 'kysely'
import { operator } from '../src/core/access.ts'
import type { Context } from '../src/core/context.ts'
import type { Db } from '../src/core/database.ts'
import { getPlan } from '../src/modules/plan/queries.ts'
import { differenceOf } from '../src/modules/plan/versions/difference.ts'
import { openRevision, previewPublication, publishVersion } from '../src/modules/plan/versions/publishing.ts'
import { findEdition } from '../src/modules/plan/versions/rows.ts'
import { plantYear } from '../test/year.ts'
import type { Bench } from './tools.ts'

const bench: Bench = {
  name: 'publication',
  run: async ({ db: open }) => {
    const trx = await open.startTransaction().execute()
    const db = trx as unknown as Db
    const ctx: Context = { db, actor: operator, accessChecked: true, language: 'es', requestId: 'bench' }
    try {
      const { code } = await plantYear(db, { code: 'bench-publication' })
      const plan = await getPlan(db, code)
      const preview = await timed(() => previewPublication(ctx, code))
      const publishing = await timed(() => publishVersion(ctx, code, 1, { agreedDifferences: true }))
      await openRevision(ctx, code, { note: {} })
      await sql`update plan_activities set state = 'approved', in_kind_usd = coalesce(in_kind_usd, 0) + 1 where plan_id = ${plan.id} and right(id::text, 1) = '7'`.execute(
        db,
      )
      const until = await findEdition(db, plan.id, 2)
      const comparing = await timed(() => differenceOf(ctx, plan, until, { limit: 100 }))
      const plain = await timed(() =>
        sql`create temp table plain on commit drop as select * from published_activities where plan_id = ${plan.id}`.execute(db),
      )
      const reference = { what: 'its rows copied to a table without an index', value: plain }
      return [
        { what: 'what publishing would do', value: preview, unit: 'ms', target: 1000 },
        { what: 'publishing 20 000 activities', value: publishing, unit: 'ms', target: 2000, reference },
        { what: 'what changed since, first page', value: comparing, unit: 'ms', target: 1000 },
      ]
    } finally {
      await trx.rollback().execute()
    }
  },
}
export default bench

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}
