/** What the organisations room says: bodies, people who sign in, what they were granted, their keys. */
import { z } from 'zod'
import { Texts } from '../places/contract.ts'

export const Organisation = z
  .object({
    id: z.int(),
    code: z.string().nullable(),
    names: Texts,
    acronym: z.string(),
    kind: z.string(),
    isDonor: z.boolean(),
  })
  .meta({ id: 'Organisation' })
export type Organisation = z.infer<typeof Organisation>

export const RoleName = z.enum([
  'administrator',
  'regional-officer',
  'country-officer',
  'sector-coordinator',
  'organisation-office',
  'organisation-reporter',
  'registration-officer',
  'protection-officer',
  'field-worker',
  'viewer',
])

/** A grant as kept: role × scope; a platform stands for its countries. `scopeId`: platform name, country code, `EC:health` (country and look of the sector), organisation id, `12:<site>` (what an organisation does at one site). */
export const GrantEntry = z
  .object({
    role: RoleName,
    scope: z.enum(['region', 'platform', 'country', 'sector', 'organisation', 'site']),
    scopeId: z.string().nullable(),
  })
  .meta({ id: 'Grant' })
export type GrantEntry = z.infer<typeof GrantEntry>

export const User = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    language: z.string(),
    disabled: z.boolean(),
    secondFactor: z.boolean(),
    grants: z.array(GrantEntry),
    lastSeenAt: z.string().nullable(),
  })
  .meta({ id: 'User' })
export type User = z.infer<typeof User>

/** Users by address of mail; `next` is the `after` of the next page. */
export const UserPage = z.object({ users: z.array(User), next: z.string().nullable() }).meta({ id: 'UserPage' })
export type UserPage = z.infer<typeof UserPage>

export const NewUser = z
  .object({
    name: z.string().trim().min(1).max(200),
    email: z.email().max(200),
    language: z.enum(['en', 'es', 'pt', 'fr']).default('en'),
    password: z.string().min(12).max(200).optional().meta({ description: 'Left out: one is made and returned once.' }),
    grants: z.array(GrantEntry).max(50),
  })
  .meta({ id: 'NewUser' })
export type NewUser = z.infer<typeof NewUser>

/** Who is asking: for the shell of the screens. `may` says which jobs to show; `countries`/`organisations` is the scope, null = all. */
export const Me = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    language: z.string(),
    secondFactor: z.boolean(),
    grants: z.array(GrantEntry),
    may: z.record(z.string(), z.boolean()).meta({ description: 'Permission → held anywhere.' }),
    countries: z.array(z.string()).nullable(),
    organisations: z.array(z.int()).nullable(),
  })
  .meta({ id: 'Me' })
export type Me = z.infer<typeof Me>

export const ApiKey = z
  .object({
    id: z.string(),
    name: z.string(),
    start: z.string(),
    createdAt: z.string(),
    lastUsedAt: z.string().nullable(),
    expiresAt: z.string().nullable(),
  })
  .meta({ id: 'ApiKey' })
export type ApiKey = z.infer<typeof ApiKey>

export const NewOrganisation = z
  .object({
    names: Texts.refine((names) => Object.values(names).some((name) => name.trim() !== ''), 'a name'),
    code: z.string().trim().min(1).max(60).optional(),
    acronym: z.string().trim().max(60).default(''),
    kind: z.string().trim().max(60).default(''),
    isDonor: z.boolean().default(false),
    also: z.array(z.string().trim().min(1).max(300)).max(50).default([]).meta({ description: 'Other ways its name is written.' }),
  })
  .meta({ id: 'NewOrganisation' })
export type NewOrganisation = z.infer<typeof NewOrganisation>

export const OrganisationChange = z
  .object({
    names: NewOrganisation.shape.names,
    acronym: z.string().trim().max(60),
    kind: z.string().trim().max(60),
    isDonor: z.boolean(),
    also: z.array(z.string().trim().min(1).max(300)).max(50),
  })
  .partial()
  .meta({ id: 'OrganisationChange' })
export type OrganisationChange = z.infer<typeof OrganisationChange>

export const MyChange = z
  .object({ name: z.string().trim().min(1).max(200), language: z.enum(['en', 'es', 'pt', 'fr']) })
  .partial()
  .meta({ id: 'MyChange' })
export type MyChange = z.infer<typeof MyChange>

/** `grants` replaces all of them. A disabled user is signed out everywhere at once. */
export const UserChange = z
  .object({
    name: z.string().trim().min(1).max(200),
    disabled: z.boolean(),
    grants: z.array(GrantEntry).max(50),
    secondFactor: z.literal(false).meta({ description: 'Takes the second factor away, for whoever lost it.' }),
  })
  .partial()
  .meta({ id: 'UserChange' })
export type UserChange = z.infer<typeof UserChange>

/** A password is shown once, when it is made; null when the caller chose it. */
export const CreatedUser = z.object({ user: User, password: z.string().nullable() }).meta({ id: 'CreatedUser' })
export type CreatedUser = z.infer<typeof CreatedUser>

export const NewKey = z
  .object({ name: z.string().trim().min(1).max(100), expiresAt: z.iso.datetime({ offset: true }).optional() })
  .meta({ id: 'NewKey' })
export type NewKey = z.infer<typeof NewKey>
export const CreatedKey = z
  .object({ key: z.string().meta({ description: 'Shown this once.' }), entry: ApiKey })
  .meta({ id: 'CreatedKey' })
export type CreatedKey = z.infer<typeof CreatedKey>
