/** The words of asking after people: who did so how often. */
import { z } from 'zod'

export const Lookups = z
  .object({
    by: z.string(),
    byName: z.string(),
    hour: z.string().meta({ description: 'When the hour began.' }),
    asked: z.int().meta({
      description:
        'Searches, persons held against those kept, questions whether something was given. What was asked is not kept.',
    }),
    isStopped: z.boolean().meta({ description: 'Beyond the most of an hour: further questions were not answered.' }),
  })
  .meta({ id: 'Lookups' })
export type Lookups = z.infer<typeof Lookups>
