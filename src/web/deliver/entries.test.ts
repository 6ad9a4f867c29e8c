import { expect, test } from 'vitest'
import type { Delivery, NewDelivery } from '../../modules/delivery/contract.ts'
import type { Done } from '../field/field.ts'
import { entriesOf, sumsOf } from './entries.ts'

const heard = (id: string, at: string, more: Partial<Delivery> = {}) =>
  ({
    id,
    at,
    service: 1,
    quantity: 1,
    person: { id: 'p', given: 'Rosa', family: 'Ejemplo' },
    card: 'H-1',
    people: 4,
    collectedBy: '',
    isDouble: false,
    overrideReason: '',
    reverses: null,
    reversedBy: null,
    reason: '',
    household: 'h',
    may: { reverse: true },
    ...more,
  }) as Delivery
const given = (id: string, at: string, outcome: Done['outcome'] = 'waiting', more: Partial<NewDelivery> = {}): Done => ({
  id,
  sequence: 1,
  operation: {
    kind: 'delivery.record',
    id,
    body: {
      id,
      at,
      service: 1,
      quantity: 2,
      groups: [],
      to: 'household',
      collectedBy: '',
      overrideReason: '',
      household: 'h',
      ...more,
    } as NewDelivery,
  },
  doneAt: at,
  outcome,
  isDouble: false,
  problem: outcome === 'refused' ? { code: 'delivery/x', title: 'Not given by you.' } : null,
  sentAt: null,
})
const undo = (delivery: string): Done => ({
  ...given('u', '2021-06-21T15:00:00Z'),
  operation: {
    kind: 'delivery.reverse',
    id: 'u',
    body: { id: 'u', delivery, reason: 'other household', at: '2021-06-21T15:00:00Z' },
  },
})
const name = () => 'Luis'

test('the last comes first, what the server has and what waits here in one list, each once', () => {
  const entries = entriesOf(
    [heard('a', '2021-06-21T10:00:00Z')],
    [given('a', '2021-06-21T10:00:00Z', 'done'), given('b', '2021-06-21T11:00:00Z')],
    name,
  )
  expect(entries.map(({ id, state, name: who }) => [id, state, who])).toEqual([
    ['b', 'waiting', 'Luis'],
    ['a', 'sent', 'Rosa Ejemplo'],
  ])
})

test('a double one and a refused one are said to be so, with the reason of the server', () => {
  const entries = entriesOf(
    [heard('a', '2021-06-21T10:00:00Z', { isDouble: true, overrideReason: 'lost' })],
    [given('b', '2021-06-21T09:00:00Z', 'refused')],
    name,
  )
  expect(entries.map(({ state, problem, reason, mayUndo }) => [state, problem, reason, mayUndo])).toEqual([
    ['double', '', 'lost', true],
    ['refused', 'Not given by you.', '', false],
  ])
})

test('what is taken back stays to be seen with its reason, and cannot be taken back again', () => {
  const reversal = heard('r', '2021-06-21T12:00:00Z', { reverses: 'a', reason: 'not taken' })
  const [a] = entriesOf([heard('a', '2021-06-21T10:00:00Z', { reversedBy: 'r' }), reversal], [], name)
  expect(a).toMatchObject({ isReversed: true, mayUndo: false, reason: 'not taken' })
  const [b] = entriesOf([heard('b', '2021-06-21T10:00:00Z')], [undo('b')], name)
  expect(b).toMatchObject({ isReversed: true, mayUndo: false, reason: 'other household' })
})

test('sums by service leave out what was taken back or refused', () => {
  const entries = entriesOf(
    [heard('a', '2021-06-21T10:00:00Z'), heard('b', '2021-06-21T10:01:00Z', { reversedBy: 'x' })],
    [
      given('c', '2021-06-21T11:00:00Z'),
      given('d', '2021-06-21T11:00:00Z', 'refused'),
      given('e', '2021-06-21T11:00:00Z', 'waiting', { service: 2 }),
    ],
    name,
  )
  expect(sumsOf(entries)).toEqual([
    { service: 1, entries: 2, quantity: 3 },
    { service: 2, entries: 1, quantity: 2 },
  ])
})
