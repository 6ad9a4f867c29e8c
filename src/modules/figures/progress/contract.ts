/** Planned against reported: what partners published as their targets, beside what was accepted of their reports. */
import { z } from 'zod'
import { Kind, Method, Month } from '../../plan/contract.ts'

export const ProgressBy = z.enum(['sector', 'country', 'admin1', 'organisation', 'indicator', 'month'])
export type ProgressBy = z.infer<typeof ProgressBy>

const filters = {
  country: z.string().max(60).optional(),
  sector: z.coerce.number().int().max(2_147_483_647).optional(),
  organisation: z.coerce.number().int().max(2_147_483_647).optional(),
}
export const ProgressScope = z.object({ from: Month.optional(), until: Month.optional(), ...filters })
export type ProgressScope = z.infer<typeof ProgressScope>

const Pair = z.object({ planned: z.number(), reported: z.number() })

/** Money beside people: asked and given. */
const Money = z.object({
  required: z.string().meta({ description: 'USD, two digits after the point.' }),
  contributed: z.string(),
  coverage: z.number().nullable(),
})

/** A line of the table. People across sectors are counted by the plan's method on both sides; of one sector or indicator they are added. */
export const ProgressLine = z
  .object({
    key: z.string().meta({ description: 'Place code, number of the sector, organisation or indicator, or month.' }),
    name: z.string(),
    look: z.string().optional(),
    activities: z.int().meta({ description: 'Planned.' }),
    silent: z.int().meta({ description: 'Planned activities of which nothing was accepted.' }),
    rows: z.int().meta({ description: 'Reports accepted.' }),
    unplanned: z.int().meta({ description: 'Of these, reports of work that nobody planned there.' }),
    people: Pair.extend({
      comparable: z.number().meta({
        description:
          'Reported, counted over the whole period at once as the targets are: what the share is taken of. The method month by month gives `reported`.',
      }),
      expected: z.number().meta({ description: 'What would be reached at an even pace.' }),
    }),
    trained: Pair,
    output: Pair,
    cash: Pair.meta({ description: 'Value of cash transfers, USD.' }),
    money: Money.nullable().meta({
      description: 'Along sectors, countries and organisations, of the whole plan; null where filters narrow it.',
    }),
  })
  .meta({ id: 'ProgressLine' })
export type ProgressLine = z.infer<typeof ProgressLine>

/** How much of the plan's time has passed: months that were due, of all its months. */
export const Pace = z.object({
  passed: z.int(),
  months: z.int(),
  share: z.number(),
  month: Month.nullable().meta({ description: 'The last month that was due.' }),
})
export type Pace = z.infer<typeof Pace>

export const Progress = z
  .object({
    plan: z.string(),
    version: z
      .int()
      .nullable()
      .meta({ description: 'The published version whose targets these are; null: nothing is published yet.' }),
    by: ProgressBy,
    scope: z.object({ from: Month, until: Month, ...filters }),
    method: z.union([Method, z.literal('stored')]),
    pace: Pace,
    lines: z.array(ProgressLine),
    total: ProgressLine,
    countedAt: z.string(),
  })
  .meta({ id: 'Progress' })
export type Progress = z.infer<typeof Progress>

/** `silent`: planned, nothing accepted; `unplanned`: reported, not planned; `behind`: below the even pace; `above`: beyond the target. */
export const Show = z.enum(['all', 'silent', 'unplanned', 'behind', 'above'])
export type Show = z.infer<typeof Show>

/** One organisation × place × indicator: what it planned, what was accepted of it. */
export const ActivityProgress = z
  .object({
    organisation: z.object({ id: z.int(), name: z.string() }),
    country: z.string(),
    admin1: z.string().nullable(),
    place: z.string(),
    sector: z.int().nullable(),
    indicator: z.object({ id: z.int(), name: z.string() }),
    kind: Kind.nullable(),
    title: z.string(),
    activities: z.int(),
    rows: z.int(),
    lastMonth: Month.nullable(),
    people: Pair,
    trained: Pair,
    output: Pair,
    cash: Pair,
    done: z
      .number()
      .nullable()
      .meta({ description: 'Reported ÷ planned of what its indicator counts: people, people trained or outputs.' }),
  })
  .meta({ id: 'ActivityProgress' })
export type ActivityProgress = z.infer<typeof ActivityProgress>

export const ActivityProgressPage = z
  .object({
    lines: z.array(ActivityProgress),
    next: z.string().nullable().meta({ description: 'Goes on after the last line, as `after`.' }),
    pace: Pace,
  })
  .meta({ id: 'ActivityProgressPage' })
export type ActivityProgressPage = z.infer<typeof ActivityProgressPage>
