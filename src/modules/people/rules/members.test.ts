/** Members of a household and their documents, as they are shown. */
import { expect, test } from 'vitest'
import { PersonContent } from '../contract.ts'
import { eachOnce, headFirst } from './members.ts'

const id = (n: number) => `01890000-0000-7000-8000-00000000000${n}`
const person = (n: number, relation: PersonContent['relation'], hasLeft = false) =>
  PersonContent.parse({
    id: id(n),
    given: 'Ana',
    family: 'Paz',
    sex: 'female',
    birthDate: null,
    birthPrecision: 'about',
    relation,
    nationality: '',
    populationGroup: null,
    hasLeft,
  })

test('the head stands first, then the partner, the others as they were registered, who has left last', () => {
  const persons = [person(1, 'child'), person(2, 'head', true), person(3, 'parent'), person(4, 'partner'), person(5, 'head')]
  expect(headFirst(persons).map((p) => p.id)).toEqual([5, 4, 1, 3, 2].map(id))
})

test('a document that two merged records hold is shown once; another kind, country or number is another one', () => {
  const document = (n: number, number: string, country = 'VE', kind: 'passport' | 'permit' = 'passport') =>
    ({ id: id(n), kind, country, number, validUntil: null }) as const
  const all = [
    document(1, 'V-123456'),
    document(2, 'v123456'),
    document(3, 'V123456', 'CO'),
    document(4, 'V123456', 'VE', 'permit'),
  ]
  expect(eachOnce(all).map((d) => d.id)).toEqual([1, 3, 4].map(id))
})
