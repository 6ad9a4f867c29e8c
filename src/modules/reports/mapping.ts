/** The map of people reached for a plan, a period and any scope: the drawing of the pages, for the dashboard. */
import { z } from 'zod'
import type { Context } from '../../core/context.ts'
import { textIn, translator } from '../../core/i18n.ts'
import { readReached, type ScopeAsked } from '../figures/actions.ts'
import { hostCountries, listPlaces } from '../places/queries.ts'
import { classLimits, legendOf, type Mapped, mapSvg, mapWords } from './map.ts'
import { countryOutlines } from './outlines.ts'
import { grouped } from './rules/numbers.ts'

export const MapPicture = z
  .object({
    svg: z.string().meta({ description: 'Shades by the classes m1–m5 and none of the stylesheet; names are escaped.' }),
    legend: z.array(z.object({ shade: z.string(), words: z.string() })),
  })
  .meta({ id: 'MapPicture' })

/** Access is asked with the figures themselves. */
export async function readMap(ctx: Context, plan: string, scope: ScopeAsked): Promise<z.infer<typeof MapPicture>> {
  const reached = await readReached(ctx, plan, scope, 'country', ['stored'])
  const mapped = await mappedOf(ctx, new Map(reached.lines.map((line) => [line.key, line.values[0] ?? 0])))
  const words = mapWords(mapped, translator(ctx.language))
  const limits = classLimits(mapped.countries.map((country) => country.people))
  const lines = legendOf(limits, words, (n) => grouped(n, ctx.language))
  const legend = lines.map((text, i) => ({ shade: `m${i + 1}`, words: text }))
  return { svg: mapSvg(mapped, words), legend: [...legend, { shade: 'none', words: words.nothing }] }
}

async function mappedOf({ db, language }: Context, people: Map<string, number>): Promise<Mapped> {
  const hosts = await hostCountries(db)
  const drawn = new Set(countryOutlines().map((outline) => outline.country))
  const others = (await listPlaces(db, { level: 0 })).filter((place) => !place.hosts && drawn.has(place.code))
  const named = (place: (typeof hosts)[number]) => ({ code: place.code, name: textIn(place.names, language) })
  return {
    language,
    countries: hosts.map((place) => ({
      ...named(place),
      people: Math.round(people.get(place.code) ?? 0),
      hosted: null,
      hostedAsOf: null,
    })),
    origins: others.map(named),
  }
}
