/** What is done to places: a change by hand, and the import of a list of admin 1 and admin 2 with their P-codes. */
import { parse } from 'csv-parse/sync'
import { assertMay, visible } from '../../core/access.ts'
import type { Context } from '../../core/context.ts'
import { type Db, transact } from '../../core/database.ts'
import { record } from '../../core/events.ts'
import { translator } from '../../core/i18n.ts'
import { notFound, Problem } from '../../core/problem.ts'
import type { Place, PlaceChange, PlaceImport } from './contract.ts'
import { countryNamed } from './countries.ts'
import { aliasesFor } from './load.ts'
import * as queries from './queries.ts'
import { CountryPlaces, type KnownPlace, type PlaceLine, readHeader, readLine } from './rules.ts'

const mostLines = 200_000
type Alias = ReturnType<typeof aliasesFor>[number]

/** Fifty thousand districts of everywhere are nobody's list: without a country or a parent, admin 2 stays out. */
export function readPlaces(ctx: Context, filter: queries.PlaceFilter): Promise<Place[]> {
  visible(ctx, 'places.read')
  const narrow = filter.country !== undefined || filter.parent !== undefined
  if (filter.level === 2 && !narrow) throw new Problem(422, 'places/which-country')
  return queries.listPlaces(ctx.db, { ...filter, upTo: narrow ? undefined : 1 })
}

export function changePlace(ctx: Context, code: string, { also = [], ...changes }: PlaceChange): Promise<Place> {
  assertMay(ctx, 'places.edit')
  return transact(ctx.db, async (db) => {
    const place = (await queries.findPlace(db, code)) ?? notFound('place', code)
    if (place.level !== 0 && (changes.platform !== undefined || changes.hosts !== undefined))
      throw new Problem(422, 'places/only-countries')
    const names = { ...place.names, ...changes.names }
    if (Object.keys(changes).length > 0) await queries.updatePlace(db, code, { ...changes, names })
    await queries.insertPlaceAliases(db, aliasesFor(code, place.country, [...Object.values(names), ...also]))
    await record(db, ctx.actor, 'place.changed', code, { fields: Object.keys(changes) })
    return (await queries.findPlace(db, code))!
  })
}

/** Takes a list in; lines that cannot be used come back with the reason. The same list again changes nothing. */
export function importPlaces(ctx: Context, file: Uint8Array): Promise<PlaceImport> {
  assertMay(ctx, 'places.edit')
  const { lines, unplaced } = readList(file)
  return transact(ctx.db, async (db) => {
    const done = new Placing(db)
    // Admin 1 first, whatever the order of the list: a child needs its parent.
    for (const line of lines.toSorted((a, b) => a.level - b.level)) await done.take(line)
    await done.save()
    const { added, changed, unchanged } = done.counts
    await record(db, ctx.actor, 'places.imported', 'places', { read: lines.length, added, changed, refused: done.refused.length })
    const translate = translator(ctx.language)
    const refused = done.refused.map(({ reason, line }) => ({
      line: line.line,
      reason,
      name: line.name,
      code: line.code,
      sentence: translate(`places.refused.${reason}`, {
        name: line.name,
        code: line.code,
        country: line.country,
        parent: line.parent || line.parentName,
      }),
    }))
    return { read: lines.length, added, changed, unchanged, refused, unplaced }
  })
}

function readList(file: Uint8Array): { lines: PlaceLine[]; unplaced: string[] } {
  const rows = cellsOf(textOf(file))
  const { fields, unplaced, missing } = readHeader(rows[0] ?? [])
  if (missing.length > 0)
    throw new Problem(422, 'places/columns-missing', {
      missing: missing.join(', '),
      found: (rows[0] ?? []).join(', ').slice(0, 300),
    })
  if (rows.length > mostLines) throw new Problem(413, 'places/too-many-lines', { most: mostLines })
  const lines = rows.slice(1).map((cells, i) => readLine(i + 2, cells, fields))
  return { lines: lines.filter((line) => line.code !== '' || line.name !== '' || line.country !== ''), unplaced }
}

function cellsOf(text: string): string[][] {
  const first = text.slice(0, text.search(/\r?\n|$/u))
  const delimiter = [',', ';', '\t'].reduce((best, d) => (first.split(d).length > first.split(best).length ? d : best))
  try {
    return parse(text, { delimiter, bom: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: true })
  } catch {
    throw new Problem(422, 'places/not-a-list')
  }
}

function textOf(file: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file)
  } catch {
    return new TextDecoder('windows-1252').decode(file)
  }
}

/** One import: the countries it touches, and what will be written at the end, all at once. */
class Placing {
  readonly counts = { added: 0, changed: 0, unchanged: 0 }
  readonly refused: { line: PlaceLine; reason: string }[] = []
  private readonly db: Db
  private readonly byName = new Map<string, CountryPlaces | undefined>()
  private readonly byCode = new Map<string, CountryPlaces>()
  private readonly places: Place[] = []
  private readonly aliases: Alias[] = []
  private readonly updates: { code: string; pcode?: string; names?: Place['names'] }[] = []

  constructor(db: Db) {
    this.db = db
  }

  async take(line: PlaceLine): Promise<void> {
    const country = await this.countryOf(line.country)
    const step = country?.decide(line) ?? { do: 'refuse' as const, reason: 'country-unknown' }
    if (step.do === 'refuse') return void this.refused.push({ line, reason: step.reason })
    if (step.do === 'add') this.add(country!, step.place)
    else if (step.do === 'nothing') this.counts.unchanged++
    else this.change(step.code, step.do === 'code' ? { pcode: step.pcode } : { names: { en: step.name } })
    const code = step.do === 'add' ? step.place.code : step.code
    this.aliases.push(...aliasesFor(code, country!.country, [line.name]))
  }

  async save(): Promise<void> {
    await queries.insertPlaces(this.db, this.places)
    for (const { code, ...changes } of this.updates) await queries.updatePlace(this.db, code, changes)
    await queries.insertPlaceAliases(this.db, this.aliases)
  }

  private add(country: CountryPlaces, { name, ...place }: KnownPlace): void {
    this.places.push({ ...place, names: { en: name }, platform: null, hosts: false })
    country.learn({ ...place, name }, [name])
    this.counts.added++
  }

  private change(code: string, changes: { pcode?: string; names?: Place['names'] }): void {
    this.updates.push({ code, ...changes })
    this.counts.changed++
  }

  private async countryOf(name: string): Promise<CountryPlaces | undefined> {
    if (!this.byName.has(name)) this.byName.set(name, await this.openCountry(name))
    return this.byName.get(name)
  }

  /** A country Senda does not hold yet is added; what is no country is none. */
  private async openCountry(name: string): Promise<CountryPlaces | undefined> {
    const code = (await queries.findCountryCode(this.db, name)) ?? countryNamed(name)?.code
    if (code === undefined) return undefined
    const open = this.byCode.get(code)
    if (open) return open
    const country = new CountryPlaces(code)
    this.byCode.set(code, country)
    const known = await queries.listPlaces(this.db, { country: code })
    if (known.length === 0) this.addCountry(code)
    const names = Map.groupBy(await queries.listPlaceAliases(this.db, code), (alias) => alias.placeCode)
    for (const {
      code: of,
      level,
      parent,
      pcode,
      names: { en = '' },
    } of known)
      country.learn(
        { code: of, level, country: code, parent, pcode, name: en },
        (names.get(of) ?? []).map((a) => a.name),
      )
    return country
  }

  private addCountry(code: string): void {
    const country = countryNamed(code)!
    this.places.push({
      code,
      level: 0,
      country: code,
      parent: null,
      names: country.names,
      pcode: null,
      platform: null,
      hosts: false,
    })
    this.aliases.push(...aliasesFor(code, code, [...Object.values(country.names), ...country.also]))
    this.counts.added++
  }
}
