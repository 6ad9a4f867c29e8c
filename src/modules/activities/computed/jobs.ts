/** Computed rows follow what is delivered within seconds: not ordered with each delivery, which would make one hot row of the order. */
import type { Jobs } from '../../../core/jobs.ts'
import { computeRows } from './compute.ts'
import { hasNews } from './queries.ts'

export const computedJobs: Jobs = {
  'activities.compute': { run: async (ctx) => void (await computeRows(ctx)), everySeconds: 3, hasWork: hasNews },
}
