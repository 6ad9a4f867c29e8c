/** The plan's lists as rows are shown and checked against them. Kept in memory until the plan's tables say that something changed. */
import { sql } from 'kysely'
import type { Db } from '../../../core/database.ts'
import { loadPlanLists } from '../queries.ts'
import { indexLists, type Lists } from '../rules/lists.ts'

const kept = new Map<number, { mark: string; lists: Lists }>()
const plansKept = 20

/** The lists of a plan, with their index. */
export async function listsOf(db: Db, planId: number): Promise<Lists> {
  const mark = await markOf(db, planId)
  const known = kept.get(planId)
  if (known?.mark === mark) return known.lists
  const lists = indexLists(await loadPlanLists(db, planId))
  kept.delete(planId)
  kept.set(planId, { mark, lists })
  if (kept.size > plansKept) kept.delete(kept.keys().next().value!)
  return lists
}

const tables = [
  'plan_lists',
  'plan_sectors',
  'plan_indicators',
  'plan_places',
  'plan_organisations',
  'plan_mechanisms',
  'plan_proportions',
]

/** Every write gives its rows a new transaction and command number, so these sums change with any of them. */
async function markOf(db: Db, planId: number): Promise<string> {
  const marks = [
    ...tables.map(
      (t) =>
        `(select count(*) || ':' || coalesce(sum(xmin::text::bigint * 31 + cmin::text::bigint), 0) from ${t} where plan_id = $plan)`,
    ),
    `(select xmin || ':' || cmin from plans where id = $plan)`,
  ]
  const { rows } = await sql<{
    mark: string
  }>`select ${sql.raw(marks.join(` || ' ' || `).replaceAll('$plan', String(Math.trunc(planId))))} as mark`.execute(db)
  return rows[0]?.mark ?? ''
}
