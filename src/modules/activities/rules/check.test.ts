/** What the rules say about a row. */
import { describe, expect, test } from 'vitest'
import { lists, soundCells } from '../../../../test/lists.ts'
import type { AsWritten, Cells } from '../contract.ts'
import { findOutlier, historyKey } from './across.ts'
import { checkRow, isBlocked } from './check.ts'
import { indexLists } from './lists.ts'

const index = indexLists(lists())
const codes = (over: Partial<Cells>, asWritten: AsWritten = {}, against = index) =>
  checkRow({ ...soundCells, ...over }, asWritten, against).map((f) => f.code)

test('a sound row has no findings', () => expect(codes({})).toEqual([]))

describe.each<[string, Partial<Cells>, AsWritten?]>([
  ['place-missing', { admin1: null }],
  ['place-missing', { country: null, admin1: null }],
  ['place-unknown', { admin1: null }, { admin1: 'Atlantis' }],
  ['place-unknown', { country: null, admin1: null }, { country: 'Atlantis', admin1: 'Bolívar' }],
  ['organisation-missing', { organisation: null }],
  ['organisation-unknown', { organisation: null }, { organisation: 'Nobody' }],
  ['setup-missing', { throughPartner: null }],
  ['setup-missing', { throughPartner: null }, { throughPartner: 'Maybe' }],
  ['implementer-missing', { throughPartner: true }],
  ['implementer-unknown', { throughPartner: true }, { implementer: 'Nobody' }],
  ['implementer-unexpected', { implementer: 2 }],
  ['implementer-unexpected', {}, { implementer: 'Nobody' }],
  ['month-missing', { month: null }],
  ['cell-unreadable', { month: null }, { month: 'soon' }],
  ['month-outside-plan', { month: '2022-01' }],
  ['what-missing', { title: null }],
  ['what-missing', { inPlan: null }],
  ['indicator-unknown', { indicator: null }, { indicator: 'Unheard of' }],
  ['cash-unexpected', { cashValueUsd: 5 }],
  ['cash-unexpected', { cashMechanism: 1 }],
  ['cash-value-missing', { isCash: true, cashMechanism: 1, cashValueUsd: 0 }],
  ['cash-mechanism-missing', { isCash: true, cashValueUsd: 10 }],
  ['mechanism-unknown', { isCash: true, cashValueUsd: 10 }, { cashMechanism: 'Shells' }],
  ['multipurpose-not-cash', { sector: 2, indicator: 4 }],
  ['new-above-total', { peopleInMonth: 99 }],
  ['population-breakdown', { inTransit: 29 }],
  ['age-gender-breakdown', { men: 21 }],
  ['output-unexpected', { outputQuantity: 1 }],
  ['children-missing', { sector: 3, indicator: 5, girls: 0, boys: 0, women: 80 }],
  ['trained-missing', { indicator: 2, peopleInMonth: 0 }],
  ['output-missing', { indicator: 3 }],
])('%s', (code, over, asWritten) => {
  test(`is the finding for ${JSON.stringify({ ...over, ...asWritten })}`, () => {
    expect(codes(over, asWritten).filter((c) => !['cash-mechanism-missing'].includes(c) || c === code)).toEqual([code])
  })
})

test('nobody reported: one finding, and the empty breakdowns agree with it', () => {
  expect(
    codes({ peopleInMonth: 0, newPeople: null, inDestination: null, inTransit: 0, girls: 0, boys: 0, women: 0, men: null }),
  ).toEqual(['people-missing'])
})

test('breakdowns are added exactly: ten times 0.1 is one', () => {
  const tenths = {
    newPeople: 0.3,
    peopleInMonth: 1,
    inDestination: 0.1,
    inTransit: 0.2,
    girls: 0.1,
    boys: 0.1,
    women: 0.1,
    men: 0,
  }
  expect(codes(tenths)).toEqual(['not-whole-number'])
})

test('an unreadable part is said once, not as a wrong sum', () => {
  expect(codes({ girls: null }, { girls: 'ten' })).toEqual(['cell-unreadable'])
})

test('below zero blocks; in a correction it is a difference', () => {
  const minus = { newPeople: -10, peopleInMonth: -10, inDestination: -10, inTransit: 0, girls: -10, boys: 0, women: 0, men: 0 }
  expect(codes(minus)).toContain('negative')
  expect(checkRow({ ...soundCells, ...minus }, {}, index, { isCorrection: true })).toEqual([])
})

test('a plan asks only for the breakdowns it wants', () => {
  const none = indexLists(lists({}, []))
  const six = indexLists(lists({}, ['population', 'age-gender', 'other-gender', 'admin1', 'cash-value']))
  expect(codes({ inTransit: 0, men: 0 }, {}, none)).toEqual([])
  expect(codes({ men: 10, otherAdult: 10 }, {}, six)).toEqual([])
  expect(codes({ men: 10, otherAdult: 10 })).toEqual(['age-gender-breakdown'])
})

test('a plan of totals may ask for neither admin 1 nor the value of cash', () => {
  const none = indexLists(lists({}, ['population', 'age-gender']))
  const bare = { admin1: null, isCash: true, cashValueUsd: null, cashMechanism: null }
  expect(codes(bare, {}, none)).toEqual([])
  expect(codes(bare)).toEqual(['place-missing', 'cash-value-missing', 'cash-mechanism-missing'])
})

test('an unknown name comes with the nearest one of the list', () => {
  expect(checkRow({ ...soundCells, organisation: null }, { organisation: 'Red Solidara' }, index)[0]).toEqual({
    code: 'organisation-unknown',
    cells: ['organisation'],
    values: { written: 'Red Solidara', suggestion: 'Red Solidaria', suggested: 'yes' },
  })
})

test('questions do not block, contradictions do', () => {
  expect(isBlocked(checkRow({ ...soundCells, outputQuantity: 1 }, {}, index))).toBe(false)
  expect(isBlocked(checkRow({ ...soundCells, men: 21 }, {}, index))).toBe(true)
})

test('a name that rows brought in, and an indicator of unknown kind, are questions', () => {
  expect(codes({ sector: 3, indicator: 6 })).toEqual(['kind-unknown', 'name-new'])
})

test('a row far beyond anything the organisation reported in a whole month is asked about', () => {
  const history = new Map([[historyKey(1, 'CO', 1), ['2021-01', '2021-02', '2021-04'].map((month) => ({ month, people: 40 }))]])
  expect(findOutlier({ ...soundCells, newPeople: 121 }, history)?.values).toEqual({ value: 121, largest: 40, months: 3 })
  expect(findOutlier({ ...soundCells, newPeople: 120 }, history)).toBeUndefined()
  expect(findOutlier({ ...soundCells, newPeople: 5000, organisation: 3 }, history)).toBeUndefined()
})
