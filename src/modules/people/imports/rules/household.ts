/** From the rows of one household to what is registered: understood in four languages, held to the rules of the form, refused in words. */
import type { HouseholdContent, PersonContent, PopulationGroup } from '../../contract.ts'
import { checkHousehold } from '../../rules/content.ts'
import type { Field } from './fields.ts'
import type { NeedInList } from './needs.ts'
import { readPerson } from './person.ts'
import { groupOf, languagesOf, yesOrNo } from './values.ts'
import {
  type Cells,
  type Defaults,
  hadOf,
  type IdOf,
  type Known,
  type Reading,
  type Reason,
  refuse,
  textOf,
  type WrittenHousehold,
} from './written.ts'

export type Read = {
  content: HouseholdContent
  needs: NeedInList[]
  consent: boolean | null
  reasons: Reason[]
  remarks: string[]
}

export function readHousehold(written: WrittenHousehold, known: Known, defaults: Defaults, idOf: IdOf): Read {
  const reading: Reading = { written, known, defaults, idOf, reasons: [], remarks: [], needs: [] }
  const content = contentOf(reading)
  const consent = consentOf(reading)
  if (reading.reasons.length === 0) check(reading, content)
  return { content, needs: reading.needs, consent, reasons: reading.reasons, remarks: [...new Set(reading.remarks)] }
}

function contentOf(reading: Reading): HouseholdContent {
  const { cells, persons } = reading.written
  const [phone = '', ...otherPhones] = listOf(hadOf(cells.phone))
  return {
    site: reading.defaults.site,
    ...placeOf(reading),
    populationGroup: groupOrRefused(reading),
    origin: countryOrText(reading, cells.origin),
    destination: countryOrText(reading, cells.destination),
    address: textOf(cells.address),
    phone,
    email: hadOf(cells.email),
    languages: languagesOf(textOf(cells.languages)),
    note: [textOf(cells.note), otherPhones.join(' · ')].filter(Boolean).join('\n'),
    persons: withHead(
      reading,
      persons.map((person, at) => readPerson(reading, person, at)),
    ),
  }
}

function consentOf(reading: Reading): boolean | null {
  const written = textOf(reading.written.cells.consent)
  if (written === '') return null
  const answer = yesOrNo(written)
  if (answer !== true) refuse(reading, 'consent', answer === false ? 'consent-refused' : 'consent-unclear', { written })
  return answer ?? null
}

/** The rules of the form: what it stops is refused, what it asks about is remarked. */
function check(reading: Reading, content: HouseholdContent): void {
  for (const { field, code, values, level } of checkHousehold(content, reading.defaults.today)) {
    const person = /^persons\.(\d+)/.exec(field)?.[1]
    const line = (person && reading.written.persons[Number(person)]?.line) || reading.written.line
    if (code === 'document-too-long')
      reading.reasons.push({ line, field: 'number', code: 'refused.too-long', values: { field, ...values } })
    else if (level === 'stop')
      reading.reasons.push({ line, field: field.replace(/^persons\.\d+\./, ''), code: `problem.${code}`, values })
    else reading.remarks.push(code)
  }
}

function placeOf(reading: Reading): Pick<HouseholdContent, 'country' | 'admin1' | 'admin2'> {
  const { cells } = reading.written
  const { place: here } = reading.defaults
  const written = textOf(cells.country)
  const country = written === '' ? here.country : reading.known.country(written)
  if (!country) {
    refuse(reading, 'country', 'country-unknown', { written })
    return here
  }
  const names = [textOf(cells.admin2), textOf(cells.admin1)].filter(Boolean)
  for (const name of names) {
    const place = reading.known.place(country, name)
    if (place) return { country, admin1: place.admin1, admin2: place.admin2 }
  }
  if (names.length > 0) reading.remarks.push('place-unknown')
  return country === here.country ? here : { country, admin1: null, admin2: null }
}

function groupOrRefused(reading: Reading): PopulationGroup {
  const written = textOf(reading.written.cells.populationGroup)
  const group = written === '' ? reading.defaults.group : groupOf(written)
  if (!group) refuse(reading, 'populationGroup', written === '' ? 'group-missing' : 'group-unknown', { written })
  return group ?? 'inDestination'
}

/** Where several may be meant, a country's code says it in every language. */
function countryOrText({ known }: Reading, cell: Cells[Field]): string {
  const written = textOf(cell)
  return known.country(written) ?? written
}

/** Nobody is called its head: the first grown-up is, and it is remarked where there is a choice. */
function withHead(reading: Reading, persons: PersonContent[]): PersonContent[] {
  if (persons.some((p) => p.relation === 'head')) return persons
  const { today } = reading.defaults
  const grown = persons.findIndex((p) => !p.birthDate || Number(today.slice(0, 4)) - Number(p.birthDate.slice(0, 4)) >= 18)
  const head = persons[Math.max(0, grown)]
  if (head) head.relation = 'head'
  if (persons.length > 1) reading.remarks.push('head-assumed')
  return persons
}

const listOf = (written: string): string[] => written.split(/\s*[;,|]\s*|\s+[/yo]\s+|\s*\/\s*(?=[+\d]{6,})/).filter(Boolean)
