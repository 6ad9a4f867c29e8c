/** Who is certainly one person, and who is not. */
import { expect, test } from 'vitest'
import { documentIdentity, identitiesOf } from './identity.ts'

const cedula = (number: string, country = 'VE') => documentIdentity({ kind: 'national-id', country, number })
const person = (over: object) => ({
  given: 'María José',
  family: 'Pérez Rojas',
  also: '',
  sex: 'female',
  birthDate: '1990-03-12',
  birthPrecision: 'day',
  documents: [],
  ...over,
})

test('a number is one however it is written', () => {
  expect(new Set(['V-12.345.670', 'V12345670', '12345670', '012345670', 'v 12 345 670'].map((n) => cedula(n)))).toHaveLength(1)
  expect(cedula('V-12345670', '')).toBe(cedula('12345670', 'VE'))
  expect(cedula('12345670', 'CO')).not.toBe(cedula('12345670', 'VE'))
})

test('a number that only fills the field identifies nobody', () => {
  for (const filler of ['0000000', '11111111', '12345678', 'S/N', 'no tiene', '99', 'V-']) expect(cedula(filler)).toBeUndefined()
  expect(documentIdentity({ kind: 'other', country: 'VE', number: '84759301' })).toBeUndefined()
})

test('a number that may be another person’s too joins nobody, and is still held against others by people', () => {
  const tokens = (kind: string, country: string, number: string) =>
    identitiesOf(person({ given: 'Luz', family: 'Mora', documents: [{ kind, country, number }] }))
  for (const [kind, country, number] of [
    ['birth-certificate', 'VE', '2345'],
    ['birth-certificate', 'VE', '18273645'],
    ['national-id', '', '45678912'],
    ['passport', '', '182736459'],
    ['refugee-id', '', '182736459'],
    ['permit', 'CO', '4821'],
  ] as const) {
    expect(tokens(kind, country, number)).toEqual([])
    expect(documentIdentity({ kind, country, number })).toBeDefined()
  }
  expect(tokens('permit', 'CO', '48210')).toEqual([{ kind: 'document', text: 'permit:CO:48210' }])
  expect(tokens('national-id', '', 'V-45678912')).toEqual(tokens('national-id', 'VE', '45678912'))
})

test('the same name in another order and spelling is one identity', () => {
  expect(identitiesOf(person({}))).toHaveLength(1)
  expect(identitiesOf(person({}))).toEqual(identitiesOf(person({ given: 'ROJAS PERES', family: 'jose maria' })))
  expect(identitiesOf(person({ also: 'Мария Хосе Перес' }))).toHaveLength(2)
})

test('two words of a name, a year alone, or no sex are not enough', () => {
  for (const less of [{ given: 'María', family: 'Pérez' }, { birthPrecision: 'year' }, { birthDate: null }, { sex: null }])
    expect(identitiesOf(person(less))).toEqual([])
})
