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
const now = new Date('2021-06-21T12:00:00Z')

test('a kit given six days ago stands against another until thirty days are over', () => {
  expect(standsAgainst(kit, [given(6), given(50)], ['rosa'], 'EC', now)).toEqual({ last: given(6), again: '2021-07-15' })
})

test('on the day the interval ends it may be given again', () => {
  expect(standsAgainst(kit, [given(30)], ['rosa'], 'EC', now)).toBeUndefined()
  expect(standsAgainst(kit, [given(29)], ['rosa'], 'EC', now)).toBeDefined()
})

test('another service, another person and a service without limit stand against nothing', () => {
  expect(standsAgainst(kit, [given(6, { service: 2 })], ['rosa'], 'EC', now)).toBeUndefined()
  expect(standsAgainst(kit, [given(6, { personId: 'luis' })], ['rosa'], 'EC', now)).toBeUndefined()
  expect(standsAgainst({ ...kit, intervalDays: 0 }, [given(0)], ['rosa'], 'EC', now)).toBeUndefined()
})

test('twice in seven days: the third waits until the first of the two is seven days old', () => {
  const meal = { id: 1, intervalDays: 7, times: 2 }
  expect(standsAgainst(meal, [given(1)], ['rosa'], 'EC', now)).toBeUndefined()
  expect(standsAgainst(meal, [given(1), given(5)], ['rosa'], 'EC', now)?.again).toBe('2021-06-23')
})

test('of a household the member who received last counts', () => {
  const past = [given(20), given(3, { personId: 'luis', isOurs: false })]
  expect(standsAgainst(kit, past, ['rosa', 'luis'], 'EC', now)?.last.personId).toBe('luis')
})

test('the rule holds for who receives, or for all of the household', () => {
  expect(heldBy({ per: 'person' }, 'person', 'rosa', ['rosa', 'luis'])).toEqual(['rosa'])
  expect(heldBy({ per: 'household' }, 'person', 'rosa', ['rosa', 'luis'])).toEqual(['rosa', 'luis'])
  expect(heldBy({ per: 'person' }, 'household', null, ['rosa', 'luis'])).toEqual(['rosa', 'luis'])
})

test('of another organisation comes the day, as noon in Greenwich: it may be given again no day too early in the Americas', () => {
  const past = [{ ...given(0), at: '2021-05-22T12:00:00Z', isOurs: false }]
  for (const country of ['EC', 'CL', 'MX', 'BR'])
    expect(standsAgainst(kit, past, ['rosa'], country, new Date('2021-06-20T20:00:00Z'))?.again, country).toBe('2021-06-21')
})
