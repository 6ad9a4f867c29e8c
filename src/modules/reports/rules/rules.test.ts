import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { keyOf } from './keys.ts'
import { grouped, roundedTo, shown, signed, typedNumbers } from './numbers.ts'
import { isPart } from './parts.ts'
import { type Names, referenceOf } from './references.ts'
import { keys, measures, paragraphsOf, piecesOf, writeToken } from './tokens.ts'

const names: Names = {
  sectors: [
    { id: 3, name: 'Food security', names: { es: 'Seguridad alimentaria' }, look: 'food' },
    { id: 4, name: 'Health', names: {}, look: 'health' },
  ],
  indicators: [
    { id: 12, sectorId: 3, name: 'Food kits', names: { es: 'Kits de alimentos' }, code: 'food-kits' },
    { id: 13, sectorId: 4, name: 'Training', names: {}, code: null },
    { id: 14, sectorId: 3, name: 'Training', names: {}, code: null },
  ],
  organisations: [{ id: 7, code: 'IOM', names: ['International Organization for Migration'] }],
  countries: ['PE', 'CO'],
  admin1: [{ code: 'PE-LIM', country: 'PE', names: { en: 'Lima' } }],
}
const period = { from: '2020-07', until: '2020-09', include: 'accepted' } as const
const resolve = (text: string) => {
  const [piece] = piecesOf(text)
  if (!piece || !('token' in piece)) return piece && 'broken' in piece ? piece.broken.code : 'text'
  const resolved = referenceOf(piece.token, names, period)
  return 'broken' in resolved ? resolved.broken.code : keyOf(resolved.reference, period)
}

describe('A figure in a text', () => {
  test('is a reference with names; names of any language, look, code and number mean the same', () => {
    for (const sector of ['food', '3', '"Food security"', '"seguridad  ALIMENTARIA"'])
      for (const indicator of ['food-kits', '12', '"Food kits"', '"Kits de alimentos"'])
        expect(resolve(`[[people sector=${sector} country=pe indicator=${indicator}]]`)).toBe('people.s3.cPE.i12')
  })
  test('takes the sector from its indicator and the country from its admin 1', () => {
    expect(resolve('[[people indicator="Food kits"]]')).toBe('people.s3.i12')
    expect(resolve('[[people admin1=Lima]]')).toBe('people.cPE.aPE-LIM')
  })
  test.each([
    ['[[peple sector=food]]', 'measure'],
    ['[[people sectr=food]]', 'key'],
    ['[[people sector=food sector=health]]', 'key-twice'],
    ['[[people sector=Food security]]', 'unreadable'],
    ['[[people sector=water]]', 'sector'],
    ['[[people country=VE]]', 'country'],
    ['[[people indicator=Training]]', 'indicator-many'],
    ['[[people indicator=Nothing]]', 'indicator'],
    ['[[people organisation=Nobody]]', 'organisation'],
    ['[[share country=PE]]', 'share-of'],
    ['[[share country=PE of=sector]]', 'share-sector'],
    ['[[people of=all]]', 'of-without-share'],
    ['[[people round=million]]', 'round'],
    ['[[people from=2020-13]]', 'month'],
    ['[[people method=guess]]', 'method'],
    ['[[people include=all]]', 'include'],
  ])('%s is named as broken: %s', (text, code) => expect(resolve(text)).toBe(code))

  test('can be written and read again, whatever is in it', () => {
    const value = fc
      .string({ minLength: 1 })
      .map((s) => s.replace(/["\][\n\r\u2028\u2029]/g, ''))
      .filter((s) => s.trim() !== '')
    fc.assert(
      fc.property(
        fc.constantFrom(...measures.filter((m) => m !== 'share')),
        fc.dictionary(fc.constantFrom(...keys.filter((k) => !['of', 'round', 'from', 'until'].includes(k))), value),
        (measure, values) => {
          const [piece, ...rest] = piecesOf(writeToken(measure, values))
          expect(rest).toEqual([])
          expect(piece).toMatchObject({ token: { measure, keys: values } })
        },
      ),
    )
  })
  test('leaves every other word as it stands', () => {
    fc.assert(
      fc.property(
        fc.string(),
        (text) =>
          piecesOf(text)
            .map((p) => ('text' in p ? p.text : 'token' in p ? p.token.raw : p.raw))
            .join('') === text,
      ),
    )
  })
})

test('paragraphs end at an empty line', () => expect(paragraphsOf('One.\ntwo\n\n \nThree.\n')).toEqual(['One.\ntwo', 'Three.']))

test('numbers are grouped by a narrow blank that does not break', () => {
  expect([grouped(1109, 'en'), grouped(207914, 'es'), grouped(12, 'fr'), signed(-1514, 'pt'), signed(2, 'en')]).toEqual([
    '1\u202f109',
    '207\u202f914',
    '12',
    '−1\u202f514',
    '+2',
  ])
})
test('a share is whole, unless it would read as nothing', () => {
  expect([
    shown('share', 93.77, 'en'),
    shown('share', 0.2, 'es'),
    shown('share', 0.2, 'en'),
    shown('share', 99.8, 'en'),
    shown('share', 100, 'en'),
  ]).toEqual(['94', '0,2', '0.2', '99.8', '100'])
})
test('rounding is named', () =>
  expect([roundedTo(51285, 'ten'), roundedTo(51285, 'hundred'), roundedTo(51285, 'thousand'), roundedTo(51285)]).toEqual([
    51290, 51300, 51000, 51285,
  ]))

test('typed numbers are found in every way of writing them, and live ones are not', () => {
  const found = typedNumbers(
    'Uruguay gave 454 people care, Peru 48,090 or 48.090 or 48\u202f090; [[people country=PE]] are live; A4 paper, COVID-19, GBV2.',
  )
  expect(found.map((n) => n.value)).toEqual([454, 48090, 48090, 48090, 19])
})

test('a part belongs to a sector of the plan', () => {
  expect([
    isPart('lead', []),
    isPart('sector:3', [{ id: 3 }]),
    isPart('sector:4', [{ id: 3 }]),
    isPart('tie-out:3', [{ id: 3 }]),
    isPart('lead:3', [{ id: 3 }]),
    isPart('sector', []),
  ]).toEqual([true, true, false, true, false, false])
})
