/** The words of versions: what is open, what was published and is frozen, what differs between two. */
import { z } from 'zod'
import { Texts } from '../../places/contract.ts'
import { AreaTotals, CrisisPlan } from '../areas/contract.ts'
import { Kind } from '../contract.ts'
import { Group, What } from '../needs/contract.ts'
import { ActivityState } from '../submissions/contract.ts'

const text = z.object({
  en: z.string().max(5000).optional(),
  es: z.string().max(5000).optional(),
  pt: z.string().max(5000).optional(),
  fr: z.string().max(5000).optional(),
})

export const Version = z
  .object({
    number: z.int(),
    isOpen: z.boolean(),
    openedAt: z.string(),
    openedBy: z.string(),
    submitBy: z.string().nullable(),
    endorseBy: z.string().nullable(),
    validateBy: z.string().nullable(),
    approveBy: z.string().nullable(),
    publishedAt: z.string().nullable(),
    publishedBy: z.string().nullable(),
    note: Texts,
    counts: z.object({ activities: z.int(), organisations: z.int(), countries: z.int(), requiredUsd: z.number() }).nullable(),
  })
  .meta({ id: 'PlanVersion' })
export type Version = z.infer<typeof Version>
export const Versions = z
  .object({
    versions: z.array(Version).meta({ description: 'Newest first.' }),
    may: z.object({ publish: z.boolean(), revise: z.boolean() }),
  })
  .meta({ id: 'PlanVersions' })
export type Versions = z.infer<typeof Versions>

/** Money asked for. */
const asked = { inKindUsd: z.number(), cashUsd: z.number(), totalUsd: z.number(), activities: z.int(), organisations: z.int() }
const given = { givenUsd: z.number().nullable() }
export const Requirements = z
  .object({
    ...asked,
    byCountry: z.array(z.object({ country: z.string().nullable(), ...asked, ...given })),
    bySector: z.array(z.object({ sectorId: z.int().nullable(), ...asked, ...given })),
    byOrganisation: z.array(z.object({ organisationId: z.int(), ...asked, ...given }).omit({ organisations: true })),
  })
  .meta({ id: 'PlanRequirements' })
export type Requirements = z.infer<typeof Requirements>

/** People in need and to be reached, by country × sector. `isOwnRow`: the plan's own country row, else the sum of its parts. */
export const PeopleLine = z
  .object({
    country: z.string(),
    sectorId: z.int(),
    what: What,
    people: z.int(),
    parts: z.int().meta({ description: 'Sum of the admin 1s and the rest of the country.' }),
    isOwnRow: z.boolean(),
  })
  .meta({ id: 'PlanPeopleLine' })
export type PeopleLine = z.infer<typeof PeopleLine>

/** Per country the intersector number: cell-wise the largest sector; the country row where given. */
export const PeopleInCountry = z
  .object({
    country: z.string(),
    need: z.int().nullable(),
    target: z.int().nullable(),
    needIsOwnRow: z.boolean(),
    targetIsOwnRow: z.boolean(),
  })
  .meta({ id: 'PlanPeopleInCountry' })
export type PeopleInCountry = z.infer<typeof PeopleInCountry>

/** A line of the tie-out: two numbers that should be one, and what they are. */
export const TieOutLine = z
  .object({
    check: z.enum(['activities-and-requirement', 'need-parts', 'target-parts', 'people-and-breakdowns', 'areas-and-activities']),
    country: z.string().nullable(),
    sectorId: z.int().nullable(),
    one: z.number(),
    other: z.number(),
    agrees: z.boolean(),
    sentence: z.string(),
  })
  .meta({ id: 'PlanTieOutLine' })
export type TieOutLine = z.infer<typeof TieOutLine>

/** Names as they were on the day of publication: lists may change later. */
export const FrozenNames = z.object({
  places: z.array(z.object({ code: z.string(), names: Texts, parent: z.string().nullable(), platform: z.string().nullable() })),
  sectors: z.array(
    z.object({
      id: z.int(),
      name: z.string(),
      names: Texts,
      look: z.string(),
      position: z.int(),
      isMultipurposeCash: z.boolean(),
    }),
  ),
  indicators: z.array(
    z.object({
      id: z.int(),
      sectorId: z.int(),
      code: z.string().nullable(),
      kind: Kind.nullable(),
      name: z.string(),
      names: Texts,
      isCash: z.boolean(),
    }),
  ),
  organisations: z.array(
    z.object({ id: z.int(), code: z.string().nullable(), acronym: z.string(), names: Texts, kind: z.string() }),
  ),
})
export type FrozenNames = z.infer<typeof FrozenNames>

/** What the plan assumed of the coming year. */
export const FrozenScenario = z
  .object({
    texts: Texts,
    projections: z.array(
      z.object({ country: z.string(), group: Group, people: z.number(), source: z.string(), dated: z.string() }),
    ),
  })
  .meta({ id: 'PlanFrozenScenario' })
export type FrozenScenario = z.infer<typeof FrozenScenario>

/** Money given, each dollar once; pledges apart. By country, sector and organisation it stands in the requirements. */
export const Contributions = z
  .object({ givenUsd: z.number(), pledgedUsd: z.number(), donors: z.array(z.object({ name: z.string(), givenUsd: z.number() })) })
  .meta({ id: 'PlanContributions' })
export type Contributions = z.infer<typeof Contributions>

/** What `plan_versions.content` holds once it is published; beside it stand `published_activities` and `published_people`. */
export const PublishedPlan = z
  .object({
    plan: z.object({ code: z.string(), names: Texts, firstMonth: z.string(), lastMonth: z.string(), isSample: z.boolean() }),
    number: z.int(),
    publishedAt: z.string(),
    note: Texts,
    scenario: FrozenScenario.nullable().meta({ description: 'null where none is written.' }),
    crisis: CrisisPlan,
    counts: z.object({
      activities: z.int(),
      organisations: z.int(),
      countries: z.int(),
      sectors: z.int(),
      requiredUsd: z.number(),
    }),
    requirements: Requirements,
    contributions: Contributions.nullable().meta({ description: 'On the day; null where none are on file.' }),
    people: z.array(PeopleInCountry),
    peopleBySector: z.array(PeopleLine),
    tieOut: z.array(TieOutLine),
    names: FrozenNames,
  })
  .meta({ id: 'PublishedPlan' })
export type PublishedPlan = z.infer<typeof PublishedPlan>

/** What publishing would do, asked before it is done. */
export const PublicationPreview = z
  .object({
    number: z.int(),
    isOpen: z.boolean(),
    takes: z.object({
      approved: z.int().meta({ description: 'Approved since the last publication.' }),
      unchanged: z.int().meta({ description: 'Published before and not touched since.' }),
      asBefore: z.int().meta({ description: 'Being revised and not approved: they stay as they were published last.' }),
    }),
    leaving: z.int().meta({ description: 'Withdrawn: published before, gone from this version.' }),
    leftBehind: z.array(z.object({ state: ActivityState, activities: z.int() })),
    counts: z.object({ activities: z.int(), organisations: z.int(), countries: z.int(), requiredUsd: z.number() }),
    people: z.object({ needLines: z.int(), targetLines: z.int() }),
    areas: z.int(),
    targetRemarks: z.int().nullable().meta({ description: 'Targets above need; null where it was not checked.' }),
    tieOut: z.array(TieOutLine),
    hasNothing: z.boolean().meta({ description: 'Nothing would be published: it is refused.' }),
  })
  .meta({ id: 'PlanPublicationPreview' })
export type PublicationPreview = z.infer<typeof PublicationPreview>

export const RevisionRequest = z.object({ note: text.default({}) }).meta({ id: 'PlanRevisionRequest' })
export const PublishRequest = z
  .object({
    note: text.optional(),
    agreedDifferences: z
      .boolean()
      .default(false)
      .meta({ description: 'The tie-out was seen: what differs is published as it is.' }),
  })
  .meta({ id: 'PlanPublishRequest' })
export type PublishRequest = z.infer<typeof PublishRequest>

/** A cell that differs, in words: names, not codes. Null is empty. */
const CellDifference = z.object({
  cell: z.string(),
  name: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
})
export type CellDifference = z.infer<typeof CellDifference>

export const ActivityDifference = z.object({
  id: z.uuid(),
  what: z.enum(['added', 'gone', 'changed']),
  country: z.string().nullable(),
  countryName: z.string(),
  organisation: z.string(),
  sector: z.string(),
  title: z.string(),
  cells: z.array(CellDifference),
})
export type ActivityDifference = z.infer<typeof ActivityDifference>

const CountryDifference = z.object({
  country: z.string().nullable(),
  countryName: z.string(),
  sentence: z.string(),
  added: z.int(),
  gone: z.int(),
  changed: z.int(),
  requiredBeforeUsd: z.number(),
  requiredAfterUsd: z.number(),
})
export type CountryDifference = z.infer<typeof CountryDifference>

const PeopleDifference = z.object({
  what: What,
  country: z.string(),
  countryName: z.string(),
  sector: z.string(),
  before: z.int().nullable(),
  after: z.int().nullable(),
})
export type PeopleDifference = z.infer<typeof PeopleDifference>

const TextDifference = z.object({
  of: z.string().meta({ description: 'The area, objective or whole plan, by its name.' }),
  what: z.enum(['added', 'gone', 'changed']),
  cells: z.array(CellDifference),
})
export type TextDifference = z.infer<typeof TextDifference>

/** What differs between two versions. The first page brings the summary; activities come page by page. */
export const Difference = z
  .object({
    since: z.int().meta({ description: '0: before the first version.' }),
    until: z.int(),
    untilIsOpen: z.boolean().meta({ description: 'The newer one is not published yet: as it would be today.' }),
    sentence: z.string(),
    countries: z.array(CountryDifference),
    people: z.array(PeopleDifference),
    areas: z.array(TextDifference),
    activities: z.array(ActivityDifference),
    next: z.string().nullable().meta({ description: 'Ask again with `after`.' }),
  })
  .meta({ id: 'PlanDifference' })
export type Difference = z.infer<typeof Difference>

/** People over countries: the intersector number of each. `states`: activities as the reader may see them. */
const counted = z.object({ people: z.number(), countries: z.int() })
export const PlanSummary = z
  .object({
    need: counted,
    target: counted,
    states: z.array(z.object({ state: ActivityState, activities: z.int(), requiredUsd: z.number() })),
    open: Version.nullable(),
    published: Version.nullable(),
    areas: AreaTotals,
  })
  .meta({ id: 'PlanSummary' })
export type PlanSummary = z.infer<typeof PlanSummary>
