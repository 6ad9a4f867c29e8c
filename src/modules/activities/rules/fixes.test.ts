/** Proposed fixes: what they change, when they ask, and that the parts add up afterwards. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lists, soundCells } from '../../../../test/lists.ts'
import { splitWhole, sumOf } from '../../../core/decimal.ts'
import type { AsWritten, Cells } from '../contract.ts'
import { populationColumns } from '../contract.ts'
import type { FixRule } from '../desk/contract.ts'
import { checkRow } from './check.ts'
import { proposeFix } from './fixes.ts'
import { indexLists } from './lists.ts'

const index = indexLists(lists())
const four = ['girls', 'boys', 'women', 'men'] as const
const propose = (rule: FixRule, over: Partial<Cells>, asWritten: AsWritten = {}) => {
  const cells = { ...soundCells, ...over }
  return proposeFix(rule, cells, checkRow(cells, asWritten, index), index)
}

test('a slip of two goes into the largest cell', () => {
  expect(propose('round-breakdown', { inDestination: 68 })).toEqual({
    before: { inDestination: 68 },
    after: { inDestination: 70 },
    asks: false,
  })
  expect(propose('round-breakdown', { women: 32 })).toEqual({ before: { women: 32 }, after: { women: 30 }, asks: false })
  expect(propose('round-breakdown', { inDestination: 60 })).toBeNull()
})

test('fractions of people become whole people that add up', () => {
  const fix = propose('round-breakdown', {
    newPeople: 10,
    peopleInMonth: 10,
    inDestination: 7,
    inTransit: 3,
    girls: 2.5,
    boys: 2.5,
    women: 2.5,
    men: 2.5,
  })
  expect(fix?.after).toEqual({ girls: 3, boys: 3, women: 2, men: 2 })
})

test('a missing age-gender breakdown follows the proportions of country and sector', () => {
  expect(propose('age-gender-by-proportions', { girls: 0, boys: 0, women: null, men: 0 })?.after).toEqual({
    girls: 20,
    boys: 20,
    women: 35,
    men: 25,
  })
  expect(propose('age-gender-by-proportions', { girls: 0, boys: 0, women: 0, men: 1 })).toBeNull()
  expect(propose('age-gender-by-proportions', { sector: 3, indicator: 5, girls: 0, boys: 0, women: 0, men: 0 })).toBeNull()
})

test('a population difference goes into the largest group; more than a fifth asks', () => {
  expect(propose('population-into-largest', { inDestination: 50 })).toEqual({
    before: { inDestination: 50 },
    after: { inDestination: 70 },
    asks: false,
  })
  expect(propose('population-into-largest', { inDestination: 49 })).toMatchObject({ after: { inDestination: 70 }, asks: true })
})

describe('single cells', () => {
  test.each<[FixRule, Partial<Cells>, Partial<Cells>, boolean]>([
    ['raise-total', { peopleInMonth: 90 }, { peopleInMonth: 100 }, false],
    ['mark-as-cash', { cashValueUsd: 500 }, { isCash: true }, false],
    ['copy-output-from-total', { indicator: 3 }, { outputQuantity: 120 }, false],
    ['clear-forbidden', { outputQuantity: 3 }, { outputQuantity: null }, false],
    ['clear-forbidden', { cashMechanism: 1 }, { cashMechanism: null }, false],
    ['clear-forbidden', { implementer: 2 }, { implementer: null }, true],
  ])('%s %o', (rule, over, after, asks) => expect(propose(rule, over)).toMatchObject({ after, asks }))

  test('a rule has nothing to say about a sound row', () => {
    const rules: FixRule[] = [
      'round-breakdown',
      'age-gender-by-proportions',
      'population-into-largest',
      'raise-total',
      'mark-as-cash',
      'copy-output-from-total',
      'clear-forbidden',
      'use-suggestion',
    ]
    for (const rule of rules) expect(propose(rule, {})).toBeNull()
  })

  test('a suggested name is put in its place', () => {
    expect(propose('use-suggestion', { organisation: null }, { organisation: 'Red Solidara' })).toEqual({
      before: { organisation: null },
      after: { organisation: 1 },
      asks: false,
    })
  })
})

const people = fc.oneof(
  fc.nat(1_000_000),
  fc.double({ min: 0, max: 5000, noNaN: true }).map((n) => Math.round(n * 100) / 100),
)

describe('whatever the numbers', () => {
  test('parts add up to the new people after a breakdown was mended', () => {
    const row = fc.record({
      newPeople: people,
      ...Object.fromEntries([...populationColumns, ...four].map((c) => [c, fc.option(people)])),
    }) as fc.Arbitrary<Partial<Cells>>
    fc.assert(
      fc.property(row, (over) => {
        for (const rule of ['round-breakdown', 'population-into-largest', 'age-gender-by-proportions'] as const) {
          const fix = propose(rule, over)
          if (!fix) continue
          const after = { ...soundCells, ...over, ...fix.after }
          for (const columns of [populationColumns, four])
            if (columns.some((c) => c in fix.after)) expect(sumOf(columns.map((c) => after[c]))).toBe(after.newPeople)
        }
      }),
      { numRuns: 2000 },
    )
  })

  test('whole parts add up to the whole, and none is further than one from its share', () => {
    fc.assert(
      fc.property(
        fc.nat(10_000_000),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 6 }),
        (total, shares) => {
          const parts = splitWhole(total, shares)
          const sum = shares.reduce((a, b) => a + b, 0)
          expect(parts.reduce((a, b) => a + b, 0)).toBe(total)
          for (const [i, part] of parts.entries()) {
            expect(Number.isInteger(part) && part >= 0).toBe(true)
            if (sum > 0) expect(Math.abs(part - (total * shares[i]!) / sum)).toBeLessThan(1.001)
          }
        },
      ),
    )
  })

  test('sums of written decimals are exact in any order', () => {
    const cents = fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 }), { maxLength: 12 })
    fc.assert(
      fc.property(cents, (numbers) => {
        expect(sumOf(numbers.map((n) => n / 100))).toBe(numbers.reduce((a, b) => a + b, 0) / 100)
      }),
    )
  })
})
