/** What a parameter or field says of a record, by its name alone: so that routes nobody thought of are asked too. */
import { one } from '../year/words.ts'
import type { Place } from './places.ts'

export type Draw = () => number
type Said = string | number | undefined

const sayings: Record<string, (place: Place, draw: Draw) => Said> = {
  organisation: ({ organisation }) => organisation,
  site: ({ site }) => site ?? undefined,
  household: ({ ids }, draw) => one(draw, [ids.household, ids.householdTwo]),
  person: ({ ids }, draw) => one(draw, [ids.person, ids.personTwo]),
  service: ({ ids }) => ids.serviceId,
  distribution: ({ ids }) => ids.distribution,
  device: ({ ids }) => ids.device,
  delivery: ({ ids }) => ids.delivery,
  consent: ({ ids }) => ids.householdConsent,
  photo: ({ ids }) => ids.photoId,
  card: ({ facts }) => facts.card,
  number: ({ facts }) => facts.number,
  name: ({ mark }) => mark('name', 'family'),
  id: ({ ids }, draw) =>
    one(
      draw,
      Object.values(ids).filter((id) => typeof id === 'string'),
    ),
}
const alias: Record<string, string> = {
  households: 'household',
  persons: 'person',
  a: 'person',
  b: 'person',
  keep: 'person',
  proof: 'photo',
  document: 'number',
  family: 'name',
  words: 'name',
  text: 'name',
  q: 'name',
  after: 'id',
  import: 'id',
}

/** @returns undefined: nothing of people */
export function sayOf(name: string, place: Place, draw: Draw): Said {
  const bare = name.replace(/Id$/, '')
  return sayings[alias[bare] ?? bare]?.(place, draw)
}
