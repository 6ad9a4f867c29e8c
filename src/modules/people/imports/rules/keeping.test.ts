import { expect, test } from 'vitest'
import { refusedUntil } from './keeping.ts'

test('refused rows wait thirty days, once fetched a week; where there are none, or the list goes on, no day is said', () => {
  const endedAt = new Date('2026-05-01T10:00:00Z')
  const until = (fetched: string | null, rowsRefused = 3, ended: Date | null = endedAt) =>
    refusedUntil({ rowsRefused, endedAt: ended }, fetched === null ? undefined : new Date(fetched))
      ?.toISOString()
      .slice(0, 10) ?? null
  expect(until(null)).toBe('2026-05-31')
  expect(until('2026-05-03T10:00:00Z')).toBe('2026-05-10')
  expect(until('2026-05-30T10:00:00Z')).toBe('2026-05-31')
  expect([until(null, 0), until(null, 3, null)]).toEqual([null, null])
})
