/** What happens later in this room. */
import type { Jobs } from '../../core/jobs.ts'
import { retentionJobs } from './privacy/retention.ts'

export const peopleJobs: Jobs = { ...retentionJobs }
