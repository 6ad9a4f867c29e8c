/** The finding `target-above-need` on activities that alone plan more people than are in need: written where cells change, and when the need does. */
import { sql } from 'kysely'
import { type Db, transact } from '../../../core/database.ts'
import type { Jobs } from '../../../core/jobs.ts'
import { getPlan } from '../queries.ts'
import type { ActivityFindingCode } from '../submissions/contract.ts'
import { aboveNeed } from './check.ts'

const code: ActivityFindingCode = 'target-above-need'
const atATime = 1000

/** Of these activities, locked or just written by this transaction. @returns how many were marked, or no longer are */
export async function markAboveNeed(db: Db, planId: number, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0
  const above = [...(await aboveNeed(db, planId, ids)).keys()]
  const { numAffectedRows } = await sql`
    update plan_activities set findings = case when ${code} = any(findings) then array_remove(findings, ${code}) else findings || ${code}::text end
    where id = any(${[...ids]}::uuid[]) and (${code} = any(findings)) <> (id = any(${above}::uuid[]))`.execute(db)
  return Number(numAffectedRows ?? 0)
}

/** The need changed: every activity that is not settled is held against it again, whoever has it now. */
export async function recheckTargets(db: Db, planId: number): Promise<number> {
  let marked = 0
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const ids = await transact(db, async (trx) => {
      const { rows } = await sql<{ id: string }>`
        select id from plan_activities where plan_id = ${planId} and id > ${after}::uuid and state not in ('published', 'withdrawn')
        order by id limit ${atATime} for update`.execute(trx)
      const some = rows.map((row) => row.id)
      marked += await markAboveNeed(trx, planId, some)
      return some
    })
    if (ids.length < atATime) return marked
    after = ids.at(-1)!
  }
}

export const targetJobs: Jobs = {
  'plan.targets.recheck': {
    run: async ({ db }, { plan }) => void (await recheckTargets(db, (await getPlan(db, String(plan))).id)),
  },
}
