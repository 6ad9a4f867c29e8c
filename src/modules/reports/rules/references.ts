/** From a token of a text to a reference that can be counted: names become ids, gaps take the overview's period and rows. Also in the browser. */
import { fold } from '../../../core/text.ts'
import type { FigureReference } from '../../figures/contract.ts'
import type { Texts } from '../../places/contract.ts'
import type { BrokenBecause, Token } from './tokens.ts'

export type Reference = FigureReference
export type Period = Pick<Reference, 'from' | 'until' | 'include'>
type Named = { id: number; name: string; names: Texts; code?: string | null }
/** Everything a token may name. */
export type Names = {
  sectors: (Named & { look: string })[]
  indicators: (Named & { sectorId: number })[]
  organisations: { id: number; code: string | null; names: string[] }[]
  countries: string[]
  admin1: { code: string; country: string; names: Texts }[]
}

const methods = ['sum', 'max-sector', 'max-age-gender', 'southern-cone', 'max-cell', 'stored']
const includes = ['accepted', 'submitted', 'drafts']

class Broken extends Error {
  readonly because: BrokenBecause
  constructor(code: string, values: Record<string, string>) {
    super(code)
    this.because = { code, values }
  }
}

export type Resolved = { reference: Reference; round?: string } | { broken: BrokenBecause }

export function referenceOf(token: Token, names: Names, period: Period): Resolved {
  try {
    return { reference: read(token, names, period), ...(token.keys.round ? { round: token.keys.round } : {}) }
  } catch (error) {
    if (error instanceof Broken) return { broken: error.because }
    throw error
  }
}

function read({ measure, keys }: Token, names: Names, period: Period): Reference {
  const sector = keys.sector === undefined ? undefined : sectorOf(keys.sector, names)
  const indicator = keys.indicator === undefined ? undefined : indicatorOf(keys.indicator, sector, names)
  const country = keys.country === undefined ? undefined : one(keys.country.toUpperCase(), names.countries, 'country')
  const admin1 = keys.admin1 === undefined ? undefined : admin1Of(keys.admin1, country, names)
  const organisation = keys.organisation === undefined ? undefined : organisationOf(keys.organisation, names)
  const inSector = sector ?? indicator?.sectorId
  if (keys.of === 'sector' && inSector === undefined) throw new Broken('share-sector', {})
  return {
    measure,
    from: keys.from ?? period.from,
    until: keys.until ?? period.until,
    include: one(keys.include ?? period.include, includes, 'include') as Reference['include'],
    method: methodOf(keys.method, inSector),
    ...optional({
      sector: inSector,
      indicator: indicator?.id,
      country: country ?? admin1?.country,
      admin1: admin1?.code,
      organisation,
      of: keys.of as Reference['of'],
    }),
  }
}

/** The methods differ in how they bring sectors together; inside one sector people are added. */
export const defaultMethod = (sector: number | undefined): Reference['method'] => (sector === undefined ? 'stored' : 'sum')
const methodOf = (name: string | undefined, sector: number | undefined): Reference['method'] =>
  name === undefined ? defaultMethod(sector) : (one(name, methods, 'method') as Reference['method'])

function one(name: string, list: string[], what: string): string {
  if (!list.includes(name)) throw new Broken(what, { name })
  return name
}

const spelled = (entry: Named, key: string) =>
  [entry.name, ...Object.values(entry.names)].some((n) => n !== undefined && fold(n) === key)

function sectorOf(name: string, { sectors }: Names): number {
  const found =
    sectors.find((s) => String(s.id) === name) ??
    unique(sectors.filter((s) => s.look === name)) ??
    sectors.find((s) => spelled(s, fold(name)))
  if (!found) throw new Broken('sector', { name })
  return found.id
}
const unique = <T>(list: T[]): T | undefined => (list.length === 1 ? list[0] : undefined)

function indicatorOf(name: string, sector: number | undefined, { indicators }: Names): Names['indicators'][number] {
  const inSector = indicators.filter((i) => sector === undefined || i.sectorId === sector)
  const found = inSector.filter((i) => String(i.id) === name || i.code === name || spelled(i, fold(name)))
  if (found.length > 1) throw new Broken('indicator-many', { name })
  if (!found[0]) throw new Broken('indicator', { name })
  return found[0]
}

function admin1Of(name: string, country: string | undefined, { admin1 }: Names) {
  const inCountry = admin1.filter((a) => country === undefined || a.country === country)
  const found =
    inCountry.find((a) => a.code === name) ??
    unique(inCountry.filter((a) => Object.values(a.names).some((n) => n !== undefined && fold(n) === fold(name))))
  if (!found) throw new Broken('admin1', { name })
  return found
}

function organisationOf(name: string, { organisations }: Names): number {
  const found = organisations.find((o) => String(o.id) === name || o.code === name || o.names.some((n) => fold(n) === fold(name)))
  if (!found) throw new Broken('organisation', { name })
  return found.id
}

const optional = <T extends Record<string, unknown>>(values: T) =>
  Object.fromEntries(Object.entries(values).filter(([, v]) => v !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> }
