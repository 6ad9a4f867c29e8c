/** A registry of which it is known who is who twice: persons, and second records of some with typing, order, missing and date errors. */

import { misspelt, plain } from './misspelling.ts'
import { familyName, givenName, pick, type Random, randomFrom } from './names.ts'
import { type LoadedHousehold, type MadeHousehold, type MadePerson, makeHouseholds, uuidAt } from './persons.ts'

export type Truth = { households: LoadedHousehold[]; pairs: [string, string][]; persons: number }

/** `persons` records, of which `share` are second records of others: alone, or with others of their family. */
export function makeTruth(persons: number, share: number, seed: number, organisation: number): Truth {
  const random = randomFrom(seed)
  const households: MadeHousehold[] = []
  const first = Math.round(persons * (1 - share))
  let count = 0
  for (const h of makeHouseholds(persons, { seed: seed + 1, organisations: [organisation] })) {
    if (count + h.persons.length > first) break
    households.push(h)
    count += h.persons.length
  }
  addTwinsAndNamesakes(random, households)
  const pairs: [string, string][] = []
  const originals = [...households]
  const used = new Set<number>()
  while (count < persons) {
    const n = Math.floor(random() * originals.length)
    if (used.has(n)) continue
    used.add(n)
    const again = secondRecord(random, originals[n]!, persons - count)
    households.push(again.household)
    pairs.push(...again.pairs)
    count += again.pairs.length
  }
  return { households, pairs, persons: count }
}

/** Those whom no comparison may take for one: twins, and father and son of one name. */
function addTwinsAndNamesakes(random: Random, households: MadeHousehold[]): void {
  for (const h of households) {
    const child = h.persons.find((p) => p.relation === 'child')
    if (!child || random() > 0.03) continue
    const id = uuidAt(random, Date.parse(h.registeredAt))
    const head = h.persons[0]!
    if (random() < 0.5) h.persons.push({ ...child, id, cedula: null, given: givenName(random, child.sex) })
    else h.persons.push({ ...child, id, cedula: null, given: head.given, family: head.family, sex: head.sex })
  }
}

function secondRecord(random: Random, h: MadeHousehold, most: number): { household: MadeHousehold; pairs: [string, string][] } {
  const isAlone = random() < 0.5
  const members = (isAlone ? [pick(random, h.persons)] : h.persons).slice(0, most)
  const at = Date.parse(h.registeredAt) + Math.floor(random() * 200 * 86_400_000)
  const persons = members.map((p, n) => again(random, p, at, isAlone || n === 0))
  const household: MadeHousehold = {
    ...h,
    id: uuidAt(random, at),
    phone: random() < 0.4 ? h.phone : random() < 0.5 ? null : `+573${Math.floor(1e8 + random() * 9e8)}`,
    admin1: random() < 0.5 ? h.admin1 : `${h.country}-B${1 + Math.floor(random() * 24)}`,
    address: random() < 0.3 ? h.address : '',
    registeredAt: new Date(at).toISOString(),
    persons,
  }
  return { household, pairs: members.map((p, n) => [p.id, persons[n]!.id]) }
}

/** The same person as another clerk writes them down: most often one error, sometimes none, sometimes two or three. */
function again(random: Random, p: MadePerson, at: number, isHead: boolean): MadePerson {
  let copy: MadePerson = {
    ...p,
    id: uuidAt(random, at),
    relation: isHead ? 'head' : p.relation,
    given: p.given,
    family: p.family,
  }
  const luck = random()
  const errors = luck < 0.15 ? 0 : luck < 0.65 ? 1 : luck < 0.92 ? 2 : 3
  for (let n = 0; n < errors; n++) copy = pick(random, mistakes)(random, copy)
  if (random() < 0.4) copy = { ...copy, given: plain(copy.given), family: plain(copy.family) }
  return { ...copy, cedula: rewritten(random, copy.cedula) }
}

type Mistake = (random: Random, p: MadePerson) => MadePerson
const inName: Mistake = (random, p) => {
  const field = random() < 0.5 ? 'given' : 'family'
  const words = p[field].split(' ')
  const at = Math.floor(random() * words.length)
  return { ...p, [field]: words.map((word, n) => (n === at ? misspelt(random, word) : word)).join(' ') }
}
const order: Mistake = (random, p) =>
  random() < 0.5
    ? { ...p, given: p.family, family: p.given }
    : { ...p, given: p.given.split(' ').reverse().join(' '), family: p.family.split(' ').reverse().join(' ') }
const missingWord: Mistake = (random, p) => {
  const field = random() < 0.5 ? 'given' : 'family'
  const words = p[field].split(' ')
  return words.length < 2 ? p : { ...p, [field]: words[random() < 0.75 ? 0 : 1]! }
}
const missingDocument: Mistake = (_, p) => ({ ...p, cedula: null })
const date: Mistake = (random, p) => {
  const [year, month, day] = p.birthDate.split('-') as [string, string, string]
  const luck = random()
  if (luck < 0.3 && Number(day) <= 12) return { ...p, birthDate: `${year}-${day}-${month}` }
  if (luck < 0.55) return { ...p, birthDate: `${Number(year) + (random() < 0.5 ? 1 : -1)}-${month}-${day}` }
  if (luck < 0.8) return { ...p, birthDate: `${year}-${month}-${String(1 + Math.floor(random() * 28)).padStart(2, '0')}` }
  return { ...p, birthDate: `${year}-01-01`, birthPrecision: 'year' }
}
const familyByMarriage: Mistake = (random, p) =>
  random() < 0.2 ? { ...p, family: `${p.family.split(' ')[0]} ${familyName(random)}` } : p
const mistakes: Mistake[] = [
  inName,
  inName,
  inName,
  order,
  missingWord,
  missingWord,
  missingDocument,
  date,
  date,
  familyByMarriage,
]

function rewritten(random: Random, cedula: string | null): string | null {
  if (cedula === null || random() < 0.35) return null
  if (random() < 0.5) return cedula.slice(2)
  const at = 3 + Math.floor(random() * (cedula.length - 4))
  return random() < 0.08 ? cedula.slice(0, at) + Math.floor(random() * 10) + cedula.slice(at + 1) : cedula
}
