import { expect, test } from 'vitest'
import type { Service } from '../../modules/delivery/contract.ts'
import { arranged, offered, parsedUsed, unitOf, withUsed } from './tiles.ts'

const service = (id: number, more: Partial<Service> = {}) =>
  ({ id, position: id, givenBy: null, isRetired: false, ...more }) as Service

test('a tile stands for what this organisation may give, and is not retired', () => {
  const all = [service(1), service(2, { isRetired: true }), service(3, { givenBy: [9] }), service(4, { givenBy: [5, 9] })]
  expect(offered(all, 5).map((one) => one.id)).toEqual([1, 4])
})

test('what was given here last comes first, the rest as in the catalogue', () => {
  const all = [service(3), service(1), service(4), service(2, { position: 1 })]
  expect(arranged(all, [4, 3]).map((one) => one.id)).toEqual([4, 3, 1, 2])
})

test('what is used again moves to the front; what cannot be read is nothing', () => {
  expect(withUsed([1, 2, 3], 3)).toEqual([3, 1, 2])
  expect(parsedUsed('{"a":1}')).toEqual([])
  expect(parsedUsed('nonsense')).toEqual([])
  expect(parsedUsed('[4,"x",2]')).toEqual([4, 2])
})

test('the unit is said in the language, one or many; where it has no words, in another', () => {
  const kit = { unit: { en: { one: 'kit', other: 'kits' }, fr: { one: 'trousse', other: 'trousses' } } }
  expect([unitOf(kit, 1, 'en'), unitOf(kit, 2, 'en'), unitOf(kit, 1.5, 'fr'), unitOf(kit, 3, 'es')]).toEqual([
    'kit',
    'kits',
    'trousse',
    'kits',
  ])
  expect(unitOf({ unit: {} }, 1, 'en')).toBe('')
})
