/** The words of needs and targets: people by population group × girls, boys, women, men. */
import { z } from 'zod'

/** In the order of the tables as they are exchanged. */
export const Group = z.enum(['destination', 'transit', 'host', 'pendular', 'returnees'])
export type Group = z.infer<typeof Group>
export const Age = z.enum(['girls', 'boys', 'women', 'men'])
export type Age = z.infer<typeof Age>
export type Cell = `${Group}_${Age}`
/** The 20 cells, as the columns of `plan_people` are named, group by group. */
export const cells: readonly Cell[] = Group.options.flatMap((group) => Age.options.map((age): Cell => `${group}_${age}`))

/** `need`: people in need; `target`: people to be reached. */
export const What = z.enum(['need', 'target'])
export type What = z.infer<typeof What>
/** `country`: the plan's own row for the whole country; `other`: the rest of a country beside its named admin 1s. */
export const Level = z.enum(['country', 'admin1', 'other'])
export type Level = z.infer<typeof Level>

/** One line of the intersector table: per cell the largest sector. `group: total` adds the groups. */
export const IntersectorLine = z
  .object({
    country: z.string().meta({ description: 'Place code.' }),
    countryName: z.string(),
    level: Level,
    place: z.string(),
    placeName: z.string(),
    group: z.union([Group, z.literal('total')]),
    girls: z.number(),
    boys: z.number(),
    women: z.number(),
    men: z.number(),
    total: z.number(),
  })
  .meta({ id: 'IntersectorLine' })
export type IntersectorLine = z.infer<typeof IntersectorLine>
