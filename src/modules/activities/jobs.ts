/** What happens later in this room: files are taken in, sums are folded. */
import type { Jobs } from '../../core/jobs.ts'
import { computedJobs } from './computed/jobs.ts'
import { deskJobs } from './desk/jobs.ts'
import { markImport } from './desk/targets-of-import.ts'
import { orderLeftImports } from './imports/actions.ts'
import { takeInApart } from './imports/apart.ts'

export const jobs: Jobs = {
  ...deskJobs,
  ...computedJobs,
  'activities.import': {
    run: async ({ db }, { id }) => {
      await takeInApart(db, String(id))
      await markImport(db, String(id))
    },
  },
  'activities.import-left': { run: ({ db }) => orderLeftImports(db), every: '*/10 * * * *' },
}
