/** What is left of texts and versions when one person of a household is forgotten: the others, and nothing that says who it was. */
import { fold } from '../../../core/text.ts'
import type { HouseholdContent, PersonContent } from '../contract.ts'
import { ageOn, isUnder18 } from './age.ts'
import { numberKey } from './identity.ts'

export type Named = Pick<PersonContent, 'given' | 'family' | 'also'> & { documents?: readonly { id?: string; number: string }[] }
/** Somebody as they stand in texts: the words that are theirs alone, and the numbers of their documents. */
export type Traces = { words: ReadonlySet<string>; numbers: ReadonlySet<string> }

/** In the place of what was taken out. */
const gap = '…'
/** Shorter ones are particles, or the beginning of anything. Where a word is a sign or two, each counts. */
const isTelling = (word: string): boolean => (/^\p{Script=Latin}+$/u.test(word) ? word.length >= 3 : word !== '')
const particles = new Set(['del', 'las', 'los', 'dos', 'das', 'von', 'van'])

const wordsOf = (named: readonly Named[]): string[] =>
  named
    .flatMap(({ given, family, also }) => fold(`${given} ${family} ${also}`).split(' '))
    .filter((word) => isTelling(word) && !particles.has(word))

/** @param gone every way they were written @param staying the others: a family name is theirs, too */
export function tracesOf(gone: readonly Named[], staying: readonly Named[]): Traces {
  const others = new Set(wordsOf(staying))
  const numbers = gone.flatMap((one) => one.documents ?? []).map(({ number }) => numberKey(number))
  return {
    words: new Set(wordsOf(gone).filter((word) => !others.has(word))),
    numbers: new Set(numbers.filter((number) => number.length >= 4)),
  }
}

/** The text without what was theirs alone. */
export function without(text: string, { words, numbers }: Traces): string {
  const lessNumbers = text.replace(/[\p{L}\p{N}]+(?:[.\-/][\p{L}\p{N}]+)*/gu, (token) =>
    numbers.has(numberKey(token)) ? gap : token,
  )
  const less = lessNumbers.replace(/[\p{L}\p{M}]+/gu, (word) => (words.has(fold(word)) ? gap : word))
  return less === text ? text : less.replace(/…(?:[\s.@_-]*…)+/gu, gap)
}

const texts = ['note', 'address', 'email'] as const
type Texts = Partial<Record<(typeof texts)[number], string>>

/** Free texts of a household. An address of e-mail that has lost a part is none. */
export function textsWithout<T extends Texts>(household: T, traces: Traces): T {
  const left = { ...household }
  for (const field of texts) {
    const text = household[field]
    if (typeof text !== 'string') continue
    const less = without(text, traces)
    left[field] = (field === 'email' && less !== text ? '' : less) as T[typeof field]
  }
  return left
}

/** A version of the household without these persons. Who headed it among them is followed by `head`. */
export function contentWithout<T extends HouseholdContent>(content: T, gone: ReadonlySet<string>, head: string | undefined): T {
  const staying = content.persons.filter((p) => !gone.has(p.id.toLowerCase()))
  if (staying.length === content.persons.length) return content
  const hasHead = staying.some((p) => p.relation === 'head' && !p.hasLeft)
  const follows = hasHead ? undefined : (staying.find((p) => p.id === head && !p.hasLeft)?.id ?? headAfter(staying))
  return { ...content, persons: staying.map((p) => (p.id === follows ? { ...p, relation: 'head' as const } : p)) }
}

/** A merge that was undone: what the one who stayed took over. */
export type Undone = { person: string; before?: Record<string, unknown>; after?: Record<string, unknown> }
type AfterMerges = { documents: ReadonlySet<string>; undone: readonly Undone[]; traces: Traces | undefined }

/** A version of a household in which somebody was shown as one of its persons: less these documents and what was taken over from them. */
export function contentAfterMerges<T extends HouseholdContent>(content: T, { documents, undone, traces }: AfterMerges): T {
  const persons = content.persons.map((person) => {
    const own = undone.filter((m) => m.person === person.id).reduce(takenBack, person)
    return { ...own, documents: own.documents.filter((d) => !documents.has(d.id)) }
  })
  const left = { ...content, persons }
  return traces ? textsWithout(left, traces) : left
}

const takenBack = (person: PersonContent, { before = {}, after = {} }: Undone): PersonContent =>
  Object.assign(
    { ...person },
    ...Object.keys(after)
      .filter((field) => person[field as keyof PersonContent] === after[field])
      .map((field) => ({ [field]: before[field] })),
  )

/** Who heads the household when its head is gone: the partner, else the oldest of age, else the oldest. */
export function headAfter(
  staying: readonly Pick<PersonContent, 'id' | 'relation' | 'birthDate' | 'hasLeft'>[],
): string | undefined {
  const day = new Date().toISOString().slice(0, 10)
  const rank = (p: (typeof staying)[number]): number => (isUnder18(p.birthDate, day) ? 2 : p.relation === 'partner' ? 0 : 1)
  return staying
    .filter((p) => !p.hasLeft)
    .toSorted(
      (a, b) => rank(a) - rank(b) || (ageOn(b.birthDate, day) ?? 0) - (ageOn(a.birthDate, day) ?? 0) || (a.id < b.id ? -1 : 1),
    )[0]?.id
}
