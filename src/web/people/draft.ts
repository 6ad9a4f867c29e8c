/** A household being registered, before it is one: what was asked so far. */
import { v7 as newId } from 'uuid'
import {
  type HouseholdContent,
  type NewConsent,
  type NewHousehold,
  type NewNeed,
  type PersonContent,
  type Purpose,
  purposes,
} from '../../modules/people/contract.ts'
import { hasDisability } from '../../modules/people/rules/washington.ts'
import type { Language } from '../languages.ts'

/** The need that the Washington Group questions tell. */
export const disability = 'disability'

export const steps = ['consent', 'place', 'people', 'contact', 'check'] as const
export type Step = (typeof steps)[number]

export type Agreed = Partial<Record<Purpose, boolean>>
export type Draft = {
  /** Of the household to be. */
  id: string
  /** Sent twice, all of it is one. */
  operation: string
  consentIds: Record<Purpose, string>
  organisation: number
  step: Step
  agreed: Agreed
  language: Language
  how: NewConsent['how']
  guardianName: string
  content: HouseholdContent
  needs: NewNeed[]
  /** Households that somebody looked at and found to be others. */
  others: string[]
}

export const emptyPerson = (
  relation: PersonContent['relation'],
  like?: Pick<PersonContent, 'family' | 'nationality'>,
): PersonContent => ({
  id: newId(),
  given: '',
  family: like?.family ?? '',
  also: '',
  // The contract knows no empty sex; the form asks for it before it goes on.
  sex: '' as PersonContent['sex'],
  birthDate: null,
  birthPrecision: 'about',
  relation,
  nationality: like?.nationality ?? '',
  populationGroup: null,
  documents: [],
  hasLeft: false,
})

type Begin = {
  organisation: number
  language: Language
  site: string | null
  country: string
  admin1: string | null
  admin2: string | null
}
export const emptyDraft = ({ organisation, language, site, country, admin1, admin2 }: Begin): Draft => ({
  id: newId(),
  operation: newId(),
  consentIds: Object.fromEntries(purposes.map((purpose) => [purpose, newId()])) as Record<Purpose, string>,
  organisation,
  step: 'consent',
  agreed: {},
  language,
  how: 'spoken',
  guardianName: '',
  content: {
    site,
    country,
    admin1,
    admin2,
    populationGroup: 'inTransit',
    origin: '',
    destination: '',
    address: '',
    phone: '',
    email: '',
    languages: [],
    note: '',
    persons: [emptyPerson('head')],
  },
  needs: [],
  others: [],
})

export const headOf = (content: HouseholdContent): PersonContent =>
  content.persons.find((person) => person.relation === 'head' && !person.hasLeft) ?? content.persons[0]!

/** Typed text without what surrounds it; papers without a number are none. */
export const cleaned = (content: HouseholdContent): HouseholdContent => ({
  ...content,
  phone: content.phone.trim(),
  email: content.email.trim(),
  persons: content.persons.map((person) => ({
    ...person,
    given: person.given.trim(),
    family: person.family.trim(),
    also: person.also.trim(),
    documents: person.documents.flatMap((document) =>
      document.number.trim() ? [{ ...document, number: document.number.trim() }] : [],
    ),
  })),
})

/** @param version of the text of a purpose that was said */
export function toRegister(draft: Draft, version: (purpose: Purpose) => number, at: string): NewHousehold {
  const content = cleaned(draft.content)
  const consents = purposes.flatMap((purpose): NewConsent[] => {
    const isGiven = draft.agreed[purpose]
    return isGiven === undefined ? [] : [consentOf(draft, purpose, isGiven, version(purpose), at)]
  })
  const persons = new Set(content.persons.map((person) => person.id))
  return {
    ...content,
    id: draft.id,
    organisation: draft.organisation,
    consents,
    needs: draft.needs.filter((need) => persons.has(need.personId) && (need.need !== disability || hasDisability(need.detail))),
  }
}

const consentOf = (draft: Draft, purpose: Purpose, isGiven: boolean, textVersion: number, at: string): NewConsent => ({
  id: draft.consentIds[purpose],
  personId: headOf(draft.content).id,
  purpose,
  isGiven,
  textVersion,
  language: draft.language,
  how: draft.how,
  guardianId: null,
  guardianName: draft.guardianName.trim(),
  until: null,
  at,
})
