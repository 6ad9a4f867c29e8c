/** When the consent to registration counts as taken back. */
import { expect, test } from 'vitest'
import { withdrawnOn } from './withdrawn.ts'

test('taken back is what nobody of the household agrees to by their last answer', () => {
  const given = { purpose: 'registration' as const, isGiven: true, withdrawnAt: null, personId: 'a', at: '2026-01-01T10:00:00Z' }
  const back = { ...given, withdrawnAt: '2026-03-01T10:00:00Z' }
  expect(withdrawnOn([])).toBeNull()
  expect(withdrawnOn([given])).toBeNull()
  expect(withdrawnOn([back])).toBe('2026-03-01T10:00:00Z')
  expect(withdrawnOn([back, { ...given, at: '2026-04-01T10:00:00Z' }])).toBeNull()
  expect(withdrawnOn([back, { ...given, isGiven: false, at: '2026-04-01T10:00:00Z' }])).toBe(back.withdrawnAt)
  expect(withdrawnOn([back, { ...given, personId: 'b' }])).toBeNull()
  expect(withdrawnOn([{ ...back, purpose: 'photo' }])).toBeNull()
})
