/** From the rows of one household to what is registered: understood in four languages, held to the rules of the form, refused in words. */
import type { HouseholdContent, PersonContent, PersonDocument, PopulationGroup } from '../../contract.ts'
import { checkHousehold } from '../../rules/content.ts'
import { bornBefore, bornOn } from './dates.ts'
import type { Field } from './fields.ts'
import { dayOf, type ListedNeed, type NeedInList, needsOf, problemOf } from './needs.ts'
import { documentKindOf, groupOf, isBlank, isNothing, languagesOf, relationOf, sexOf, yesOrNo } from './values.ts'

/** What stands under the columns that were placed. */
export type Cells = Partial<Record<Field, string | number>>
/** `line`: where the person stands in the file; persons of one row share it. */
export type WrittenPerson = { line: number; cells: Cells; isHead: boolean }
export type WrittenHousehold = { line: number; key: string; cells: Cells; persons: WrittenPerson[] }

/** Why a row is not kept: `people.refused.<code>`, or what the form says, `people.problem.<code>`. */
export type Reason = { line: number; field: string; code: string; values: Record<string, string | number> }
export type Place = { code: string; country: string; admin1: string | null; admin2: string | null }
/** What the words of a list are held against. */
export type Known = {
  country: (written: string) => string | undefined
  place: (country: string, written: string) => Place | undefined
  /** By its code or its name in any language. */
  need: (written: string) => ListedNeed | undefined
}
export type Defaults = {
  site: string | null
  place: Omit<Place, 'code'>
  group: PopulationGroup | null
  today: string
  mayProtect: boolean
}
export type Read = {
  content: HouseholdContent
  needs: NeedInList[]
  consent: boolean | null
  reasons: Reason[]
  remarks: string[]
}
export type IdOf = (what: 'person' | 'document', at: number) => string

export function readHousehold(written: WrittenHousehold, known: Known, defaults: Defaults, idOf: IdOf): Read {
  const reading = new Reading(written, known, defaults, idOf)
  const content = reading.household()
  const consent = reading.consent()
  if (reading.reasons.length === 0) reading.check(content)
  return { content, needs: reading.needs, consent, reasons: reading.reasons, remarks: [...new Set(reading.remarks)] }
}

class Reading {
  readonly reasons: Reason[] = []
  readonly remarks: string[] = []
  readonly needs: NeedInList[] = []
  readonly #written: WrittenHousehold
  readonly #known: Known
  readonly #defaults: Defaults
  readonly #idOf: IdOf

  constructor(written: WrittenHousehold, known: Known, defaults: Defaults, idOf: IdOf) {
    this.#written = written
    this.#known = known
    this.#defaults = defaults
    this.#idOf = idOf
  }

  household(): HouseholdContent {
    const { cells, persons } = this.#written
    const [phone = '', ...otherPhones] = listOf(hadOf(cells.phone))
    return {
      site: this.#defaults.site,
      ...this.#place(),
      populationGroup: this.#group(),
      origin: this.#countryOrText(cells.origin),
      destination: this.#countryOrText(cells.destination),
      address: textOf(cells.address),
      phone,
      email: hadOf(cells.email),
      languages: languagesOf(textOf(cells.languages)),
      note: [textOf(cells.note), otherPhones.join(' · ')].filter(Boolean).join('\n'),
      persons: this.#withHead(persons.map((person, at) => this.#person(person, at))),
    }
  }

  consent(): boolean | null {
    const written = textOf(this.#written.cells.consent)
    if (written === '') return null
    const answer = yesOrNo(written)
    if (answer !== true) this.#refuse('consent', answer === false ? 'consent-refused' : 'consent-unclear', { written })
    return answer ?? null
  }

  /** The rules of the form: what it stops is refused, what it asks about is remarked. */
  check(content: HouseholdContent): void {
    for (const { field, code, values, level } of checkHousehold(content, this.#defaults.today)) {
      const person = /^persons\.(\d+)/.exec(field)?.[1]
      const line = (person && this.#written.persons[Number(person)]?.line) || this.#written.line
      if (level === 'stop')
        this.reasons.push({ line, field: field.replace(/^persons\.\d+\./, ''), code: `problem.${code}`, values })
      else this.remarks.push(code)
    }
  }

  #refuse(field: string, code: string, values: Reason['values'] = {}, line = this.#written.line): void {
    this.reasons.push({ line, field, code: `refused.${code}`, values })
  }

  #place(): Pick<HouseholdContent, 'country' | 'admin1' | 'admin2'> {
    const { cells } = this.#written
    const { place: here } = this.#defaults
    const written = textOf(cells.country)
    const country = written === '' ? here.country : this.#known.country(written)
    if (!country) {
      this.#refuse('country', 'country-unknown', { written })
      return here
    }
    const names = [textOf(cells.admin2), textOf(cells.admin1)].filter(Boolean)
    for (const name of names) {
      const place = this.#known.place(country, name)
      if (place) return { country, admin1: place.admin1, admin2: place.admin2 }
    }
    if (names.length > 0) this.remarks.push('place-unknown')
    return country === here.country ? here : { country, admin1: null, admin2: null }
  }

  #group(): PopulationGroup {
    const written = textOf(this.#written.cells.populationGroup)
    const group = written === '' ? this.#defaults.group : groupOf(written)
    if (!group) this.#refuse('populationGroup', written === '' ? 'group-missing' : 'group-unknown', { written })
    return group ?? 'inDestination'
  }

  /** Where several may be meant, a country's code says it in every language. */
  #countryOrText(cell: Cells[Field]): string {
    const written = textOf(cell)
    return this.#known.country(written) ?? written
  }

  #person({ line, cells, isHead }: WrittenPerson, at: number): PersonContent {
    const nationality = this.#nationality(textOf(cells.nationality))
    const id = this.#idOf('person', at)
    this.#readNeeds(id, cells, line)
    return {
      id,
      ...namesOf(cells),
      also: textOf(cells.also),
      sex: this.#sex(cells, line),
      ...this.#born(cells, line),
      relation: this.#relation(cells, isHead),
      nationality,
      populationGroup: null,
      documents: this.#documents(cells, at, nationality),
      hasLeft: false,
    }
  }

  /** Dated by the day of registration of the row, else by the day the list was sent. */
  #readNeeds(personId: string, cells: Cells, line: number): void {
    const since = dayOf(this.#written.cells.registeredOn, this.#defaults.today)
    const { needs, unknown } = needsOf(textOf(cells.needs), this.#known.need)
    if (unknown) this.remarks.push('need-unknown')
    for (const need of needs) {
      const problem = problemOf(need, since, this.#defaults.mayProtect)
      if (problem) this.reasons.push({ line, field: 'needs', ...problem })
      else this.needs.push({ personId, need: need.code, isRestricted: need.isRestricted, since })
      if (need.code === 'disability') this.remarks.push('disability-unasked')
    }
  }

  #sex(cells: Cells, line: number): PersonContent['sex'] {
    const written = textOf(cells.sex)
    const sex = sexOf(written)
    if (!sex) this.#refuse('sex', written === '' ? 'sex-missing' : 'sex-unknown', { written }, line)
    return sex ?? 'other'
  }

  #born(cells: Cells, line: number): Pick<PersonContent, 'birthDate' | 'birthPrecision'> {
    const { today } = this.#defaults
    const hasDate = textOf(cells.birthDate) !== ''
    const hasAge = textOf(cells.age) !== ''
    const born = hasDate ? bornOn(cells.birthDate!, today) : undefined
    if (born) return born
    const aged = hasAge ? bornBefore(cells.age!, today) : undefined
    if (aged) {
      if (hasDate) this.remarks.push('birth-by-age')
      return aged
    }
    if (hasDate) this.#refuse('birthDate', 'birth-unreadable', { written: textOf(cells.birthDate) }, line)
    else if (hasAge) this.#refuse('age', 'age-unreadable', { written: textOf(cells.age) }, line)
    else this.remarks.push('birth-missing')
    return { birthDate: null, birthPrecision: 'about' }
  }

  #relation(cells: Cells, isHead: boolean): PersonContent['relation'] {
    const written = textOf(cells.relation)
    const relation = relationOf(written)
    if (relation) return relation
    if (isHead) return 'head'
    if (this.#written.persons.length > 1) this.remarks.push(written === '' ? 'relation-missing' : 'relation-unknown')
    return 'other-relative'
  }

  /** Nobody is called its head: the first grown-up is, and it is remarked where there is a choice. */
  #withHead(persons: PersonContent[]): PersonContent[] {
    if (persons.some((p) => p.relation === 'head')) return persons
    const { today } = this.#defaults
    const grown = persons.findIndex((p) => !p.birthDate || Number(today.slice(0, 4)) - Number(p.birthDate.slice(0, 4)) >= 18)
    const head = persons[Math.max(0, grown)]
    if (head) head.relation = 'head'
    if (persons.length > 1) this.remarks.push('head-assumed')
    return persons
  }

  #nationality(written: string): string {
    if (written === '') return ''
    const country = this.#known.country(written)
    if (!country) this.remarks.push('nationality-unknown')
    return country ?? ''
  }

  #documents(cells: Cells, at: number, nationality: string): PersonDocument[] {
    const told = textOf(cells.documentKind)
    const kind = documentKindOf(told)
    if (told !== '' && kind === undefined) this.remarks.push('document-kind-unknown')
    const issuer = this.#known.country(textOf(cells.documentCountry)) ?? nationality
    const numbers = [
      [kind === 'none' ? 'other' : (kind ?? (told === '' ? 'national-id' : 'other')), hadOf(cells.documentNumber)],
      ['national-id', hadOf(cells.nationalId)],
      ['passport', hadOf(cells.passport)],
    ] as const
    return numbers.flatMap(([kind, number], n) =>
      number === '' ? [] : [{ id: this.#idOf('document', at * 3 + n), kind, country: issuer, number, validUntil: null }],
    )
  }
}

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

/** One blank between words; what says nothing is nothing. */
export function textOf(cell: string | number | undefined): string {
  if (cell === undefined) return ''
  // An apostrophe before a sign is how workbooks keep it from being worked out.
  const text = String(cell)
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/^'(?=[=+\-@])/, '')
  return isBlank(text) ? '' : text
}
/** Of what somebody may say that they have none. */
function hadOf(cell: string | number | undefined): string {
  const text = textOf(cell)
  return isNothing(text) ? '' : text
}

const listOf = (written: string): string[] => written.split(/\s*[;,|]\s*|\s+[/yo]\s+|\s*\/\s*(?=[+\d]{6,})/).filter(Boolean)
