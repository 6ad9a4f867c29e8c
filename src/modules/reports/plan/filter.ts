/** What a visitor narrows the activities of a plan to, and the same as SQL. */
import { sql } from 'kysely'
import { z } from 'zod'
import { fold } from '../../../core/text.ts'
import { Kind } from '../../plan/contract.ts'

export const PlanFilter = z
  .object({
    country: z.string().max(10).meta({ description: 'Place code of the country.' }),
    admin1: z.string().max(20).meta({ description: 'Place code.' }),
    sector: z.coerce.number().int().meta({ description: 'Number of the sector.' }),
    organisation: z.coerce.number().int(),
    kind: Kind,
    words: z
      .string()
      .max(200)
      .meta({ description: 'Each word must stand in title, description, organisation, indicator or place.' }),
  })
  .partial()
export type PlanFilter = { [K in keyof z.infer<typeof PlanFilter>]?: z.infer<typeof PlanFilter>[K] | undefined }

/** Over the table `a` of activities. Words are looked for in what publication folded; a plan in the making is not searched. */
export function narrowed(filter: PlanFilter) {
  const { country, admin1, sector, organisation, kind, words } = filter
  const wanted = [
    country === undefined ? undefined : sql`a.country = ${country}`,
    admin1 === undefined ? undefined : sql`a.admin1 = ${admin1}`,
    sector === undefined ? undefined : sql`a.sector_id = ${sector}`,
    organisation === undefined ? undefined : sql`a.organisation_id = ${organisation}`,
    kind === undefined ? undefined : sql`a.kind = ${kind}`,
    ...wordsOf(words).map((word) => sql`a.words like ${`%${word}%`}`),
  ].filter((part) => part !== undefined)
  return wanted.length === 0 ? sql`true` : sql.join(wanted, sql` and `)
}

/** Folding leaves letters, digits and #: nothing that a pattern would read as a wildcard. */
export const wordsOf = (words: string | undefined): string[] => [...new Set(fold(words ?? '').split(' '))].filter(Boolean)
