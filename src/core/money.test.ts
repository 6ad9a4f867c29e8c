/** Amounts as people write them. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addCents, currencyOf, decimalMarkOf, parseAmount, toCents } from './money.ts'

test.each([
  ['1234', '1234', undefined],
  ['$1,234', '1234', undefined],
  ['US$ 1,234.50', '1234.5', 'USD'],
  ['1.234,50', '1234.5', undefined],
  ['1.234.567', '1234567', undefined],
  ['1,234,567.05', '1234567.05', undefined],
  ['USD 1 234', '1234', 'USD'],
  ['1 234,5 eur', '1234.5', 'EUR'],
  ["CHF 1'234.50", '1234.5', 'CHF'],
  ['1\u00a0234\u202f567', '1234567', undefined],
  ['€ 12,5', '12.5', 'EUR'],
  ['R$ 1.234,50', '1234.5', 'BRL'],
  ['(1,234)', '-1234', undefined],
  ['USD (1,234.10)', '-1234.1', 'USD'],
  ['−5', '-5', undefined],
  ['1,234.50-', '-1234.5', undefined],
  ['-0', '0', undefined],
  ['0.125', '0.125', undefined],
  ['1234.567', '1234.567', undefined],
  ['.5', '0.5', undefined],
  ['1.5E+06', '1500000', undefined],
  ['25e-1', '2.5', undefined],
  ['0000123.400', '123.4', undefined],
])('%s is %s %s', (text, amount, currency) => {
  expect(parseAmount(text)).toEqual(currency === undefined ? { amount } : { amount, currency })
})

test.each([
  ['', 'empty'],
  ['  ', 'empty'],
  ['1.234', 'ambiguous'],
  ['12,34,56', 'unreadable'],
  ['1.23.456', 'unreadable'],
  ['1,2.3,4', 'unreadable'],
  ['about 5', 'unreadable'],
  ['1.2M', 'unreadable'],
  ['(5', 'unreadable'],
  ['--5', 'unreadable'],
  ['XQZ 5', 'currency-unknown'],
  ['EUR 5 USD', 'unreadable'],
  ['12345678901234567890', 'too-long'],
  ['n/a', 'unreadable'],
  ['.', 'unreadable'],
])('%s is %s', (text, problem) => {
  expect(parseAmount(text)).toEqual({ problem })
})

test('a file that says how it writes decimals leaves nothing ambiguous', () => {
  expect(parseAmount('1.234', 'comma')).toEqual({ amount: '1234' })
  expect(parseAmount('1.234', 'point')).toEqual({ amount: '1.234' })
  expect(parseAmount('1,234', 'comma')).toEqual({ amount: '1.234' })
  expect(decimalMarkOf(['1.234', '', '1.234,50', '12'])).toBe('comma')
  expect(decimalMarkOf(['1.234', '12.5'])).toBe('point')
  expect(decimalMarkOf(['1.234.567'])).toBe('comma')
  expect(decimalMarkOf(['1.234', '12'])).toBeUndefined()
  expect(decimalMarkOf(['12.5', '12,5'])).toBeUndefined()
})

test('a currency is known by its code in any case', () => {
  expect(currencyOf(' eur')).toBe('EUR')
  expect(currencyOf('$')).toBeUndefined()
  expect(currencyOf('XQZ')).toBeUndefined()
})

test('every amount comes back to the cent, in either way of writing', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.boolean(), (cents, isComma) => {
      const [sign, digits] = [cents < 0n ? '-' : '', String(cents < 0n ? -cents : cents).padStart(3, '0')]
      const [whole, fraction] = [digits.slice(0, -2), digits.slice(-2)]
      const grouped = whole.replace(/\B(?=(\d{3})+$)/g, isComma ? '.' : ',')
      const plain = `${whole}.${fraction}`.replace(/\.?0+$/, (zeros) => (zeros.startsWith('.') ? '' : zeros.replace(/0+$/, '')))
      expect(parseAmount(`${sign}${grouped}${isComma ? ',' : '.'}${fraction}`)).toEqual({
        amount: cents === 0n ? '0' : sign + plain,
      })
    }),
  )
})

test('cents are rounded once and added exactly', () => {
  expect(toCents('1.005')).toBe('1.01')
  expect(toCents('-0.004')).toBe('0.00')
  expect(toCents('-2.5')).toBe('-2.50')
  expect(addCents(['0.1', '0.2', '-0.3'])).toBe('0.00')
  expect(addCents(['9007199254740993.01', '0.01'])).toBe('9007199254740993.02')
  expect(addCents(['-0.05'])).toBe('-0.05')
})
