/** A plan at a glance: people, activities by state as their reader may see them, money asked, versions. */
import { sql } from 'kysely'
import { may, visible } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { asReader } from '../../../core/database.ts'
import { loadCrisisPlan } from '../areas/queries.ts'
import { getPlan } from '../queries.ts'
import type { PlanSummary } from './contract.ts'
import { listVersions } from './queries.ts'
import { peopleByCountry } from './sums.ts'

export async function planSummary(ctx: Context, code: string): Promise<PlanSummary> {
  visible(ctx, 'plan.read')
  const { db } = ctx
  const plan = await getPlan(db, code)
  const versions = await listVersions(db, plan.id)
  const countries = await peopleByCountry(db, { planId: plan.id, number: 1, isOpen: true, last: 0 })
  const sum = (what: 'need' | 'target') => {
    const numbers = countries.flatMap((country) => country[what] ?? [])
    return { people: numbers.reduce((a, b) => a + b, 0), countries: numbers.length }
  }
  return {
    need: sum('need'),
    target: sum('target'),
    states: await statesOf(ctx, plan.id),
    open: versions.find((version) => version.isOpen) ?? null,
    published: versions.find((version) => !version.isOpen) ?? null,
    areas: (await loadCrisisPlan(db, plan.id)).totals,
  }
}

/** Nothing for those who see nothing of what is planned before it is published. */
async function statesOf(ctx: Context, planId: number): Promise<PlanSummary['states']> {
  if (!may(ctx, 'submission.read')) return []
  return asReader(ctx.db, visible(ctx, 'submission.read'), async (db) => {
    const { rows } = await sql<PlanSummary['states'][number]>`
      select state, count(*) as activities, coalesce(sum(coalesce(in_kind_usd, 0) + coalesce(cash_usd, 0)), 0) as required_usd
      from plan_activities where plan_id = ${planId} group by state`.execute(db)
    return rows
  })
}
