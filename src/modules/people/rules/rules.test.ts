/** Cards, ages, what is checked of a household, what differs between two versions. */
import fc from 'fast-check'
import { v7 as uuid } from 'uuid'
import { describe, expect, test } from 'vitest'
import { aContent } from '../../../../test/people.ts'
import type { HouseholdContent, PersonContent } from '../contract.ts'
import { ageCell, ageOn } from './age.ts'
import { cardOf, cardText, readCard } from './card.ts'
import { carriedOver } from './carried-over.ts'
import { changesBetween, checkHousehold } from './content.ts'
import { areWashingtonAnswers, hasDisability } from './washington.ts'

const person = (more: Partial<PersonContent> = {}): PersonContent => ({
  id: uuid(),
  given: 'Ana',
  family: 'Pérez',
  also: '',
  sex: 'female',
  birthDate: '1990-05-01',
  birthPrecision: 'day',
  relation: 'head',
  nationality: 'VE',
  populationGroup: null,
  documents: [],
  hasLeft: false,
  ...more,
})
const household = (more: Partial<HouseholdContent> = {}): HouseholdContent =>
  aContent({ admin1: 'EC-P', persons: [person()], ...more })
const codes = (content: HouseholdContent) => checkHousehold(content, '2026-06-01').map((f) => `${f.field} ${f.code}`)

describe('cards', () => {
  test('the card of any household is read back from its code, and from its number as people type it', () => {
    fc.assert(
      fc.property(fc.uuid(), (id) => {
        const card = cardOf(id)
        expect(card).toMatch(/^H-[0-9A-HJKMNP-TV-Z]{8}$/)
        expect(readCard(cardText(id))).toEqual({ id, card })
        const typed = card.toLowerCase().replace('h-', ' h ').replaceAll('0', 'o').replaceAll('1', 'l')
        expect(readCard(typed)).toEqual({ card })
        expect(readCard(card.slice(2))).toEqual({ card })
      }),
    )
  })

  test('a code of somebody else is no card of Senda', () => {
    expect(readCard('https://example.org')).toBeUndefined()
    expect(readCard(`senda:H-00000000:${uuid()}`)).toBeUndefined()
    expect(readCard('')).toBeUndefined()
  })

  test('a hundred thousand cards of one morning bear different numbers', () => {
    expect(new Set(Array.from({ length: 100_000 }, () => cardOf(uuid()))).size).toBeGreaterThan(99_990)
  })
})

test('somebody is a year older on the birthday, not the day before; an unknown birth date counts as an adult', () => {
  expect(ageOn('2008-06-02', '2026-06-01')).toBe(17)
  expect(ageOn('2008-06-02', '2026-06-02')).toBe(18)
  expect(ageOn(null, '2026-06-02')).toBeNull()
  expect(ageCell('female', '2008-06-02', '2026-06-01')).toBe('girls')
  expect(ageCell('male', '2008-06-02', '2026-06-02')).toBe('men')
  expect(ageCell('other', '2020-01-01', '2026-06-02')).toBe('otherUnder18')
  expect(ageCell(null, null, '2026-06-02')).toBe('otherAdult')
})

test('one question answered with a lot of difficulty counts as a disability, some difficulty in all six does not', () => {
  expect(hasDisability({ seeing: 3 })).toBe(true)
  expect(hasDisability({ seeing: 2, hearing: 2, walking: 2, remembering: 2, caring: 2, communicating: 2 })).toBe(false)
  expect(areWashingtonAnswers({ seeing: 1, walking: 4 })).toBe(true)
  expect(areWashingtonAnswers({ seeing: 5 })).toBe(false)
  expect(areWashingtonAnswers({ smelling: 2 })).toBe(false)
})

describe('what is checked of a household', () => {
  test('a household that is right is left alone', () => expect(codes(household({ phone: '+593 98 765 4321' }))).toEqual([]))

  test('exactly one head among those who have not left', () => {
    expect(codes(household({ persons: [person({ relation: 'child' })] }))).toEqual(['persons head-missing'])
    expect(codes(household({ persons: [person(), person()] }))).toEqual(['persons.1.relation two-heads'])
    expect(codes(household({ persons: [person({ hasLeft: true }), person()] }))).toEqual([])
  })

  test('a child as head is asked about, not refused', () => {
    const [found] = checkHousehold(household({ persons: [person({ birthDate: '2012-01-01' })] }), '2026-06-01')
    expect(found).toMatchObject({ code: 'child-head', level: 'ask', values: { age: 14 } })
  })

  test('birth dates in the future or before 1900, numbers that are none, phones without digits, names left out', () => {
    const document = { id: uuid(), kind: 'passport' as const, country: 'VE', number: '00000', validUntil: null }
    expect(codes(household({ persons: [person({ birthDate: '2026-06-02' })] }))).toContain('persons.0.birthDate born-later')
    expect(codes(household({ persons: [person({ birthDate: '1899-12-31' })] }))).toEqual(['persons.0.birthDate born-too-early'])
    expect(codes(household({ persons: [person({ documents: [document] })] }))).toEqual([
      'persons.0.documents.0.number document-unlikely',
    ])
    expect(codes(household({ phone: 'ask at the door' }))).toEqual(['phone phone-unlikely'])
    expect(codes(household({ persons: [person({ given: '', family: '' })] }))).toEqual(['persons.0.given name-missing'])
  })
})

describe('what differs between two versions', () => {
  test('fields of the household and of each person, by name', () => {
    const [ana, luis] = [person(), person({ relation: 'partner', given: 'Luis' })]
    const base = household({ persons: [ana] })
    const content = household({ phone: '0987', persons: [{ ...ana, family: 'Peres' }, luis] })
    expect(changesBetween(base, content)).toEqual([
      { person: null, field: 'phone', before: '', after: '0987' },
      { person: ana.id, field: 'family', before: 'Pérez', after: 'Peres' },
      { person: luis.id, field: 'person', before: null, after: luis },
    ])
  })

  test('the order of members, documents and keys is no difference', () => {
    const documents = ['V123456', 'P98765'].map((number) => ({
      id: uuid(),
      kind: 'passport' as const,
      country: 'VE',
      number,
      validUntil: null,
    }))
    const [ana, luis] = [person({ documents }), person({ relation: 'partner' })]
    const turned = { ...ana, documents: documents.toReversed() }
    expect(changesBetween(household({ persons: [ana, luis] }), household({ persons: [luis, turned] }))).toEqual([])
  })
})

describe('a change said of another record', () => {
  const document = fc
    .record({ id: fc.constantFrom('d1', 'd2', 'd3'), number: fc.constantFrom('1234', '5678') })
    .map((d) => ({ ...d, kind: 'passport' as const, country: 'VE', validUntil: null }))
  const documents = fc.uniqueArray(document, { selector: (d) => d.id, maxLength: 3 })
  const member = fc
    .record({ id: fc.constantFrom('a', 'b', 'c'), given: fc.constantFrom('Ana', 'Eva'), hasLeft: fc.boolean(), documents })
    .map((p) => person({ ...p, relation: 'child' }))
  const some = fc
    .record({ note: fc.constantFrom('', 'x', 'y'), persons: fc.uniqueArray(member, { selector: (p) => p.id, maxLength: 3 }) })
    .map((h) => household(h))
  const stands = (content: HouseholdContent, id: string) => content.persons.some((p) => p.id === id)

  test('of the very record it was made of, it is the change; who is missing has left', () => {
    fc.assert(
      fc.property(some, some, (base, content) => {
        const left = changesBetween(carriedOver(base, content, base, new Map()), content)
        expect(left.filter((c) => c.person === null || stands(content, c.person))).toEqual([])
        for (const { after } of left.filter((c) => c.field === 'person')) expect(after).toBeNull()
      }),
    )
  })

  test('whatever stands, nothing is lost of it that the change does not speak of', () => {
    fc.assert(
      fc.property(some, some, some, (base, content, current) => {
        const said = new Set(changesBetween(base, content).map((c) => `${c.person} ${c.field}`))
        const silent = changesBetween(current, carriedOver(base, content, current, new Map())).filter(
          (c) => !said.has(`${c.person} ${c.field}`) && !said.has(`${c.person} person`),
        )
        expect(silent).toEqual([])
      }),
    )
  })

  test('of a second record it is said of the person it stands for, and a household keeps one head', () => {
    const [kept, gone, came] = [person({ id: 'kept' }), person({ id: 'gone' }), person({ id: 'came' })]
    const [base, current] = [household({ persons: [gone] }), household({ persons: [kept] })]
    const content = household({ note: 'n', persons: [{ ...gone, family: 'Otra', relation: 'child' }, came] })
    expect(carriedOver(base, content, current, new Map([['gone', 'kept']]))).toEqual({
      ...current,
      note: 'n',
      persons: [
        { ...kept, family: 'Otra' },
        { ...came, relation: 'other-relative' },
      ],
    })
  })
})
