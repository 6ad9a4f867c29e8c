/** What happens later at the desk: sums are folded, and open rows are checked again after lists changed. */
import type { Jobs } from '../../../core/jobs.ts'
import { foldSums } from '../sums.ts'
import { recheckPlan } from './recheck.ts'

export const deskJobs: Jobs = {
  'activities.fold': { every: '* * * * *', run: ({ db }) => foldSums(db) },
  'activities.recheck': { run: async (ctx, { planId }) => void (await recheckPlan(ctx, Number(planId))) },
}
