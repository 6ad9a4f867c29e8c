import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ages, type Service } from '../../modules/delivery/contract.ts'
import { beyond, emptyGroup, groupDelivery, groupsOf, onePerson, placeWithin, sumOf } from './counting.ts'

const transit = { ...emptyGroup('inTransit'), month: { girls: '4', women: '10' }, new: { women: '3' } }

test('numbers are added up as they are typed, over all groups', () => {
  const host = { ...emptyGroup('hostCommunity'), month: { men: '2' } }
  expect([sumOf([transit, host], 'month'), sumOf([transit, host], 'new')]).toEqual([16, 3])
})

test('what is no number counts as nothing', () => {
  expect(sumOf([{ ...emptyGroup('inTransit'), month: { girls: '', boys: '2x', men: '-1', women: '1.5' } }], 'month')).toBe(0)
})

test('more new people than people is said at the cell', () => {
  expect(beyond([transit])).toEqual([])
  expect(beyond([{ ...transit, new: { girls: '5' } }])).toEqual(['inTransit girls'])
})

test('one person who refuses registration is a group of one', () => {
  expect(groupsOf([onePerson('pendular', 'boys', false)])[0]).toMatchObject({
    group: 'pendular',
    month: { boys: 1 },
    new: { boys: 0 },
  })
  expect(sumOf([onePerson('pendular', 'boys', true)], 'new')).toBe(1)
})

test('a counted group belongs to nobody, and has a value only where the service has one', () => {
  const given = groupDelivery({
    id: 'd',
    organisation: 3,
    site: 's',
    service: { id: 7, hasValue: false, questions: [{ code: 'size' }] } as Service,
    drafts: [transit],
    quantity: 14,
    value: 5,
    mechanism: 1,
    answers: { size: 'M', 'of-another-service': true },
    at: '2021-06-21T12:00:00Z',
  })
  expect(given.answers).toEqual({ size: 'M' })
  expect(given).toMatchObject({ to: 'group', household: null, person: null, cashValueUsd: null, mechanism: null, quantity: 14 })
})

test('the sum is that of its cells, whatever is typed', () => {
  const typed = fc.record(Object.fromEntries(ages.map((age) => [age, fc.nat(9_999_999).map(String)])))
  fc.assert(
    fc.property(typed, (month) => {
      expect(sumOf([{ ...emptyGroup('inTransit'), month }], 'month')).toBe(
        Object.values(month).reduce((sum, n) => sum + Number(n), 0),
      )
    }),
  )
})

test('a group is counted in the municipality that was chosen, where the site names none of its own', () => {
  const site = { country: 'EC', admin1: 'EC-C', admin2: null }
  expect(placeWithin(site, 'EC0401')).toEqual({ country: 'EC', admin1: 'EC-C', admin2: 'EC0401' })
  for (const [at, chosen] of [
    [site, null],
    [{ ...site, admin2: 'EC0402' }, 'EC0401'],
    [{ ...site, admin1: null }, 'EC0401'],
    [undefined, 'EC0401'],
  ] as const)
    expect(placeWithin(at, chosen)).toBeUndefined()
})
