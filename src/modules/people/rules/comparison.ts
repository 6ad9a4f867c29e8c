/** Two records of persons compared field by field, in levels, weighed after Fellegi and Sunter. Also runs in the browser, with the weights Senda begins with. */
import { heardWords, pairedWords, type Word } from './likeness.ts'

/** A record as it is compared; words are heard once. */
export type Compared = {
  id: string
  householdId: string
  given: Word[]
  family: Word[]
  sex: string | null
  birthDate: string | null
  birthPrecision: string
  /** Identities of documents (rules/identity.ts). */
  documents: readonly string[]
  phone: string | null
  place: string
  /** First words of the names of those they live with. */
  companions: readonly string[]
}
export type Level = { field: string; level: string }
export type Levels = readonly Level[]

export const heard = (given: string, family: string): Pick<Compared, 'given' | 'family'> => ({
  given: heardWords(given),
  family: heardWords(family),
})

export const fields = ['given', 'family', 'birth', 'sex', 'document', 'phone', 'place', 'companions'] as const

export function levelsOf(a: Compared, b: Compared): Levels {
  const [given, family] = nameLevels(a, b)
  return [
    { field: 'given', level: given },
    { field: 'family', level: family },
    { field: 'birth', level: birthLevel(a, b) },
    { field: 'sex', level: a.sex === null || b.sex === null ? 'missing' : a.sex === b.sex ? 'same' : 'other' },
    { field: 'document', level: documentLevel(a.documents, b.documents) },
    { field: 'phone', level: a.phone === null || b.phone === null ? 'missing' : a.phone === b.phone ? 'same' : 'other' },
    { field: 'place', level: a.place === b.place ? 'same' : 'other' },
    { field: 'companions', level: companionLevel(a, b) },
  ]
}

const worth: Record<string, number> = { same: 5, sounds: 4.5, near: 4, part: 3, some: 1, missing: 0.5, other: 0 }

/** Given and family names each; where they stand in each other's place, that way. */
function nameLevels(a: Compared, b: Compared): [string, string] {
  const straight: [string, string] = [wordsLevel(a.given, b.given), wordsLevel(a.family, b.family)]
  if (worth[straight[0]]! + worth[straight[1]]! >= 7) return straight
  const crossed: [string, string] = [wordsLevel(a.given, b.family), wordsLevel(a.family, b.given)]
  const value = ([g, f]: [string, string]) => worth[g]! + worth[f]!
  return value(crossed) > value(straight) + 1 ? crossed : straight
}

const alikeWords = 0.87

function wordsLevel(a: readonly Word[], b: readonly Word[]): string {
  if (a.length === 0 || b.length === 0) return 'missing'
  const pairs = pairedWords(a, b)
  const alike = pairs.filter((like) => like >= alikeWords).length
  if (alike < pairs.length) return alike > 0 ? 'some' : 'other'
  if (a.length !== b.length) return 'part'
  if (pairs.every((like) => like === 1)) return 'same'
  return pairs.every((like) => like >= 0.97) ? 'sounds' : 'near'
}

function birthLevel(a: Compared, b: Compared): string {
  if (a.birthDate === null || b.birthDate === null) return 'missing'
  const [yearA, monthA, dayA] = a.birthDate.split('-') as [string, string, string]
  const [yearB, monthB, dayB] = b.birthDate.split('-') as [string, string, string]
  const apart = Math.abs(Number(yearA) - Number(yearB))
  if (isVague(a) || isVague(b)) return apart === 0 ? 'year' : apart <= 2 ? 'about' : 'other'
  if (a.birthDate === b.birthDate) return 'same'
  if (apart === 0 && monthA === dayB && dayA === monthB) return 'swapped'
  const isDigit = wrongDigits(a.birthDate, b.birthDate) === 1
  if (isDigit && apart <= 10) return 'digit'
  if (monthA === monthB && dayA === dayB && (apart <= 10 || isDigit)) return 'year-off'
  if (apart === 0) return 'year'
  return 'other'
}

/** The first of January is what is written where only the year is known. */
const isVague = (p: Compared): boolean => p.birthPrecision !== 'day' || p.birthDate!.endsWith('-01-01')

function wrongDigits(a: string, b: string): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY
  let wrong = 0
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) wrong++
  if (wrong !== 2) return wrong
  const at = [...a].findIndex((digit, i) => digit !== b[i])
  return a[at] === b[at + 1] && a[at + 1] === b[at] ? 1 : 2
}

/** Other numbers of another kind say nothing: people hold several documents. */
function documentLevel(a: readonly string[], b: readonly string[]): string {
  if (a.length === 0 || b.length === 0) return 'missing'
  if (a.some((x) => b.includes(x))) return 'same'
  const kind = (document: string) => document.slice(0, document.lastIndexOf(':'))
  const beside = a.flatMap((x) => b.filter((y) => kind(y) === kind(x)).map((y) => [x, y] as const))
  if (beside.length === 0) return 'missing'
  return beside.some(([x, y]) => x.length > kind(x).length + 6 && wrongDigits(x, y) === 1) ? 'near' : 'other'
}

function companionLevel(a: Compared, b: Compared): string {
  if (a.householdId === b.householdId || a.companions.length === 0 || b.companions.length === 0) return 'missing'
  return a.companions.some((name) => b.companions.includes(name)) ? 'same' : 'other'
}

const of = (levels: Levels, field: string): string => levels.find((l) => l.field === field)!.level
const isSameName = (level: string) => level === 'same' || level === 'sounds' || level === 'near'

/**
 * What no weight may overrule. A shared telephone, home or birthday is no person: both names must speak for one. Of one household, only who was
 * written twice; so twins are two. Without a document, a birth date that is quite another is another person: father and son of one name.
 */
export function mayBeOne(a: Compared, b: Compared, levels: Levels): boolean {
  const [given, family, birth] = [of(levels, 'given'), of(levels, 'family'), of(levels, 'birth')]
  const hasDocument = of(levels, 'document') === 'same'
  const fullNames = isSameName(given) && isSameName(family)
  if (a.householdId === b.householdId)
    return fullNames && ['same', 'swapped', 'digit'].includes(birth) && of(levels, 'sex') !== 'other'
  if (hasDocument) return given !== 'other' || family !== 'other'
  if (given === 'other' || family === 'other') return false
  if (birth === 'other') return false
  if (of(levels, 'document') === 'other') return fullNames && birth === 'same'
  return isSameName(given) || isSameName(family) || (given === 'part' && family === 'part')
}
