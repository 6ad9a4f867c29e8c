/** Households as they are registered along a border, made anew from a seed: names, families, documents, places, organisations. Lines for COPY. */
import { sql } from 'kysely'
import { copyIn, copyLine } from '../src/core/copy.ts'
import type { Db } from '../src/core/database.ts'
import { cardOf } from '../src/modules/people/rules/card.ts'
import { numberKey } from '../src/modules/people/rules/identity.ts'
import { nearForms } from '../src/modules/people/rules/likeness.ts'
import { soundsOf } from '../src/modules/people/rules/sounds.ts'
import { familyName, givenName, pick, type Random, randomFrom } from './names.ts'

export type MadePerson = {
  id: string
  given: string
  family: string
  sex: 'female' | 'male'
  birthDate: string
  birthPrecision: 'day' | 'year'
  relation: 'head' | 'partner' | 'child' | 'parent'
  cedula: string | null
}
export type MadeHousehold = {
  id: string
  organisation: number
  country: string
  admin1: string
  group: string
  phone: string | null
  address: string
  registeredAt: string
  persons: MadePerson[]
}
/** As it may be loaded: not everything is known of everybody. */
export type LoadedPerson = Omit<MadePerson, 'sex' | 'birthDate'> & { sex: MadePerson['sex'] | null; birthDate: string | null }
export type LoadedHousehold = Omit<MadeHousehold, 'persons'> & { persons: LoadedPerson[] }
export type Making = { seed: number; organisations: readonly number[] }

const countries = ['CO', 'CO', 'CO', 'CO', 'PE', 'PE', 'EC', 'EC', 'CL', 'BR']
const groups = ['inDestination', 'inDestination', 'inDestination', 'inTransit', 'pendular', 'returnees', 'hostCommunity']
const start = Date.UTC(2021, 0, 1)

/** Households 0 … n−1 with about 2.5 persons each: four million persons are 1.6 million households. */
export function* makeHouseholds(n: number, making: Making): Generator<MadeHousehold> {
  const random = randomFrom(making.seed)
  for (let i = 0; i < n; i++) yield household(random, start + Math.floor((i * 31_536e6) / n), making)
}

function household(random: Random, at: number, { organisations }: Making): MadeHousehold {
  const country = pick(random, countries)
  return {
    id: uuidAt(random, at),
    // Few organisations register most.
    organisation: organisations[Math.floor(random() ** 2 * organisations.length)]!,
    country,
    admin1: `${country}-B${1 + Math.floor(random() ** 2 * 24)}`,
    group: pick(random, groups),
    phone: random() < 0.6 ? `+573${digits(random, 9)}` : null,
    address: random() < 0.5 ? `Barrio ${familyName(random)} calle ${Math.floor(random() * 60)}` : '',
    registeredAt: new Date(at).toISOString(),
    persons: family(random, at),
  }
}

function family(random: Random, at: number): MadePerson[] {
  const [father, mother] = [familyName(random), familyName(random)]
  const born = 1955 + Math.floor(random() * 48)
  const sex = random() < 0.62 ? 'female' : 'male'
  const made = [
    person(
      random,
      at,
      'head',
      sex,
      sex === 'female' ? `${mother} ${familyName(random)}` : `${father} ${familyName(random)}`,
      born,
    ),
  ]
  if (random() < 0.4) {
    const other = sex === 'female' ? 'male' : 'female'
    made.push(
      person(
        random,
        at,
        'partner',
        other,
        `${other === 'male' ? father : mother} ${familyName(random)}`,
        born + Math.floor(random() * 8) - 4,
      ),
    )
  }
  const children = Math.floor(random() ** 1.5 * 3.6)
  for (let c = 0; c < children; c++)
    made.push(
      person(
        random,
        at,
        'child',
        random() < 0.5 ? 'female' : 'male',
        `${father} ${mother}`,
        Math.min(2021, born + 18 + Math.floor(random() * 22)),
      ),
    )
  return made
}

function person(
  random: Random,
  at: number,
  relation: MadePerson['relation'],
  sex: MadePerson['sex'],
  name: string,
  year: number,
): MadePerson {
  return {
    id: uuidAt(random, at),
    given: givenName(random, sex),
    family: random() < 0.85 ? name : name.split(' ')[0]!,
    sex,
    birthDate: random() < 0.93 ? day(random, year) : `${year}-01-01`,
    birthPrecision: 'day',
    relation,
    cedula: year < 2012 && random() < 0.7 ? `V-${5 + Math.floor(random() * 26)}${digits(random, 6)}` : null,
  }
}

const day = (random: Random, year: number): string =>
  new Date(Date.UTC(year, 0, 1 + Math.floor(random() * 365))).toISOString().slice(0, 10)
const digits = (random: Random, n: number): string => Array.from({ length: n }, () => Math.floor(random() * 10)).join('')

/** A UUIDv7 of that moment. */
export function uuidAt(random: Random, at: number): string {
  const time = at.toString(16).padStart(12, '0')
  const hex = (n: number) =>
    Math.floor(random() * 16 ** n)
      .toString(16)
      .padStart(n, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${'89ab'[Math.floor(random() * 4)]}${hex(3)}-${hex(6)}${hex(6)}`
}

const householdLine = (h: LoadedHousehold): string =>
  copyLine([
    h.id,
    h.organisation,
    cardOf(h.id),
    h.country,
    h.admin1,
    h.group,
    h.address,
    h.phone,
    h.phone?.slice(-8) ?? null,
    'bench',
    h.registeredAt,
    h.registeredAt,
  ])
const personLine = (h: LoadedHousehold, p: LoadedPerson): string =>
  copyLine([
    p.id,
    h.id,
    h.organisation,
    p.given,
    p.family,
    p.sex,
    p.birthDate,
    p.birthPrecision,
    p.relation,
    'VE',
    `{${[...new Set(codesOf(p))].join(',')}}`,
    p.id,
  ])
const documentLine = (h: LoadedHousehold, p: LoadedPerson): string =>
  copyLine([p.id, h.id, p.id, 'national-id', 'VE', p.cedula!, numberKey(p.cedula!)])

const known = new Map<string, string[]>()
/** As soundsOf; the same words come again and again. */
function codesOf(p: LoadedPerson): string[] {
  return `${p.given} ${p.family}`.split(' ').flatMap((word) => {
    const codes = known.get(word) ?? soundsOf(word)
    known.set(word, codes)
    return codes
  })
}

/** Puts households into the tables, a hundred thousand at a time; each person counted as themselves. `words`: their words become all that are known. */
export async function loadHouseholds(
  db: Db,
  households: Iterable<LoadedHousehold>,
  hint: (text: string) => void = () => {},
  { words = true }: { words?: boolean } = {},
): Promise<number> {
  let persons = 0
  const codes = new Set<string>()
  for (const batch of batches(households, 100_000)) {
    await copyIn(
      db,
      'copy households (id, organisation_id, card, country, admin1, population_group, address, phone, phone_key, registered_by, registered_at, last_seen_at) from stdin',
      batch.values().map(householdLine),
    )
    await copyIn(
      db,
      'copy persons (id, household_id, organisation_id, given, family, sex, birth_date, birth_precision, relation, nationality, name_codes, counted_as) from stdin',
      batch.values().flatMap((h) => h.persons.values().map((p) => personLine(h, p))),
    )
    await copyIn(
      db,
      'copy person_documents (id, household_id, person_id, kind, country, number, number_key) from stdin',
      batch.values().flatMap((h) => h.persons.values().flatMap((p) => (p.cedula ? [documentLine(h, p)] : []))),
    )
    for (const h of batch)
      for (const p of h.persons) {
        persons++
        for (const code of codesOf(p)) codes.add(code)
      }
    hint(`${persons} persons`)
  }
  if (!words) return persons
  await sql`truncate name_words`.execute(db)
  await copyIn(
    db,
    'copy name_words (code, near) from stdin',
    [...codes].map((code) => copyLine([code, `{${nearForms(code).join(',')}}`])),
  )
  return persons
}

function* batches<T>(items: Iterable<T>, size: number): Generator<T[]> {
  let batch: T[] = []
  for (const item of items) {
    batch.push(item)
    if (batch.length < size) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/** Four million persons in an empty registry, or those that are there already. Indexes that cost most are made at the end. */
export async function fourMillion(
  db: Db,
  organisations: readonly number[],
  hint: (text: string) => void,
  households = 1_660_000,
): Promise<void> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from households where registered_by = 'bench'`.execute(db)
  if (rows[0]!.n === households) return
  await sql`truncate households, persons, person_documents, counted, person_tokens, name_words cascade`.execute(db)
  await sql`drop index persons_found_by`.execute(db)
  await loadHouseholds(db, makeHouseholds(households, { seed: 4_000_000, organisations }), hint)
  hint('indexes')
  await sql`insert into counted select id from persons`.execute(db)
  await sql`set maintenance_work_mem = '1GB'`.execute(db)
  await sql`create index persons_found_by on persons using gin (found_by(name_codes, organisation_id, birth_date)) with (fastupdate = off)`.execute(
    db,
  )
  await sql`vacuum analyze households, persons, person_documents, name_words, counted`.execute(db)
}
