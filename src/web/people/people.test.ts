/** What the screens of people work out by themselves. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Consent, Household, HouseholdContent, PersonContent } from '../../modules/people/contract.ts'
import { ageOf, bornFromAge, bornFromParts, partsOf } from './birth.ts'
import { standing, textOf } from './consents.ts'
import { differences, firstChoice, joined } from './content.ts'
import { cleaned, emptyDraft, emptyPerson, toRegister } from './draft.ts'
import { likeOf } from './likeOf.ts'
import { chosenOf, fieldOf, isPlaced, partedColumns } from './lists.ts'
import { differing } from './merging.ts'
import { registersFor } from './organisations.ts'
import { totalsOf } from './totals.ts'

const person = (part: Partial<PersonContent> = {}): PersonContent => ({
  ...emptyPerson('head'),
  given: 'Rosa',
  family: 'Ejemplo Pérez',
  sex: 'female',
  birthDate: '1990-05-03',
  birthPrecision: 'day',
  ...part,
})
const begin = { organisation: 7, language: 'es', site: null, country: 'EC', admin1: 'EC-C', admin2: null } as const
const household = (part: Partial<HouseholdContent> = {}): HouseholdContent => ({
  ...emptyDraft(begin).content,
  persons: [person()],
  ...part,
})

describe('when somebody was born', () => {
  it('an age is a day of birth that gives this age today, and says that it is about', () => {
    expect(bornFromAge('34', 'years', '2026-11-28')).toEqual({ birthDate: '1992-11-28', birthPrecision: 'about' })
    expect(bornFromAge('8', 'months', '2026-10-31')).toEqual({ birthDate: '2026-02-28', birthPrecision: 'about' })
    expect(bornFromAge('', 'years', '2026-11-28').birthDate).toBeNull()
  })

  it('any age typed on any day is that age on that day', () => {
    const day = fc.date({ min: new Date('2020-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 120 }), day, (age, at) => {
        const today = at.toISOString().slice(0, 10)
        expect(ageOf(bornFromAge(String(age), 'years', today).birthDate, today)?.years).toBe(age)
      }),
    )
  })

  it('the year alone is enough; a day that does not exist is none', () => {
    expect(bornFromParts({ day: '', month: '', year: '1984' })).toEqual({ birthDate: '1984-01-01', birthPrecision: 'year' })
    expect(bornFromParts({ day: '', month: '3', year: '2019' })).toEqual({ birthDate: '2019-03-01', birthPrecision: 'month' })
    expect(bornFromParts({ day: '9', month: '3', year: '2019' })).toEqual({ birthDate: '2019-03-09', birthPrecision: 'day' })
    expect(bornFromParts({ day: '31', month: '2', year: '2019' })).toBeUndefined()
    expect(bornFromParts({ day: '9', month: '', year: '2019' })).toBeUndefined()
    expect(bornFromParts({ day: '', month: '', year: '' })?.birthDate).toBeNull()
  })

  it('what is known is shown as it was typed', () => {
    expect(partsOf({ birthDate: '2019-03-01', birthPrecision: 'month' })).toEqual({ day: '', month: '3', year: '2019' })
    expect(partsOf({ birthDate: '2019-03-09', birthPrecision: 'day' })).toEqual({ day: '9', month: '3', year: '2019' })
  })
})

it('a household is counted as it is typed, without those who left', () => {
  const persons = [
    person(),
    person({ birthDate: '2019-01-01' }),
    person({ sex: 'male', birthDate: null }),
    person({ hasLeft: true }),
  ]
  expect(totalsOf(persons, '2026-11-28')).toEqual([
    ['girls', 1],
    ['women', 1],
    ['men', 1],
  ])
})

describe('registering', () => {
  it('sends the answers that were given, papers with a number, and needs that hold; twice the same', () => {
    const draft = emptyDraft(begin)
    const head = person({
      given: ' Rosa ',
      documents: [{ id: 'd', kind: 'passport', country: 'VE', number: ' ', validUntil: null }],
    })
    draft.content = household({ persons: [head] })
    draft.agreed = { registration: true, photo: false }
    draft.needs = [
      { id: 'n', personId: head.id, need: 'disability', detail: { seeing: 2 }, since: '2026-01-01', until: null },
      { id: 'm', personId: 'somebody taken out', need: 'pregnant', detail: {}, since: '2026-01-01', until: null },
    ]
    const sent = toRegister(draft, () => 3, '2026-11-28T10:00:00Z')
    expect(sent.consents.map(({ purpose, isGiven, textVersion }) => [purpose, isGiven, textVersion])).toEqual([
      ['registration', true, 3],
      ['photo', false, 3],
    ])
    expect(sent.needs).toEqual([])
    expect(sent.persons[0]).toMatchObject({ given: 'Rosa', documents: [] })
    expect(toRegister(draft, () => 3, '2026-11-28T10:00:00Z')).toEqual(sent)
  })

  it('knows for whom and where from the grants', () => {
    const grant = (role: 'field-worker' | 'viewer', scope: 'site' | 'organisation' | 'country', scopeId: string) => ({
      role,
      scope,
      scopeId,
    })
    expect(registersFor([grant('field-worker', 'site', '12:abc'), grant('viewer', 'organisation', '9')])).toEqual([
      { organisation: 12, site: 'abc' },
    ])
  })

  it('finds who is kept on this device under another spelling, and not a neighbour with the same phone', () => {
    const known = (part: Partial<PersonContent>): Household =>
      ({
        ...household({ phone: '+593987654321', persons: [person(part)] }),
        id: 'k',
        card: 'H-1',
        lastSeenAt: '2026-01-01',
      }) as Household
    const asked = household({ phone: '+593987654321', persons: [person({ given: 'Roza', family: 'Egemplo Peres' })] })
    expect(likeOf(asked, known({}))[0]?.score).toBeGreaterThan(0.8)
    expect(likeOf(asked, known({ given: 'Luis', family: 'Zambrano', sex: 'male', birthDate: '1971-02-02' }))).toEqual([])
  })
})

describe('consent', () => {
  const consent = (part: Partial<Consent>): Consent => ({
    id: 'c',
    personId: 'p',
    purpose: 'photo',
    isGiven: true,
    textVersion: 1,
    language: 'es',
    how: 'spoken',
    guardianId: null,
    guardianName: '',
    until: null,
    at: '2026-01-01T00:00:00Z',
    recordedBy: 'u',
    withdrawnAt: null,
    ...part,
  })

  it('holds as answered last, until it is withdrawn or has run out', () => {
    const later = consent({ id: 'd', at: '2026-02-01T00:00:00Z', isGiven: false })
    expect(standing([later, consent({})], '2026-11-28').map(({ consent: { id }, holds }) => [id, holds])).toEqual([['d', false]])
    expect(standing([consent({ withdrawnAt: '2026-03-01' })], '2026-11-28')[0]?.holds).toBe(false)
    expect(standing([consent({ until: '2026-11-27' })], '2026-11-28')[0]?.holds).toBe(false)
    expect(standing([consent({ until: '2026-11-28' })], '2026-11-28')[0]?.holds).toBe(true)
  })

  it('is asked in the newest words, in the language spoken where there are such', () => {
    const text = (version: number, texts: Record<string, string>) =>
      ({ purpose: 'photo', version, texts, since: '', isCurrent: false }) as const
    const texts = [text(2, { en: 'two' }), text(1, { en: 'one', es: 'uno' })]
    expect(textOf(texts, 'photo', 'es')).toEqual({ version: 2, language: 'en', body: 'two' })
    expect(textOf([texts[1]!], 'photo', 'es')?.body).toBe('uno')
    expect(textOf(texts, 'sharing', 'es')).toBeUndefined()
  })
})

describe('two versions of one household', () => {
  const base = household({ phone: '1111111', note: 'x' })
  const child = person({ given: 'Ana', relation: 'child' })
  const mine = { ...base, phone: '2222222', persons: [...base.persons, child] }
  const theirs = { ...base, note: 'y', phone: '3333333' }

  it('differ where somebody changed something; who alone touched a field has it at first', () => {
    const list = differences(base, mine, theirs)
    expect(list.map(({ field, only }) => [field, only])).toEqual([
      ['phone', undefined],
      ['note', 'theirs'],
      ['person', 'mine'],
    ])
    const both = joined(theirs, list, firstChoice(list))
    expect(both).toMatchObject({ phone: '3333333', note: 'y' })
    expect(both.persons.map(({ given }) => given)).toEqual(['Rosa', 'Ana'])
  })

  it('all taken from one is that one', () => {
    const list = differences(base, mine, theirs)
    const all = (side: 'mine' | 'theirs') => Object.fromEntries(list.map(({ key }) => [key, side]))
    expect(joined(theirs, list, all('mine'))).toEqual(mine)
    expect(joined(theirs, list, all('theirs'))).toEqual(theirs)
  })
})

it('of two records only what differs is chosen, never nothing for something', () => {
  expect(differing(person(), person({ given: 'Rosita', nationality: '' }))).toEqual(['given'])
})

it('only columns chosen otherwise are sent and remembered', () => {
  const look = {
    shape: 'rows' as const,
    fields: ['name' as const],
    columns: [
      {
        sheet: '',
        header: 'Nombre',
        field: 'name' as const,
        person: 1,
        how: 'known' as const,
        need: null,
        samples: [],
        like: null,
      },
    ],
  }
  expect(chosenOf(look, { Nombre: 'name' })).toEqual({})
  expect(chosenOf(look, { Nombre: null })).toEqual({ Nombre: null })
  expect(fieldOf(look, {}, 'Nombre')).toBe('name')
  expect([isPlaced(look, {}, 'name'), isPlaced(look, { Nombre: null }, 'name'), isPlaced(look, {}, 'populationGroup')]).toEqual([
    true,
    false,
    false,
  ])
})

it('of a wide file the columns that have a place come first, then those called like one; the rest is folded away', () => {
  const column = (header: string, field: 'name' | null, like: 'sex' | null) => ({
    sheet: '',
    header,
    field,
    person: 0,
    how: null,
    need: null,
    samples: [],
    like,
  })
  const many = Array.from({ length: 50 }, (_, i) => column(`q${i}`, null, null))
  const look = {
    shape: 'rows' as const,
    fields: [],
    columns: [...many, column('sexo de la mascota', null, 'sex'), column('Nombre', 'name', null)],
  }
  const { first, rest } = partedColumns(look)
  expect([first.map((c) => c.header), rest.length]).toEqual([['Nombre', 'sexo de la mascota'], 50])
  expect(partedColumns({ ...look, columns: many.slice(0, 20) })).toMatchObject({ rest: [] })
})

it('what surrounds typed text is cut away', () => {
  expect(cleaned(household({ phone: ' +593 98 ' })).phone).toBe('+593 98')
})
