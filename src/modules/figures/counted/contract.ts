/** People counted exactly, once each, beside people reached as the methods estimate them from rows. */
import { z } from 'zod'
import { Include } from '../../activities/contract.ts'
import { Month } from '../../plan/contract.ts'

/** What a table of counted people stands by: each is a grouping in which everybody is counted once. */
export const CountedBy = z.enum([
  'country',
  'admin1',
  'sector',
  'organisation',
  'month',
  'group',
  'age-gender',
  'group-age-gender',
  'country-sector',
  'country-month',
  'country-organisation',
  'country-group',
  'country-age-gender',
  'sector-month',
  'sector-organisation',
  'sector-group',
  'sector-age-gender',
  'organisation-month',
  'country-sector-month',
])
export type CountedBy = z.infer<typeof CountedBy>

export const CountedScope = z.object({
  month: Month.optional(),
  year: z
    .string()
    .regex(/^\d{4}$/)
    .optional(),
  from: Month.optional(),
  until: Month.optional(),
  include: Include.default('drafts').meta({ description: 'Of the rows beside it; entries have no state.' }),
  country: z.string().max(60).optional(),
  admin1: z.string().max(60).optional(),
  sector: z.coerce.number().int().optional(),
  organisation: z.coerce.number().int().optional(),
})
export type CountedScope = z.infer<typeof CountedScope>
export type CountedAsked = z.input<typeof CountedScope>

const hidden = 'null: fewer than five, or it would show another that is'
export const Counted = z
  .object({
    plan: z.string(),
    by: CountedBy,
    sides: z.array(z.string()).meta({ description: 'What the keys of a line are, in their order.' }),
    scope: z.object({
      from: Month,
      until: Month,
      include: Include,
      country: z.string().optional(),
      admin1: z.string().optional(),
      sector: z.int().optional(),
      organisation: z.int().optional(),
    }),
    lines: z.array(
      z.object({
        keys: z.array(z.string()),
        names: z.array(z.string()),
        people: z
          .int()
          .nullable()
          .meta({ description: `Distinct persons; ${hidden}.` }),
        grouped: z.int().nullable().meta({
          description: 'New people of counted groups, whom nobody registered: apart, since they may be the same people again.',
        }),
        estimated: z.number().nullable().meta({
          description:
            'By the stored method, from the rows; null where a table of this shape is not estimated, or where the number beside it is hidden.',
        }),
        link: z.string().nullable().meta({ description: 'The computed rows behind it.' }),
      }),
    ),
    people: z
      .int()
      .nullable()
      .meta({ description: 'Distinct persons in all; null: a number that is not kept over several months, or hidden.' }),
    grouped: z.int().nullable(),
    hidden: z.int().meta({ description: 'How many numbers are hidden.' }),
    estimated: z.object({
      method: z.string(),
      people: z.number().nullable().meta({ description: 'null, with its range: the number beside it is hidden.' }),
      least: z.number().nullable(),
      most: z.number().nullable(),
      aggregatedShare: z.number().nullable().meta({
        description:
          'Of the new people that rows report in this scope, those of rows nobody can open to entries. null: nothing is reported.',
      }),
    }),
    countedAt: z.string(),
  })
  .meta({ id: 'CountedPeople' })
export type Counted = z.infer<typeof Counted>
export type CountedLine = Counted['lines'][number]
