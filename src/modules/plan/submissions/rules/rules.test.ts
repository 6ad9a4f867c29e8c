/** The rules of one planned activity: what is read, what is found, what must balance. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PlanLists } from '../../contract.ts'
import { indexLists } from '../../rules/lists.ts'
import { ageGenderCells, groupCells } from '../contract.ts'
import { checkActivity } from './check.ts'
import { columnFor, formColumns, headers, placeHeaders } from './headers.ts'
import { readMoney, readPeople } from './numbers.ts'
import { edited, moneyOf, placeActivity, type WrittenActivity } from './place.ts'

const source: PlanLists = {
  plan: {
    id: 1,
    code: 'p',
    names: {},
    firstMonth: '2024-01',
    lastMonth: '2024-12',
    defaultMethod: 'sum',
    asks: ['population', 'age-gender', 'admin1'],
    dueDay: 1,
    isSample: false,
  },
  open: [],
  places: [
    { code: 'EC', country: 'EC', countryName: 'Ecuador', level: 0, parent: null, names: ['Ecuador'], isNew: false },
    { code: 'EC-P', country: 'EC', countryName: 'Ecuador', level: 1, parent: 'EC', names: ['Pichincha'], isNew: false },
  ],
  organisations: [],
  sectors: [
    {
      id: 1,
      name: 'Health',
      names: {},
      look: 'health',
      position: 1,
      isMultipurposeCash: false,
      servesChildren: false,
      isNew: false,
    },
    {
      id: 2,
      name: 'Multipurpose Cash',
      names: {},
      look: 'cash',
      position: 2,
      isMultipurposeCash: true,
      servesChildren: false,
      isNew: false,
    },
  ],
  indicators: [
    { id: 10, sectorId: 1, code: 'H1', kind: 'direct', name: 'Consultations', names: {}, isCash: false, isNew: false },
    { id: 11, sectorId: 1, code: 'H2', kind: 'capacity', name: 'Health workers trained', names: {}, isCash: false, isNew: false },
    { id: 12, sectorId: 1, code: 'H3', kind: 'output', name: 'Campaigns', names: {}, isCash: false, isNew: false },
    { id: 20, sectorId: 2, code: 'C1', kind: 'direct', name: 'Households with cash', names: {}, isCash: true, isNew: false },
  ],
  mechanisms: [],
  proportions: [],
  methods: [],
}
const lists = indexLists(source)
const whole: WrittenActivity = {
  country: 'Ecuador',
  admin1: 'pichincha',
  sectorId: 'HEALTH',
  indicatorId: 'consultations',
  title: 'Mobile clinics',
  description: 'Weekly visits.',
  inKindUsd: '$1,234.50',
  inDestination: '60',
  hostCommunity: 40,
  girls: 25,
  boys: 25,
  women: 25,
  men: 25,
}
const codes = (change: WrittenActivity, mark?: 'point' | 'comma') =>
  checkActivity(placeActivity({ ...whole, ...change }, lists, mark), lists).map((f) => f.code)

test('an activity that says everything has nothing found; its total is computed', () => {
  const placed = placeActivity(whole, lists)
  expect(checkActivity(placed, lists)).toEqual([])
  expect(placed).toMatchObject({
    asWritten: {},
    cells: { country: 'EC', admin1: 'EC-P', sectorId: 1, indicatorId: 10, inKindUsd: 1234.5, targetPeople: 100 },
  })
})

const none = { inDestination: null, hostCommunity: null, girls: null, boys: null, women: null, men: null }
test.each<[string, WrittenActivity, string[]]>([
  ['no place', { country: null, admin1: null }, ['place-missing']],
  ['a place of no list', { admin1: 'Pichinca' }, ['place-unknown']],
  ['no indicator', { sectorId: '', indicatorId: ' ' }, ['indicator-missing']],
  ['an indicator of another sector', { indicatorId: 'Households with cash' }, ['indicator-unknown']],
  ['no name', { title: '  ' }, ['title-missing']],
  ['no description', { description: null }, ['description-missing']],
  ['251 words', { description: 'word '.repeat(251) }, ['description-too-long']],
  ['250 words', { description: 'word '.repeat(250) }, []],
  ['no budget', { inKindUsd: 0 }, ['budget-missing']],
  ['multipurpose cash without a transfer value', { sectorId: 'Multipurpose Cash', indicatorId: 'C1' }, ['cash-missing']],
  ['multipurpose cash with one', { sectorId: 'Multipurpose Cash', indicatorId: 'C1', cashUsd: 5 }, []],
  ['direct with no people', none, ['people-missing']],
  ['groups that do not add up', { inDestination: 61, targetPeople: 100 }, ['population-breakdown']],
  ['ages that do not add up', { girls: 26 }, ['age-gender-breakdown']],
  ['people trained, none', { indicatorId: 'H2', ...none }, ['trained-missing']],
  ['people trained without parts', { indicatorId: 'H2', ...none, targetPeople: 12 }, []],
  [
    'people trained with parts of another sum',
    { indicatorId: 'H2', ...none, targetPeople: 12, women: 11 },
    ['age-gender-breakdown'],
  ],
  ['output with no quantity', { indicatorId: 'H3', ...none }, ['output-missing']],
  ['output with people', { indicatorId: 'H3', outputQuantity: 3 }, ['people-unexpected']],
  ['direct with a quantity', { outputQuantity: 3 }, ['output-unexpected']],
  ['negative money', { inKindUsd: '(1,234)' }, ['negative']],
  ['negative people', { inDestination: -60 }, ['negative']],
  ['half a person', { inDestination: 59.5 }, ['not-whole-number']],
  ['words for a number', { inKindUsd: 'about five' }, ['amount-unreadable']],
  ['another currency', { inKindUsd: '€ 500' }, ['currency-unknown']],
  ['a total that differs', { totalUsd: 1300 }, ['total-differs']],
  ['a total that agrees', { totalUsd: '1,234.50' }, []],
  ['an amount that can be read two ways', { inKindUsd: '1.234' }, ['amount-ambiguous']],
])('%s', (_, change, expected) => {
  expect(codes(change)).toEqual(expected)
})

describe('amounts', () => {
  test.each<[string, number]>([
    ['$1,234.50', 1234.5],
    ['1.234,50', 1234.5],
    ['USD 1 234', 1234],
    ['1234', 1234],
  ])('%s is %d, without a question', (text, value) => {
    expect(readMoney(text)).toEqual({ value })
  })

  test('what the other amounts decide is read and marked, never in silence', () => {
    expect(readMoney('1.234', 'comma')).toEqual({ value: 1234, text: '1.234' })
    expect(readMoney('1,234', 'comma')).toEqual({ value: 1.23, text: '1,234' })
    expect(codes({ inKindUsd: '1.234' }, 'comma')).toEqual(['amount-read'])
    expect(codes({ inKindUsd: '$1,234' })).toEqual(['amount-read'])
  })

  test('cents of a program’s arithmetic are no fractions of a cent', () => {
    expect(readMoney(0.1 + 0.2)).toEqual({ value: 0.3 })
    expect(readMoney(10.005)).toMatchObject({ text: '10.005' })
  })

  test('people are whole: either sign groups, unless the file writes decimals with it', () => {
    expect([readPeople('1.234'), readPeople('1,234'), readPeople('1 234')].map((r) => r.value)).toEqual([1234, 1234, 1234])
    expect(readPeople('1.234', 'point')).toEqual({ value: null, text: '1.234' })
    expect(codes({ inDestination: '1.234' }, 'point')).toEqual(['not-whole-number'])
  })

  test('every whole number of people comes back, however it is grouped', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_000_000_000 }), fc.constantFrom('', ' ', '.', ',', '’'), (people, sign) => {
        expect(readPeople(String(people).replace(/\B(?=(\d{3})+$)/g, sign)).value).toBe(people)
      }),
    )
  })
})

test('parts that sum to the total have no finding; a part that is off by one has one', () => {
  const parts = fc.array(fc.nat(1000), { minLength: 5, maxLength: 5 }).filter((p) => p.some((n) => n > 0))
  fc.assert(
    fc.property(parts, fc.array(fc.nat(100), { minLength: 4, maxLength: 4 }), fc.boolean(), (groups, shares, isOff) => {
      const total = groups.reduce((a, b) => a + b, 0)
      const ages = shares.map((s) => Math.floor((total * s) / (shares.reduce((a, b) => a + b, 0) + 1)))
      ages[0]! += total - ages.reduce((a, b) => a + b, 0) + (isOff ? 1 : 0)
      const written = {
        ...Object.fromEntries(groupCells.map((c, i) => [c, groups[i]])),
        ...Object.fromEntries(ageGenderCells.slice(0, 4).map((c, i) => [c, ages[i]])),
      }
      const placed = placeActivity({ ...whole, ...none, ...written }, lists)
      expect(placed.cells.targetPeople).toBe(total)
      expect(checkActivity(placed, lists).map((f) => f.code)).toEqual(isOff ? ['age-gender-breakdown'] : [])
    }),
  )
})

test('money adds up to the cent', () => {
  const cents = fc.integer({ min: 0, max: 10 ** 12 })
  fc.assert(
    fc.property(cents, cents, (a, b) => {
      const { cells } = placeActivity({ ...whole, inKindUsd: a / 100, cashUsd: b / 100 }, lists)
      expect(Math.round(moneyOf(cells) * 100)).toBe(a + b)
    }),
  )
})

describe('typing in the grid', () => {
  const before = placeActivity(whole, lists)

  test('the total of people reached follows its parts', () => {
    expect(edited(before, { inDestination: 100 }, {}, lists).cells.targetPeople).toBe(140)
    expect(edited(before, {}, { inDestination: '1,000' }, lists).cells).toMatchObject({ inDestination: 1000, targetPeople: 1040 })
  })

  test('a cell that is set no longer stands as it was written', () => {
    const odd = placeActivity({ ...whole, admin1: 'Pichinca', totalUsd: 5 }, lists)
    expect(odd.asWritten).toEqual({ admin1: 'Pichinca', totalUsd: '5' })
    expect(edited(odd, { admin1: 'EC-P' }, {}, lists).asWritten).toEqual({ totalUsd: '5' })
    expect(edited(odd, {}, { admin1: 'Pichincha', inKindUsd: '7' }, lists)).toMatchObject({
      asWritten: {},
      cells: { admin1: 'EC-P', inKindUsd: 7 },
    })
  })

  test('a near miss is a suggestion, never a guess', () => {
    const found = checkActivity(edited(before, {}, { admin1: 'Pichinca' }, lists), lists)
    expect(found).toMatchObject([{ code: 'place-unknown', values: { written: 'Pichinca', suggestion: 'Pichincha' } }])
  })
})

test('headers are known in English and Spanish, in any case, without accents and punctuation; the rest is named', () => {
  for (const column of formColumns) for (const way of headers[column]) expect(columnFor(way), way).toBe(column)
  expect(placeHeaders(['SECTOR', 'indicador', 'Nombre  de la Actividad', 'año', 'Remarks', 'Total_USD'])).toMatchObject({
    columns: ['sectorId', 'indicatorId', 'title', 'year', undefined, 'totalUsd'],
    left: ['Remarks'],
    missing: [],
  })
  expect(columnFor('In-kind and programme costs USD')).toBe('inKindUsd')
  expect(columnFor('Cash transfer value USD')).toBe('cashUsd')
})
