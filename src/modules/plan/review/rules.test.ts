/** The way of an activity: no step outside the table, and four pairs of eyes on everything that is approved. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ActivityState } from '../submissions/contract.ts'
import { ReviewStep } from './contract.ts'
import { decisions, type Hands, type Judged, judge, lastDayOf, partOf, type StepPermission, stampOf, ways } from './rules.ts'

const noDays = { submitBy: null, endorseBy: null, validateBy: null, approveBy: null }
const draft = (): Judged => ({
  state: 'draft',
  version: 1,
  isBlocked: false,
  hands: { enteredBy: 'writer', changedBy: 'writer', submittedBy: null, endorsedBy: null, validatedBy: null, approvedBy: null },
})
const judging = (person: string, more: object = {}) => ({
  person,
  wrote: false,
  seen: undefined,
  sees: true,
  holds: (_: StepPermission) => true,
  days: noDays,
  extendedTo: undefined,
  today: '2026-03-01',
  ...more,
})

/** As the database keeps a step. */
function take(step: ReviewStep, one: Judged, person: string, to: ActivityState): Judged {
  const cleared = { endorsedBy: null, validatedBy: null, approvedBy: null }
  const stamp = stampOf[step]
  const hands: Hands = {
    ...one.hands,
    ...(step === 'return' || step === 'revise' ? cleared : {}),
    ...(step === 'revise' ? { submittedBy: null } : {}),
    ...(stamp ? { [stamp]: person } : {}),
  }
  return { ...one, state: to, version: one.version + 1, hands }
}

describe('whatever people who may do everything try', () => {
  const tries = fc.array(
    fc.record({ step: fc.constantFrom(...ReviewStep.options), person: fc.constantFrom('writer', 'a', 'b', 'c', 'd') }),
    { maxLength: 60 },
  )

  test('nothing is approved that three others than the writer and the sender have not decided on', () => {
    fc.assert(
      fc.property(tries, (all) => {
        let one = draft()
        const sent = new Set(['writer'])
        for (const { step, person } of all) {
          const found = judge(step, one, judging(person, { wrote: sent.has(person) }))
          if (!('to' in found)) continue
          one = take(step, one, person, found.to)
          if (step === 'submit') sent.add(person)
          if (one.state !== 'approved') continue
          const { endorsedBy, validatedBy, approvedBy } = one.hands
          const deciders = [endorsedBy, validatedBy, approvedBy]
          expect(deciders).not.toContain(null)
          expect(new Set(deciders).size).toBe(3)
          for (const decider of deciders) expect(sent.has(decider!)).toBe(false)
        }
      }),
      { numRuns: 2000 },
    )
  })

  test('no step succeeds that the table does not have, and each goes where the table says', () => {
    fc.assert(
      fc.property(tries, (all) => {
        let one = draft()
        for (const { step, person } of all) {
          const found = judge(step, one, judging(person))
          const way = ways[step].find((w) => w.from === one.state)
          if (!way) expect(found).toEqual({ reason: 'wrong-state' })
          if ('to' in found) {
            expect(found).toBe(way)
            one = take(step, one, person, found.to)
          }
        }
      }),
    )
  })

  test('somebody who holds nothing takes no step', () => {
    for (const step of ReviewStep.options)
      for (const { from } of ways[step]) {
        const found = judge(step, { ...draft(), state: from }, judging('stranger', { holds: () => false }))
        expect(found).toEqual({ reason: 'not-yours' })
      }
  })
})

describe('nobody decides', () => {
  const hands: Hands = {
    enteredBy: 'first',
    changedBy: 'last',
    submittedBy: 'sender',
    endorsedBy: 'office',
    validatedBy: 'platform',
    approvedBy: null,
  }
  test.each([
    ['first', 'wrote'],
    ['last', 'wrote'],
    ['sender', 'submitted'],
    ['office', 'endorsed'],
    ['platform', 'validated'],
    ['somebody else', undefined],
  ])('where %s %s it', (who, part) => {
    expect(partOf(who, hands, false)).toBe(part)
    const found = judge('approve', { ...draft(), state: 'validated', hands }, judging(who))
    expect(found).toEqual(part ? { reason: 'own', part } : ways.approve[0])
  })

  test('where they wrote in it long ago, and somebody else wrote last', () => {
    expect(partOf('middle', hands, true)).toBe('wrote')
  })

  test('but everybody may take back their own approval', () => {
    const approved = { ...draft(), state: 'approved', hands: { ...hands, approvedBy: 'region' } } as const
    expect(judge('return', approved, judging('region'))).toMatchObject({ to: 'returned' })
    expect(judge('return', approved, judging('office'))).toEqual({ reason: 'own', part: 'endorsed' })
  })

  test('and each decision is judged in this way', () => {
    expect(decisions).toEqual(['endorse', 'validate', 'approve', 'return'])
  })
})

describe('the last day', () => {
  const days = { submitBy: '2026-03-10', endorseBy: '2026-03-17', validateBy: null, approveBy: '2026-03-31' }
  test('is still a day to submit, the next one is not', () => {
    expect(judge('submit', draft(), judging('writer', { days, today: '2026-03-10' }))).toMatchObject({ to: 'submitted' })
    const late = judge('submit', draft(), judging('writer', { days, today: '2026-03-11' }))
    expect(late).toEqual({ reason: 'too-late', day: '2026-03-10', lastDay: 'submitBy' })
  })

  test('moves with an extension, for what follows too, and never to an earlier day', () => {
    expect(lastDayOf('submitBy', days, '2026-03-20')).toBe('2026-03-20')
    expect(lastDayOf('endorseBy', days, '2026-03-20')).toBe('2026-03-20')
    expect(lastDayOf('approveBy', days, '2026-03-20')).toBe('2026-03-31')
    expect(lastDayOf('validateBy', days, '2026-03-20')).toBeNull()
  })

  test('holds for no one who withdraws', () => {
    expect(judge('withdraw', draft(), judging('writer', { days, today: '2027-01-01' }))).toMatchObject({ to: 'withdrawn' })
  })
})

test('what somebody did not look at as it is now is not decided', () => {
  expect(judge('submit', draft(), judging('writer', { seen: 1 }))).toMatchObject({ to: 'submitted' })
  expect(judge('submit', { ...draft(), version: 2 }, judging('writer', { seen: 1 }))).toEqual({ reason: 'moved-on' })
})

test('what must be mended is not submitted', () => {
  expect(judge('submit', { ...draft(), isBlocked: true }, judging('writer'))).toEqual({ reason: 'blocked' })
})
