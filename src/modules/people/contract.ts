/** The words of people: households, persons, documents, needs, consent. Used by screens, devices, imports and the API. */
import { z } from 'zod'
import { seen } from '../../core/text.ts'

/** As the columns of the monthly rows are called. */
export const populationGroups = ['inDestination', 'inTransit', 'hostCommunity', 'pendular', 'returnees'] as const
export const PopulationGroup = z.enum(populationGroups)
export type PopulationGroup = z.infer<typeof PopulationGroup>
export const Sex = z.enum(['female', 'male', 'other'])
export type Sex = z.infer<typeof Sex>
export const BirthPrecision = z.enum(['day', 'month', 'year', 'about'])
export type BirthPrecision = z.infer<typeof BirthPrecision>
export const relations = [
  'head',
  'partner',
  'child',
  'parent',
  'sibling',
  'grandchild',
  'grandparent',
  'other-relative',
  'not-related',
] as const
export const Relation = z.enum(relations)
export type Relation = z.infer<typeof Relation>
export const documentKinds = ['national-id', 'passport', 'birth-certificate', 'permit', 'refugee-id', 'other'] as const
export const DocumentKind = z.enum(documentKinds)
export const purposes = ['registration', 'sharing', 'photo', 'contact', 'follow-up'] as const
export const Purpose = z.enum(purposes)
export type Purpose = z.infer<typeof Purpose>

/** What somebody wrote, without what is never seen. */
export const line = (most: number) => z.string().overwrite(seen).trim().max(most)
/** Made by a device: in whatever letters it is sent, it is one, as the database answers it. */
export const Id = z.uuid().toLowerCase()
const code = z.string().max(60)
/** YYYY-MM-DD. */
export const Day = z.iso.date()

export const PersonDocument = z
  .object({
    id: Id,
    kind: DocumentKind,
    country: line(2).default('').meta({ description: 'ISO 3166-1 of who issued it.' }),
    number: line(60).min(1),
    validUntil: Day.nullable().default(null),
  })
  .meta({ id: 'PersonDocument' })
export type PersonDocument = z.infer<typeof PersonDocument>

export const PersonContent = z
  .object({
    id: Id.meta({ description: 'Made by the device (UUIDv7).' }),
    given: line(200).meta({ description: 'Given names, in any script.' }),
    family: line(200),
    also: line(200).default('').meta({ description: 'The name otherwise: another script, the name used.' }),
    sex: Sex,
    birthDate: Day.nullable().meta({
      description: 'As far as known: the first day of the month or year where only that is known.',
    }),
    birthPrecision: BirthPrecision.default('day').meta({ description: '`about`: worked out from an age.' }),
    relation: Relation,
    nationality: line(2).default(''),
    populationGroup: PopulationGroup.nullable().default(null).meta({ description: 'Where it is not the household’s.' }),
    documents: z.array(PersonDocument).max(20).default([]),
    hasLeft: z.boolean().default(false).meta({ description: 'No longer of the household.' }),
  })
  .meta({ id: 'PersonContent' })
export type PersonContent = z.infer<typeof PersonContent>

/** What is written about a household and may be changed. Needs, consent and photos are facts of their own. */
export const HouseholdContent = z
  .object({
    site: Id.nullable().meta({ description: 'Where it is met.' }),
    country: code,
    admin1: code.nullable(),
    admin2: code.nullable().default(null),
    populationGroup: PopulationGroup,
    origin: line(200).default(''),
    destination: line(200).default(''),
    address: line(300).default(''),
    phone: line(40).default(''),
    email: line(200).default(''),
    languages: z.array(line(20)).max(10).default([]),
    note: line(2000).default(''),
    persons: z.array(PersonContent).min(1).max(60),
  })
  .meta({ id: 'HouseholdContent' })
export type HouseholdContent = z.infer<typeof HouseholdContent>

export const NewConsent = z
  .object({
    id: Id,
    personId: Id,
    purpose: Purpose,
    isGiven: z.boolean().meta({ description: 'false: refused.' }),
    textVersion: z.int().min(1),
    language: z.enum(['en', 'es', 'pt', 'fr']),
    how: z.enum(['spoken', 'signed', 'thumbprint', 'remote']),
    guardianId: Id.nullable().default(null),
    guardianName: line(200).default(''),
    until: Day.nullable().default(null),
    at: z.iso.datetime({ offset: true }),
  })
  .meta({ id: 'NewConsent' })
export type NewConsent = z.infer<typeof NewConsent>
export const Consent = NewConsent.extend({
  recordedBy: z.string(),
  withdrawnAt: z.string().nullable(),
}).meta({ id: 'Consent' })
export type Consent = z.infer<typeof Consent>

export const washingtonQuestions = ['seeing', 'hearing', 'walking', 'remembering', 'caring', 'communicating'] as const
export const NewNeed = z
  .object({
    id: Id,
    personId: Id,
    need: z.string().max(60).meta({ description: 'Code of the list of needs.' }),
    detail: z
      .record(z.string().max(40), z.union([z.int(), z.string().max(500)]))
      .default({})
      .meta({ description: 'Of a disability: each Washington Group question 1 (no difficulty) to 4 (cannot at all).' }),
    since: Day,
    until: Day.nullable().default(null),
  })
  .meta({ id: 'NewNeed' })
export type NewNeed = z.infer<typeof NewNeed>
export const Need = NewNeed.extend({ isRestricted: z.boolean(), recordedBy: z.string(), recordedAt: z.string() }).meta({
  id: 'Need',
})
export type Need = z.infer<typeof Need>
export const NeedKind = z
  .object({
    code: z.string(),
    names: z.record(z.string(), z.string()),
    isRestricted: z.boolean(),
    position: z.int(),
    planId: z.int().nullable().meta({ description: 'null: for every plan.' }),
    months: z.object({ first: z.string(), last: z.string() }).nullable().meta({ description: 'Of its plan, YYYY-MM.' }),
    isRetired: z.boolean().meta({ description: 'Not asked any more; what was recorded with it stays.' }),
  })
  .meta({ id: 'NeedKind' })
export type NeedKind = z.infer<typeof NeedKind>

export const NewHousehold = HouseholdContent.extend({
  id: Id.meta({ description: 'Made by the device (UUIDv7); the same sent twice is one household.' }),
  organisation: z.int(),
  consents: z.array(NewConsent).max(40).default([]),
  needs: z.array(NewNeed).max(100).default([]),
}).meta({ id: 'NewHousehold' })
export type NewHousehold = z.infer<typeof NewHousehold>

/** A change: the household as it was seen and as it shall be. When somebody changed it meanwhile, both stand as a conflict. */
export const HouseholdChange = z
  .object({
    id: Id.meta({ description: 'Of the change, made by the device.' }),
    version: z.int().meta({ description: 'That was seen.' }),
    base: HouseholdContent.meta({ description: 'As it was seen.' }),
    content: HouseholdContent,
    reason: line(500).default(''),
    at: z.iso.datetime({ offset: true }).optional().meta({
      description:
        'When it was said, where that was without a network: who left is counted until then, who was added from then on.',
    }),
  })
  .meta({ id: 'HouseholdChange' })
export type HouseholdChange = z.infer<typeof HouseholdChange>

export const Household = HouseholdContent.extend({
  id: Id,
  organisation: z.int(),
  card: z.string(),
  version: z.int(),
  registeredAt: z.string(),
  lastSeenAt: z.string(),
  mergedInto: Id.nullable(),
  holdReason: z.string().nullable().meta({ description: 'Why nothing erases it; of those merged into it, too.' }),
  heldWith: z
    .object({ id: Id, card: z.string(), reason: z.string() })
    .nullable()
    .meta({ description: 'Another household that is held, with another record of somebody here.' }),
  erasedAt: z.string().nullable(),
  needs: z.array(Need),
  consents: z.array(Consent),
  photos: z.array(z.object({ id: Id, personId: Id.nullable(), kind: z.string() })),
  may: z.object({ change: z.boolean(), deliver: z.boolean(), manage: z.boolean() }),
}).meta({ id: 'Household' })
export type Household = z.infer<typeof Household>

/** A household in a list: what is needed to recognise it. */
export const HouseholdLine = z
  .object({
    id: Id,
    card: z.string(),
    organisation: z.int(),
    site: Id.nullable(),
    country: z.string(),
    admin1: z.string().nullable(),
    populationGroup: PopulationGroup,
    /** The one who was found, else the head. */
    person: z.object({
      id: Id,
      given: z.string(),
      family: z.string(),
      sex: Sex,
      birthDate: z.string().nullable(),
      birthPrecision: BirthPrecision,
    }),
    size: z.int(),
    lastSeenAt: z.string(),
    score: z.number().nullable().meta({ description: '0 to 1: how near the words are.' }),
  })
  .meta({ id: 'HouseholdLine' })
export type HouseholdLine = z.infer<typeof HouseholdLine>
export const HouseholdPage = z
  .object({ households: z.array(HouseholdLine), next: z.string().nullable() })
  .meta({ id: 'HouseholdPage' })
export type HouseholdPage = z.infer<typeof HouseholdPage>

/** Somebody who may be the person being registered. */
export const Candidate = z
  .object({
    household: HouseholdLine,
    score: z.number(),
    reasons: z
      .array(z.object({ field: z.string(), level: z.string(), weight: z.number() }))
      .meta({ description: 'Sentences: people.reason.<field>.<level>.' }),
  })
  .meta({ id: 'DuplicateCandidate' })
export type Candidate = z.infer<typeof Candidate>
