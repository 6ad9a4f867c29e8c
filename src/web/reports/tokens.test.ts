/** The text of an overview: words and figures. */
import { expect, test } from 'vitest'
import { createPast } from './past.ts'
import { madeLive, piecesOf, replaced, tokenBeside, tokensOf } from './tokens.ts'

const food = '[[people sector=food country=PE]]'

test('a text is its words and its figures, and joined again it is the same text', () => {
  const body = `Peru gave ${food} people kits,\n\nand [[share sector=food country=PE]] of 100.`
  const pieces = piecesOf(body)
  expect(pieces).toHaveLength(5)
  expect(pieces.map((p) => ('words' in p ? p.words : p.token)).join('')).toBe(body)
  expect(tokensOf(body)).toEqual([food, '[[share sector=food country=PE]]'])
})

test('brackets that are not closed are words', () => {
  expect(piecesOf('see [[people and [this]')).toEqual([{ words: 'see [[people and [this]' }])
  expect(piecesOf('')).toEqual([])
})

test('Backspace after a figure takes the whole figure, Delete before it too, and neither elsewhere', () => {
  const body = `a ${food} b`
  expect(tokenBeside(body, 2 + food.length, 'before')).toEqual({ from: 2, until: 2 + food.length })
  expect(tokenBeside(body, 2, 'after')).toEqual({ from: 2, until: 2 + food.length })
  expect(tokenBeside(body, 1, 'before')).toBeUndefined()
  expect(replaced(body, 2, 2 + food.length, '')).toBe('a  b')
})

test('a typed number is made live where it stands alone, not inside a longer number or a figure', () => {
  expect(madeLive('In 1454 and 45 400: 454 people', '454', food)).toBe(`In 1454 and 45 400: ${food} people`)
  expect(madeLive('454,000 asked, 454 served', '454', food)).toBe(`454,000 asked, ${food} served`)
  expect(madeLive('[[people id=454]] of 454.', '454', food)).toBe(`[[people id=454]] of ${food}.`)
  expect(madeLive('nothing here', '454', food)).toBe('nothing here')
})

test('quick typing is undone in one step, a pause makes a new one, and redo brings it back', () => {
  const past = createPast()
  past.keep({ body: '', caret: 0 }, 'type', 1000)
  past.keep({ body: 'a', caret: 1 }, 'type', 1100)
  past.keep({ body: 'ab', caret: 2 }, 'type', 5000)
  expect(past.undo({ body: 'abc', caret: 3 })).toEqual({ body: 'ab', caret: 2 })
  expect(past.undo({ body: 'ab', caret: 2 })).toEqual({ body: '', caret: 0 })
  expect(past.undo({ body: '', caret: 0 })).toBeUndefined()
  expect(past.redo({ body: '', caret: 0 })).toEqual({ body: 'ab', caret: 2 })
  past.keep({ body: 'ab', caret: 2 }, 'place', 9000)
  expect(past.redo({ body: 'x', caret: 1 })).toBeUndefined()
})
