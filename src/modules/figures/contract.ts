/** Numbers with their scope, method, moment and way down to the rows. */
import { z } from 'zod'
import { Include } from '../activities/contract.ts'
import { Method, Month } from '../plan/contract.ts'

export const By = z.enum(['country', 'admin1', 'sector', 'organisation', 'month', 'population', 'age-gender'])
export type By = z.infer<typeof By>

/** What is counted. people = direct, by method; trained and audience (outputs) are always apart; countries/organisations/rows are distinct counts. */
export const Measure = z.enum([
  'people',
  'countries',
  'organisations',
  'rows',
  'trained',
  'output',
  'cash-people',
  'cash-value',
  'share',
])
export type Measure = z.infer<typeof Measure>

export const FigureScope = z.object({
  from: Month,
  until: Month,
  include: Include.default('accepted'),
  country: z.string().optional(),
  admin1: z.string().optional(),
  sector: z.coerce.number().int().optional(),
  organisation: z.coerce.number().int().optional(),
  indicator: z.coerce.number().int().optional(),
})
export type FigureScope = z.infer<typeof FigureScope>

/** A method by name, or `stored`: for each country the one its plan stores. */
export const ReachedMethod = z.union([Method, z.literal('stored')])
export type ReachedMethod = z.infer<typeof ReachedMethod>

/** A figure by reference: what a report's text holds instead of a number. `method: stored` = the method stored for each country. */
export const FigureReference = FigureScope.extend({
  measure: Measure,
  method: ReachedMethod.default('stored'),
  of: z.enum(['all', 'sector']).optional().meta({ description: 'Of a share: all people of the period, or those of its sector.' }),
})
export type FigureReference = z.infer<typeof FigureReference>
/** As written by hand: what has a default may be left out. */
export type FigureAsked = z.input<typeof FigureReference>

export const Figure = z
  .object({
    reference: FigureReference,
    value: z.number(),
    unit: z.string().meta({ description: 'Message key of the unit.' }),
    rows: z.int().meta({ description: 'Rows behind it.' }),
    countries: z.array(z.string()),
    countedAt: z.string(),
    link: z.string().optional().meta({ description: 'The grid with the rows behind it.' }),
  })
  .meta({ id: 'Figure' })
export type Figure = z.infer<typeof Figure>

/** A table of people reached: one line per key, one value per method asked, with total computed over the lines' parts. */
export const Reached = z
  .object({
    plan: z.string(),
    scope: FigureScope,
    by: By,
    methods: z.array(ReachedMethod),
    lines: z.array(z.object({ key: z.string(), name: z.string(), values: z.array(z.number()), rows: z.int() })),
    total: z.array(z.number()),
    range: z
      .object({ least: z.number(), most: z.number() })
      .meta({ description: 'Smallest and largest total between the methods.' }),
    countedAt: z.string(),
  })
  .meta({ id: 'Reached' })
export type Reached = z.infer<typeof Reached>

/** What the dashboard shows, in one answer. */
export const Dashboard = z
  .object({
    plan: z.string(),
    scope: FigureScope,
    method: z.string(),
    people: z.number(),
    range: z.object({ least: z.number(), most: z.number() }),
    rows: z.int(),
    countries: z.array(z.object({ code: z.string(), name: z.string(), people: z.number(), hosted: z.number().nullable() })),
    sectors: z.array(z.object({ id: z.int(), name: z.string(), look: z.string(), people: z.number(), countries: z.int() })),
    months: z.array(z.object({ month: Month, people: z.number() })),
    ageGender: z.record(z.string(), z.number()),
    population: z.record(z.string(), z.number()),
    trained: z.number(),
    output: z.number(),
    cashPeople: z.number(),
    cashValueUsd: z.number(),
    countedAt: z.string(),
  })
  .meta({ id: 'Dashboard' })
export type Dashboard = z.infer<typeof Dashboard>

export const Snapshot = z
  .object({
    id: z.uuid(),
    label: z.string(),
    firstMonth: Month,
    lastMonth: Month,
    takenAt: z.string(),
    takenBy: z.string(),
    content: z.unknown(),
  })
  .meta({ id: 'Snapshot' })
export type Snapshot = z.infer<typeof Snapshot>
export const NewSnapshot = z
  .object({
    id: z.uuid(),
    label: z.string().trim().min(1).max(200),
    firstMonth: Month,
    lastMonth: Month,
    include: Include.default('accepted'),
  })
  .meta({ id: 'NewSnapshot' })
export type NewSnapshot = z.infer<typeof NewSnapshot>
export const SnapshotHead = Snapshot.omit({ content: true }).meta({ id: 'SnapshotHead' })
