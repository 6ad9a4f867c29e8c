/** The monthly 5W: one row = one activity × organisation × place × indicator × month. The words of imports, the grid, the rules and the API. */
import { z } from 'zod'
import { Kind, Month } from '../plan/contract.ts'

/** The columns of a row, in the order of the official workbook. */
export const columns = [
  'country',
  'admin1',
  'admin2',
  'organisation',
  'throughPartner',
  'implementer',
  'month',
  'sector',
  'indicator',
  'title',
  'description',
  'covid19',
  'inPlan',
  'isCash',
  'cashValueUsd',
  'cashMechanism',
  'outputQuantity',
  'peopleInMonth',
  'newPeople',
  'inDestination',
  'inTransit',
  'hostCommunity',
  'pendular',
  'returnees',
  'girls',
  'boys',
  'women',
  'men',
  'otherUnder18',
  'otherAdult',
] as const
export type Column = (typeof columns)[number]
export const ColumnName = z.enum(columns)

export const populationColumns = ['inDestination', 'inTransit', 'hostCommunity', 'pendular', 'returnees'] as const
export const ageGenderColumns = ['girls', 'boys', 'women', 'men', 'otherUnder18', 'otherAdult'] as const
export const numberColumns = [
  'cashValueUsd',
  'outputQuantity',
  'peopleInMonth',
  'newPeople',
  ...populationColumns,
  ...ageGenderColumns,
] as const
export const yesNoColumns = ['throughPartner', 'covid19', 'inPlan', 'isCash'] as const

export const State = z.enum(['draft', 'submitted', 'returned', 'accepted', 'locked'])
export type State = z.infer<typeof State>
/** Which rows a figure counts: accepted = accepted and locked; submitted adds submitted; drafts = every row read. */
export const Include = z.enum(['accepted', 'submitted', 'drafts'])
export type Include = z.infer<typeof Include>
export const statesIn: Record<Include, readonly State[]> = {
  accepted: ['accepted', 'locked'],
  submitted: ['accepted', 'locked', 'submitted'],
  drafts: ['accepted', 'locked', 'submitted', 'returned', 'draft'],
}

const text = z.string().max(20_000).nullable()
const number = z
  .number()
  .nullable()
  .meta({ description: 'Kept exactly as written, fractions too; a finding says where a whole number is due.' })
const yesNo = z.boolean().nullable()

/** The cells of a row, placed: names are codes and ids. null = empty or not known; what was written then stands in `asWritten`. */
export const Cells = z
  .object({
    country: text,
    admin1: text,
    admin2: text,
    organisation: z.int().nullable(),
    throughPartner: yesNo,
    implementer: z.int().nullable(),
    month: Month.nullable(),
    sector: z.int().nullable(),
    indicator: z.int().nullable(),
    title: text,
    description: text,
    covid19: yesNo,
    inPlan: yesNo,
    isCash: yesNo,
    cashValueUsd: number,
    cashMechanism: z.int().nullable(),
    outputQuantity: number,
    peopleInMonth: number,
    newPeople: number,
    inDestination: number,
    inTransit: number,
    hostCommunity: number,
    pendular: number,
    returnees: number,
    girls: number,
    boys: number,
    women: number,
    men: number,
    otherUnder18: number,
    otherAdult: number,
  })
  .meta({ id: 'ActivityCells' })
export type Cells = z.infer<typeof Cells>

export const AsWritten = z
  .partialRecord(ColumnName, z.string())
  .meta({ id: 'AsWritten', description: 'Column → the text of a cell that could not be placed.' })
export type AsWritten = z.infer<typeof AsWritten>

/** blocking: the row contradicts itself or its plan and is not counted until mended. review: a question to a person. */
export const Severity = z.enum(['blocking', 'review'])
export const blockingCodes = [
  'place-missing',
  'place-unknown',
  'organisation-missing',
  'organisation-unknown',
  'setup-missing',
  'implementer-missing',
  'implementer-unknown',
  'implementer-unexpected',
  'month-missing',
  'what-missing',
  'indicator-unknown',
  'cash-value-missing',
  'cash-mechanism-missing',
  'cash-unexpected',
  'multipurpose-not-cash',
  'people-missing',
  'new-above-total',
  'population-breakdown',
  'age-gender-breakdown',
  'trained-missing',
  'output-missing',
  'cell-unreadable',
  'negative',
  'month-outside-plan',
] as const
export const reviewCodes = [
  'not-whole-number',
  'duplicate-row',
  'children-missing',
  'output-unexpected',
  'above-target',
  'outlier',
  'mechanism-unknown',
  'admin2-unknown',
  'kind-unknown',
  'name-new',
  'also-computed',
] as const
export const FindingCode = z.enum([...blockingCodes, ...reviewCodes])
export type FindingCode = z.infer<typeof FindingCode>
export const severityOf = (code: FindingCode): z.infer<typeof Severity> =>
  (blockingCodes as readonly string[]).includes(code) ? 'blocking' : 'review'

/** What a rule says about a row. The sentence: messages key `activities.finding.<code>` with `values`. */
export const Finding = z
  .object({
    code: FindingCode,
    cells: z.array(ColumnName),
    values: z
      .record(z.string(), z.union([z.string(), z.number()]))
      .meta({ description: 'For the sentence: sum, expected, written, suggestion …' }),
  })
  .meta({ id: 'Finding' })
export type Finding = z.infer<typeof Finding>

export const ActivityRow = z
  .object({
    id: z.uuid(),
    state: State,
    cells: Cells,
    asWritten: AsWritten,
    kind: Kind.nullable(),
    findings: z.array(Finding),
    isBlocked: z.boolean(),
    corrects: z.uuid().nullable(),
    importId: z.uuid().nullable(),
    rowNumber: z.int().nullable(),
    version: z.int(),
    enteredAt: z.string(),
    changedAt: z.string(),
    comments: z.int(),
    line: z
      .int()
      .nullable()
      .meta({ description: 'Worked out from the deliveries of this line: its numbers follow the entries.' }),
    may: z.object({
      edit: z.boolean(),
      describe: z.boolean().meta({ description: 'Title and description, also where the numbers are computed.' }),
      review: z.boolean(),
    }),
  })
  .meta({ id: 'ActivityRow' })
export type ActivityRow = z.infer<typeof ActivityRow>

/** The filter of the grid, of exports and of bulk steps: all of it lives in the address of the screen. */
export const ActivityFilter = z.object({
  country: z.string().optional(),
  admin1: z.string().optional(),
  organisation: z.coerce.number().int().optional(),
  month: Month.optional(),
  from: Month.optional(),
  until: Month.optional(),
  sector: z.coerce.number().int().optional(),
  indicator: z.coerce.number().int().optional(),
  kind: Kind.optional(),
  state: State.optional(),
  include: Include.optional().meta({
    description: 'Rows that a figure counts: accepted = accepted and locked; submitted adds submitted.',
  }),
  finding: z.string().optional().meta({ description: 'A finding code, or `any` (blocking), or `none`.' }),
  importId: z.uuid().optional(),
  computed: z.enum(['yes', 'no']).optional().meta({ description: 'Only rows worked out from deliveries, or only others.' }),
  words: z.string().max(200).optional(),
})
export type ActivityFilter = z.infer<typeof ActivityFilter>

/** Pages by key: `after`/`before` are row ids; `last=true` opens the end. `total` comes from the sums when the filter allows, else null beyond 10 000. */
export const ActivityQuery = ActivityFilter.extend({
  after: z.uuid().optional(),
  before: z.uuid().optional(),
  last: z.stringbool().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})
export const Sums = z
  .partialRecord(z.enum(numberColumns), z.number())
  .meta({ id: 'ActivitySums', description: 'Direct rows only; peopleInMonth only when the filter holds one month.' })
export const ActivityPage = z
  .object({
    rows: z.array(ActivityRow),
    first: z.uuid().nullable(),
    last: z.uuid().nullable(),
    hasEarlier: z.boolean(),
    hasLater: z.boolean(),
    total: z.int().nullable(),
    withFindings: z.int().nullable(),
    sums: Sums,
  })
  .meta({ id: 'ActivityPage' })
export type ActivityPage = z.infer<typeof ActivityPage>
