/** When the consent to registration counts as taken back. */
import { expect, test } from 'vitest'
import { withdrawnOn, withdrawnPersons } from './withdrawn.ts'

test('taken back is what nobody of the household agrees to by their last answer', () => {
  const given = { purpose: 'registration' as const, isGiven: true, withdrawnAt: null, personId: 'a', at: '2026-01-01T10:00:00Z' }
  const back = { ...given, withdrawnAt: '2026-03-01T10:00:00Z' }
  expect(withdrawnOn([])).toBeNull()
  expect(withdrawnOn([given])).toBeNull()
  expect(withdrawnOn([back])).toBe('2026-03-01T10:00:00Z')
  expect(withdrawnOn([back, { ...given, at: '2026-04-01T10:00:00Z' }])).toBeNull()
  expect(withdrawnOn([back, { ...given, isGiven: false, at: '2026-04-01T10:00:00Z' }])).toBe(back.withdrawnAt)
  expect(withdrawnOn([back, { ...given, personId: 'b' }])).toBeNull()
  const no = { ...given, isGiven: false, at: '2026-04-01T10:00:00Z' }
  expect(withdrawnOn([given, no])).toBe(no.at)
  expect(withdrawnOn([given, no, { ...given, at: '2026-05-01T10:00:00Z' }])).toBeNull()
  expect(withdrawnOn([no])).toBeNull()
  expect(withdrawnPersons([given, no, { ...given, personId: 'b' }])).toEqual([{ personId: 'a', day: no.at }])
  expect(withdrawnOn([{ ...back, purpose: 'photo' }])).toBeNull()
})

test('who took it back while somebody else agrees goes alone; asked again and agreed, they stay', () => {
  const given = { purpose: 'registration' as const, isGiven: true, withdrawnAt: null, personId: 'a', at: '2026-01-01T10:00:00Z' }
  const back = { ...given, withdrawnAt: '2026-03-01T10:00:00Z' }
  const other = { ...given, personId: 'b' }
  expect(withdrawnPersons([])).toEqual([])
  expect(withdrawnPersons([given, other])).toEqual([])
  expect(withdrawnPersons([back, other])).toEqual([{ personId: 'a', day: back.withdrawnAt }])
  expect(withdrawnPersons([back, { ...given, at: '2026-04-01T10:00:00Z' }, other])).toEqual([])
  expect(withdrawnPersons([back, { ...given, isGiven: false, at: '2026-04-01T10:00:00Z' }, other])).toHaveLength(1)
  // Nobody agrees any more: it is the household that goes.
  expect(withdrawnPersons([back, { ...other, withdrawnAt: back.withdrawnAt }])).toEqual([])
  const earlier = { ...given, personId: 'c', withdrawnAt: '2026-02-01T10:00:00Z' }
  expect(withdrawnPersons([back, other, earlier]).map((p) => p.personId)).toEqual(['c', 'a'])
  expect(withdrawnPersons([{ ...back, purpose: 'photo' }, other])).toEqual([])
})

test('a no is dated by its own day, not by what was taken back before the last yes; said again it begins nothing anew', () => {
  const yes = { purpose: 'registration' as const, isGiven: true, withdrawnAt: null, personId: 'a', at: '2026-01-01T10:00:00Z' }
  const cured = { ...yes, withdrawnAt: '2026-02-01T10:00:00Z' }
  const anew = { ...yes, at: '2026-03-01T10:00:00Z' }
  const no = { ...yes, isGiven: false, at: '2026-06-01T10:00:00Z' }
  const again = { ...no, at: '2026-07-01T10:00:00Z' }
  expect(withdrawnOn([cured, anew, no])).toBe(no.at)
  expect(withdrawnOn([cured, anew, no, again])).toBe(no.at)
  expect(withdrawnPersons([cured, anew, no, again, { ...yes, personId: 'b' }])).toEqual([{ personId: 'a', day: no.at }])
  expect(withdrawnOn([anew, no, { ...anew, at: '2026-06-10T10:00:00Z' }, again])).toBe(again.at)
  const late = { ...anew, withdrawnAt: '2026-06-20T10:00:00Z' }
  expect(withdrawnOn([late, no])).toBe(no.at)
  expect(withdrawnOn([{ ...no, withdrawnAt: again.at }])).toBeNull()
})
