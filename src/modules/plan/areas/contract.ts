/** The words of the plan as it is told: its objectives and activity areas, with people, bodies and money. */
import { z } from 'zod'
import { Texts } from '../../places/contract.ts'

export const targetGroups = [
  'refugees-and-migrants',
  'in-transit',
  'returnees',
  'host-community',
  'children',
  'survivors',
  'trafficked-persons',
  'indigenous-peoples',
  'health-workers',
  'authorities',
  'partners',
] as const
export const TargetGroup = z.enum(targetGroups)
export type TargetGroup = z.infer<typeof TargetGroup>

/** The inter-agency plan to which an area belongs. */
export const planTypes = [
  'refugee-and-migrant-response-plan',
  'humanitarian-response-plan',
  'cooperation-framework',
  'covid-19-response-plan',
  'national-plan',
  'own-appeal',
] as const
export const PlanType = z.enum(planTypes)
export type PlanType = z.infer<typeof PlanType>

/** Lines by language. */
export const Lines = z
  .object({ en: z.array(z.string()), es: z.array(z.string()), pt: z.array(z.string()), fr: z.array(z.string()) })
  .partial()
  .meta({ id: 'Lines' })
export type Lines = z.infer<typeof Lines>

const text = (most: number) =>
  z.object({ en: z.string().max(most), es: z.string().max(most), pt: z.string().max(most), fr: z.string().max(most) }).partial()
const lines = z.array(z.string().trim().min(1).max(600)).max(20)
const countries = z.array(z.string().regex(/^[A-Z]{2}$/)).max(60)
const people = z.int().min(0).max(2_000_000_000).nullable()
const usd = z.number().min(0).max(99_999_999_999_999).nullable().meta({ description: 'USD, two digits after the point.' })
const version = z.int().min(0).meta({ description: 'Of what one saw; 0 where it is new. An older one is refused with 409.' })
const changed = { version: z.int(), changedBy: z.string(), changedAt: z.string() }
const source = z.string().max(500)

/** A figure of some publication, beside the plan's own. */
export const StatedFigure = z
  .object({
    what: z.enum(['people-in-need', 'people-targeted', 'funding-required', 'funding-received']),
    of: z.string().max(200).meta({ description: 'Which plan, objective or platform says it of itself.' }),
    dated: z.string().max(20),
    value: z.number().min(0),
    source,
    note: z.string().max(500).optional(),
  })
  .meta({ id: 'StatedFigure' })
export type StatedFigure = z.infer<typeof StatedFigure>

export const ProfileWrite = z
  .object({
    version,
    narratives: text(20_000),
    countries,
    peopleInNeed: people,
    peopleTargeted: people,
    donors: z.array(z.string().trim().min(1).max(200)).max(200),
    source: source.optional(),
  })
  .meta({ id: 'PlanProfileWrite' })
export type ProfileWrite = z.infer<typeof ProfileWrite>

export const ObjectiveWrite = z.object({ version, names: text(300), narratives: text(20_000) }).meta({ id: 'PlanObjectiveWrite' })
export type ObjectiveWrite = z.infer<typeof ObjectiveWrite>

export const AreaWrite = z
  .object({
    version,
    objectiveId: z.uuid(),
    names: text(300),
    narratives: text(20_000),
    bullets: z.object({ en: lines, es: lines, pt: lines, fr: lines }).partial(),
    targetGroups: z.array(TargetGroup),
    peopleTargeted: people,
    entitiesTargeted: people,
    fundingRequiredUsd: usd,
    fundingConfirmedUsd: usd,
    planTypes: z.array(PlanType),
    countries,
    source: source.optional(),
  })
  .meta({ id: 'PlanAreaWrite' })
export type AreaWrite = z.infer<typeof AreaWrite>

/** The whole order: every objective and every area stands in it once. */
export const AreaOrder = z
  .object({ objectives: z.array(z.object({ id: z.uuid(), areas: z.array(z.uuid()).max(200) })).max(50) })
  .meta({ id: 'PlanAreaOrder' })
export type AreaOrder = z.infer<typeof AreaOrder>

/** `examples` names the fields whose value is an example and nobody's figure. */
const examples = z.array(z.string())

/** An activity area: one chapter of the plan. */
export const Area = z
  .object({
    id: z.uuid(),
    position: z.int(),
    names: Texts,
    narratives: Texts,
    bullets: Lines,
    targetGroups: z.array(TargetGroup),
    peopleTargeted: z.int().nullable(),
    entitiesTargeted: z.int().nullable(),
    fundingRequiredUsd: z.number().nullable(),
    fundingConfirmedUsd: z.number().nullable(),
    planTypes: z.array(PlanType),
    countries: z.array(z.string()),
    source: z.string(),
    examples,
    ...changed,
  })
  .meta({ id: 'PlanArea' })
export type Area = z.infer<typeof Area>

/** Sums of funding over areas; people are never added over areas. `largestPeople` is the area with the most. */
export const AreaTotals = z
  .object({
    areas: z.int(),
    fundingRequiredUsd: z.number(),
    fundingConfirmedUsd: z.number(),
    coverage: z
      .number()
      .nullable()
      .meta({ description: 'Confirmed by required, 0 to 1 and beyond; null where nothing is asked.' }),
    largestPeople: z.int().nullable(),
    entitiesTargeted: z.int().nullable(),
    isExample: z.boolean().meta({ description: 'Some of it adds an example.' }),
  })
  .meta({ id: 'PlanAreaTotals' })
export type AreaTotals = z.infer<typeof AreaTotals>

export const Objective = z
  .object({
    id: z.uuid(),
    position: z.int(),
    names: Texts,
    narratives: Texts,
    areas: z.array(Area),
    totals: AreaTotals,
    ...changed,
  })
  .meta({ id: 'PlanObjective' })
export type Objective = z.infer<typeof Objective>

export const Profile = z
  .object({
    narratives: Texts,
    countries: z.array(z.string()),
    peopleInNeed: z.int().nullable(),
    peopleTargeted: z.int().nullable(),
    donors: z.array(z.string()),
    stated: z.array(StatedFigure),
    source: z.string(),
    examples,
    ...changed,
  })
  .meta({ id: 'PlanProfile' })
export type Profile = z.infer<typeof Profile>

/** The plan as it is told, whole: read by screens, documents and the public pages alike. */
export const CrisisPlan = z
  .object({
    profile: Profile.nullable(),
    objectives: z.array(Objective),
    totals: AreaTotals,
    countries: z.array(z.string()).meta({ description: 'Presence: the whole plan’s and every area’s.' }),
    updatedAt: z.string().nullable(),
    updatedBy: z.string().nullable(),
  })
  .meta({ id: 'CrisisPlan' })
export type CrisisPlan = z.infer<typeof CrisisPlan>
