/** The words of delivery: services, entries of the ledger, what stops a double one. Used by screens, devices and the API. */
import { z } from 'zod'
import { Id, line, PopulationGroup } from '../people/contract.ts'
import { Texts } from '../places/contract.ts'

export const modalities = ['in-kind', 'cash', 'voucher', 'service', 'training', 'information'] as const
export const Modality = z.enum(modalities)
export type Modality = z.infer<typeof Modality>

export const Question = z
  .object({
    code: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
    names: Texts,
    kind: z.enum(['number', 'yes-no', 'choice', 'text']),
    choices: z
      .array(z.object({ code: z.string().max(40), names: Texts }))
      .max(50)
      .default([]),
    isRequired: z.boolean().default(false),
  })
  .meta({ id: 'ServiceQuestion' })
export type Question = z.infer<typeof Question>

const unitTexts = z.object({ one: z.string().min(1).max(60), other: z.string().min(1).max(60) })
export const NewService = z
  .object({
    code: z.string().regex(/^[a-z][a-z0-9-]{1,59}$/),
    names: Texts,
    sector: z.string().max(40).meta({ description: 'Row of the table of sector colours and icons.' }),
    unit: z.object({ en: unitTexts.optional(), es: unitTexts.optional(), pt: unitTexts.optional(), fr: unitTexts.optional() }),
    modality: Modality,
    counts: z
      .enum(['one', 'all'])
      .default('one')
      .meta({ description: 'Who of a household is counted: who receives, or all members.' }),
    per: z.enum(['person', 'household']).default('person').meta({ description: 'For whom the interval holds.' }),
    intervalDays: z.int().min(0).max(3660).default(0).meta({ description: 'At most `times` in so many days; 0: no limit.' }),
    times: z.int().min(1).max(1000).default(1),
    forGroups: z.boolean().default(false),
    hasValue: z.boolean().default(false).meta({ description: 'Asks for a value in USD and a delivery mechanism.' }),
    isConfidential: z
      .boolean()
      .default(false)
      .meta({ description: 'That it was given is told to nobody outside the organisation that gave it.' }),
    defaultQuantity: z.number().positive().default(1),
    questions: z.array(Question).max(20).default([]),
    givenBy: z.array(z.int()).nullable().default(null).meta({ description: 'Organisations that may give it; null: any.' }),
    position: z.int().default(0),
  })
  .meta({ id: 'NewService' })
export type NewService = z.infer<typeof NewService>
export const Service = NewService.extend({
  id: z.int(),
  isRetired: z.boolean(),
  confidentialUntil: z
    .string()
    .nullish()
    .meta({ description: 'It was confidential before: what was given until then is told to nobody elsewhere still.' }),
  indicators: z
    .array(
      z.object({
        planId: z.int(),
        plan: z.string(),
        firstMonth: z.string(),
        lastMonth: z.string(),
        indicatorId: z.int(),
        kind: z.enum(['direct', 'capacity', 'output']).nullish().meta({ description: 'What the indicator counts.' }),
      }),
    )
    .meta({ description: 'Under which indicator of a plan it is reported.' }),
}).meta({ id: 'Service' })
export type Service = z.infer<typeof Service>

/** Only what is said changes. The code stays. `isRetired`: not to be given any more. */
export const ServiceChange = z
  .object({
    names: Texts,
    sector: NewService.shape.sector,
    unit: NewService.shape.unit,
    modality: Modality,
    counts: z.enum(['one', 'all']),
    per: z.enum(['person', 'household']),
    intervalDays: z.int().min(0).max(3660),
    times: z.int().min(1).max(1000),
    forGroups: z.boolean(),
    hasValue: z.boolean(),
    isConfidential: z.boolean(),
    defaultQuantity: z.number().positive(),
    questions: z.array(Question).max(20),
    givenBy: z.array(z.int()).nullable(),
    position: z.int().min(0).max(10_000),
    isRetired: z.boolean(),
  })
  .partial()
  .meta({ id: 'ServiceChange' })
export type ServiceChange = z.infer<typeof ServiceChange>
export const ServiceIndicators = z
  .object({ indicators: z.array(z.object({ planId: z.int(), indicatorId: z.int() })).max(100) })
  .meta({ id: 'ServiceIndicators' })
export type ServiceIndicators = z.infer<typeof ServiceIndicators>

export const ages = ['girls', 'boys', 'women', 'men', 'otherUnder18', 'otherAdult'] as const
export type Age = (typeof ages)[number]
const count = z.int().min(0).max(1_000_000)
const Ages = z.object({
  girls: count,
  boys: count,
  women: count,
  men: count,
  otherUnder18: count.default(0),
  otherAdult: count.default(0),
})
/** People of one population group who were counted, not registered. `month`: not served with this yet this month; `new`: of them never before this year. */
export const CountedGroup = z.object({ group: PopulationGroup, month: Ages, new: Ages }).meta({ id: 'CountedGroup' })
export type CountedGroup = z.infer<typeof CountedGroup>

const moment = z.iso.datetime({ offset: true })
export const NewDelivery = z
  .object({
    id: Id.meta({ description: 'Made by the device (UUIDv7); the same sent twice is one entry.' }),
    organisation: z.int(),
    site: Id.nullable(),
    country: z.string().max(60).optional().meta({ description: 'Left out: the site’s, else the household’s.' }),
    admin1: z.string().max(60).nullish(),
    admin2: z.string().max(60).nullish(),
    service: z.int(),
    to: z.enum(['person', 'household', 'group']),
    household: Id.nullable().default(null),
    person: Id.nullable().default(null).meta({ description: 'Who receives. To a household: its head where left out.' }),
    collectedBy: line(200).default(''),
    distribution: Id.nullable().default(null),
    quantity: z.number().positive().max(1e9),
    cashValueUsd: z.number().min(0).max(1e7).nullable().default(null),
    mechanism: z.int().nullable().default(null),
    implementer: z.int().nullable().default(null),
    activity: Id.nullable().default(null),
    groups: z.array(CountedGroup).max(5).default([]),
    answers: z.record(z.string().max(40), z.union([line(500), z.number(), z.boolean()])).default({}),
    at: moment.meta({ description: 'When it was given.' }),
    overrideReason: line(300).default('').meta({ description: 'Given within the interval all the same, because …' }),
    proof: Id.nullable().default(null).meta({ description: 'Id of the photo or signature; its bytes may follow.' }),
  })
  .meta({ id: 'NewDelivery' })
export type NewDelivery = z.infer<typeof NewDelivery>

export const NewReversal = z.object({ id: Id, delivery: Id, reason: line(300).min(1), at: moment }).meta({ id: 'NewReversal' })
export type NewReversal = z.infer<typeof NewReversal>

/** What was given before within the interval. Of another organisation only that it was, and until when the interval holds. */
export const DoubleNotice = z
  .object({
    service: z.int(),
    isOurs: z.boolean(),
    at: z.string().nullable(),
    site: Id.nullable(),
    by: z.string().nullable(),
    quantity: z.number().nullable(),
    again: z.string().meta({ description: 'From when it may be given again.' }),
    personId: Id,
  })
  .meta({ id: 'DoubleNotice' })
export type DoubleNotice = z.infer<typeof DoubleNotice>

/** What became of one delivery. `stopped`: nothing was written, `double` says why; sent again with a reason it is. */
export const DeliveryOutcome = z
  .object({
    id: Id,
    outcome: z.enum(['recorded', 'stopped', 'refused']),
    double: DoubleNotice.nullable(),
    problem: z.object({ code: z.string(), title: z.string() }).nullable(),
  })
  .meta({ id: 'DeliveryOutcome' })
export type DeliveryOutcome = z.infer<typeof DeliveryOutcome>

/** An entry as it is read. Names only for those who may read people. */
export const Delivery = z
  .object({
    id: Id,
    organisation: z.int(),
    site: Id.nullable(),
    country: z.string(),
    admin1: z.string().nullable(),
    service: z.int(),
    to: z.enum(['person', 'household', 'group']),
    household: Id.nullable().meta({ description: 'null where the reader may not read people.' }),
    card: z.string().nullable(),
    person: z.object({ id: Id, given: z.string(), family: z.string() }).nullable(),
    people: z.int().meta({ description: 'Counted by this entry.' }),
    quantity: z.number(),
    cashValueUsd: z.number().nullable(),
    month: z.string(),
    at: z.string(),
    isDouble: z.boolean(),
    overrideReason: z.string(),
    collectedBy: z.string(),
    reverses: Id.nullable(),
    reversedBy: Id.nullable(),
    reason: z.string(),
    proof: Id.nullable(),
    recordedBy: z.string(),
    line: z.int().nullable(),
    may: z.object({ reverse: z.boolean() }),
  })
  .meta({ id: 'Delivery' })
export type Delivery = z.infer<typeof Delivery>
export const DeliveryPage = z
  .object({ deliveries: z.array(Delivery), next: z.string().nullable(), total: z.int().nullable() })
  .meta({ id: 'DeliveryPage' })
export type DeliveryPage = z.infer<typeof DeliveryPage>

/** One day at a site: what was given so far. */
export const DeliveriesToday = z
  .object({
    day: z.string(),
    entries: z.int(),
    households: z.int(),
    persons: z.int(),
    services: z.array(z.object({ service: z.int(), entries: z.int(), persons: z.int(), quantity: z.number() })),
  })
  .meta({ id: 'DeliveriesToday' })
export type DeliveriesToday = z.infer<typeof DeliveriesToday>
