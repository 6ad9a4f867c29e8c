/** The plan's lists as rows meet them: a name is found by code, exactly, folded, then by alias; a near miss is a suggestion, never a guess. */
import { fold, trimmed } from '../../../core/text.ts'
import type { Indicator, PlanLists, Sector } from '../contract.ts'
import { nearest } from './near.ts'

/** What a written name came to. */
export type Match<Id> = { id: Id } | { id: null; suggestion: string | null }

type Entry<Id> = { id: Id; codes: (string | null)[]; names: string[] }

/** One list of names. Answers are remembered: the same few names fill thousands of rows. */
export class Names<Id> {
  readonly #layers: Map<string, Id | null>[] = [new Map(), new Map(), new Map(), new Map()]
  readonly #shown = new Map<string, string>()
  readonly #known = new Map<string, Match<Id>>()

  constructor(entries: Iterable<Entry<Id>>) {
    const [codes, exact, folded, aliases] = this.#layers as [
      Map<string, Id | null>,
      Map<string, Id | null>,
      Map<string, Id | null>,
      Map<string, Id | null>,
    ]
    for (const { id, codes: own, names } of entries) {
      for (const code of own) if (code) put(codes, code.toUpperCase(), id)
      names.forEach((name, at) => {
        put(exact, trimmed(name), id)
        put(at === 0 ? folded : aliases, fold(name), id)
        if (!this.#shown.has(fold(name))) this.#shown.set(fold(name), names[0]!)
      })
    }
  }

  find(written: string): Match<Id> {
    const known = this.#known.get(written)
    if (known) return known
    const match = this.#look(written)
    this.#known.set(written, match)
    return match
  }

  #look(written: string): Match<Id> {
    const name = trimmed(written)
    const key = fold(name)
    const found = [name.toUpperCase(), name, key, key]
      .map((form, layer) => this.#layers[layer]!.get(form))
      .find((id) => id != null)
    if (found !== undefined && found !== null) return { id: found }
    return { id: null, suggestion: this.#shown.get(key) ?? nearest(key, this.#shown) }
  }
}

/** A form that two entries share decides nothing. */
function put<Id>(layer: Map<string, Id | null>, form: string, id: Id): void {
  if (form === '') return
  const there = layer.get(form)
  layer.set(form, there === undefined || there === id ? id : null)
}

export type Lists = {
  source: PlanLists
  countries: Names<string>
  /** Country → its admin 1 (the country's own name is all of it). */
  admin1: Map<string, Names<string>>
  admin2: Map<string, Names<string>>
  organisations: Names<number>
  implementers: Names<number>
  sectors: Names<number>
  /** Sector → its indicators. */
  indicators: Map<number, Names<number>>
  mechanisms: Names<number>
  sectorOf: Map<number, Sector>
  indicatorOf: Map<number, Indicator>
  /** Where an indicator's name stands when its sector is wrong or missing. */
  anyIndicator: Names<number>
  newPlaces: Set<string>
  newOrganisations: Set<number>
  newMechanisms: Set<number>
  isOpen: (list: PlanLists['open'][number]) => boolean
}

export function indexLists(lists: PlanLists): Lists {
  const bodies = (wanted: (o: PlanLists['organisations'][number]) => boolean) =>
    new Names(
      lists.organisations
        .filter(wanted)
        .map((o) => ({ id: o.id, codes: [o.code], names: [...o.names, ...(o.acronym ? [o.acronym] : [])] })),
    )
  return {
    source: lists,
    ...placesOf(lists.places),
    organisations: bodies((o) => o.appealing),
    implementers: bodies((o) => o.implementing || o.appealing),
    sectors: new Names(lists.sectors.map((s) => ({ id: s.id, codes: [], names: namesOf(s) }))),
    indicators: grouped(lists.indicators.map((i) => [i.sectorId, indicatorEntry(i)])),
    anyIndicator: new Names(lists.indicators.map(indicatorEntry)),
    mechanisms: new Names(lists.mechanisms.map((m) => ({ id: m.id, codes: [], names: namesOf(m) }))),
    sectorOf: new Map(lists.sectors.map((s) => [s.id, s])),
    indicatorOf: new Map(lists.indicators.map((i) => [i.id, i])),
    newPlaces: new Set(lists.places.filter((p) => p.isNew).map((p) => p.code)),
    newOrganisations: new Set(lists.organisations.filter((o) => o.isNew).map((o) => o.id)),
    newMechanisms: new Set(lists.mechanisms.filter((m) => m.isNew).map((m) => m.id)),
    isOpen: (list) => lists.open.includes(list),
  }
}

function placesOf(places: PlanLists['places']): Pick<Lists, 'countries' | 'admin1' | 'admin2'> {
  const entry = (p: PlanLists['places'][number]) => ({ id: p.code, codes: [p.code], names: p.names })
  const countries = new Map(places.map((p) => [p.country, { id: p.country, codes: [p.country], names: [p.countryName] }]))
  for (const p of places) if (p.level === 0) countries.get(p.code)?.names.push(...p.names)
  return {
    countries: new Names(countries.values()),
    admin1: grouped(places.filter((p) => p.level < 2).map((p) => [p.country, entry(p)])),
    admin2: grouped(places.filter((p) => p.level === 2 && p.parent).map((p) => [p.parent!, entry(p)])),
  }
}

const indicatorEntry = (i: Indicator): Entry<number> => ({ id: i.id, codes: [i.code], names: namesOf(i) })
const namesOf = ({ name, names }: { name: string; names: Sector['names'] }) => [
  name,
  ...Object.values(names).filter((n) => n !== undefined),
]

function grouped<Key, Id>(pairs: [Key, Entry<Id>][]): Map<Key, Names<Id>> {
  return new Map([...Map.groupBy(pairs, ([key]) => key)].map(([key, group]) => [key, new Names(group.map(([, entry]) => entry))]))
}
