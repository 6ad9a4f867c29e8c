/** The words of what partners plan: one activity = one organisation × place × indicator, with budget and targets. */
import { z } from 'zod'
import { Kind } from '../contract.ts'

/** The way of an activity. `endorsed`: by the organisation's own office; `validated`: by the country platform; `approved`: by the regional platform. */
export const ActivityState = z.enum([
  'draft',
  'submitted',
  'returned',
  'endorsed',
  'validated',
  'approved',
  'published',
  'withdrawn',
])
export type ActivityState = z.infer<typeof ActivityState>

/** What an organisation may still write to. */
export const openStates: readonly ActivityState[] = ['draft', 'returned']

/** The cells of an activity, in the order of the platform's own form. */
export const nameCells = ['country', 'admin1', 'sectorId', 'indicatorId'] as const
export const moneyCells = ['inKindUsd', 'cashUsd'] as const
export const groupCells = ['inDestination', 'inTransit', 'hostCommunity', 'pendular', 'returnees'] as const
export const ageGenderCells = ['girls', 'boys', 'women', 'men', 'otherUnder18', 'otherAdult'] as const
export const peopleCells = [...groupCells, ...ageGenderCells, 'targetPeople'] as const
export const activityCells = [...nameCells, 'title', 'description', ...moneyCells, ...peopleCells, 'outputQuantity'] as const

const whole = z.int().min(0).max(2_000_000_000).nullable()
const money = z.number().min(0).max(99_999_999_999_999).nullable().meta({ description: 'USD, two digits after the point.' })

/** What of an activity is filled in. Places are codes, bodies and lists numbers; null is empty. */
export const ActivityCells = z
  .object({
    country: z.string().nullable(),
    admin1: z.string().nullable(),
    sectorId: z.int().nullable(),
    indicatorId: z.int().nullable(),
    title: z.string().max(1000).nullable(),
    description: z.string().max(100_000).nullable().meta({ description: 'At most 250 words.' }),
    inKindUsd: money,
    cashUsd: money,
    inDestination: whole,
    inTransit: whole,
    hostCommunity: whole,
    pendular: whole,
    returnees: whole,
    girls: whole,
    boys: whole,
    women: whole,
    men: whole,
    otherUnder18: whole,
    otherAdult: whole,
    targetPeople: whole,
    outputQuantity: z.number().min(0).nullable(),
  })
  .meta({ id: 'ActivityCells' })
export type ActivityCells = z.infer<typeof ActivityCells>
export type ActivityCell = keyof ActivityCells

/** Findings of reporting.md §5; `target-above-need` comes from the target check. Review ones do not stop a submission. */
export const activityFindingCodes = [
  'place-missing',
  'place-unknown',
  'indicator-missing',
  'indicator-unknown',
  'title-missing',
  'description-missing',
  'description-too-long',
  'budget-missing',
  'cash-missing',
  'people-missing',
  'population-breakdown',
  'age-gender-breakdown',
  'trained-missing',
  'output-missing',
  'output-unexpected',
  'people-unexpected',
  'amount-unreadable',
  'negative',
  'not-whole-number',
  'total-differs',
  'also-planned',
  'target-above-need',
  'title-too-long',
  'amount-ambiguous',
  'amount-read',
  'currency-unknown',
  'kind-unknown',
  'name-new',
] as const
export const ActivityFindingCode = z.enum(activityFindingCodes)
export type ActivityFindingCode = z.infer<typeof ActivityFindingCode>
/** Questions to a person: they do not stop a submission. */
export const reviewFindings: readonly ActivityFindingCode[] = [
  'output-unexpected',
  'amount-read',
  'also-planned',
  'target-above-need',
  'kind-unknown',
  'name-new',
]
export const blocks = (code: ActivityFindingCode): boolean => !reviewFindings.includes(code)

export const ActivityFinding = z.object({
  code: ActivityFindingCode,
  blocks: z.boolean(),
  cells: z.array(z.string()),
  sentence: z.string(),
  suggestion: z.string().optional().meta({ description: 'A listed name that is nearly the one written.' }),
})
export type ActivityFinding = z.infer<typeof ActivityFinding>

/** An activity as the grid, the review and the documents read it. */
export const PlannedActivity = z
  .object({
    id: z.uuid(),
    version: z.int(),
    state: ActivityState,
    organisationId: z.int(),
    organisation: z.string().meta({ description: 'Acronym, else name.' }),
    copiedFrom: z.uuid().nullable(),
    kind: Kind.nullable(),
    cells: ActivityCells,
    asWritten: z.record(z.string(), z.string()),
    findings: z.array(ActivityFinding),
    isBlocked: z.boolean(),
    changedAt: z.string(),
    comments: z.int().meta({ description: 'Comments that wait for an answer.' }),
    may: z.object({ write: z.boolean(), submit: z.boolean(), endorse: z.boolean(), validate: z.boolean(), approve: z.boolean() }),
  })
  .meta({ id: 'PlannedActivity' })
export type PlannedActivity = z.infer<typeof PlannedActivity>

/** The filter of the grid, of the review and of steps on many: all of it lives in the address of the screen. */
export const PlannedFilter = z.object({
  country: z.string().max(60).optional(),
  sector: z.coerce.number().int().max(2_147_483_647).optional(),
  organisation: z.coerce.number().int().max(2_147_483_647).optional(),
  state: ActivityState.optional(),
  finding: z.string().max(60).optional().meta({ description: 'A finding code, or `any` (blocking), or `none`.' }),
  text: z.string().max(200).optional(),
})
export type PlannedFilter = z.infer<typeof PlannedFilter>
export const PlannedQuery = PlannedFilter.extend({
  after: z.uuid().optional(),
  before: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})
export type PlannedQuery = z.infer<typeof PlannedQuery>

const peopleSums = Object.fromEntries(peopleCells.map((cell) => [cell, z.int()])) as Record<
  (typeof peopleCells)[number],
  z.ZodInt
>
/** Sums of the whole filter, not of the page. */
export const PlannedSums = z
  .object({
    activities: z.int(),
    blocked: z.int(),
    states: z.partialRecord(ActivityState, z.int()),
    inKindUsd: z.number(),
    cashUsd: z.number(),
    totalUsd: z.number(),
    ...peopleSums,
    trained: z.int().meta({ description: 'People to be trained: never added to people to be reached.' }),
  })
  .meta({ id: 'PlannedSums', description: 'People: activities of the kind direct.' })
export type PlannedSums = z.infer<typeof PlannedSums>

/** What may be done with the plan's activities now. */
export const PlannedWindow = z
  .object({
    version: z.int().meta({ description: 'The open version, else the latest published one; 0 before the first.' }),
    isLocked: z.boolean().meta({ description: 'The latest version is published and none is open.' }),
    submitBy: z
      .string()
      .nullable()
      .meta({ description: 'Last day for submitting; with one organisation in the filter its own.' }),
    isPast: z.boolean(),
  })
  .meta({ id: 'PlannedWindow' })

export const PlannedPage = z
  .object({
    rows: z.array(PlannedActivity),
    hasEarlier: z.boolean(),
    hasLater: z.boolean(),
    sums: PlannedSums,
    window: PlannedWindow,
    asOf: z.string().meta({ description: 'When this was read: a step on a whole filter names it.' }),
  })
  .meta({ id: 'PlannedPage' })
export type PlannedPage = z.infer<typeof PlannedPage>

export const PlannedChange = z.object({
  at: z.string(),
  by: z.string(),
  step: z.string().nullable(),
  reason: z.string(),
  cells: z.array(z.object({ cell: z.string(), before: z.string(), after: z.string() })),
})
export const PlannedDetail = PlannedActivity.extend({ changes: z.array(PlannedChange) }).meta({ id: 'PlannedDetail' })
export type PlannedDetail = z.infer<typeof PlannedDetail>

/** Saving cells. `version` is the one seen, 0 for a new activity; `asWritten` is text still to be placed: names, amounts. */
export const PlannedToSave = z
  .object({
    rows: z
      .array(
        z.object({
          id: z.uuid().meta({ description: 'Made by the caller (UUIDv7).' }),
          version: z.int().min(0),
          organisationId: z.int().max(2_147_483_647).optional().meta({ description: 'Of a new activity. It does not change.' }),
          cells: ActivityCells.partial().default({}),
          asWritten: z.partialRecord(z.enum(activityCells), z.string().max(100_000)).default({}),
          decimals: z.enum(['point', 'comma']).optional().meta({
            description: 'How the block these texts came with writes its decimals; it decides what could be read two ways.',
          }),
        }),
      )
      .min(1)
      .max(500),
  })
  .meta({ id: 'PlannedToSave' })
export type PlannedToSave = z.infer<typeof PlannedToSave>
export const PlannedSaved = z
  .object({
    saved: z.array(PlannedActivity),
    conflicts: z
      .array(z.object({ id: z.uuid(), yours: z.int(), theirs: PlannedActivity }))
      .meta({ description: 'Changed by somebody else meanwhile: nothing of these was written.' }),
  })
  .meta({ id: 'PlannedSaved' })
export type PlannedSaved = z.infer<typeof PlannedSaved>

export const PlannedCopyOrder = z
  .object({
    from: z.string().max(60).meta({ description: 'Code of the plan to copy from.' }),
    organisationId: z.int().max(2_147_483_647),
    country: z.string().max(60).optional(),
  })
  .meta({ id: 'PlannedCopyOrder' })
export type PlannedCopyOrder = z.infer<typeof PlannedCopyOrder>
export const PlannedCopied = z
  .object({
    copied: z.int(),
    there: z.int().meta({ description: 'Copied before: left as they are.' }),
    blocked: z.int().meta({ description: 'Of those copied: something is to be mended.' }),
  })
  .meta({ id: 'PlannedCopied' })
export type PlannedCopied = z.infer<typeof PlannedCopied>

/** What became of a file. Nothing is lost: rows with findings are kept, refused ones come back in `report`. */
export const PlannedImport = z
  .object({
    read: z.int(),
    accepted: z.int(),
    withFindings: z.int(),
    refused: z.array(
      z.object({
        row: z.int(),
        reasons: z.array(z.object({ column: z.string(), sentence: z.string() })),
      }),
    ),
    added: z.int(),
    changed: z.int(),
    unchanged: z.int(),
    findings: z.record(z.string(), z.int()).meta({ description: 'Code → rows.' }),
    columnsLeft: z.array(z.string()),
    newNames: z.array(z.string()),
    again: z.boolean().meta({ description: 'The same file had been sent before.' }),
    seconds: z.number(),
    report: z
      .string()
      .nullable()
      .meta({ description: 'The refused rows as a workbook (XLSX, base64), the reason beside each cell.' }),
  })
  .meta({ id: 'PlannedImport' })
export type PlannedImport = z.infer<typeof PlannedImport>

/** The same place and indicator planned more than once: by several organisations for the same groups, or twice by one under a like name. */
export const AlsoPlanned = z
  .object({
    country: z.string(),
    admin1: z.string().nullable(),
    indicatorId: z.int(),
    why: z.enum(['same-groups', 'like-name']),
    activities: z.array(
      z.object({
        id: z.uuid(),
        organisationId: z.int(),
        organisation: z.string(),
        state: ActivityState,
        title: z.string(),
        targetPeople: z.int(),
      }),
    ),
  })
  .meta({ id: 'AlsoPlanned' })
export type AlsoPlanned = z.infer<typeof AlsoPlanned>
