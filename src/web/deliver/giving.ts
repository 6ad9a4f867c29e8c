/** One delivery before it is recorded: what is chosen, what is still missing, what is sent. */
import type { NewDelivery, Question, Service } from '../../modules/delivery/contract.ts'
import type { Household } from '../../modules/people/contract.ts'
import { noWorth, type Worth, worthMissing } from './worth.ts'

export type Answers = NewDelivery['answers']
export type Draft = Worth & {
  service: Service
  to: 'person' | 'household'
  /** Who receives, or comes for the household; null: whoever is its head. */
  person: string | null
  quantity: number
  answers: Answers
  collectedBy: string
}
type Members = Pick<Household, 'persons'>

export const presentOf = ({ persons }: Members) => persons.filter((person) => !person.hasLeft)
export const headOf = (household: Members) => {
  const present = presentOf(household)
  return present.find((person) => person.relation === 'head') ?? present[0]
}

/** @param household undefined where only the card is known: then it goes to the household, whoever is in it */
export function draftOf(service: Service, household: Members | undefined, person: string | null = null): Draft {
  const isForAll = service.per === 'household' || service.counts === 'all' || household === undefined
  return {
    service,
    to: isForAll ? 'household' : 'person',
    person: household ? (person ?? headOf(household)?.id ?? null) : null,
    quantity: service.defaultQuantity,
    ...noWorth,
    answers: {},
    collectedBy: '',
  }
}

const isAnswered = (question: Question, answers: Answers) => answers[question.code] !== undefined && answers[question.code] !== ''

/** What must be said before it can be given: `value`, `mechanism`, codes of questions. */
export const missingIn = ({ service, answers, ...worth }: Pick<Draft, 'service' | 'answers' | keyof Worth>): string[] => [
  ...(service.hasValue ? worthMissing(worth) : []),
  ...service.questions.filter((q) => q.isRequired && !isAnswered(q, answers)).map((q) => q.code),
]

type Where = { id: string; organisation: number; site: string; household: string; at: string; proof?: string; reason?: string }

export function deliveryOf(draft: Draft, { id, organisation, site, household, at, proof, reason = '' }: Where): NewDelivery {
  return {
    id,
    organisation,
    site,
    service: draft.service.id,
    to: draft.to,
    household,
    person: draft.person,
    collectedBy: draft.collectedBy.trim(),
    distribution: null,
    quantity: draft.quantity,
    cashValueUsd: draft.service.hasValue ? draft.value : null,
    mechanism: draft.service.hasValue ? draft.mechanism : null,
    implementer: null,
    activity: null,
    groups: [],
    answers: draft.answers,
    at,
    overrideReason: reason,
    proof: proof ?? null,
  }
}
