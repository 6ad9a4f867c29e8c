/** What makes two records one person for certain enough to count them once: a document, or full name, full birth date and sex. */
import { soundsOf } from './sounds.ts'

export type IdentityDocument = { kind: string; country: string; number: string }
export type Identified = {
  given: string
  family: string
  also: string
  sex: string | null
  birthDate: string | null
  birthPrecision: string
  documents: readonly IdentityDocument[]
}
export type Identity = { kind: 'document' | 'identity'; text: string }

/** Fewer words and too many people share them on one birthday. */
const fewestWords = 3

/** Letters and digits only, capitals: `V-12.345.678` → `V12345678`. */
export const numberKey = (number: string): string =>
  number
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .toUpperCase()

type Numbered = { kind: string; country: string; bare: string }

/** Without the letter of nationality and leading zeros. undefined: it says nothing (`0000`, `1234567`, `S/N`). */
function numberOf({ kind, country, number }: IdentityDocument): Numbered | undefined {
  if (kind === 'other') return undefined
  const key = numberKey(number)
  const national = kind === 'national-id' ? /^[VE]?0*(\d+)$/.exec(key) : null
  const bare = (national ? national[1]! : key.replace(/^0+/, '')) || ''
  if (digitsOf(bare) < 4 || isFiller(bare)) return undefined
  const isVenezuelan = kind === 'national-id' && /^[VE]\d{5,9}$/.test(key)
  return { kind, country: country.toUpperCase() || (isVenezuelan ? 'VE' : ''), bare }
}

const digitsOf = (number: string): number => number.replace(/\D/g, '').length
const written = ({ kind, country, bare }: Numbered): string => `${kind}:${country}:${bare}`

/** As records are compared, and people decide. undefined: it says nothing. */
export function documentIdentity(document: IdentityDocument): string | undefined {
  const number = numberOf(document)
  return number && written(number)
}

/** For certain. Every registry office has an acta 2345 of every year; where the country is unknown, another's people bear the number; short ones are everywhere. */
const isOfOne = ({ kind, country, bare }: Numbered): boolean =>
  kind !== 'birth-certificate' && country !== '' && digitsOf(bare) >= 5

const isFiller = (number: string): boolean => /^(.)\1*$/.test(number) || '12345678901234567890'.startsWith(number)

/** All that identifies a person. The words of the name in any order, as they sound. */
export function identitiesOf(person: Identified): Identity[] {
  const numbers = person.documents.flatMap((document) => numberOf(document) ?? [])
  const documents = numbers.filter(isOfOne).map(written)
  const names = [`${person.given} ${person.family}`, person.also].map((name) => nameIdentity(name, person))
  return [
    ...distinct(documents).map((text) => ({ kind: 'document' as const, text })),
    ...distinct(names).map((text) => ({ kind: 'identity' as const, text })),
  ]
}

function nameIdentity(name: string, { sex, birthDate, birthPrecision }: Identified): string | undefined {
  const words = [...new Set(soundsOf(name))].sort()
  if (words.length < fewestWords || !sex || !birthDate || birthPrecision !== 'day') return undefined
  return `${words.join(' ')}:${birthDate}:${sex}`
}

const distinct = (texts: (string | undefined)[]): string[] => [...new Set(texts.filter((t) => t !== undefined))]
