/** What happens later in a review: people are reminded every morning, and told at once what came back to them. */
import type { Jobs } from '../../../core/jobs.ts'
import { remindAll, tellReturned } from './reminders.ts'

const today = (): string => new Date().toISOString().slice(0, 10)

export const reviewJobs: Jobs = {
  // Seven in the morning in Quito and Bogotá.
  'plan.remind': { run: (ctx) => remindAll(ctx, today()), every: '0 12 * * *' },
  'plan.tell-returned': { run: (ctx, { batch }) => tellReturned(ctx, String(batch), today()) },
}
