import { expect, test } from 'vitest'
import type { DistributionDetail, Expected } from '../../modules/delivery/distributions/contract.ts'
import type { Done } from '../field/field.ts'
import { inOrder, linesOf, matching, moneyOfList, tickOf, withoutNames } from './expected.ts'

const expected = (household: string, head: string, came: Expected['came'] = null): Expected => ({
  household,
  card: `H-${household}`,
  also: [],
  head,
  size: 4,
  quantity: 2,
  cashValueUsd: null,
  came,
  changes: [],
})
const list = { id: 'list', organisation: 3, site: 's', service: 7, mechanism: null }
const done = (household: string, outcome: Done['outcome'] = 'waiting', isDouble = false): Done => {
  const body = tickOf(
    list,
    { household, quantity: 2, cashValueUsd: null },
    { id: `d-${household}`, at: '2021-06-21T10:00:00Z', collectedBy: ' Pedro ' },
  )
  return {
    id: body.id,
    sequence: 1,
    operation: { kind: 'delivery.record', id: body.id, body },
    doneAt: body.at,
    outcome,
    isDouble,
    problem: null,
    sentAt: null,
  }
}
const undo = (delivery: string): Done => ({
  ...done('x'),
  operation: { kind: 'delivery.reverse', id: 'u', body: { id: 'u', delivery, reason: 'not taken', at: '2021-06-21T11:00:00Z' } },
})
const came = { delivery: 'd-a', at: '2021-06-21T09:00:00Z', quantity: 2, cashValueUsd: null, collectedBy: '', isDouble: false }

test('who was ticked here has come, before it is sent; a refused tick has not', () => {
  const lines = linesOf(
    'list',
    [expected('a', 'Rosa'), expected('b', 'Luis'), expected('c', 'Ana')],
    [done('a'), done('b', 'refused')],
  )
  expect(lines.map((one) => one.came?.state)).toEqual(['waiting', undefined, undefined])
  expect(lines[0]?.came?.collectedBy).toBe('Pedro')
})

test('what was taken back here is expected again, whoever ticked it', () => {
  expect(linesOf('list', [expected('a', 'Rosa', came)], [undo('d-a')])[0]?.came).toBeUndefined()
  expect(linesOf('list', [expected('b', 'Luis')], [done('b'), undo('d-b')])[0]?.came).toBeUndefined()
})

test('a tick for another list says nothing of this one, and a double one is said to be so', () => {
  expect(linesOf('other', [expected('a', 'Rosa')], [done('a')])[0]?.came).toBeUndefined()
  expect(linesOf('list', [expected('a', 'Rosa', { ...came, isDouble: true })], [])[0]?.came?.state).toBe('double')
})

test('those who are still expected come first; a name or a card finds', () => {
  const lines = linesOf('list', [expected('a', 'Rosa Peña', came), expected('b', 'Luis')], [])
  expect(inOrder(lines).map((one) => one.household)).toEqual(['b', 'a'])
  expect(matching(lines, 'pena').map((one) => one.household)).toEqual(['a'])
  expect(matching(lines, 'h-b').map((one) => one.household)).toEqual(['b'])
  expect(matching(lines, ' ')).toHaveLength(2)
})

test('outside the locked store a device remembers no name of a list', () => {
  const detail = { households: [expected('a', 'Rosa', { ...came, collectedBy: 'Pedro' })] } as DistributionDetail
  expect(JSON.stringify(withoutNames(detail))).not.toMatch(/Rosa|Pedro/)
})

test('a tick hands over what the list says, or what was written in its place; a list of kits hands over no money', () => {
  const cash = { ...list, mechanism: 3 }
  const line = { household: 'a', quantity: 1, cashValueUsd: 40 }
  const when = { id: 'd', at: '2021-06-21T10:00:00Z' }
  expect(tickOf(cash, line, when)).toMatchObject({ cashValueUsd: 40, mechanism: 3 })
  expect(tickOf(cash, line, { ...when, worth: { value: 60.5, mechanism: 4 } })).toMatchObject({
    cashValueUsd: 60.5,
    mechanism: 4,
  })
  expect(tickOf(list, { ...line, cashValueUsd: null }, when)).toMatchObject({ cashValueUsd: null, mechanism: null })
  const waiting: Done = { ...done('a'), operation: { kind: 'delivery.record', id: 'd', body: tickOf(cash, line, when) } }
  expect(linesOf('list', [{ ...expected('a', 'Rosa'), cashValueUsd: 50 }], [waiting])[0]?.came?.cashValueUsd).toBe(40)
})

test('a list that was remembered before lists had values is ticked as it was', () => {
  const { cashValueUsd: _, ...line } = expected('a', 'Rosa')
  const { mechanism: __, ...old } = list
  expect(tickOf(old as typeof list, line as Expected, { id: 'd', at: '' })).toMatchObject({ cashValueUsd: null, mechanism: null })
})

test('a list of cash comes to what was given and what is planned; a list of kits to nothing', () => {
  const came = { delivery: 'd', at: '2021-06-21T10:00:00Z', quantity: 1, cashValueUsd: 60.1, collectedBy: '', isDouble: false }
  const cash = [
    { ...expected('a', 'Ana', came), cashValueUsd: 40.2 },
    { ...expected('b', 'Bea'), cashValueUsd: 40 },
  ]
  expect(moneyOfList(linesOf('list', cash, []))).toEqual({ given: 60.1, planned: 80.2 })
  expect(moneyOfList(linesOf('list', [expected('a', 'Ana')], []))).toBeUndefined()
})
