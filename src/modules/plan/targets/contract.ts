/** The target check: what partners plan to reach beside the people in need, cell by cell. */
import { z } from 'zod'
import { Age, Level } from '../needs/contract.ts'

/** Refugees and migrants who stay; host communities; and whoever is on the move: in transit, pendular, returnees. */
export const Population = z.enum(['destination', 'host', 'moving'])
export type Population = z.infer<typeof Population>
/** `all` also counts whoever is neither a girl, a boy, a woman nor a man. */
export const CheckedAge = z.enum(['all', ...Age.options])
export type CheckedAge = z.infer<typeof CheckedAge>

export type CheckedCell = `${Population}_${CheckedAge}`
/** The 15 cells, population by population, in this order wherever numbers stand in a row. */
export const checkedCells: readonly CheckedCell[] = Population.options.flatMap((p) =>
  CheckedAge.options.map((a): CheckedCell => `${p}_${a}`),
)
const Fifteen = z
  .array(z.number())
  .length(15)
  .meta({ description: `In this order: ${checkedCells.join(', ')}.` })

/** Which activities count: all that were not withdrawn, or only those that were sent. */
export const Counts = z.enum(['all', 'submitted'])
export type Counts = z.infer<typeof Counts>

/** One organisation's part in a line; `id` null: all those whom the reader may not see, together. */
export const Contribution = z.object({
  id: z.int().nullable(),
  name: z.string(),
  activities: z.int(),
  people: Fifteen,
})
export type Contribution = z.infer<typeof Contribution>

/** One area × sector. `above`: the cells in which more people are planned than are in need. */
export const CheckedLine = z
  .object({
    country: z.string(),
    countryName: z.string(),
    level: Level,
    place: z.string(),
    placeName: z.string(),
    sector: z.int(),
    sectorName: z.string(),
    look: z.string(),
    activities: z.int(),
    target: Fifteen,
    need: Fifteen,
    isStated: z
      .boolean()
      .meta({ description: 'The plan states people in need for this area and sector; where it states none, the need is 0.' }),
    above: z.array(
      z.object({
        cell: z.enum(checkedCells as [CheckedCell, ...CheckedCell[]]),
        target: z.number(),
        need: z.number(),
        above: z.number(),
      }),
    ),
    organisations: z
      .array(Contribution)
      .meta({ description: 'Of a line with cells above need: who contributes, the most people first.' }),
  })
  .meta({ id: 'CheckedLine' })
export type CheckedLine = z.infer<typeof CheckedLine>

export const CheckedCountry = z.object({
  code: z.string(),
  name: z.string(),
  lines: z.int(),
  above: z.int().meta({ description: 'Lines with a cell above need.' }),
  cells: z.int().meta({ description: 'Cells above need.' }),
})

export const TargetCheck = z
  .object({
    plan: z.string(),
    counts: Counts,
    hasNeeds: z.boolean().meta({ description: 'Without people in need nothing can be checked.' }),
    countries: z.array(CheckedCountry),
    lines: z.array(CheckedLine),
    unchecked: z
      .array(
        z.object({
          country: z.string(),
          countryName: z.string(),
          sector: z.int(),
          sectorName: z.string(),
          activities: z.int(),
          people: z.number(),
        }),
      )
      .meta({ description: 'Sectors for which the plan states no people in need anywhere in the country.' }),
    countedAt: z.string(),
  })
  .meta({ id: 'TargetCheck' })
export type TargetCheck = z.infer<typeof TargetCheck>

/** Which lines are answered; the countries are always counted whole. */
export const LinesAsked = z.enum(['above', 'all', 'none'])
export type LinesAsked = z.infer<typeof LinesAsked>
export const CheckAsked = z.object({
  country: z.string().max(60).optional(),
  sector: z.coerce.number().int().max(2_147_483_647).optional(),
  counts: Counts.default('all'),
})
export type CheckAsked = z.infer<typeof CheckAsked>

export const LineAsked = z.object({
  country: z.string().max(60),
  level: Level,
  place: z.string().max(60),
  sector: z.coerce.number().int().max(2_147_483_647),
  counts: Counts.default('all'),
})
export type LineAsked = z.infer<typeof LineAsked>

/** The activities behind a line, the most people first. What the reader may not see is one number. */
export const Contributors = z
  .object({
    activities: z.array(
      z.object({
        id: z.uuid(),
        organisation: z.string(),
        title: z.string(),
        state: z.string(),
        place: z.string(),
        people: Fifteen,
        share: z.number().meta({ description: 'Of all people the line plans to reach, 0 to 1.' }),
      }),
    ),
    more: z.int().meta({ description: 'Activities of the reader’s reach beyond those listed.' }),
    others: z.object({ activities: z.int(), people: Fifteen, share: z.number() }).nullable(),
  })
  .meta({ id: 'TargetContributors' })
export type Contributors = z.infer<typeof Contributors>
