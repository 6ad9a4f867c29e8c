import fc from 'fast-check'
import { expect, test } from 'vitest'
import { heldBy, type Past, standsAgainst } from './again.ts'

const kit = { id: 1, intervalDays: 30, times: 1 }
const given = (daysAgo: number, more: Partial<Past> = {}): Past => ({
  service: 1,
  personId: 'rosa',
  at: new Date(Date.parse('2021-06-21T12:00:00Z') - daysAgo * 86_400_000).toISOString(),
  isOurs: true,
  ...more,
})
const now = '2021-06-21T12:00:00Z'

test('a kit given six days ago stands against another until thirty days are over', () => {
  expect(standsAgainst(kit, [given(6), given(50)], ['rosa'], now)).toEqual({ last: given(6), again: '2021-07-15T12:00:00.000Z' })
})

test('on the day the interval ends it may be given', () => {
  expect(standsAgainst(kit, [given(30)], ['rosa'], now)).toBeUndefined()
  expect(standsAgainst(kit, [given(29.99)], ['rosa'], now)).toBeDefined()
})

test('another service, another person and a service without limit stand against nothing', () => {
  expect(standsAgainst(kit, [given(6, { service: 2 })], ['rosa'], now)).toBeUndefined()
  expect(standsAgainst(kit, [given(6, { personId: 'luis' })], ['rosa'], now)).toBeUndefined()
  expect(standsAgainst({ ...kit, intervalDays: 0 }, [given(0)], ['rosa'], now)).toBeUndefined()
})

test('twice in seven days: the third waits until the first of the two is seven days old', () => {
  const meal = { id: 1, intervalDays: 7, times: 2 }
  expect(standsAgainst(meal, [given(1)], ['rosa'], now)).toBeUndefined()
  expect(standsAgainst(meal, [given(1), given(5)], ['rosa'], now)?.again).toBe('2021-06-23T12:00:00.000Z')
})

test('of a household the member who received last counts', () => {
  const past = [given(20), given(3, { personId: 'luis', isOurs: false })]
  expect(standsAgainst(kit, past, ['rosa', 'luis'], now)?.last.personId).toBe('luis')
})

test('the rule holds for who receives, or for all of the household', () => {
  expect(heldBy({ per: 'person' }, 'person', 'rosa', ['rosa', 'luis'])).toEqual(['rosa'])
  expect(heldBy({ per: 'household' }, 'person', 'rosa', ['rosa', 'luis'])).toEqual(['rosa', 'luis'])
  expect(heldBy({ per: 'person' }, 'household', null, ['rosa', 'luis'])).toEqual(['rosa', 'luis'])
})

test('whatever was given, the day from which it may be given again lies ahead', () => {
  const days = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { maxLength: 20 })
  fc.assert(
    fc.property(days, fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 4 }), (ago, intervalDays, times) => {
      const against = standsAgainst(
        { id: 1, intervalDays, times },
        ago.map((one) => given(one)),
        ['rosa'],
        now,
      )
      const within = ago
        .map((one) => given(one))
        .filter((one) => Date.parse(one.at) > Date.parse(now) - intervalDays * 86_400_000)
      expect(against !== undefined).toBe(within.length >= times)
      if (against) expect(Date.parse(against.again)).toBeGreaterThan(Date.parse(now))
    }),
  )
})
