/** The words of the review of a plan: steps, queues, comments, differences, last days. */
import { z } from 'zod'
import { ActivityFinding, ActivityState, activityCells } from '../submissions/contract.ts'

export const ReviewStep = z.enum(['submit', 'endorse', 'validate', 'approve', 'return', 'withdraw', 'revise'])
export type ReviewStep = z.infer<typeof ReviewStep>
/** Steps that wait for somebody, in their order. */
export const WaitingStep = z.enum(['submit', 'endorse', 'validate', 'approve'])
export type WaitingStep = z.infer<typeof WaitingStep>

const day = z.iso.date()
const number = z.coerce.number().int().max(2_147_483_647)
const cell = z.enum(activityCells).nullable().meta({ description: 'null: about the whole activity.' })
const body = z.string().trim().min(1).max(5000)

export const ReviewFilter = z
  .object({
    country: z.string().max(60).optional(),
    sector: number.optional(),
    organisation: number.optional(),
    state: ActivityState.optional(),
  })
  .meta({ id: 'PlanReviewFilter' })
export type ReviewFilter = z.infer<typeof ReviewFilter>

export const PlanStepOrder = z
  .object({
    id: z.uuid().meta({ description: 'Made by the caller: sent twice it is one decision.' }),
    step: ReviewStep,
    comment: z.string().trim().max(5000).default('').meta({ description: 'To return, say why here or in `comments`.' }),
    comments: z
      .array(z.object({ activityId: z.uuid(), cell: cell.default(null), body }))
      .max(5000)
      .default([]),
    activities: z
      .array(z.object({ id: z.uuid(), version: z.int().min(1).meta({ description: 'The one that was looked at.' }) }))
      .min(1)
      .max(5000)
      .optional(),
    filter: ReviewFilter.optional().meta({ description: 'Instead of `activities`: all of them that fit and may take the step.' }),
    asOf: z.iso
      .datetime({ offset: true })
      .optional()
      .meta({ description: 'With `filter`: what changed after this moment was not looked at, and is left.' }),
  })
  .refine((o) => (o.activities === undefined) !== (o.filter === undefined), { path: ['activities'] })
  .meta({ id: 'PlanStepOrder' })
export type PlanStepOrder = z.infer<typeof PlanStepOrder>

/** A cell that differs, in words: names, not codes. null is empty. */
export const DifferentCell = z
  .object({ cell: z.string(), name: z.string(), before: z.string().nullable(), after: z.string().nullable() })
  .meta({ id: 'PlanDifferentCell' })
export type DifferentCell = z.infer<typeof DifferentCell>

export const LeftReason = z.enum(['not-there', 'moved-on', 'wrong-state', 'not-yours', 'own', 'blocked', 'too-late'])
export type LeftReason = z.infer<typeof LeftReason>
export const LeftActivity = z
  .object({
    id: z.uuid(),
    title: z.string().nullable(),
    reason: LeftReason,
    sentence: z.string(),
    changed: z
      .object({
        by: z.string(),
        at: z.string(),
        step: z.string().nullable(),
        state: ActivityState,
        seen: z.int(),
        version: z.int(),
        cells: z.array(DifferentCell).meta({ description: 'As you saw it, and as it is.' }),
      })
      .optional(),
  })
  .meta({ id: 'PlanLeftActivity' })
export type LeftActivity = z.infer<typeof LeftActivity>

export const PlanStepAnswer = z
  .object({
    id: z.uuid(),
    step: ReviewStep,
    done: z.array(z.object({ id: z.uuid(), version: z.int(), state: ActivityState })),
    left: z.array(LeftActivity).meta({ description: 'The first 200.' }),
    leftBy: z.partialRecord(LeftReason, z.int()),
  })
  .meta({ id: 'PlanStepAnswer' })
export type PlanStepAnswer = z.infer<typeof PlanStepAnswer>

const days = { submitBy: day.nullable(), endorseBy: day.nullable(), validateBy: day.nullable(), approveBy: day.nullable() }
export const Deadlines = z.object(days).meta({ id: 'PlanDeadlines' })
export type Deadlines = z.infer<typeof Deadlines>

export const NewExtension = z.object({ submitBy: day, reason: body }).meta({ id: 'NewPlanExtension' })
export type NewExtension = z.infer<typeof NewExtension>
export const Extension = z
  .object({
    organisationId: z.int(),
    organisation: z.string(),
    submitBy: day,
    reason: z.string(),
    givenBy: z.string(),
    givenAt: z.string(),
  })
  .meta({ id: 'PlanExtension' })
export type Extension = z.infer<typeof Extension>

/** What waits in one sector of one country from one organisation. */
export const QueueLine = z
  .object({
    step: WaitingStep,
    country: z.string().nullable(),
    sectorId: z.int().nullable(),
    organisationId: z.int(),
    organisation: z.string(),
    activities: z.int(),
    returned: z.int().meta({ description: 'Of them: came back from a review.' }),
    blocked: z.int().meta({ description: 'Of them: something must be mended first.' }),
    people: z.number().meta({ description: 'People to be reached, activities of the kind direct.' }),
    usd: z.number(),
    lastDay: day.nullable(),
    daysLeft: z.int().nullable().meta({ description: 'Negative: the day is over.' }),
    isOwn: z
      .boolean()
      .meta({ description: 'It waits for the asker in the first place: their own organisation, country, sector or region.' }),
  })
  .meta({ id: 'PlanQueueLine' })
export type QueueLine = z.infer<typeof QueueLine>

export const ReviewQueue = z
  .object({
    version: z.int().nullable().meta({ description: 'The open version; null: the plan is published and locked.' }),
    asOf: z.string(),
    today: day,
    days: Deadlines,
    lines: z.array(QueueLine).meta({ description: 'What is due first stands first.' }),
    extensions: z.array(Extension),
    may: z.object({
      steps: z.array(WaitingStep),
      deadlines: z.boolean(),
      extend: z.boolean(),
    }),
  })
  .meta({ id: 'PlanReviewQueue' })
export type ReviewQueue = z.infer<typeof ReviewQueue>

export const WaitingQuery = ReviewFilter.omit({ state: true }).extend({
  step: WaitingStep,
  after: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(200),
})
export type WaitingQuery = z.infer<typeof WaitingQuery>

export const WaitingActivity = z
  .object({
    id: z.uuid(),
    version: z.int(),
    state: ActivityState,
    title: z.string().nullable(),
    organisation: z.string(),
    country: z.string().nullable(),
    admin1: z.string().nullable(),
    sectorId: z.int().nullable(),
    indicatorId: z.int().nullable(),
    people: z.number().nullable(),
    usd: z.number(),
    findings: z.array(z.string()),
    isBlocked: z.boolean(),
    comments: z.int().meta({ description: 'Not settled.' }),
    changedAt: z.string(),
  })
  .meta({ id: 'PlanWaitingActivity' })
export type WaitingActivity = z.infer<typeof WaitingActivity>
export const WaitingPage = z.object({ rows: z.array(WaitingActivity), hasMore: z.boolean() }).meta({ id: 'PlanWaitingPage' })
export type WaitingPage = z.infer<typeof WaitingPage>

export const NewPlanComment = z.object({ id: z.uuid(), cell: cell.default(null), body }).meta({ id: 'NewPlanComment' })
export type NewPlanComment = z.infer<typeof NewPlanComment>
export const PlanComment = z
  .object({
    id: z.uuid(),
    at: z.string(),
    by: z.string(),
    isMine: z.boolean(),
    cell: z.string().nullable(),
    body: z.string(),
    isAnswered: z.boolean().meta({ description: 'Somebody else wrote about the same cell later.' }),
    settledAt: z.string().nullable(),
    settledBy: z.string().nullable(),
  })
  .meta({ id: 'PlanComment' })
export type PlanComment = z.infer<typeof PlanComment>

export const ActivityEvent = z
  .object({
    at: z.string(),
    by: z.string(),
    step: z.string().nullable().meta({ description: 'null: cells were changed.' }),
    from: ActivityState.nullable(),
    to: ActivityState.nullable(),
    reason: z.string(),
    cells: z.array(DifferentCell),
  })
  .meta({ id: 'PlanActivityEvent' })
export type ActivityEvent = z.infer<typeof ActivityEvent>

/** Everything a reviewer needs of one activity. */
export const ReviewedActivity = z
  .object({
    id: z.uuid(),
    version: z.int(),
    state: ActivityState,
    organisationId: z.int(),
    organisation: z.string(),
    people: z.int().nullable(),
    usd: z.number(),
    cells: z.array(z.object({ cell: z.string(), name: z.string(), value: z.string().nullable() })),
    findings: z.array(ActivityFinding.pick({ code: true, blocks: true, sentence: true })),
    isBlocked: z.boolean(),
    comments: z.array(PlanComment),
    history: z.array(ActivityEvent),
    steps: z
      .array(
        z.object({ step: ReviewStep, may: z.boolean(), sentence: z.string().meta({ description: 'Why not; empty if it may.' }) }),
      )
      .meta({ description: 'Steps that lead on from here.' }),
  })
  .meta({ id: 'PlanReviewedActivity' })
export type ReviewedActivity = z.infer<typeof ReviewedActivity>

export const ReviewDifference = z
  .object({
    since: z.enum(['version', 'submission']),
    what: z.string().meta({ description: 'What it is held against, in words.' }),
    at: z.string().nullable(),
    cells: z.array(DifferentCell),
  })
  .meta({ id: 'PlanReviewDifference' })
export type ReviewDifference = z.infer<typeof ReviewDifference>

/** What is due from somebody in a plan: `code` is a key of the sentences `plan.due.<code>`. */
export const PlanDue = z
  .object({
    code: z.string(),
    tone: z.enum(['wrong', 'attention', 'info', 'good']),
    values: z.record(z.string(), z.union([z.string(), z.number()])),
    link: z.string(),
  })
  .meta({ id: 'PlanDue' })
export type PlanDue = z.infer<typeof PlanDue>
