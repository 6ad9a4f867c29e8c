/** Whether the plan's activities may be written now, and until when they may be submitted. */
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Db } from '../../../core/database.ts'
import type { Plan } from '../contract.ts'
import type { PlannedWindow } from './contract.ts'

type Found = { number: number; isOpen: boolean; submitBy: string | null; today: string }

/** @param organisationId whose later last day counts, where it has one */
export async function windowOf(db: Db, plan: Pick<Plan, 'id'>, organisationId?: number): Promise<z.infer<typeof PlannedWindow>> {
  const { rows } = await sql<Found>`
    select v.number, v.published_at is null as is_open, coalesce(e.submit_by, v.submit_by) as submit_by, current_date as today
    from plan_versions v left join plan_extensions e on e.plan_id = v.plan_id and e.number = v.number and e.organisation_id = ${organisationId ?? null}
    where v.plan_id = ${plan.id} order by v.number desc limit 1`.execute(db)
  const latest = rows[0]
  if (!latest) return { version: 0, isLocked: false, submitBy: null, isPast: false }
  const { number, isOpen, submitBy, today } = latest
  return {
    version: number,
    isLocked: !isOpen,
    submitBy: isOpen ? submitBy : null,
    isPast: isOpen && submitBy !== null && submitBy < today,
  }
}
