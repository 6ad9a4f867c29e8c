/** What happens later in this room. */
import type { Jobs } from '../../core/jobs.ts'
import { duplicateJobs } from './duplicates/jobs.ts'
import { importJobs } from './imports/jobs.ts'
import { retentionJobs } from './privacy/retention.ts'

export const peopleJobs: Jobs = { ...duplicateJobs, ...importJobs, ...retentionJobs }
