/** What the organisations room says: bodies, people who sign in, what they were granted, their keys. */
import { z } from 'zod'
import { Texts } from '../places/contract.ts'

export const Organisation = z.object({
  id: z.int(), code: z.string().nullable(), names: Texts, acronym: z.string(), kind: z.string(), isDonor: z.boolean(),
}).meta({ id: 'Organisation' })
export type Organisation = z.infer<typeof Organisation>

export const RoleName = z.enum(['administrator', 'regional-officer', 'country-officer', 'organisation-reporter', 'viewer'])

/** A grant as kept: role × scope; a platform stands for its countries. `scopeId`: platform name, country code, organisation id. */
export const GrantEntry = z.object({
  role: RoleName,
  scope: z.enum(['region', 'platform', 'country', 'organisation']),
  scopeId: z.string().nullable(),
}).meta({ id: 'Grant' })
export type GrantEntry = z.infer<typeof GrantEntry>

export const User = z.object({
  id: z.string(), name: z.string(), email: z.string(), language: z.string(), disabled: z.boolean(), secondFactor: z.boolean(),
  grants: z.array(GrantEntry), lastSeenAt: z.string().nullable(),
}).meta({ id: 'User' })
export type User = z.infer<typeof User>

export const NewUser = z.object({
  name: z.string().trim().min(1).max(200), email: z.email().max(200), language: z.enum(['en', 'es', 'pt', 'fr']).default('en'),
  password: z.string().min(12).max(200).optional().meta({ description: 'Left out: one is made and returned once.' }),
  grants: z.array(GrantEntry).max(50),
}).meta({ id: 'NewUser' })
export type NewUser = z.infer<typeof NewUser>

/** Who is asking: for the shell of the screens. `may` says which jobs to show; `countries`/`organisations` is the scope, null = all. */
export const Me = z.object({
  id: z.string(), name: z.string(), email: z.string(), language: z.string(), secondFactor: z.boolean(),
  grants: z.array(GrantEntry),
  may: z.record(z.string(), z.boolean()).meta({ description: 'Permission → held anywhere.' }),
  countries: z.array(z.string()).nullable(), organisations: z.array(z.int()).nullable(),
}).meta({ id: 'Me' })
export type Me = z.infer<typeof Me>

export const ApiKey = z.object({ id: z.string(), name: z.string(), start: z.string(), createdAt: z.string(), lastUsedAt: z.string().nullable(), expiresAt: z.string().nullable() }).meta({ id: 'ApiKey' })
export type ApiKey = z.infer<typeof ApiKey>
