/** What the plan room says: plan years and their lists. */
import { z } from 'zod'
import { Texts } from '../places/contract.ts'

export const Kind = z.enum(['direct', 'capacity', 'output'])
export type Kind = z.infer<typeof Kind>
export const Method = z.enum(['sum', 'max-sector', 'max-age-gender', 'southern-cone', 'max-cell'])
export type Method = z.infer<typeof Method>
export const ListName = z.enum(['places', 'organisations', 'implementers', 'indicators', 'mechanisms', 'proportions'])
export type ListName = z.infer<typeof ListName>
/** What a plan year's rows are asked for beyond the common columns. */
export const Asked = z.enum(['population', 'age-gender', 'other-gender', 'covid19', 'admin2'])
export type Asked = z.infer<typeof Asked>
export const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/).meta({ description: 'YYYY-MM' })

export const Plan = z.object({
  id: z.int(), code: z.string(), names: Texts, firstMonth: Month, lastMonth: Month, defaultMethod: Method, asks: z.array(Asked), dueDay: z.int(), isSample: z.boolean(),
}).meta({ id: 'Plan' })
export type Plan = z.infer<typeof Plan>

export const NewPlan = z.object({
  code: z.string().regex(/^[a-z0-9][a-z0-9-]{1,59}$/).meta({ description: 'Small letters, digits and hyphens.' }),
  names: Texts.optional(), firstMonth: Month, lastMonth: Month, defaultMethod: Method.default('max-sector'), asks: z.array(Asked).optional(),
}).meta({ id: 'NewPlan' })
export type NewPlan = z.infer<typeof NewPlan>

export const Sector = z.object({
  id: z.int(), name: z.string(), names: Texts, look: z.string().meta({ description: 'Row of the table of sector colours and icons.' }),
  position: z.int(), isMultipurposeCash: z.boolean(), servesChildren: z.boolean(), isNew: z.boolean(),
}).meta({ id: 'Sector' })
export type Sector = z.infer<typeof Sector>

export const Indicator = z.object({
  id: z.int(), sectorId: z.int(), code: z.string().nullable(), kind: Kind.nullable(), name: z.string(), names: Texts, isCash: z.boolean(), isNew: z.boolean(),
}).meta({ id: 'Indicator' })
export type Indicator = z.infer<typeof Indicator>

/** A name of a list with every way it is written. */
const listed = { names: z.array(z.string()).meta({ description: 'The first is the one shown.' }), isNew: z.boolean() }
export const ListedPlace = z.object({ code: z.string(), country: z.string(), countryName: z.string(), level: z.int(), parent: z.string().nullable(), ...listed }).meta({ id: 'ListedPlace' })
export const ListedOrganisation = z.object({ id: z.int(), code: z.string().nullable(), acronym: z.string(), appealing: z.boolean(), implementing: z.boolean(), ...listed }).meta({ id: 'ListedOrganisation' })
export const Mechanism = z.object({ id: z.int(), name: z.string(), names: Texts, isNew: z.boolean() }).meta({ id: 'Mechanism' })
export const Proportion = z.object({ country: z.string(), admin1: z.string(), sectorId: z.int(), girls: z.number(), boys: z.number(), women: z.number(), men: z.number() }).meta({ id: 'Proportion' })

/** Everything a row is checked against, on the server, in the browser and offline. */
export const PlanLists = z.object({
  plan: Plan,
  open: z.array(ListName).meta({ description: 'Lists nobody imported: unknown names are added and shown as new.' }),
  places: z.array(ListedPlace), organisations: z.array(ListedOrganisation), sectors: z.array(Sector), indicators: z.array(Indicator),
  mechanisms: z.array(Mechanism), proportions: z.array(Proportion),
  methods: z.array(z.object({ country: z.string(), method: Method })),
}).meta({ id: 'PlanLists' })
export type PlanLists = z.infer<typeof PlanLists>

/** What an import of a list did. Lines that could not be used are returned with the reason. */
export const ListImport = z.object({
  list: ListName, read: z.int(), added: z.int(), changed: z.int(),
  refused: z.array(z.object({ line: z.int(), reason: z.string(), values: z.record(z.string(), z.unknown()) })),
}).meta({ id: 'ListImport' })
export type ListImport = z.infer<typeof ListImport>
