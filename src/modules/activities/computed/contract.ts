/** The way down from a computed row: its entries for those who may read them, else what was given by day, site and service. */
import { z } from 'zod'
import { DeliveryPage } from '../../delivery/contract.ts'
import { Texts } from '../../places/contract.ts'

export const ComputedEntries = z
  .object({
    row: z.object({
      id: z.uuid(),
      title: z.string(),
      month: z.string(),
      country: z.string(),
      organisation: z.int(),
      people: z.number().nullable(),
    }),
    entries: DeliveryPage.nullable().meta({ description: 'For those who may read deliveries of the organisation.' }),
    summary: z
      .object({
        lines: z.array(
          z.object({
            day: z.string(),
            site: z.uuid().nullable(),
            service: z.int(),
            people: z
              .int()
              .nullable()
              .meta({ description: 'Counted by these entries; null: fewer than five, or it would show another that is.' }),
            quantity: z.number().nullable(),
          }),
        ),
        hidden: z.int(),
      })
      .nullable()
      .meta({ description: 'For everybody else who sees the row.' }),
    services: z.array(z.object({ id: z.int(), names: Texts })),
    sites: z.array(z.object({ id: z.uuid(), names: Texts })),
  })
  .meta({ id: 'ComputedEntries' })
export type ComputedEntries = z.infer<typeof ComputedEntries>
