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
export const ActivityFindingCode = z.enum([
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
])
export type ActivityFindingCode = z.infer<typeof ActivityFindingCode>
export const ActivityFinding = z.object({
  code: ActivityFindingCode,
  blocks: z.boolean(),
  cells: z.array(z.string()),
  sentence: z.string(),
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
