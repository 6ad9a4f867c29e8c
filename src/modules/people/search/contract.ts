/** What may be asked for when looking for a household. */
import { z } from 'zod'

export const HouseholdQuery = z.object({
  words: z
    .string()
    .max(200)
    .default('')
    .meta({ description: 'Name, however it is spelt; a year of birth beside it; or any number.' }),
  card: z.string().max(200).default('').meta({ description: 'Number of a card, or what its QR code says.' }),
  document: z.string().max(60).default('').meta({ description: 'Number of a document, however it is written.' }),
  site: z.uuid().optional(),
  organisation: z.coerce.number().int().max(2_147_483_647).optional(),
  after: z
    .string()
    .max(120)
    .optional()
    .meta({ description: '`next` of the page before; only where nothing is looked for by words or number.' }),
  limit: z.coerce.number().int().min(1).max(200).default(25),
})
export type HouseholdQuery = z.infer<typeof HouseholdQuery>
