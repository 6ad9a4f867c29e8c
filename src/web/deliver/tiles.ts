/** The services of a site as tiles: who may give them, and in which order. */
import type { Service } from '../../modules/delivery/contract.ts'
import { mayBeDivided } from '../../modules/delivery/rules/units.ts'
import type { Language } from '../languages.ts'
import { type Parts, signOf, thousandths, wholes } from './pad.ts'

/** Those that this organisation may give now. */
export const offered = (services: Service[], organisation: number): Service[] =>
  services.filter((one) => !one.isRetired && (one.givenBy === null || one.givenBy.includes(organisation)))

/** What was used here last comes first, then the order of the catalogue. @param used ids, the last one first */
export function arranged(services: Service[], used: number[]): Service[] {
  const rank = (service: Service) => {
    const at = used.indexOf(service.id)
    return at === -1 ? Number.POSITIVE_INFINITY : at
  }
  return services.toSorted((a, b) => order(rank(a), rank(b)) || a.position - b.position || a.id - b.id)
}
const order = (a: number, b: number) => (a === b ? 0 : a < b ? -1 : 1)

const key = (site: string) => `senda-used ${site}`
const most = 30

export const usedAt = (site: string): number[] => parsedUsed(localStorage.getItem(key(site)))
export function noteUsed(site: string, service: number): void {
  localStorage.setItem(key(site), JSON.stringify(withUsed(usedAt(site), service)))
}
export const withUsed = (used: number[], service: number): number[] =>
  [service, ...used.filter((one) => one !== service)].slice(0, most)

export function parsedUsed(text: string | null): number[] {
  try {
    const value: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(value) ? value.filter((one) => Number.isInteger(one)) : []
  } catch {
    return []
  }
}

/** The word for so many of it: `1 kit`, `2 kits`, by the plural of the language. */
export function unitOf({ unit }: Pick<Service, 'unit'>, n: number, language: Language): string {
  const own = unit[language] ? language : ((['en', 'es', 'pt', 'fr'] as const).find((one) => unit[one]) ?? language)
  const words = unit[own]
  if (!words) return ''
  return new Intl.PluralRules(own).select(n) === 'one' ? words.one : words.other
}

/** What is measured has parts, what is counted has none. */
export const partsOf = (service: Pick<Service, 'unit'> | undefined, language: Language): Parts =>
  service && mayBeDivided(service) ? { places: thousandths, sign: signOf(language) } : wholes
