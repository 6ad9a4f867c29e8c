/** What is checked about a household beyond its schema, and what differs between two versions of it. Also runs in the browser. */
import type { HouseholdContent, PersonContent, PersonDocument } from '../contract.ts'
import { ageOn, isUnder18 } from './age.ts'
import { numberKey } from './identity.ts'

/** `stop`: not written so. `ask`: may be right; whoever enters it is asked once. Sentences: people.problem.<code>. */
export type HouseholdFinding = { field: string; code: string; values: Record<string, string | number>; level: 'stop' | 'ask' }

const today = (): string => new Date().toISOString().slice(0, 10)

/** @param day on which it is looked at, YYYY-MM-DD @returns findings by field: `phone`, `persons.2.birthDate`; empty: nothing to say */
export const checkHousehold = (content: HouseholdContent, day = today()): HouseholdFinding[] => [
  ...checkHead(content.persons, day),
  ...checkContact(content),
  ...checkIds(content.persons),
  ...content.persons.flatMap((person, i) => checkPerson(person, `persons.${i}`, day)),
]

const stop = (field: string, code: string, values: HouseholdFinding['values'] = {}): HouseholdFinding => ({
  field,
  code,
  values,
  level: 'stop',
})
const ask = (field: string, code: string, values: HouseholdFinding['values'] = {}): HouseholdFinding => ({
  ...stop(field, code, values),
  level: 'ask',
})

function checkHead(persons: PersonContent[], day: string): HouseholdFinding[] {
  const present = persons.flatMap((person, i) => (person.hasLeft ? [] : [{ person, i }]))
  const heads = present.filter(({ person }) => person.relation === 'head')
  // A household that everybody has left has no head.
  if (present.length > 0 && heads.length === 0) return [stop('persons', 'head-missing')]
  if (heads.length > 1) return [stop(`persons.${heads[1]!.i}.relation`, 'two-heads')]
  return heads.flatMap(({ person: { birthDate }, i }) =>
    isUnder18(birthDate, day) ? [ask(`persons.${i}.relation`, 'child-head', { age: ageOn(birthDate, day)! })] : [],
  )
}

function checkContact({ phone, email }: HouseholdContent): HouseholdFinding[] {
  const digits = phone.replace(/\D/g, '').length
  const isPhone = phone === '' || (/^[+\d\s().\-/]+$/.test(phone) && digits >= 6 && digits <= 15)
  const isEmail = email === '' || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)
  return [...(isPhone ? [] : [stop('phone', 'phone-unlikely')]), ...(isEmail ? [] : [stop('email', 'email-unlikely')])]
}

function checkIds(persons: PersonContent[]): HouseholdFinding[] {
  const ids = [...persons.map((p) => p.id), ...persons.flatMap((p) => p.documents.map((d) => d.id))]
  return new Set(ids).size === ids.length ? [] : [stop('persons', 'ids-twice')]
}

function checkPerson(person: PersonContent, field: string, day: string): HouseholdFinding[] {
  const { given, family, birthDate } = person
  return [
    ...(given === '' && family === '' ? [stop(`${field}.given`, 'name-missing')] : []),
    ...(birthDate !== null && birthDate > day ? [stop(`${field}.birthDate`, 'born-later')] : []),
    ...(birthDate !== null && birthDate < '1900-01-01' ? [stop(`${field}.birthDate`, 'born-too-early')] : []),
    ...person.documents.flatMap((document, i) => checkDocument(document, `${field}.documents.${i}`)),
  ]
}

/** Letters and digits. */
const longestNumber = 40

function checkDocument({ number }: PersonDocument, field: string): HouseholdFinding[] {
  const key = numberKey(number)
  if (key.length > longestNumber) return [stop(`${field}.number`, 'document-too-long', { most: longestNumber })]
  const isPlausible = key.length >= 4 && /\d/.test(key) && !/^(.)\1*$/u.test(key)
  return isPlausible ? [] : [stop(`${field}.number`, 'document-unlikely')]
}

/** One field that differs. Of the household `person` is null; `field: 'person'`: somebody who came (before null) or is missing (after null). */
export type FieldChange = { person: string | null; field: string; before: unknown; after: unknown }

const householdFields = [
  'site',
  'country',
  'admin1',
  'admin2',
  'populationGroup',
  'origin',
  'destination',
  'address',
  'phone',
  'email',
  'languages',
  'note',
] as const
const personFields = [
  'given',
  'family',
  'also',
  'sex',
  'birthDate',
  'birthPrecision',
  'relation',
  'nationality',
  'populationGroup',
  'documents',
  'hasLeft',
] as const

/** What differs between two versions of a household, in the order in which it is shown; the order of members and documents is no difference. */
export function changesBetween(base: HouseholdContent, content: HouseholdContent): FieldChange[] {
  const own = householdFields.filter((field) => !isSame(base[field], content[field]))
  return [
    ...own.map((field) => ({ person: null, field, before: base[field], after: content[field] })),
    ...personsBetween(base.persons, content.persons),
  ]
}

export function personsBetween(base: PersonContent[], content: PersonContent[]): FieldChange[] {
  const before = new Map(base.map((p) => [p.id, p]))
  const after = new Map(content.map((p) => [p.id, p]))
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((person): FieldChange[] => {
    const [was, is] = [before.get(person), after.get(person)]
    if (!was || !is) return [{ person, field: 'person', before: was ?? null, after: is ?? null }]
    const fields = personFields.filter((field) => !isSame(was[field], is[field]))
    return fields.map((field) => ({ person, field, before: was[field], after: is[field] }))
  })
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(ordered(a)) === JSON.stringify(ordered(b))

/** Documents by id, the keys of each in one order: a list read from JSON is the same list. */
const ordered = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(ordered).toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value
