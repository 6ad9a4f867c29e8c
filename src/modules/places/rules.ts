/** Lists of places as they come: which header says what, and what a line means among the places that are known. Pure. */
import { fold } from '../../core/text.ts'

/** One line of a list of admin 1 and admin 2. `parent`: a P-code or ISO 3166-2 code; `parentName` where only the name stands. */
export type PlaceLine = {
  line: number
  country: string
  level: number
  code: string
  name: string
  parent: string
  parentName: string
}
type Field = 'country' | 'level' | 'code' | 'name' | 'parent' | 'parentName' | 'code1' | 'name1'

/** Folded header → what it says. The first list is OCHA's of P-codes, the second the platform's of admin 2. */
const headers: Record<string, Field> = {
  location: 'country',
  'admin level': 'level',
  'p code': 'code',
  name: 'name',
  'parent p code': 'parent',
  country: 'country',
  admin1: 'name1',
  'admin 1': 'name1',
  admin1isocode: 'code1',
  'admin1 isocode': 'code1',
  'admin1 pcode': 'code1',
  isocode: 'code1',
  admin2: 'name',
  'admin 2': 'name',
  'admin2 pcode': 'code',
  'admin2 p code': 'code',
  pcode: 'code',
  iso3: 'country',
  level: 'level',
  parent: 'parent',
}

export type ReadHeader = { fields: (Field | undefined)[]; unplaced: string[]; missing: string[] }

export function readHeader(cells: string[]): ReadHeader {
  const fields = cells.map((cell) => headers[fold(cell)])
  const unplaced = cells.filter((cell, i) => cell.trim() !== '' && fields[i] === undefined)
  const missing = (['country', 'code', 'name'] as const).filter((field) => !fields.includes(field))
  return { fields, unplaced, missing }
}

/** A list without a column for the level is one of admin 2. */
export function readLine(line: number, cells: string[], fields: (Field | undefined)[]): PlaceLine {
  const value = (field: Field) => (cells[fields.indexOf(field)] ?? '').trim()
  const level = fields.includes('level') ? Number(value('level') || Number.NaN) : 2
  return {
    line,
    country: value('country'),
    level,
    code: value('code'),
    name: value('name'),
    parent: value('parent') || value('code1'),
    parentName: value('name1'),
  }
}

export type KnownPlace = {
  code: string
  level: number
  country: string
  parent: string | null
  pcode: string | null
  name: string
}
export type Step =
  | { do: 'nothing'; code: string }
  | { do: 'code'; code: string; pcode: string }
  | { do: 'name'; code: string; name: string }
  | { do: 'add'; place: KnownPlace }
  | { do: 'refuse'; reason: string }

/** ISO 3166-2: whoever has these for admin 1 keeps them, and a P-code is only matched to them. */
const isIso = (code: string): boolean => /^[A-Z]{2}-[A-Z0-9]{1,3}$/.test(code)

/** The places of one country, found by code, P-code or folded name. */
export class CountryPlaces {
  readonly country: string
  private readonly byCode = new Map<string, KnownPlace>()
  private readonly byName = new Map<string, Set<KnownPlace>>()
  private hasIso = false

  constructor(country: string) {
    this.country = country
  }

  learn(place: KnownPlace, names: string[]): void {
    for (const code of [place.code, place.pcode]) if (code) this.byCode.set(code.toUpperCase(), place)
    for (const name of names) {
      const key = `${place.level} ${fold(name)}`
      this.byName.set(key, (this.byName.get(key) ?? new Set()).add(place))
    }
    if (place.level === 1 && isIso(place.code)) this.hasIso = true
  }

  /** What to do with a line; two places of the same name are nobody's guess. */
  decide(line: PlaceLine): Step {
    if (line.name === '' || line.name.includes('\0')) return { do: 'refuse', reason: 'name-missing' }
    if (line.code === '' || !/^[\w.-]{1,40}$/u.test(line.code)) return { do: 'refuse', reason: 'code-missing' }
    if (line.level !== 1 && line.level !== 2) return { do: 'refuse', reason: 'level-unknown' }
    return line.level === 1 ? this.decideAdmin1(line) : this.decideAdmin2(line)
  }

  private decideAdmin1(line: PlaceLine): Step {
    const known = this.coded(line.code) ?? this.named(1, line.name)
    if (known) return this.known(known, line)
    return this.hasIso ? { do: 'refuse', reason: 'admin1-not-matched' } : this.add(line, this.country)
  }

  private decideAdmin2(line: PlaceLine): Step {
    const known = this.coded(line.code)
    if (known) return this.known(known, line)
    const parent = this.coded(line.parent) ?? (line.parent === '' ? this.named(1, line.parentName) : undefined)
    return parent?.level === 1 ? this.add(line, parent.code) : { do: 'refuse', reason: 'parent-unknown' }
  }

  private known(place: KnownPlace, line: PlaceLine): Step {
    if (place.level !== line.level) return { do: 'refuse', reason: 'code-taken' }
    if (place.pcode === null) {
      place.pcode = line.code
      this.byCode.set(line.code.toUpperCase(), place)
      return { do: 'code', code: place.code, pcode: line.code }
    }
    if (place.pcode !== line.code && place.code !== line.code) return { do: 'refuse', reason: 'other-code' }
    return saysMore(line.name, place.name)
      ? { do: 'name', code: place.code, name: line.name }
      : { do: 'nothing', code: place.code }
  }

  private add({ code, level, name }: PlaceLine, parent: string): Step {
    return { do: 'add', place: { code, level, country: this.country, parent, pcode: code, name } }
  }

  private coded(code: string): KnownPlace | undefined {
    return this.byCode.get(code.toUpperCase())
  }

  private named(level: number, name: string): KnownPlace | undefined {
    const found = [...(this.byName.get(`${level} ${fold(name)}`) ?? [])]
    return found.length === 1 ? found[0] : undefined
  }
}

/** The same name, now with its accents. */
export const saysMore = (name: string, than: string): boolean => fold(name) === fold(than) && accents(name) > accents(than)
const accents = (name: string): number => [...name.normalize('NFC')].filter((c) => c.charCodeAt(0) > 127).length
