/** What the places room says: administrative areas, their codes and names. */
import { z } from 'zod'

export const Texts = z
  .object({ en: z.string().optional(), es: z.string().optional(), pt: z.string().optional(), fr: z.string().optional() })
  .meta({ id: 'Texts' })
export type Texts = z.infer<typeof Texts>

export const Place = z
  .object({
    code: z.string().meta({ description: 'ISO 3166-1 for a country, ISO 3166-2 for admin 1, the P-code for admin 2.' }),
    level: z.int().min(0).max(2),
    country: z.string(),
    parent: z.string().nullable(),
    names: Texts,
    pcode: z.string().nullable(),
    platform: z.string().nullable(),
    hosts: z.boolean().meta({ description: 'A country of the response.' }),
  })
  .meta({ id: 'Place' })
export type Place = z.infer<typeof Place>

export const Hosted = z
  .object({ country: z.string(), asOf: z.string(), people: z.int(), source: z.string() })
  .meta({ id: 'HostedPeople' })
export type Hosted = z.infer<typeof Hosted>

export const PlaceChange = z
  .object({
    names: Texts,
    also: z.array(z.string().trim().min(1).max(200)).max(50),
    platform: z.string().trim().min(1).max(100).nullable(),
    hosts: z.boolean(),
  })
  .partial()
  .meta({ id: 'PlaceChange' })
export type PlaceChange = z.infer<typeof PlaceChange>

/** What an import of a list of places did. `reason` is a code under `places.refused`, `sentence` its words. */
export const PlaceImport = z
  .object({
    read: z.int(),
    added: z.int(),
    changed: z.int().meta({ description: 'P-codes put to known places, names with their accents.' }),
    unchanged: z.int(),
    refused: z.array(z.object({ line: z.int(), reason: z.string(), sentence: z.string(), name: z.string(), code: z.string() })),
    unplaced: z.array(z.string()).meta({ description: 'Headers that say nothing of a place: not used.' }),
  })
  .meta({ id: 'PlaceImport' })
export type PlaceImport = z.infer<typeof PlaceImport>

export const siteKinds = [
  'service-point',
  'border-point',
  'shelter',
  'support-space',
  'warehouse',
  'flow-monitoring-point',
] as const
export const NewSite = z
  .object({
    id: z.uuid().meta({ description: 'Made by the caller (UUIDv7).' }),
    kind: z.enum(siteKinds),
    names: Texts,
    country: z.string().max(60),
    admin1: z.string().max(60).nullable(),
    admin2: z.string().max(60).nullable().default(null),
    latitude: z.number().min(-90).max(90).nullable().default(null),
    longitude: z.number().min(-180).max(180).nullable().default(null),
  })
  .meta({ id: 'NewSite' })
export type NewSite = z.infer<typeof NewSite>
export const SiteChange = NewSite.omit({ id: true }).extend({ isClosed: z.boolean() }).partial().meta({ id: 'SiteChange' })
export type SiteChange = z.infer<typeof SiteChange>
/** A point in a place. */
export const Site = NewSite.extend({ isClosed: z.boolean() }).meta({ id: 'Site' })
export type Site = z.infer<typeof Site>
