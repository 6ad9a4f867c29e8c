/** The words of distributions: a list of who is expected, and who came. */
import { z } from 'zod'
import { Id } from '../../people/contract.ts'
import { DeliveryOutcome } from '../contract.ts'

const usd = z.number().positive().max(1e7)

export const NewDistribution = z
  .object({
    id: Id.meta({ description: 'Made by the device (UUIDv7).' }),
    organisation: z.int(),
    site: Id,
    service: z.int(),
    title: z.string().trim().min(1).max(200),
    day: z.iso.date(),
    quantity: z.number().positive().max(1e6).default(1).meta({ description: 'For each household, where nothing else is said.' }),
    cashValueUsd: usd.nullable().default(null).meta({ description: 'For each household, where the service has a value.' }),
    mechanism: z.int().nullable().default(null).meta({ description: 'How the value is handed over.' }),
  })
  .meta({ id: 'NewDistribution' })
export type NewDistribution = z.infer<typeof NewDistribution>

export const Distribution = NewDistribution.extend({
  state: z.enum(['open', 'closed']),
  madeBy: z.string(),
  madeAt: z.string(),
  closedAt: z.string().nullable(),
  expected: z.int().meta({ description: 'Households on the list.' }),
  came: z.int().meta({ description: 'Of them with a delivery that stands.' }),
  given: z.number().meta({ description: 'Units given.' }),
  may: z.object({ change: z.boolean(), readNames: z.boolean() }),
}).meta({ id: 'Distribution' })
export type Distribution = z.infer<typeof Distribution>

export const Expected = z
  .object({
    household: Id,
    card: z.string(),
    also: z
      .array(z.object({ household: z.uuid(), card: z.string() }))
      .meta({ description: 'Records of this list that were merged into it since: their ids and cards lead to it.' }),
    head: z.string(),
    size: z.int(),
    quantity: z.number(),
    cashValueUsd: z.number().nullable().meta({ description: 'Its own, else that of the distribution.' }),
    came: z
      .object({
        delivery: Id,
        at: z.string(),
        quantity: z.number(),
        cashValueUsd: z.number().nullable(),
        collectedBy: z.string(),
        isDouble: z.boolean(),
      })
      .nullable(),
    changes: z
      .array(
        z.object({
          was: z.number(),
          becomes: z.number(),
          reason: z.string(),
          by: z.string(),
          at: z.string(),
        }),
      )
      .meta({ description: 'Of what is planned for it in USD, the latest first.' }),
  })
  .meta({ id: 'ExpectedHousehold' })
export type Expected = z.infer<typeof Expected>
export const DistributionDetail = Distribution.extend({
  households: z.array(Expected).nullable().meta({ description: 'null: for those who may not read names.' }),
}).meta({ id: 'DistributionDetail' })
export type DistributionDetail = z.infer<typeof DistributionDetail>

/** A list made from a file: rows that are nobody’s; rows whose value is none, which stand as they stood, or with that of the distribution; rows of who has come, whose value does not change any more. */
export const ListedByFile = DistributionDetail.extend({
  unknown: z.array(z.object({ row: z.int(), card: z.string() })),
  unclear: z.array(z.object({ row: z.int(), written: z.string() })),
  settled: z.array(z.object({ row: z.int(), card: z.string() })),
}).meta({ id: 'DistributionByFile' })
export type ListedByFile = z.infer<typeof ListedByFile>

/** Who is expected. Whoever has come already stays on the list. */
export const ListChange = z
  .object({
    add: z.boolean().default(false).meta({ description: 'true: beside those who are on it; false: instead of them.' }),
    households: z.array(Id).max(10_000).default([]),
    site: Id.nullable().default(null).meta({ description: 'All who are met at this site.' }),
    distribution: Id.nullable().default(null).meta({ description: 'As on that list.' }),
    quantity: z.number().positive().max(1e6).nullable().default(null),
    cashValueUsd: usd
      .nullable()
      .default(null)
      .meta({ description: 'For who is new on the list; null: as the distribution says.' }),
  })
  .meta({ id: 'DistributionListChange' })
export type ListChange = z.infer<typeof ListChange>

/** What is planned for one household, from now on. */
export const ValueChange = z
  .object({
    cashValueUsd: usd.nullable().meta({ description: 'null: as the distribution says.' }),
    reason: z.string().trim().min(1).max(300),
  })
  .meta({ id: 'DistributionValueChange' })
export type ValueChange = z.infer<typeof ValueChange>

export const ReturnedRow = z.object({
  row: z.int(),
  card: z.string(),
  household: Id.nullable(),
  outcome: z.enum(['recorded', 'again', 'stopped', 'refused', 'absent']),
  double: DeliveryOutcome.shape.double,
  says: z.string().meta({ description: 'In words, where there is something to say.' }),
})
export type ReturnedRow = z.infer<typeof ReturnedRow>
export const Returned = z
  .object({
    recorded: z.int(),
    again: z.int().meta({ description: 'Recorded before: the same list twice gives nothing twice.' }),
    doubles: z.int(),
    refused: z.int(),
    absent: z.int().meta({ description: 'Marked as not come, or not marked.' }),
    rows: z.array(ReturnedRow).meta({ description: 'Those of which there is something to say.' }),
    report: z.string().nullable().meta({ description: 'These rows as a workbook (XLSX, base64); null where there are none.' }),
  })
  .meta({ id: 'ReturnedList' })
export type Returned = z.infer<typeof Returned>
