/** Names that a clerk would take for one, and names that they would not. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nameLikeness, nearForms, wordLikeness } from './likeness.ts'

test('a misspelt name in another order is nearer than another person of the family', () => {
  const wanted = 'Yuleisy Carolina Zambrano Pérez'
  expect(nameLikeness('Sambrano Peres Yulesi', wanted)).toBeGreaterThan(0.85)
  expect(nameLikeness('Zambrano Pérez José', wanted)).toBeLessThan(nameLikeness('Sambrano Peres Yulesi', wanted))
  expect(nameLikeness('Ana Torres', wanted)).toBeLessThan(0.5)
})

test('one word alone is a weak sign, an empty name none', () => {
  expect(nameLikeness('Pérez', 'Juan Pérez Rojas')).toBeLessThan(0.8)
  expect(nameLikeness('', 'Juan')).toBe(0)
})

test('likeness is the same from both sides, one for the same words, between zero and one', () => {
  const word = fc.stringMatching(/^[a-záéñ]{1,10}$/)
  const name = fc.array(word, { minLength: 1, maxLength: 5 })
  fc.assert(
    fc.property(name, name, (a, b) => {
      const like = nameLikeness(a.join(' '), b.join(' '))
      expect(like).toBeGreaterThanOrEqual(0)
      expect(like).toBeLessThanOrEqual(1)
      expect(nameLikeness(b.join(' '), a.join(' '))).toBeCloseTo(like, 1)
      expect(nameLikeness(a.join(' '), a.toReversed().join(' '))).toBeCloseTo(1, 5)
    }),
  )
  expect(wordLikeness('martha', 'marhta')).toBeCloseTo(0.961, 3)
  expect(wordLikeness('dixon', 'dicksonx')).toBeCloseTo(0.813, 3)
})

test('a letter less, more, wrong, or two swapped: both words share a near form', () => {
  const word = fc.stringMatching(/^[a-z]{3,10}$/)
  fc.assert(
    fc.property(word, fc.nat(), fc.constantFrom('x', 'less', 'more', 'swap'), (w, n, how) => {
      const at = n % (w.length - 1)
      const wrong = {
        x: `${w.slice(0, at)}x${w.slice(at + 1)}`,
        less: w.slice(0, at) + w.slice(at + 1),
        more: `${w.slice(0, at)}x${w.slice(at)}`,
        swap: w.slice(0, at) + w[at + 1] + w[at] + w.slice(at + 2),
      }[how]
      const near = new Set(nearForms(w))
      expect(nearForms(wrong).some((form) => near.has(form))).toBe(true)
    }),
  )
})
