/** The words of privacy: what people are asked to agree to, who read of them, how long they are kept. */
import { z } from 'zod'
import { Consent, Household, Need, Purpose } from '../contract.ts'

const language = z.enum(['en', 'es', 'pt', 'fr'])

export const ConsentText = z
  .object({
    purpose: Purpose,
    version: z.int(),
    texts: z.record(language, z.string()).meta({ description: 'As it is read aloud, by language.' }),
    since: z.string(),
    isCurrent: z.boolean(),
  })
  .meta({ id: 'ConsentText' })
export type ConsentText = z.infer<typeof ConsentText>

const body = z.string().trim().min(20).max(4000)
/** A new version of the text of a purpose, in all four languages; the older ones stay for those who heard them. */
export const NewConsentText = z
  .object({
    purpose: Purpose,
    version: z.int().min(1).meta({ description: 'The next one; the same sent twice is one.' }),
    texts: z.object({ en: body, es: body, pt: body, fr: body }),
  })
  .meta({ id: 'NewConsentText' })
export type NewConsentText = z.infer<typeof NewConsentText>

const needName = z.string().trim().max(120).default('')
const NeedNames = z
  .object({ en: needName, es: needName, pt: needName, fr: needName })
  .refine((names) => Object.values(names).some((name) => name !== ''), { message: 'At least one name.' })
  .meta({ description: 'By language; at least one.' })
export const NewNeedKind = z
  .object({
    code: z
      .string()
      .regex(/^[a-z][a-z0-9-]{1,59}$/)
      .meta({ description: 'Small letters, digits and hyphens; lists of people may bear it.' }),
    names: NeedNames,
    planId: z.int().positive().max(2_147_483_647).nullable().default(null).meta({ description: 'null: for every plan.' }),
    isRestricted: z.boolean().default(false).meta({ description: 'Read and written only by those who protect.' }),
  })
  .meta({ id: 'NewNeedKind' })
export type NewNeedKind = z.infer<typeof NewNeedKind>
export const NeedKindChange = z
  .object({ names: NeedNames.optional(), isRetired: z.boolean().optional() })
  .meta({ id: 'NeedKindChange' })
export type NeedKindChange = z.infer<typeof NeedKindChange>

export const hows = ['opened', 'found', 'taken-along', 'exported', 'printed', 'listed', 'checked'] as const
export type How = (typeof hows)[number]
export const Reading = z
  .object({ household: z.uuid(), by: z.string(), byName: z.string(), at: z.string(), how: z.enum(hows) })
  .meta({ id: 'Reading' })
export type Reading = z.infer<typeof Reading>

export const PeopleRules = z
  .object({
    organisation: z.int().meta({ description: '0: of all that have none of their own.' }),
    retentionMonths: z.int().min(1).max(240).meta({ description: 'After the household was last seen.' }),
  })
  .meta({ id: 'PeopleRules' })
export type PeopleRules = z.infer<typeof PeopleRules>

export const DueHousehold = z
  .object({
    id: z.uuid(),
    person: z.uuid().nullable().meta({ description: 'Only this one of the household; null: the household.' }),
    card: z.string(),
    organisation: z.int(),
    site: z.uuid().nullable(),
    lastSeenAt: z.string(),
    due: z.string().meta({ description: 'When it is erased.' }),
    reason: z.enum(['consent-withdrawn', 'person-withdrawn', 'retention']).meta({
      description:
        'person-withdrawn: while somebody else of the household agrees. retention: not seen for as long as people are kept.',
    }),
    withdrawnAt: z.string().nullable(),
  })
  .meta({ id: 'DueHousehold' })
export type DueHousehold = z.infer<typeof DueHousehold>

export const Hold = z
  .object({ reason: z.string().trim().max(500).nullable().meta({ description: 'null: no longer held.' }) })
  .meta({ id: 'HouseholdHold' })
/** Of a household, or of one person in it. */
export const Erasure = z.object({ reason: z.string().trim().min(3).max(500) }).meta({ id: 'HouseholdErasure' })

/** Everything kept about a household, for the people themselves. */
export const OwnData = z
  .object({
    madeAt: z.string(),
    household: Household.omit({ may: true, heldWith: true, needs: true, consents: true }),
    needs: z.array(Need),
    consents: z.array(Consent),
    readings: z.array(Reading),
    history: z.array(z.object({ what: z.string(), at: z.string(), byName: z.string(), reason: z.string() })),
    given: z.array(
      z.object({
        at: z.string(),
        service: z.record(z.string(), z.string()),
        quantity: z.number(),
        organisation: z.string(),
        isReversed: z.boolean(),
      }),
    ),
    aboutGiven: z.string().meta({
      description: 'In words, and always said: what other organisations give in confidence is to be asked of them.',
    }),
  })
  .meta({ id: 'OwnData' })
export type OwnData = z.infer<typeof OwnData>
