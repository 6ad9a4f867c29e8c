/** The words of needs and targets: people by population group × girls, boys, women, men. */
import { z } from 'zod'

/** In the order of the tables as they are exchanged. */
export const groups = ['destination', 'transit', 'host', 'pendular', 'returnees'] as const
export const Group = z.enum(groups)
export type Group = z.infer<typeof Group>
export const ages = ['girls', 'boys', 'women', 'men'] as const
export const Age = z.enum(ages)
export type Age = z.infer<typeof Age>
export type Cell = `${Group}_${Age}`
/** The 20 cells, as the columns of `plan_people` are named, group by group. */
export const cells: readonly Cell[] = groups.flatMap((group) => ages.map((age): Cell => `${group}_${age}`))

/** `need`: people in need; `target`: people to be reached. */
export const What = z.enum(['need', 'target'])
export type What = z.infer<typeof What>
/** `country`: the plan's own row for the whole country; `other`: the rest of a country beside its named admin 1s. */
export const Level = z.enum(['country', 'admin1', 'other'])
export type Level = z.infer<typeof Level>

/** One line of the intersector table: per cell the largest sector. `group: total` adds the groups. */
export const IntersectorLine = z
  .object({
    country: z.string().meta({ description: 'Place code.' }),
    countryName: z.string(),
    level: Level,
    place: z.string(),
    placeName: z.string(),
    group: z.union([Group, z.literal('total')]),
    girls: z.number(),
    boys: z.number(),
    women: z.number(),
    men: z.number(),
    total: z.number(),
  })
  .meta({ id: 'IntersectorLine' })
export type IntersectorLine = z.infer<typeof IntersectorLine>

/** What a country's own row says beyond what its parts add up to. */
export const IntersectorGap = z
  .object({
    country: z.string(),
    countryName: z.string(),
    own: z.number(),
    parts: z.number(),
    difference: z.number(),
    lines: z.array(IntersectorLine).meta({ description: 'The sum of the parts, by group.' }),
  })
  .meta({ id: 'IntersectorGap' })
export type IntersectorGap = z.infer<typeof IntersectorGap>
export const Intersector = z
  .object({
    plan: z.string(),
    what: What,
    by: z.enum(['country', 'admin1']),
    lines: z.array(IntersectorLine),
    gaps: z.array(IntersectorGap),
  })
  .meta({ id: 'Intersector' })
export type Intersector = z.infer<typeof Intersector>

const day = z.iso.date()
/** Where a number comes from: the file or person, the day for which it holds, who put it in and when. */
export const CellSource = z
  .object({ source: z.string(), dated: z.string(), by: z.string(), at: z.string() })
  .meta({ id: 'CellSource' })
export type CellSource = z.infer<typeof CellSource>

/** One line of a table. */
export const PeopleRow = z
  .object({
    what: What,
    line: z.int(),
    country: z.string(),
    level: Level,
    place: z.string().meta({ description: 'Code of the admin 1; else of the country.' }),
    sectorId: z.int(),
    written: z.array(z.string()).meta({ description: 'Platform, country, admin 1 and sector as the table writes them.' }),
    isDoubled: z.boolean(),
    people: z.array(z.int().nullable()).length(20).meta({ description: 'The 20 cells, group by group; null is empty.' }),
    sources: z
      .record(z.string(), CellSource)
      .meta({ description: 'Cells with a source of their own; * stands for the rest of the line.' }),
    version: z.int(),
    may: z.object({ edit: z.boolean() }),
  })
  .meta({ id: 'PeopleRow' })
export type PeopleRow = z.infer<typeof PeopleRow>

export const PeopleTables = z
  .object({
    need: CellSource.nullable().meta({ description: 'Source of the table; null where there is none.' }),
    target: CellSource.nullable(),
    countries: z.array(z.object({ code: z.string(), name: z.string() })),
    rows: z.array(PeopleRow),
    may: z.object({ edit: z.boolean(), isLocked: z.boolean() }),
  })
  .meta({ id: 'PeopleTables' })
export type PeopleTables = z.infer<typeof PeopleTables>

/** A line of a file and what is said of it: `reason` is a key of the sentences `plan.needs.remark.<reason>` with `values`. */
export const PeopleRemark = z.object({
  line: z.int(),
  reason: z.enum([
    'cell-empty',
    'country-unknown',
    'place-unknown',
    'sector-unknown',
    'country-not-yours',
    'number-unreadable',
    'number-negative',
    'number-not-whole',
    'number-too-large',
    'total-differs',
    'doubled',
    'doubled-blank',
    'group-unknown',
    'nothing-answered',
    'answer-unreadable',
    'weight-unfit',
  ]),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type PeopleRemark = z.infer<typeof PeopleRemark>
/** What an import of a table did. */
export const PeopleImport = z
  .object({
    what: What,
    read: z.int(),
    taken: z.int(),
    added: z.int(),
    changed: z.int(),
    gone: z.int(),
    kept: z.int().meta({ description: 'Lines refused of which the table keeps what it said before.' }),
    refused: z.array(PeopleRemark.extend({ cells: z.array(z.string()) })),
    marked: z.array(PeopleRemark),
    headers: z.array(z.string()).meta({ description: 'Of the file, for giving back the lines refused.' }),
    columnsLeft: z.array(z.string()),
    sectorsAdded: z.array(z.string()),
  })
  .meta({ id: 'PeopleImport' })
export type PeopleImport = z.infer<typeof PeopleImport>

const people = z.int().min(0).max(2_000_000_000)
/** Cells of some lines, changed by hand. All or nothing: a line that somebody else changed meanwhile refuses them all. */
export const PeopleChange = z
  .object({
    what: What,
    source: z.string().trim().min(1).max(300),
    dated: day,
    rows: z
      .array(
        z.object({
          line: z.int(),
          version: z.int(),
          cells: z.partialRecord(z.enum(cells as [Cell, ...Cell[]]), people.nullable()),
        }),
      )
      .min(1)
      .max(500),
  })
  .meta({ id: 'PeopleChange' })
export type PeopleChange = z.infer<typeof PeopleChange>

/** A line that no file brought. */
export const NewPeopleRow = z
  .object({
    what: What,
    country: z.string().max(10),
    level: Level,
    place: z.string().max(60),
    sectorId: z.int().min(1).max(2_147_483_647),
  })
  .meta({ id: 'NewPeopleRow' })
export type NewPeopleRow = z.infer<typeof NewPeopleRow>

export const ScenarioText = z
  .object({
    language: z.enum(['en', 'es', 'pt', 'fr']),
    body: z.string(),
    version: z.int(),
    savedBy: z.string(),
    savedAt: z.string(),
  })
  .meta({ id: 'ScenarioText' })
export type ScenarioText = z.infer<typeof ScenarioText>
export const Projection = z
  .object({
    country: z.string(),
    group: Group,
    people: z.number(),
    source: z.string(),
    dated: z.string(),
    version: z.int(),
    by: z.string(),
    at: z.string(),
    may: z.object({ edit: z.boolean() }),
  })
  .meta({ id: 'Projection' })
export type Projection = z.infer<typeof Projection>
export const Scenario = z
  .object({
    texts: z.array(ScenarioText),
    projections: z.array(Projection),
    may: z.object({ write: z.boolean(), project: z.boolean() }),
  })
  .meta({ id: 'PlanningScenario' })
export type Scenario = z.infer<typeof Scenario>
export const ScenarioChange = z
  .object({ language: z.enum(['en', 'es', 'pt', 'fr']), body: z.string().max(40_000), version: z.int().min(0) })
  .meta({ id: 'ScenarioChange' })
export type ScenarioChange = z.infer<typeof ScenarioChange>
/** `version` 0: nothing stood there. */
export const ProjectionChange = z
  .object({
    country: z.string().max(10),
    group: Group,
    people: z.int().min(0).max(2_000_000_000).nullable().meta({ description: 'null takes it away.' }),
    source: z.string().trim().min(1).max(300),
    dated: day,
    version: z.int().min(0),
  })
  .meta({ id: 'ProjectionChange' })
export type ProjectionChange = z.infer<typeof ProjectionChange>
export const ProjectionImport = z
  .object({ read: z.int(), taken: z.int(), added: z.int(), changed: z.int(), refused: z.array(PeopleRemark) })
  .meta({ id: 'ProjectionImport' })
export type ProjectionImport = z.infer<typeof ProjectionImport>

/** A deprivation of a household survey: its column, its sector, its part of the score. */
export const SurveyIndicator = z
  .object({
    code: z.string(),
    sector: z.string(),
    part: z.string().optional(),
    look: z.string().optional(),
    partLook: z.string().optional(),
    weight: z.string(),
  })
  .meta({ id: 'SurveyIndicator' })
export type SurveyIndicator = z.infer<typeof SurveyIndicator>
const interval = { share: z.number(), low: z.number(), high: z.number() }
export const SurveyShare = z
  .object({
    sector: z.string().meta({ description: '`overall`, a sector, or a part of protection.' }),
    ...interval,
    inNeed: z.int().meta({ description: 'Respondents.' }),
    effective: z.number().meta({ description: 'Effective sample size of this share.' }),
    people: z
      .object({ share: z.number(), low: z.number(), high: z.number() })
      .nullable()
      .meta({ description: 'Applied to the projections; null where there are none, or below countries.' }),
  })
  .meta({ id: 'SurveyShare' })
export type SurveyShare = z.infer<typeof SurveyShare>
export const SurveyPlace = z
  .object({
    country: z.string(),
    place: z.string(),
    name: z.string(),
    respondents: z.int(),
    projected: z.number().nullable(),
    shares: z.array(SurveyShare),
  })
  .meta({ id: 'SurveyPlace' })
export type SurveyPlace = z.infer<typeof SurveyPlace>
export const Survey = z
  .object({
    id: z.uuid(),
    fileName: z.string(),
    sha256: z.string(),
    respondents: z.int(),
    dated: z.string(),
    takenBy: z.string(),
    takenAt: z.string(),
    appliedAt: z.string().nullable(),
    weights: z.array(SurveyIndicator),
    places: z.array(SurveyPlace),
    may: z.object({ apply: z.boolean() }),
  })
  .meta({ id: 'HouseholdSurvey' })
export type Survey = z.infer<typeof Survey>
export const SurveyImport = z
  .object({
    survey: Survey.nullable(),
    read: z.int(),
    refusedCount: z.int(),
    refused: z.array(PeopleRemark).meta({ description: 'The first 200.' }),
    empties: z.array(z.object({ column: z.string(), empty: z.int() })),
  })
  .meta({ id: 'SurveyImport' })
export type SurveyImport = z.infer<typeof SurveyImport>
export const SurveyApplied = z
  .object({
    written: z.int(),
    skipped: z.array(z.object({ country: z.string(), sector: z.string(), reason: z.string(), sentence: z.string() })),
  })
  .meta({ id: 'SurveyApplied' })
export type SurveyApplied = z.infer<typeof SurveyApplied>
