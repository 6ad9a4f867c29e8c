import { expect, test } from 'vitest'
import type { Service } from '../../modules/delivery/contract.ts'
import { choicesOf, codeOf, draftOf, emptyDraft, missingIn, serviceOf, textOfChoices } from './draft.ts'

const service: Service = {
  id: 4,
  code: 'travel-kit',
  names: { en: 'Travel kit', es: 'Kit de viaje' },
  sector: 'nfi',
  unit: { en: { one: 'kit', other: 'kits' }, es: { one: 'kit', other: 'kits' } },
  modality: 'in-kind',
  counts: 'one',
  per: 'person',
  intervalDays: 90,
  times: 1,
  forGroups: true,
  hasValue: false,
  isConfidential: false,
  defaultQuantity: 1,
  questions: [
    {
      code: 'size',
      names: { en: 'Size', es: 'Talla' },
      kind: 'choice',
      choices: [
        { code: 'small', names: { en: 'Small', es: 'Pequeña' } },
        { code: 'l', names: { en: 'Large', es: 'Grande' } },
      ],
      isRequired: true,
    },
  ],
  givenBy: null,
  position: 30,
  isRetired: false,
  indicators: [],
}

test('a service that nobody changed is sent as it came', () => {
  const { id: _, isRetired: __, indicators: ___, ...rest } = service
  expect(serviceOf(draftOf(service), service.questions)).toEqual(rest)
})

test('a choice keeps its code where one of its names stays, and a new one gets one', () => {
  const before = service.questions[0]!.choices
  expect(textOfChoices(before)).toBe('Small | Pequeña |  | \nLarge | Grande |  | ')
  expect(choicesOf('Large | Muy grande\nMedium | Mediana\n\n', before)).toEqual([
    { code: 'l', names: { en: 'Large', es: 'Muy grande' } },
    { code: 'medium', names: { en: 'Medium', es: 'Mediana' } },
  ])
})

test('a new service gets its code from its name', () => {
  expect(codeOf('Trousse d’hygiène (grande)')).toBe('trousse-d-hygiene-grande')
  const words = { ...emptyDraft.words, es: { name: 'Bus a Cúcuta', one: 'pasaje', other: 'pasajes' } }
  expect(serviceOf({ ...emptyDraft, words })).toMatchObject({ code: 'bus-a-cucuta', names: { es: 'Bus a Cúcuta' } })
})

test('what is missing is said: a name, a unit, the words of a question, its choices', () => {
  expect(missingIn(emptyDraft)).toEqual(['name', 'unit'])
  const question = {
    code: '',
    names: { en: '', es: '', pt: '', fr: '' },
    kind: 'choice' as const,
    choices: '',
    isRequired: false,
  }
  expect(missingIn({ ...draftOf(service), questions: [question] })).toEqual(['question', 'choices'])
  expect(missingIn(draftOf(service))).toEqual([])
})
