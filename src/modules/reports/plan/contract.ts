/** A plan as a document: everything its page, workbook, PDF, Word document and exchange files say, with every name in one language. */
import { z } from 'zod'
import { Kind, Month } from '../../plan/contract.ts'
import { Group, Level } from '../../plan/needs/contract.ts'
import { ActivityState } from '../../plan/submissions/contract.ts'
import { LanguageCode } from '../contract.ts'

/** null: the plan says nothing of it, which is not the same as 0. */
const people = z.number().nullable()
const usd = z.number().meta({ description: 'US dollars, two digits after the point.' })
/** The 20 numbers of `cells` in plan/needs/contract.ts, in that order: group by group girls, boys, women, men. */
export const PeopleCells = z.array(z.number()).length(20)

/** Money of one country, sector or organisation. Coverage is per hundred of what is asked; null where nothing is asked. */
const money = {
  requirementUsd: usd,
  inKindUsd: usd.meta({ description: 'Of the requirement: in kind and programme costs.' }),
  cashUsd: usd.meta({ description: 'Of the requirement: value of cash transfers.' }),
  contributionUsd: usd.nullable().meta({ description: 'null: no contributions are on file for this plan.' }),
  gapUsd: usd.nullable(),
  coverage: z.number().nullable(),
}
const Money = z.object(money)
export type PlanMoney = z.infer<typeof Money>

/** People of one country, sector, place or all. `reached`: what published overviews of the plan say. */
const counts = { need: people, target: people, reached: people }
/** What partners plan, counted. */
const planned = { activities: z.int(), organisations: z.int() }

const PlanCountry = z.object({
  code: z.string(),
  name: z.string(),
  platform: z.string().nullable(),
  ...counts,
  ...planned,
  ...money,
})
export type PlanCountry = z.infer<typeof PlanCountry>
const PlanSector = z.object({
  id: z.int(),
  look: z.string(),
  name: z.string(),
  isMultipurposeCash: z.boolean(),
  countries: z.int().meta({ description: 'Countries with people in need, a target or an activity.' }),
  ...counts,
  ...planned,
  ...money,
})
export type PlanSector = z.infer<typeof PlanSector>

/** One country × sector: the plan's own row where it gives one, else the sum of its places. */
const PlanCrossing = z.object({
  country: z.string(),
  sectorId: z.int(),
  needCells: PeopleCells.nullable(),
  targetCells: PeopleCells.nullable(),
  ...counts,
  ...planned,
  ...money,
})
export type PlanCrossing = z.infer<typeof PlanCrossing>

/** People in need or targeted whatever the sector: for each cell the largest sector. `place`: the country's code for its own row. */
const PlanIntersector = z.object({
  what: z.enum(['need', 'target']),
  country: z.string(),
  level: Level,
  place: z.string(),
  placeName: z.string(),
  isSum: z.boolean().meta({ description: 'A country of which the plan gives no row of its own: its places added.' }),
  cells: PeopleCells,
  total: z.number(),
})
export type PlanIntersector = z.infer<typeof PlanIntersector>

const PlanArea = z.object({
  number: z.string().meta({ description: 'As printed: 1.2.' }),
  title: z.string(),
  narrative: z.array(z.string()),
  bullets: z.array(z.string()),
  groups: z.array(z.string()).meta({ description: 'Primary target groups, in words.' }),
  peopleTargeted: people,
  entitiesTargeted: people,
  requiredUsd: usd.nullable(),
  confirmedUsd: usd.nullable(),
  planTypes: z.array(z.string()).meta({ description: 'The inter-agency plans it belongs to, in words.' }),
  countries: z.array(z.string()),
  updated: z.string().nullable(),
  source: z.string(),
  isExample: z.boolean().meta({ description: 'Some of its figures are an example and nobody’s.' }),
})
const PlanObjective = z.object({
  number: z.string(),
  title: z.string(),
  narrative: z.array(z.string()),
  isExample: z.boolean(),
  requiredUsd: usd.nullable(),
  confirmedUsd: usd.nullable(),
  areas: z.array(PlanArea),
})
export type PlanObjective = z.infer<typeof PlanObjective>

const PlanOrganisation = z.object({
  id: z.int(),
  name: z.string(),
  acronym: z.string(),
  kind: z.string(),
  countries: z.array(z.string()).meta({ description: 'Codes of the countries where it plans.' }),
  activities: z.int(),
  ...money,
})
export type PlanOrganisation = z.infer<typeof PlanOrganisation>

const PlanVersion = z.object({
  number: z.int(),
  published: z.string(),
  note: z.string(),
  activities: z.int(),
  changes: z
    .object({ added: z.int(), changed: z.int(), removed: z.int() })
    .nullable()
    .meta({ description: 'Activities, against the version before; null for the first.' }),
})
export type PlanVersion = z.infer<typeof PlanVersion>

export const PlanDocument = z
  .object({
    plan: z.object({
      id: z.int(),
      code: z.string(),
      name: z.string(),
      firstMonth: Month,
      lastMonth: Month,
      isSample: z.boolean(),
    }),
    version: z.int().nullable().meta({ description: 'null: as it is being made, not published.' }),
    isDraft: z.boolean().meta({ description: 'Every form of a draft says so on its face.' }),
    latest: z.int().nullable().meta({ description: 'The newest published version.' }),
    published: z.string().nullable(),
    gatheredAt: z.string(),
    language: LanguageCode,
    period: z.string(),
    note: z.string().meta({ description: 'What this version is about.' }),
    narrative: z.array(z.string()).meta({ description: 'Paragraphs on the plan as a whole.' }),
    scenario: z.array(z.string()).meta({ description: 'Paragraphs on what the plan assumes.' }),
    projections: z.array(
      z.object({
        country: z.string().nullable(),
        name: z.string(),
        group: Group.nullable(),
        people: z.number(),
        asOf: z.string(),
        source: z.string(),
      }),
    ),
    totals: z.object({
      ...counts,
      ...money,
      ...planned,
      countries: z.int(),
      sectors: z.int(),
      pledgedUsd: usd.meta({ description: 'Promised only: never part of what was given.' }),
      targetOfActivities: z
        .number()
        .meta({ description: 'Targets of direct activities, added: one person may stand in several.' }),
    }),
    reachedFrom: z
      .array(z.object({ slug: z.string(), edition: z.int(), firstMonth: Month, lastMonth: Month }))
      .meta({ description: 'The published overviews whose people reached are added.' }),
    origins: z
      .array(z.object({ code: z.string(), name: z.string() }))
      .meta({ description: 'Countries on the map that are not of the response.' }),
    countries: z.array(PlanCountry),
    sectors: z.array(PlanSector),
    crossing: z.array(PlanCrossing),
    intersector: z.array(PlanIntersector),
    objectives: z.array(PlanObjective),
    presence: z
      .array(z.object({ code: z.string(), name: z.string() }))
      .meta({ description: 'Countries of operational presence.' }),
    organisations: z.array(PlanOrganisation),
    donors: z.array(z.object({ name: z.string(), usd: usd.nullable() })),
    unspecified: z
      .object({ country: usd, sector: usd })
      .meta({ description: 'Of the contributions: for no country or no sector in particular.' }),
    stated: z
      .array(
        z.object({
          what: z.string(),
          of: z.string(),
          dated: z.string(),
          value: z.number(),
          source: z.string(),
          note: z.string(),
        }),
      )
      .meta({ description: 'Figures printed elsewhere, beside the plan’s own.' }),
    versions: z.array(PlanVersion),
    how: z
      .object({ need: z.string(), target: z.string(), reached: z.string(), requirement: z.string(), contribution: z.string() })
      .meta({ description: 'How each of the numbers in `totals` is made, in a sentence.' }),
    /** Sentences. */
    methods: z.array(z.string()),
    sources: z.array(z.string()),
  })
  .meta({ id: 'PlanDocument' })
export type PlanDocument = z.infer<typeof PlanDocument>

/** One activity of the plan with every name: a line of each table, a page, an activity of the exchange files. */
export const PlanRow = z
  .object({
    id: z.uuid(),
    state: ActivityState,
    country: z.string().nullable(),
    countryName: z.string(),
    admin1: z.string().nullable(),
    admin1Name: z.string(),
    organisationId: z.int(),
    organisation: z.string().meta({ description: 'Acronym, else name.' }),
    organisationName: z.string(),
    sectorId: z.int().nullable(),
    sector: z.string(),
    look: z.string(),
    indicatorId: z.int().nullable(),
    indicator: z.string(),
    indicatorCode: z.string().nullable(),
    kind: Kind.nullable(),
    title: z.string(),
    description: z.string(),
    inKindUsd: z.number().nullable(),
    cashUsd: z.number().nullable(),
    totalUsd: usd,
    inDestination: people,
    inTransit: people,
    hostCommunity: people,
    pendular: people,
    returnees: people,
    girls: people,
    boys: people,
    women: people,
    men: people,
    otherUnder18: people,
    otherAdult: people,
    targetPeople: people,
    outputQuantity: z.number().nullable(),
  })
  .meta({ id: 'PlanRow' })
export type PlanRow = z.infer<typeof PlanRow>

/** People in need or targets of one place and sector, as published or as they stand. */
export type PeopleRow = {
  what: 'need' | 'target'
  line: number
  country: string
  countryName: string
  level: z.infer<typeof Level>
  place: string
  placeName: string
  sectorId: number
  sector: string
  isDoubled: boolean
  cells: number[]
  total: number
}

export const PlanFormat = z.enum(['iati', 'xlsx', 'hxl', 'pdf', 'docx'])
export type PlanFormat = z.infer<typeof PlanFormat>
/** Which table a CSV with tags holds. */
export const PlanTable = z.enum(['activities', 'needs', 'targets', 'contributions'])
export type PlanTable = z.infer<typeof PlanTable>
