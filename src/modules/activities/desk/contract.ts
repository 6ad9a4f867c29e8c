/** The words of the desk: saving, fixes, steps of a review, corrections, completeness, what is due. */
import { z } from 'zod'
import { Month } from '../../plan/contract.ts'
import { ActivityFilter, ActivityRow, AsWritten, Cells, ColumnName, numberColumns, State } from '../contract.ts'

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
    rule: z.union([FixRule, z.literal('computed')]).nullable(),
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
