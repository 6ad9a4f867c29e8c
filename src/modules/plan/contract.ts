/** What the plan room says: plan years and their lists. */
import { z } from 'zod'
import { Texts } from '../places/contract.ts'

export const Kind = z.enum(['direct', 'capacity', 'output'])
export type Kind = z.infer<typeof Kind>
export const Method = z.enum(['sum', 'max-sector', 'max-age-gender', 'southern-cone', 'max-cell'])
export type Method = z.infer<typeof Method>
export const ListName = z.enum(['places', 'organisations', 'implementers', 'indicators', 'mechanisms', 'proportions'])
export type ListName = z.infer<typeof ListName>
/** What a plan year's rows are asked for beyond what every row must say: a plan of printed totals may know neither admin 1 nor the value of cash. */
export const Asked = z.enum(['population', 'age-gender', 'other-gender', 'covid19', 'admin1', 'admin2', 'cash-value'])
export type Asked = z.infer<typeof Asked>
export const Month = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
  .meta({ description: 'YYYY-MM' })

export const Plan = z
  .object({
    id: z.int(),
    code: z.string(),
    names: Texts,
    firstMonth: Month,
    lastMonth: Month,
    defaultMethod: Method,
    asks: z.array(Asked),
    dueDay: z.int(),
    isSample: z.boolean(),
  })
  .meta({ id: 'Plan' })
export type Plan = z.infer<typeof Plan>

export const NewPlan = z
  .object({
    code: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{1,59}$/)
      .meta({ description: 'Small letters, digits and hyphens.' }),
    names: Texts.optional(),
    firstMonth: Month,
    lastMonth: Month,
    defaultMethod: Method.default('max-sector'),
    asks: z.array(Asked).optional(),
  })
  .meta({ id: 'NewPlan' })
export type NewPlan = z.infer<typeof NewPlan>

export const Sector = z
  .object({
    id: z.int(),
    name: z.string(),
    names: Texts,
    look: z.string().meta({ description: 'Row of the table of sector colours and icons.' }),
    position: z.int(),
    isMultipurposeCash: z.boolean(),
    servesChildren: z.boolean(),
    isNew: z.boolean(),
    southernCone: z
      .enum(['largest', 'added'])
      .nullable()
      .optional()
      .meta({ description: 'Its part in the method of that name.' }),
  })
  .meta({ id: 'Sector' })
export type Sector = z.infer<typeof Sector>

export const Indicator = z
  .object({
    id: z.int(),
    sectorId: z.int(),
    code: z.string().nullable(),
    kind: Kind.nullable(),
    name: z.string(),
    names: Texts,
    isCash: z.boolean(),
    isNew: z.boolean(),
  })
  .meta({ id: 'Indicator' })
export type Indicator = z.infer<typeof Indicator>

/** A name of a list with every way it is written. */
const listed = { names: z.array(z.string()).meta({ description: 'The first is the one shown.' }), isNew: z.boolean() }
export const ListedPlace = z
  .object({
    code: z.string(),
    country: z.string(),
    countryName: z.string(),
    level: z.int(),
    parent: z.string().nullable(),
    ...listed,
  })
  .meta({ id: 'ListedPlace' })
export const ListedOrganisation = z
  .object({
    id: z.int(),
    code: z.string().nullable(),
    acronym: z.string(),
    appealing: z.boolean(),
    implementing: z.boolean(),
    ...listed,
  })
  .meta({ id: 'ListedOrganisation' })
export const Mechanism = z.object({ id: z.int(), name: z.string(), names: Texts, isNew: z.boolean() }).meta({ id: 'Mechanism' })
export const Proportion = z
  .object({
    country: z.string(),
    admin1: z.string(),
    sectorId: z.int(),
    girls: z.number(),
    boys: z.number(),
    women: z.number(),
    men: z.number(),
  })
  .meta({ id: 'Proportion' })

/** Everything a row is checked against, on the server, in the browser and offline. */
export const PlanLists = z
  .object({
    plan: Plan,
    open: z.array(ListName).meta({ description: 'Lists nobody imported: unknown names are added and shown as new.' }),
    places: z.array(ListedPlace),
    organisations: z.array(ListedOrganisation),
    sectors: z.array(Sector),
    indicators: z.array(Indicator),
    mechanisms: z.array(Mechanism),
    proportions: z.array(Proportion),
    methods: z.array(z.object({ country: z.string(), method: Method })),
  })
  .meta({ id: 'PlanLists' })
export type PlanLists = z.infer<typeof PlanLists>

/** A line of a list and what is said of it: `reason` is a key of the sentences `plan.list.<reason>` with `values`. */
export const ListRemark = z.object({
  line: z.int(),
  reason: z.enum([
    'cell-empty',
    'country-unknown',
    'sector-unknown',
    'number-unreadable',
    'shares-do-not-sum',
    'doubled',
    'place-of-its-own',
    'kind-not-stated',
  ]),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type ListRemark = z.infer<typeof ListRemark>
/** What an import of a list did. Lines that could not be used are returned with the reason; `marked` were used, and want a look. */
export const ListImport = z
  .object({
    list: ListName,
    read: z.int(),
    added: z.int(),
    changed: z.int(),
    refused: z.array(ListRemark),
    marked: z.array(ListRemark),
    columnsLeft: z.array(z.string()).meta({ description: 'Headers of the file that this list has no place for.' }),
  })
  .meta({ id: 'ListImport' })
export type ListImport = z.infer<typeof ListImport>

/** Names as rows write them, for lists nobody imported. */
export const NewNames = z
  .object({
    places: z.array(z.object({ country: z.string(), admin1: z.string() })),
    organisations: z.array(z.string()),
    implementers: z.array(z.string()),
    indicators: z.array(z.object({ sector: z.string(), indicator: z.string(), kind: Kind.optional() })),
    mechanisms: z.array(z.string()),
  })
  .partial()
export type NewNames = z.infer<typeof NewNames>
export type AddedName = { list: ListName; name: string }

export const PlanChange = z
  .object({
    names: Texts,
    firstMonth: Month,
    lastMonth: Month,
    defaultMethod: Method,
    asks: z.array(Asked),
    dueDay: z.int().min(1).max(28),
  })
  .partial()
  .meta({ id: 'PlanChange' })
export type PlanChange = z.infer<typeof PlanChange>

const named = { names: Texts, isNew: z.literal(false).meta({ description: 'Confirms a name that rows brought in.' }) }
export const SectorChange = z
  .object({
    ...named,
    look: z.string(),
    position: z.int().min(0).max(999),
    isMultipurposeCash: z.boolean(),
    servesChildren: z.boolean(),
    southernCone: z.enum(['largest', 'added']).nullable(),
  })
  .partial()
  .meta({ id: 'SectorChange' })
export type SectorChange = z.infer<typeof SectorChange>
export const IndicatorChange = z
  .object({ ...named, kind: Kind, isCash: z.boolean() })
  .partial()
  .meta({ id: 'IndicatorChange' })
export type IndicatorChange = z.infer<typeof IndicatorChange>
/** Says what to do with a name that rows brought in: keep it, or it is another way to write an entry that is there. */
export const NewNameAnswer = z
  .object({ confirm: z.literal(true).optional(), sameAs: z.union([z.int(), z.string()]).optional() })
  .meta({ id: 'NewNameAnswer' })
export type NewNameAnswer = z.infer<typeof NewNameAnswer>
