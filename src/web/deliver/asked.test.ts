import { expect, test } from 'vitest'
import type { HouseholdLine } from '../../modules/people/contract.ts'
import { cardOf } from '../../modules/people/rules/card.ts'
import { askedFor, together } from './asked.ts'
import { lineOf } from './keptLine.ts'

test('a card is asked for by its number, however it is typed', () => {
  const card = cardOf('0190a000-0000-7000-8000-00a4b0c1d2e3')
  expect(askedFor(card)).toEqual({ card })
  expect(askedFor(` ${card.toLowerCase().replace('-', ' ')} `)).toEqual({ card })
})

test('a number is a document, words are a name, and one letter is nothing yet', () => {
  expect(askedFor('V-12.345.678')).toEqual({ document: 'V-12.345.678' })
  expect(askedFor('24310556')).toEqual({ document: '24310556' })
  expect(askedFor('rosa egemplo')).toEqual({ words: 'rosa egemplo' })
  expect(askedFor('Hernandez')).toEqual({ words: 'Hernandez' })
  expect(askedFor('r')).toBeUndefined()
})

test('a household kept here and found on the server is shown once', () => {
  const line = (id: string) => ({ id }) as HouseholdLine
  expect(together([line('a'), line('b')], [line('b'), line('c')]).map((one) => one.id)).toEqual(['a', 'b', 'c'])
})

test('a household of which everybody has left is not shown', () => {
  expect(lineOf({ household: { persons: [] }, given: [] } as never)).toBeUndefined()
})
