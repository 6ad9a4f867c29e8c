/** People who are counted, not registered: by population group, age and gender, as it is typed. */
import { type Age, ages, type CountedGroup, type NewDelivery, type Service } from '../../modules/delivery/contract.ts'
import type { PopulationGroup } from '../../modules/people/contract.ts'
import type { Site } from '../../modules/places/contract.ts'
import type { Answers } from './giving.ts'
import type { Worth } from './worth.ts'

export type Column = 'month' | 'new'
type Typed = Record<Column, Partial<Record<Age, string>>>
export type GroupDraft = { group: PopulationGroup } & Typed

export const emptyGroup = (group: PopulationGroup): GroupDraft => ({ group, month: {}, new: {} })

const numberOf = (text: string | undefined): number => (text && /^\d{1,7}$/.test(text) ? Number(text) : 0)
const cellsOf = (typed: Typed[Column]) =>
  Object.fromEntries(ages.map((age) => [age, numberOf(typed[age])])) as CountedGroup['month']
export const groupsOf = (drafts: GroupDraft[]): CountedGroup[] =>
  drafts.map(({ group, month, new: fresh }) => ({ group, month: cellsOf(month), new: cellsOf(fresh) }))

export const sumOf = (drafts: GroupDraft[], column: Column): number =>
  groupsOf(drafts).reduce((sum, group) => sum + ages.reduce((people, age) => people + group[column][age], 0), 0)

/** Cells in which more people are new than there are: `inTransit girls`. */
export const beyond = (drafts: GroupDraft[]): string[] =>
  groupsOf(drafts).flatMap((one) => ages.filter((age) => one.new[age] > one.month[age]).map((age) => `${one.group} ${age}`))

/** One person who is not registered is a group of one. */
export function onePerson(group: PopulationGroup, age: Age, isNew: boolean): GroupDraft {
  const cell = { [age]: '1' }
  return { group, month: cell, new: isNew ? cell : {} }
}

/** Nothing where the site says it all. */
export const placeWithin = (site: Pick<Site, 'country' | 'admin1' | 'admin2'> | undefined, admin2: string | null) =>
  site?.admin1 && site.admin2 === null && admin2 !== null ? { country: site.country, admin1: site.admin1, admin2 } : undefined

/** What was given, and to whom as they were counted. */
export type Counted = Worth & { service: Service; drafts: GroupDraft[]; quantity: number; answers: Answers }

type Given = Counted & {
  id: string
  organisation: number
  site: string
  /** Said where the site does not say its admin 2. */
  place?: Pick<NewDelivery, 'country' | 'admin1' | 'admin2'> | undefined
  at: string
}

/** What another service was asked goes with it. */
const answersTo = ({ questions }: Service, answers: Answers): Answers =>
  Object.fromEntries(questions.flatMap(({ code }) => (code in answers ? [[code, answers[code]!]] : [])))

export const groupDelivery = ({
  id,
  organisation,
  site,
  service,
  drafts,
  quantity,
  value,
  mechanism,
  answers,
  place,
  at,
}: Given): NewDelivery => ({
  id,
  organisation,
  site,
  ...place,
  service: service.id,
  to: 'group',
  household: null,
  person: null,
  collectedBy: '',
  distribution: null,
  quantity,
  cashValueUsd: service.hasValue ? value : null,
  mechanism: service.hasValue ? mechanism : null,
  implementer: null,
  activity: null,
  groups: groupsOf(drafts),
  answers: answersTo(service, answers),
  at,
  overrideReason: '',
  proof: null,
})
