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
    may: z.object({ edit: z.boolean(), review: z.boolean() }),
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

export const ImportState = z.enum(['waiting', 'reading', 'done', 'failed', 'taken-back'])
export const RefusedRow = z.object({
  row: z.int(),
  cells: z.record(z.string(), z.string()),
  reasons: z.array(z.object({ column: z.string(), code: z.string(), values: z.record(z.string(), z.unknown()) })),
})
export const Import = z
  .object({
    id: z.uuid(),
    plan: z.string(),
    fileName: z.string(),
    state: ImportState,
    sentBy: z.string(),
    sentAt: z.string(),
    endedAt: z.string().nullable(),
    rowsTotal: z.int().nullable(),
    rowsRead: z.int(),
    rowsAccepted: z.int(),
    rowsWithFindings: z.int(),
    rowsRefused: z.int(),
    findings: z.record(z.string(), z.int()).meta({ description: 'Code → rows.' }),
    columns: z
      .array(z.object({ header: z.string(), column: ColumnName.nullable() }))
      .meta({ description: 'Every header of the file and where it was placed; null = nowhere, kept with the file.' }),
    newNames: z.array(z.object({ list: z.string(), name: z.string() })),
    seconds: z.number().nullable(),
    problem: z.object({ code: z.string(), detail: z.record(z.string(), z.unknown()) }).nullable(),
    again: z.boolean().meta({ description: 'The same file had been sent before: this is that import.' }),
    may: z.object({ takeBack: z.boolean() }),
  })
  .meta({ id: 'Import' })
export type Import = z.infer<typeof Import>

/** Saving rows from the grid. `version` is the one seen; a row changed meanwhile comes back as a conflict with both. New rows have version 0. */
export const RowsToSave = z
  .object({
    rows: z
      .array(
        z.object({
          id: z.uuid(),
          version: z.int().min(0),
          cells: Cells.partial(),
          asWritten: AsWritten.optional(),
          reason: z.string().max(500).optional(),
        }),
      )
      .min(1)
      .max(500),
  })
  .meta({ id: 'RowsToSave' })
export type RowsToSave = z.infer<typeof RowsToSave>
export const SavedRows = z
  .object({ saved: z.array(ActivityRow), conflicts: z.array(z.object({ id: z.uuid(), theirs: ActivityRow })) })
  .meta({ id: 'SavedRows' })

export const FixRule = z.enum([
  'round-breakdown',
  'age-gender-by-proportions',
  'population-into-largest',
  'raise-total',
  'mark-as-cash',
  'copy-output-from-total',
  'clear-forbidden',
  'use-suggestion',
])
export type FixRule = z.infer<typeof FixRule>
export const ProposedFix = z
  .object({
    activityId: z.uuid(),
    version: z.int(),
    rowNumber: z.int().nullable(),
    rule: FixRule,
    before: Cells.partial(),
    after: Cells.partial(),
    asks: z.boolean().meta({ description: 'Too far apart to guess: shown, not ticked.' }),
    label: z.string(),
  })
  .meta({ id: 'ProposedFix' })
export type ProposedFix = z.infer<typeof ProposedFix>
export const FixPreview = z
  .object({
    fixes: z.array(ProposedFix),
    rows: z.int().meta({ description: 'Rows the rule could mend under this filter; `fixes` holds at most 500 of them.' }),
    asks: z.int(),
  })
  .meta({ id: 'FixPreview' })
/** Fixes chosen rows, or all rows of the filter (`all`) except those that ask. */
export const FixOrder = z
  .object({
    batchId: z.uuid(),
    rule: FixRule,
    ids: z.array(z.uuid()).max(500).optional(),
    all: z.boolean().default(false),
    filter: ActivityFilter,
    reason: z.string().max(500).default(''),
  })
  .meta({ id: 'FixOrder' })
export type FixOrder = z.infer<typeof FixOrder>
export const BatchResult = z
  .object({
    batchId: z.uuid(),
    rows: z.int(),
    left: z.int().meta({ description: 'Rows not changed: changed meanwhile, locked, or not yours.' }),
  })
  .meta({ id: 'BatchResult' })

export const StepName = z.enum(['submit', 'return', 'accept', 'lock'])
export const StepOrder = z
  .object({
    id: z.uuid(),
    step: StepName,
    filter: ActivityFilter,
    ids: z.array(z.uuid()).max(5000).optional(),
    comment: z.string().max(2000).default(''),
    comments: z
      .array(z.object({ activityId: z.uuid(), cell: ColumnName.nullable(), body: z.string().min(1).max(2000) }))
      .max(500)
      .default([]),
  })
  .meta({ id: 'StepOrder' })
export type StepOrder = z.infer<typeof StepOrder>
export const StepResult = z
  .object({
    step: StepName,
    rows: z.int(),
    left: z.array(z.object({ reason: z.enum(['blocked', 'wrong-state', 'not-yours']), rows: z.int() })),
  })
  .meta({ id: 'StepResult' })

export const Change = z
  .object({
    id: z.uuid(),
    batchId: z.uuid(),
    at: z.string(),
    by: z.string(),
    rule: FixRule.nullable(),
    reason: z.string(),
    before: Cells.partial(),
    after: Cells.partial(),
    undone: z.boolean(),
  })
  .meta({ id: 'ActivityChange' })
export const Comment = z
  .object({ id: z.uuid(), at: z.string(), by: z.string(), cell: ColumnName.nullable(), body: z.string() })
  .meta({ id: 'ActivityComment' })
export const ActivityDetail = ActivityRow.extend({
  changes: z.array(Change),
  commentList: z.array(Comment),
  corrections: z.array(z.uuid()),
}).meta({ id: 'ActivityDetail' })

export const NewComment = z
  .object({ id: z.uuid(), cell: ColumnName.nullable().default(null), body: z.string().trim().min(1).max(2000) })
  .meta({ id: 'NewActivityComment' })
export type NewComment = z.infer<typeof NewComment>

/** A locked row is never edited: a correction says what its numbers should be, or withdraws it. Kept as a row of its own that holds the differences. */
export const NewCorrection = z
  .object({
    id: z.uuid().meta({ description: 'Made by the caller; sending the same id twice makes one correction.' }),
    cells: Cells.pick(Object.fromEntries(numberColumns.map((c) => [c, true])) as { [C in (typeof numberColumns)[number]]: true })
      .partial()
      .default({})
      .meta({ description: 'The numbers as they should be. Cells not named stay.' }),
    withdraw: z
      .boolean()
      .default(false)
      .meta({ description: 'The row should not have been reported: all its numbers become nothing.' }),
    reason: z.string().trim().min(1).max(500),
  })
  .meta({ id: 'NewCorrection' })
export type NewCorrection = z.infer<typeof NewCorrection>

/** Who reported: rows by country (or organisation) and month; a month without an entry did not report. */
export const Completeness = z
  .object({
    by: z.enum(['country', 'organisation']),
    months: z.array(Month),
    lines: z.array(
      z.object({
        key: z.string(),
        name: z.string(),
        cells: z.array(z.object({ month: Month, rows: z.int(), blocked: z.int(), states: z.partialRecord(State, z.int()) })),
        rows: z.int(),
      }),
    ),
  })
  .meta({ id: 'Completeness' })
export type Completeness = z.infer<typeof Completeness>

/** What is due from me. The sentence: messages key `activities.due.<code>` with `values`; `link` opens the rows. */
export const Due = z
  .object({
    code: z.string(),
    tone: z.enum(['wrong', 'attention', 'info', 'good']),
    values: z.record(z.string(), z.union([z.string(), z.number()])),
    link: z.string(),
  })
  .meta({ id: 'Due' })
export type Due = z.infer<typeof Due>
export const Today = z
  .object({
    due: z.array(Due),
    month: Month.nullable(),
    states: z.partialRecord(State, z.int()),
    rows: z.int(),
    blocked: z.int(),
    countedAt: z.string(),
  })
  .meta({ id: 'Today' })
