/** The overview: narrative whose figures are references, its tie-out, its editions. */
import { z } from 'zod'
import { Include } from '../activities/contract.ts'
import { Figure } from '../figures/contract.ts'
import { Month } from '../plan/contract.ts'

export const LanguageCode = z.enum(['en', 'es', 'pt', 'fr'])
export type LanguageCode = z.infer<typeof LanguageCode>

/**
 * Text holds figures as `[[measure key=value …]]`: `[[people sector=food country=PE indicator="Food kits"]]`. Keys: sector (look, name or id), country, admin1,
 * indicator (name or id), organisation, from, until, method, include, of=sector|all (share: per hundred), round=ten|hundred|thousand. Period and counted rows default to the overview's.
 */
export const Part = z
  .string()
  .regex(/^(title|lead|context|achievements|initiatives|support|method|contact|donors|sector:\d+|tie-out:\d+)$/)

/** A figure of an overview, with the words that say what it is. `whole`: of a share, what it is a share of. */
export const OverviewFigure = Figure.extend({
  label: z.string().meta({ description: 'What is counted, where: “Food kits · Peru”.' }),
  whole: z.number().nullable(),
}).meta({ id: 'OverviewFigure' })
export type OverviewFigure = z.infer<typeof OverviewFigure>

export const TieOutLine = z
  .object({
    sector: z.int(),
    name: z.string(),
    look: z.string(),
    printedPeople: z.number(),
    countedPeople: z.number(),
    printedCountries: z.int(),
    countedCountries: z.int(),
    agrees: z.boolean(),
    countries: z.array(z.string()),
    rows: z.int(),
    sentence: z.string(),
  })
  .meta({ id: 'TieOutLine' })
export type TieOutLine = z.infer<typeof TieOutLine>

/** One run of rendered text: words, or a figure with its shown form. */
export const Run = z.union([
  z.object({ text: z.string() }),
  z.object({ figure: z.string().meta({ description: 'Key into the document’s figures.' }), shown: z.string() }),
  z
    .object({ broken: z.string(), why: z.string() })
    .meta({ description: 'A reference that does not hold; a document with one cannot be published.' }),
])
export type Run = z.infer<typeof Run>
export const Paragraph = z.array(Run)

/** A document with every figure filled in: what all renderers take, and what publication freezes. */
export const OverviewDocument = z
  .object({
    plan: z.object({ code: z.string(), name: z.string() }),
    slug: z.string(),
    edition: z.int(),
    language: LanguageCode,
    firstMonth: Month,
    lastMonth: Month,
    period: z.string(),
    published: z.string().nullable(),
    countedAt: z.string(),
    include: Include,
    title: z.array(Run),
    lead: z.array(Paragraph),
    context: z.array(Paragraph),
    achievements: z.array(Paragraph),
    initiatives: z.array(Paragraph),
    support: z.array(Paragraph),
    method: z.array(Paragraph),
    contact: z.array(Paragraph),
    donorsText: z.array(Paragraph),
    methodName: z.string().meta({ description: 'How sectors are brought together, in words.' }),
    hostedSources: z.array(z.string()),
    automatic: z
      .array(z.string())
      .meta({ description: 'Parts nobody wrote in this language: their sentences are made from the figures.' }),
    totals: z.object({
      people: z.number(),
      countries: z.int(),
      hosts: z.int(),
      trained: z.number(),
      output: z.number(),
      rows: z.int(),
      directRows: z.int(),
      cashPeople: z.number(),
      cashValueUsd: z.number(),
      range: z.object({ least: z.number(), most: z.number() }),
    }),
    origins: z
      .array(z.object({ code: z.string(), name: z.string() }))
      .meta({ description: 'Countries on the map that are not of the response.' }),
    countries: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        people: z.number(),
        hosted: z.number().nullable(),
        hostedAsOf: z.string().nullable(),
      }),
    ),
    sectors: z.array(
      z.object({
        id: z.int(),
        look: z.string(),
        name: z.string(),
        people: z.number(),
        countries: z.int(),
        rows: z.int(),
        text: z.array(Paragraph),
        byCountry: z.array(z.object({ code: z.string(), name: z.string(), people: z.number() })),
        trained: z.number(),
        output: z.number(),
      }),
    ),
    silent: z.array(z.string()).optional().meta({ description: 'Sectors of the plan of which nothing was reported.' }),
    stories: z.array(
      z.object({
        id: z.uuid(),
        title: z.string(),
        body: z.array(z.string()),
        caption: z.string(),
        alt: z.string(),
        credit: z.string(),
        country: z.string().nullable(),
        picture: z.string().nullable(),
      }),
    ),
    donors: z.array(z.object({ name: z.string(), link: z.string().nullable() })),
    figures: z.record(z.string(), OverviewFigure),
    tieOut: z.array(TieOutLine),
  })
  .meta({ id: 'OverviewDocument' })
export type OverviewDocument = z.infer<typeof OverviewDocument>

export const Overview = z
  .object({
    id: z.uuid(),
    plan: z.string(),
    slug: z.string(),
    firstMonth: Month,
    lastMonth: Month,
    edition: z.int(),
    include: Include,
    texts: z.array(
      z.object({
        language: LanguageCode,
        part: z.string(),
        body: z.string(),
        version: z.int(),
        savedAt: z.string(),
        savedBy: z.string(),
      }),
    ),
    publications: z.array(
      z.object({
        edition: z.int(),
        publishedAt: z.string(),
        publishedBy: z.string(),
        languages: z.array(z.string()),
        withdrawn: z.boolean(),
      }),
    ),
    may: z.object({ compose: z.boolean(), publish: z.boolean() }),
  })
  .meta({ id: 'Overview' })
export type Overview = z.infer<typeof Overview>

/** A number typed in the text that some figure gives: “454 is typed, not live”. */
export const TypedNumber = z
  .object({
    language: LanguageCode,
    part: z.string(),
    shown: z.string(),
    candidates: z.array(z.object({ reference: z.string(), label: z.string() })),
  })
  .meta({ id: 'TypedNumber' })

/** A figure of the picker. `token` is what goes into the text. */
export const PickedFigure = z
  .object({ token: z.string(), label: z.string(), figure: Figure, agrees: z.boolean().nullable() })
  .meta({ id: 'PickedFigure' })
export const NewOverview = z
  .object({ id: z.uuid(), plan: z.string(), firstMonth: Month, lastMonth: Month, include: Include.default('accepted') })
  .meta({ id: 'NewOverview' })
export const TextToSave = z.object({ body: z.string().max(50_000), version: z.int().min(0) }).meta({ id: 'TextToSave' })
export const Story = z
  .object({
    id: z.uuid(),
    position: z.int(),
    country: z.string().nullable(),
    picture: z.uuid().nullable(),
    texts: z.partialRecord(
      LanguageCode,
      z.object({ title: z.string(), body: z.string(), caption: z.string(), alt: z.string() }).partial(),
    ),
    credit: z.string().max(300),
    consent: z.string().max(2000),
  })
  .meta({ id: 'Story' })
export const Publish = z
  .object({
    languages: z.array(LanguageCode).min(1),
    agreedDifferences: z.boolean().meta({ description: 'The publisher saw the list of differences.' }),
  })
  .meta({ id: 'Publish' })

/** A row behind a published figure, as it was on that day. */
export const PublishedRow = z
  .object({
    position: z.int(),
    country: z.string().nullable(),
    admin1: z.string().nullable(),
    place: z.string(),
    month: z.string().nullable(),
    organisation: z.string(),
    sector: z.string(),
    sectorId: z.int().nullable(),
    look: z.string(),
    activity: z.string(),
    kind: z.string().nullable(),
    number: z.number(),
    cashValueUsd: z.number().nullable(),
    note: z.string(),
  })
  .meta({ id: 'PublishedRow' })
export type PublishedRow = z.infer<typeof PublishedRow>
export const Download = z.enum(['pdf', 'docx', 'xlsx', 'csv', 'html'])
export type Download = z.infer<typeof Download>
export const Donor = z
  .object({
    name: z.string().trim().min(1).max(300),
    link: z
      .url({ protocol: /^https?$/ })
      .max(1000)
      .nullable(),
  })
  .meta({ id: 'OverviewDonor' })
export const TextVersion = z
  .object({ version: z.int(), body: z.string(), savedAt: z.string(), savedBy: z.string() })
  .meta({ id: 'TextVersion' })
