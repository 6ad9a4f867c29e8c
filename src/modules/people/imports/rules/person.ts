/** From the cells of one person to who is registered: what is not clear is refused or remarked, never guessed in silence. */
import type { PersonContent, PersonDocument } from '../../contract.ts'
import { bornBefore, bornOn } from './dates.ts'
import { dayOf, needsOf, problemOf } from './needs.ts'
import { documentKindOf, relationOf, sexOf } from './values.ts'
import { type Cells, hadOf, type Reading, refuse, textOf, type WrittenPerson } from './written.ts'

export function readPerson(reading: Reading, person: WrittenPerson, at: number): PersonContent {
  const { line, cells, isHead } = person
  const nationality = nationalityOf(reading, textOf(cells.nationality))
  const id = reading.idOf('person', at)
  readNeeds(reading, id, person)
  return {
    id,
    ...namesOf(cells),
    also: textOf(cells.also),
    sex: readSex(reading, cells, line),
    ...bornAs(reading, cells, line),
    relation: relationWithin(reading, cells, isHead),
    nationality,
    populationGroup: null,
    documents: documentsOf(reading, cells, at, nationality),
    hasLeft: false,
  }
}

/** Dated by the day of registration of the row, else by the day the list was sent. */
function readNeeds(reading: Reading, personId: string, { cells, line, unclear = [] }: WrittenPerson): void {
  for (const cell of unclear) refuse(reading, 'needs', 'need-unclear', cell, line)
  const since = dayOf(reading.written.cells.registeredOn, reading.defaults.today)
  const { needs, unknown } = needsOf(textOf(cells.needs), reading.known.need)
  if (unknown) reading.remarks.push('need-unknown')
  for (const need of needs) {
    const problem = problemOf(need, since, reading.defaults.mayProtect)
    if (problem) reading.reasons.push({ line, field: 'needs', ...problem })
    else reading.needs.push({ personId, need: need.code, isRestricted: need.isRestricted, since })
    if (need.code === 'disability') reading.remarks.push('disability-unasked')
  }
}

function readSex(reading: Reading, cells: Cells, line: number): PersonContent['sex'] {
  const written = textOf(cells.sex)
  const sex = sexOf(written)
  if (!sex) refuse(reading, 'sex', written === '' ? 'sex-missing' : 'sex-unknown', { written }, line)
  return sex ?? 'other'
}

function bornAs(reading: Reading, cells: Cells, line: number): Pick<PersonContent, 'birthDate' | 'birthPrecision'> {
  const { today } = reading.defaults
  const hasDate = textOf(cells.birthDate) !== ''
  const hasAge = textOf(cells.age) !== ''
  const born = hasDate ? bornOn(cells.birthDate!, today) : undefined
  if (born) return born
  const aged = hasAge ? bornBefore(cells.age!, today) : undefined
  if (aged) {
    if (hasDate) reading.remarks.push('birth-by-age')
    return aged
  }
  if (hasDate) refuse(reading, 'birthDate', 'birth-unreadable', { written: textOf(cells.birthDate) }, line)
  else if (hasAge) refuse(reading, 'age', 'age-unreadable', { written: textOf(cells.age) }, line)
  else reading.remarks.push('birth-missing')
  return { birthDate: null, birthPrecision: 'about' }
}

function relationWithin(reading: Reading, cells: Cells, isHead: boolean): PersonContent['relation'] {
  const written = textOf(cells.relation)
  const relation = relationOf(written)
  if (relation) return relation
  if (isHead) return 'head'
  if (reading.written.persons.length > 1) reading.remarks.push(written === '' ? 'relation-missing' : 'relation-unknown')
  return 'other-relative'
}

function nationalityOf(reading: Reading, written: string): string {
  if (written === '') return ''
  const country = reading.known.country(written)
  if (!country) reading.remarks.push('nationality-unknown')
  return country ?? ''
}

function documentsOf(reading: Reading, cells: Cells, at: number, nationality: string): PersonDocument[] {
  const told = textOf(cells.documentKind)
  const kind = documentKindOf(told)
  if (told !== '' && kind === undefined) reading.remarks.push('document-kind-unknown')
  const [issuer, stated] = [textOf(cells.documentCountry), hadOf(cells.documentNumber)]
  // Beside a document of its own columns, the issuer is that one's: the permit's country did not give the passport.
  const countryOf = (kind: PersonDocument['kind'], isStated: boolean) =>
    issuer !== '' && (isStated || stated === '')
      ? (reading.known.country(issuer) ?? '')
      : byNationality.includes(kind)
        ? nationality
        : ''
  const numbers = [
    [kind === 'none' ? 'other' : (kind ?? (told === '' ? 'national-id' : 'other')), stated],
    ['national-id', hadOf(cells.nationalId)],
    ['passport', hadOf(cells.passport)],
  ] as const
  return numbers.flatMap(([kind, number], n) =>
    number === ''
      ? []
      : [{ id: reading.idOf('document', at * 3 + n), kind, country: countryOf(kind, n === 0), number, validUntil: null }],
  )
}

/** These a state gives its own people. A permit is given by the one they came to, which a list that names no issuer does not say. */
const byNationality: readonly PersonDocument['kind'][] = ['national-id', 'passport', 'birth-certificate']

/** Given and family names; a full name is parted where people mostly part it. */
function namesOf(cells: Cells): { given: string; family: string } {
  const given = [textOf(cells.given), textOf(cells.given2)].filter(Boolean).join(' ')
  const family = [textOf(cells.family), textOf(cells.family2)].filter(Boolean).join(' ')
  const full = textOf(cells.name)
  if (full === '') return { given, family }
  if (given !== '' && family !== '') return { given, family }
  if (family !== '') return { given: full, family }
  const [before, after] = full.split(/\s*,\s*/, 2)
  if (after) return { given: after, family: before! }
  const words = full.split(' ')
  const first = words.length > 3 ? 2 : 1
  return { given: words.slice(0, first).join(' '), family: words.slice(first).join(' ') }
}
