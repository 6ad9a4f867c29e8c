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
