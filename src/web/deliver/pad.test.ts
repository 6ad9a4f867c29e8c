import fc from 'fast-check'
import { expect, test } from 'vitest'
import { moneyOf, numberOf, pressed, shown, signOf, wholes, written } from './pad.ts'

const comma = { places: 2, sign: ',' }
const point = { places: 3, sign: '.' }
const keys = (list: string[], parts = wholes) => list.reduce((typed, key) => pressed(typed, key, parts), '')

test('the pad writes digits, takes the last one back, and never more than six', () => {
  expect(keys(['1', '2', 'back', '5'])).toBe('15')
  expect(pressed('0', '7')).toBe('7')
  expect(pressed('123456', '7')).toBe('123456')
  expect(pressed('', 'back')).toBe('')
})

test('people and kits have no halves: the sign does nothing, pressed or typed', () => {
  expect(keys(['1', ',', '.', '5'])).toBe('15')
  for (const text of ['1,5', '1.5', '1,', '-1', '1e3', 'twelve']) expect(written('1', text)).toBe('1')
})

test('money goes to the cent, with the sign of the language; what is measured to the thousandth', () => {
  expect(keys(['4', '0', ',', '5', '0', '9'], comma)).toBe('40,50')
  expect(keys(['1', '.', '2', '5', '0', '9'], point)).toBe('1.250')
  expect(keys([',', '5', ',', '2'], comma)).toBe('0,52')
  expect(keys(['1', ',', 'back', 'back'], comma)).toBe('')
  expect(keys(['1', '2', '3', '4', '5', '6', ',', '7', '8'], comma)).toBe('123456,78')
})

test('a keyboard may say either sign; what is pasted and no such number leaves what stood', () => {
  expect([written('', '40.5', comma), written('', ' 40,5 ', comma), written('', '40,5', point)]).toEqual(['40,5', '40,5', '40.5'])
  for (const text of ['1.250,00', '1,250', '40,5,', '1 000', 'USD 40']) expect(written('7', text, comma)).toBe('7')
})

test('what is pressed is the number that is meant, whatever the order of the keys', () => {
  const key = fc.constantFrom('0', '1', '5', '9', ',', 'back')
  fc.assert(
    fc.property(fc.array(key), (list) => {
      const typed = keys(list, comma)
      expect(typed).toMatch(/^(\d{1,6}(,\d{0,2})?)?$/)
      expect(Math.round(numberOf(typed) * 100) / 100).toBe(numberOf(typed))
      expect(written(typed, typed, comma)).toBe(typed)
    }),
  )
})

test('each language has its own sign; nothing is no value', () => {
  expect(['en', 'es', 'pt', 'fr'].map(signOf)).toEqual(['.', ',', ',', ','])
  expect([moneyOf(''), moneyOf('0,00'), moneyOf('0,'), moneyOf('40,5')]).toEqual([null, null, null, 40.5])
  expect([shown(null, ','), shown(40.5, ','), shown(2, ',')]).toEqual(['', '40,5', '2'])
})
