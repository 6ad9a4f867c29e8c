/** When somebody is asked once more whether a number is right. */
import { expect, test } from 'vitest'
import { isUnlikely } from './slips.ts'

test('more than two thousand people, or fifty times what one usually gets, is asked about; less goes through', () => {
  const meals = { defaultQuantity: 1 }
  expect([isUnlikely(2000, 2000, meals), isUnlikely(2001, 2001, meals)]).toEqual([false, true])
  expect([isUnlikely(10, 500, meals), isUnlikely(10, 501, meals), isUnlikely(1, 9_999_999, meals)]).toEqual([false, true, true])
  const water = { defaultQuantity: 20 }
  expect([isUnlikely(10, 10_000, water), isUnlikely(10, 10_001, water)]).toEqual([false, true])
  expect(isUnlikely(10, 500, { defaultQuantity: 0.5 })).toBe(false)
})
