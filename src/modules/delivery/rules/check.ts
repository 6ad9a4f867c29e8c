/** What must be right about a delivery before anybody is asked about it. Also runs in the browser. */
import { ages, type CountedGroup, type NewDelivery, type Question, type Service } from '../contract.ts'
import { mostCounted } from './slips.ts'
import { mayBeDivided } from './units.ts'

export type Trouble = { code: string; detail: Record<string, string | number> }
const trouble = (code: string, detail: Trouble['detail'] = {}): Trouble => ({ code: `delivery/${code}`, detail })

const day = 86_400_000
/** Whoever is not registered is written down like a group of one; more than a household only with services meant for groups. */
const mostUnnamed = 20

type Checked = Pick<Service, 'hasValue' | 'forGroups' | 'questions' | 'unit' | 'givenBy' | 'isRetired' | 'indicators'>

/** @returns undefined where nothing is wrong */
export const checkDelivery = (delivery: NewDelivery, service: Checked, now: Date): Trouble | undefined =>
  checkService(delivery, service) ??
  checkWhen(delivery, now) ??
  (delivery.to === 'group' ? checkGroups(delivery.groups, service) : checkRecipient(delivery)) ??
  checkAnswers(delivery.answers, service.questions)

function checkService(delivery: NewDelivery, service: Checked): Trouble | undefined {
  if (service.isRetired) return trouble('service-retired')
  if (service.givenBy && !service.givenBy.includes(delivery.organisation)) return trouble('given-by-others')
  if (!Number.isInteger(delivery.quantity) && !mayBeDivided(service)) return trouble('whole-units')
  if (service.hasValue && delivery.cashValueUsd === null) return trouble('value-missing')
  // A row of the month with cash and no mechanism contradicts itself.
  if (service.hasValue && delivery.mechanism === null && service.indicators.length > 0) return trouble('mechanism-missing')
  if (!service.hasValue && delivery.cashValueUsd !== null) return trouble('value-unexpected')
  return undefined
}

/** Of a paper found again, not of a clock that began anew. */
const oldestYears = 10

/** A clock that is a little ahead is put right; a day that has not come is a mistake, and so is one of another age. */
function checkWhen(delivery: NewDelivery, now: Date): Trouble | undefined {
  const at = Date.parse(delivery.at)
  if (at > now.getTime() + day) return trouble('in-future')
  return at < now.getTime() - oldestYears * 366 * day ? trouble('too-long-ago', { years: oldestYears }) : undefined
}

function checkRecipient(delivery: NewDelivery): Trouble | undefined {
  if (delivery.groups.length > 0) return trouble('groups-unexpected')
  if (delivery.to === 'person' && delivery.person === null) return trouble('person-missing')
  if (delivery.household === null && delivery.person === null) return trouble('household-missing')
  return undefined
}

export const peopleIn = (groups: readonly CountedGroup[], which: 'month' | 'new' = 'month'): number =>
  groups.reduce((sum, group) => sum + ages.reduce((people, age) => people + group[which][age], 0), 0)

function checkGroups(groups: readonly CountedGroup[], service: Checked): Trouble | undefined {
  if (new Set(groups.map((g) => g.group)).size !== groups.length) return trouble('group-twice')
  if (groups.some((g) => ages.some((age) => g.new[age] > g.month[age]))) return trouble('new-beyond-month')
  const people = peopleIn(groups)
  const isOutput = service.indicators.length > 0 && service.indicators.every((i) => i.kind === 'output')
  if (people === 0 && !isOutput) return trouble('nobody')
  if (people > mostCounted) return trouble('too-many-people', { most: mostCounted })
  if (people > mostUnnamed && !service.forGroups) return trouble('not-for-groups', { most: mostUnnamed })
  return undefined
}

function checkAnswers(answers: NewDelivery['answers'], questions: readonly Question[]): Trouble | undefined {
  const unknown = Object.keys(answers).find((code) => !questions.some((q) => q.code === code))
  if (unknown !== undefined) return trouble('question-unknown', { question: unknown })
  for (const question of questions) {
    const answer = answers[question.code]
    if (answer === undefined || answer === '') {
      if (question.isRequired) return trouble('question-unanswered', { question: question.code })
    } else if (!fits(answer, question)) return trouble('answer-not-possible', { question: question.code })
  }
  return undefined
}

function fits(answer: string | number | boolean, { kind, choices }: Question): boolean {
  if (kind === 'number') return typeof answer === 'number' && Number.isFinite(answer)
  if (kind === 'yes-no') return typeof answer === 'boolean'
  if (kind === 'choice') return choices.some((c) => c.code === answer)
  return typeof answer === 'string'
}
