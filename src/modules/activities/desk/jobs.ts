/** What happens later at the desk: sums are folded, open rows are checked again after lists changed, rows follow a name that is another's. */
import type { Jobs } from '../../../core/jobs.ts'
import { getPlan } from '../../plan/queries.ts'
import { noteLines } from '../computed/queries.ts'
import { foldSums } from '../sums.ts'
import { mergeRows, readMerge } from './merging.ts'
import { recheckPlan } from './recheck.ts'

export const deskJobs: Jobs = {
  'activities.fold': { every: '* * * * *', run: ({ db }) => foldSums(db) },
  'activities.recheck': {
    run: async (ctx, { plan }) => {
      const { id } = await getPlan(ctx.db, String(plan))
      await recheckPlan(ctx, id)
      await noteLines(ctx.db, id)
    },
  },
  'activities.merge': { run: async (ctx, payload) => void (await mergeRows(ctx, readMerge(payload))) },
}
