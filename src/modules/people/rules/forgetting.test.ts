/** What is left of texts and versions when one person of a household is forgotten. */
import { expect, test } from 'vitest'
import { aHousehold, aPerson } from '../../../../test/people.ts'
import { contentWithout, headAfter, textsWithout, tracesOf, without } from './forgetting.ts'

const gone = { given: 'Marisela Luz', family: 'Pérez Bolívar', also: '', documents: [{ number: 'V-12.345.678' }] }
const staying = { given: 'Pedro', family: 'Pérez Rojas', also: '' }
const traces = tracesOf([gone], [staying])

test('of a text goes what was theirs alone: names whatever the case and accents, numbers however written; a shared family name stays', () => {
  expect(without('Marisela Luz Pérez Bolívar comes on Mondays', traces)).toBe('… Pérez … comes on Mondays')
  expect(without('MARISELA y Pedro; cédula V12345678.', traces)).toBe('… y Pedro; cédula ….')
  expect(without('vive con Pedro Pérez', traces)).toBe('vive con Pedro Pérez')
  expect(without('Ana-Marisela', traces)).toBe('Ana-…')
  expect(without('', traces)).toBe('')
})

test('an address of e-mail that has lost a part is none; what is short or a particle is no name', () => {
  expect(textsWithout({ email: 'marisela@example.org', note: 'del sol', address: 'x' }, traces)).toEqual({
    email: '',
    note: 'del sol',
    address: 'x',
  })
  expect(without('de la Cruz del Al', tracesOf([{ given: 'Al', family: 'de la Cruz', also: '' }], []))).toBe('de la … del Al')
  expect(without('name: 王芳', tracesOf([{ given: '芳', family: '王', also: '王芳' }], []))).toBe('name: …')
})

test('who headed the household is followed by the partner, else by the oldest of age', () => {
  const head = aPerson({ relation: 'head', birthDate: '1980-01-01' })
  const child = aPerson({ relation: 'child', birthDate: '2015-01-01' })
  const grown = aPerson({ relation: 'child', birthDate: '2001-01-01' })
  const partner = aPerson({ relation: 'partner', birthDate: '2003-01-01' })
  expect(headAfter([child, grown, partner])).toBe(partner.id)
  expect(headAfter([child, grown])).toBe(grown.id)
  expect(headAfter([child, { ...grown, hasLeft: true }])).toBe(child.id)
  expect(headAfter([])).toBeUndefined()
  const content = aHousehold({ organisation: 1, over: { persons: [head, child, partner] } })
  const left = contentWithout(content, new Set([head.id]), undefined)
  expect(left.persons.map((p) => [p.id, p.relation])).toEqual([
    [child.id, 'child'],
    [partner.id, 'head'],
  ])
  expect(contentWithout(content, new Set([child.id]), undefined).persons).toEqual([head, partner])
  expect(contentWithout(content, new Set(['other']), undefined)).toBe(content)
})
