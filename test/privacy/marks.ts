/** What of people stands in an answer, and who may read it there. */
import type { Grant } from '../../src/core/access.ts'
import { holds, meets, opens, protects, registers, type Spot } from './oracle.ts'
import type { Place } from './places.ts'

type Kind = 'name' | 'restricted' | 'entry' | 'list' | 'device'
type Found = { mark: string; kind: Kind; place: Place }

const kindsByLetter: Record<string, Kind> = { n: 'name', r: 'restricted', e: 'entry', l: 'list' }

/** A proof's number stands in the entry that it proves. */
const kindsOfIds: Partial<Record<keyof Place['ids'], Kind>> = {
  household: 'name',
  householdTwo: 'name',
  person: 'name',
  personTwo: 'name',
  mergeId: 'name',
  householdConsent: 'name',
  householdConflict: 'name',
  openNeed: 'name',
  reading: 'name',
  restrictedNeed: 'restricted',
  photoId: 'entry',
  delivery: 'entry',
  distribution: 'entry',
  listImport: 'list',
  device: 'device',
}

/** Devices are emptied by those who answer for an organisation, and by administrators; never by those of one site. */
const guards = [...registers, 'administrator']

export function mayRead(grants: readonly Grant[], kind: Kind, { organisation, site }: Spot): boolean {
  const spot = { organisation, site }
  switch (kind) {
    case 'name':
      return holds(grants, meets, spot)
    case 'restricted':
      return holds(grants, protects, spot)
    case 'entry':
      return holds(grants, opens, spot)
    case 'list':
      return holds(grants, registers, spot)
    case 'device':
      return holds(grants, guards, { organisation, site: null })
  }
}

/** @returns finds every mark of any place in a text, but those that the asker said */
export function marksIn(places: readonly Place[]): (text: string, asked: string) => Found[] {
  const ids = new Map<string, Omit<Found, 'mark'>>()
  for (const place of places) {
    ids.set(place.facts.card.toLowerCase(), { kind: 'name', place })
    for (const [name, kind] of Object.entries(kindsOfIds)) {
      const id = place.ids[name as keyof Place['ids']]
      if (id) ids.set(String(id), { kind, place })
    }
  }
  return (text, asked) => {
    const said = asked.toLowerCase()
    const marks = new Set(text.toLowerCase().match(/zyq[a-z]{3,}|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|h-[\da-z]{8}/g))
    return [...marks]
      .filter((mark) => !said.includes(mark))
      .flatMap((mark) => {
        const found = ids.get(mark) ?? ofText(places, mark)
        return found ? [{ mark, ...found }] : []
      })
  }
}

function ofText(places: readonly Place[], mark: string): Omit<Found, 'mark'> | undefined {
  const place = places[mark.charCodeAt(3) - 97]
  const kind = kindsByLetter[mark[4]!]
  return mark.startsWith('zyq') && place && kind ? { kind, place } : undefined
}
