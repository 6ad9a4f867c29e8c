/** What happens later in this room. */
import type { Jobs } from '../../core/jobs.ts'

export const deliveryJobs: Jobs = {}
