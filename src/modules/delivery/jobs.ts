/** What happens later in this room. */
import type { Jobs } from '../../core/jobs.ts'
import { foldDeliveries, hasDifferences } from './ledger/counting.ts'
import { placeAll, placeDeliveries } from './ledger/placing.ts'

export const deliveryJobs: Jobs = {
  'delivery.fold': {
    run: async ({ db }) => void (await foldDeliveries(db)),
    every: '* * * * *',
    everySeconds: 1,
    hasWork: hasDifferences,
  },
  'delivery.place': {
    run: async ({ db }, { service }) =>
      void (await (service === undefined ? placeAll(db) : placeDeliveries(db, Number(service)))),
    every: '20 2 * * *',
  },
}
