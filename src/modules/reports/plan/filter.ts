/** What a visitor narrows the activities of a plan to, and the same as SQL. */
import { sql } from 'kysely'
import { z } from 'zod'
import { fold } from '../../../core/text.ts'
import { Kind } from '../../plan/contract.ts'

const number = z.coerce.number().int().min(1).max(2_147_483_647)

export const PlanFilter = z
  .object({
    country: z.string().max(10).meta({ description: 'Place code of the country.' }),
    admin1: z.string().max(20).meta({ description: 'Place code.' }),
    sector: number.meta({ description: 'Number of the sector.' }),
    organisation: number,
    kind: Kind,
    words: z
      .string()
      .max(200)
      .meta({ description: 'Each must begin a word of the title, description, organisation, indicator or place.' }),
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
    searched(words),
  ].filter((part) => part !== undefined)
  return wanted.length === 0 ? sql`true` : sql.join(wanted, sql` and `)
}

/** Every word, as the beginning of a word; one or two letters as they stand. Folding leaves letters and digits: nothing that a query would read as a sign. */
function searched(words: string | undefined) {
  const asked = [...new Set(fold(words ?? '').split(/[^\p{L}\p{N}]+/u))].filter(Boolean).slice(0, 8)
  if (asked.length === 0) return undefined
  const query = asked.map((word) => (word.length < 3 ? word : `${word}:*`)).join(' & ')
  return sql`to_tsvector('simple', a.words) @@ to_tsquery('simple', ${query})`
}
