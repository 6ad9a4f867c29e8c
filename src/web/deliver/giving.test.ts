import { expect, test } from 'vitest'
import type { Service } from '../../modules/delivery/contract.ts'
import type { Household, PersonContent } from '../../modules/people/contract.ts'
import { deliveryOf, draftOf, headOf, missingIn } from './giving.ts'

const service: Service = {
  id: 7,
  code: 'hygiene-kit',
  names: { en: 'Hygiene kit' },
  sector: 'wash',
  unit: { en: { one: 'kit', other: 'kits' } },
  modality: 'in-kind',
  counts: 'one',
  per: 'person',
  intervalDays: 30,
  times: 1,
  forGroups: true,
  hasValue: false,
  isConfidential: false,
  defaultQuantity: 2,
  questions: [],
  givenBy: null,
  position: 0,
  isRetired: false,
  indicators: [],
}
const person = (id: string, relation: PersonContent['relation'], hasLeft = false) => ({ id, relation, hasLeft }) as PersonContent
const household = { persons: [person('luis', 'child'), person('ana', 'head', true), person('rosa', 'partner')] } as Household
const where = { id: 'd', organisation: 3, site: 's', household: 'h', at: '2021-06-21T12:00:00Z' }

test('one person receives what is for one: the head, or who came first where the head has left', () => {
  expect(headOf(household)?.id).toBe('luis')
  expect(draftOf(service, household)).toMatchObject({ to: 'person', person: 'luis', quantity: 2 })
  expect(draftOf(service, household, 'rosa').person).toBe('rosa')
})

test('what counts everybody, or is one for a household, goes to the household', () => {
  expect(draftOf({ ...service, counts: 'all' }, household).to).toBe('household')
  expect(draftOf({ ...service, per: 'household' }, household).to).toBe('household')
})

test('where only the card is known it goes to the household of the card', () => {
  expect(deliveryOf(draftOf(service, undefined), where)).toMatchObject({ to: 'household', household: 'h', person: null })
})

test('cash asks for its value and how it was handed over; required questions are asked', () => {
  const cash = {
    ...service,
    hasValue: true,
    questions: [{ code: 'size', names: {}, kind: 'number' as const, choices: [], isRequired: true }],
  }
  const draft = draftOf(cash, household)
  expect(missingIn(draft)).toEqual(['value', 'mechanism', 'size'])
  expect(missingIn({ ...draft, value: 40, mechanism: 2, answers: { size: 0 } })).toEqual([])
  expect(missingIn({ ...draft, value: 40, mechanism: 2, answers: { size: '' } })).toEqual(['size'])
})

test('what has no value says none, and a reason goes along', () => {
  const given = deliveryOf({ ...draftOf(service, household), value: 9, collectedBy: ' Pedro ' }, { ...where, reason: 'lost' })
  expect(given).toMatchObject({ cashValueUsd: null, collectedBy: 'Pedro', overrideReason: 'lost', quantity: 2, proof: null })
})
