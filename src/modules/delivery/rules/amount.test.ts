import fc from 'fast-check'
import { expect, test } from 'vitest'
import { amountOf, isBeyondPlan } from './amount.ts'

test('an amount is read with a comma or a point, with its currency, with its thousands', () => {
  expect(['40', '40.5', '40,50', ' $ 40,50 ', '40.50 USD', 'US$40', '1.250,00', '1,250.00', '1 250,00'].map(amountOf)).toEqual([
    40, 40.5, 40.5, 40.5, 40.5, 40, 1250, 1250, 1250,
  ])
})

test('a word, nothing, less than nothing and what may be one or a thousand are no amounts', () => {
  for (const written of [
    '',
    'forty',
    '-40',
    '0',
    '0,00',
    '1.250',
    '1,250',
    '40.5.0',
    '1.250.00',
    '4e3',
    '99999999',
    '1,25,000.00',
  ])
    expect([written, amountOf(written)]).toEqual([written, undefined])
})

test('every amount in cents is read as it was written, in either way; what a spreadsheet sums is rounded', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000_000 }), (cents) => {
      const text = (cents / 100).toFixed(2)
      expect([amountOf(text), amountOf(text.replace('.', ','))]).toEqual([cents / 100, cents / 100])
    }),
  )
  expect(amountOf(String(0.1 + 0.2))).toBe(0.3)
})

test('three times what was planned is the most; where nothing was planned nothing is too much', () => {
  expect([isBeyondPlan(120, 40), isBeyondPlan(120.01, 40), isBeyondPlan(1e6, null)]).toEqual([false, true, false])
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300_000_000 }), (cents) => {
      const planned = cents / 100
      expect([isBeyondPlan((cents * 3) / 100, planned), isBeyondPlan((cents * 3 + 1) / 100, planned)]).toEqual([false, true])
    }),
  )
})
