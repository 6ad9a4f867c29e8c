/** The words of what waits among the people: how many of each, and nobody's name. */
import { z } from 'zod'

const Waiting = z
  .object({ n: z.int(), isMore: z.boolean().meta({ description: 'There are more than were counted.' }) })
  .meta({ id: 'Waiting', description: 'Counted to 1000 and no further.' })
const managed = 'null: not for the asker to decide.'

export const PeopleWaiting = z
  .object({
    conflicts: Waiting.meta({ description: 'Households of which two versions stand.' }),
    duplicates: Waiting.nullable().meta({ description: `Pairs of records that may be one person. ${managed}` }),
    over: Waiting.nullable().meta({ description: `Households whose time is over within 30 days. ${managed}` }),
    withdrawn: Waiting.nullable().meta({
      description: `Households, and single persons of others, that are erased because the consent was taken back. ${managed}`,
    }),
  })
  .meta({ id: 'PeopleWaiting' })
export type PeopleWaiting = z.infer<typeof PeopleWaiting>
