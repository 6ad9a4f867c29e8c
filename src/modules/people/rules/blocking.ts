/** Which records are compared at all: those that share something that hardly two people share. */
import type { Compared } from './comparison.ts'
import { hashOf } from './likeness.ts'

/** Keys of a record, as numbers; two that share one are compared. Several, so that an error in one field leaves another. */
function blockingKeys(p: Compared): Set<number> {
  const codes = [...new Set([...p.given, ...p.family].map((w) => w.hash))].sort((a, b) => a - b)
  const keys = new Set(p.documents.map((document) => hashOf(`document ${document}`)))
  if (p.phone) for (const word of p.given) keys.add(mixed(hashOf(p.phone), word.hash))
  if (p.birthDate) addBirth(keys, codes, p.birthDate, p.sex)
  // Of two words one may be misspelt, and the day, too.
  if (p.birthDate && codes.length <= 2) addParts(keys, codes, p.birthDate)
  // Whatever the date says: three words of the name, or all where there are fewer.
  if (codes.length >= 3) addThrees(keys, codes)
  else keys.add(mixed(...codes, hashOf(p.birthDate?.slice(0, 4) ?? p.place)))
  return keys
}

function addBirth(keys: Set<number>, codes: number[], birthDate: string, sex: string | null): void {
  const [year, month, day] = birthDate.split('-').map(Number) as [number, number, number]
  // Day and month in either order.
  const days = Math.min(month, day) * 32 + Math.max(month, day)
  const isVague = month === 1 && day === 1
  if (!isVague) keys.add(mixed(1, year, days, hashOf(sex ?? '')))
  for (const [i, a] of codes.entries()) {
    if (!isVague) keys.add(mixed(2, a, days))
    for (let j = i + 1; j < codes.length; j++) keys.add(mixed(3, a, codes[j]!, year))
  }
}

function addParts(keys: Set<number>, codes: number[], birthDate: string): void {
  const [year, month, day] = birthDate.split('-').map(Number) as [number, number, number]
  for (const code of codes) {
    keys.add(mixed(5, code, year, month))
    keys.add(mixed(6, code, year, day))
  }
}

function addThrees(keys: Set<number>, codes: number[]): void {
  for (let i = 0; i < codes.length; i++)
    for (let j = i + 1; j < codes.length; j++)
      for (let k = j + 1; k < codes.length; k++) keys.add(mixed(4, codes[i]!, codes[j]!, codes[k]!))
}

function mixed(...numbers: number[]): number {
  let hash = 0x9e3779b9
  for (const n of numbers) {
    hash = Math.imul(hash ^ n, 0x85ebca6b)
    hash = Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35)
    hash ^= hash >>> 13
  }
  return hash >>> 0
}

/** What more than so many share says nothing of anybody. */
const largestBlock = 40
/** Room for the place of a record beside 32 bits of a key, in a number that is exact. */
const places = 2 ** 21

/** Pairs of places in the list, the smaller first, each once. */
export function* pairsOf(persons: readonly Compared[]): Generator<[number, number]> {
  if (persons.length > places) throw new Error('too many records for one comparison')
  const entries: number[] = []
  for (let i = 0; i < persons.length; i++) for (const key of blockingKeys(persons[i]!)) entries.push(key * places + i)
  const sorted = Float64Array.from(entries).sort()
  const pairs: number[] = []
  for (let from = 0; from < sorted.length; ) {
    const key = Math.floor(sorted[from]! / places)
    let to = from + 1
    while (to < sorted.length && Math.floor(sorted[to]! / places) === key) to++
    if (to - from <= largestBlock) addPairs(pairs, sorted, from, to)
    from = to
  }
  const each = Float64Array.from(pairs).sort()
  for (let i = 0; i < each.length; i++)
    if (i === 0 || each[i] !== each[i - 1]) yield [Math.floor(each[i]! / places), each[i]! % places]
}

function addPairs(pairs: number[], sorted: Float64Array, from: number, to: number): void {
  for (let i = from; i < to; i++)
    for (let j = i + 1; j < to; j++) pairs.push((sorted[i]! % places) * places + (sorted[j]! % places))
}
