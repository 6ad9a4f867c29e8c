import { expect, test } from 'vitest'
import { scenario } from '../../../../test/scenario.ts'
import { translator } from '../../../core/i18n.ts'
import { loadPlaces } from '../../places/load.ts'
import { paperWords } from './paper-words.ts'

test(
  'a paper says places, countries, languages and days in words, as far as they are known',
  scenario(async ({ db }) => {
    await loadPlaces(db)
    const words = await paperWords(db, { country: 'EC', admin1: 'EC-C', admin2: null }, 'es', translator('es'))
    expect(words.place).toBe('Carchi, Ecuador')
    expect([words.country('VE'), words.country('XX')]).toEqual(['Venezuela', 'XX'])
    expect(['VE', 'Maracaibo', ''].map(words.countryOr)).toEqual(['Venezuela', 'Maracaibo', ''])
    expect(words.languages(['es', 'ht'])).toBe('español y criollo haitiano')
    expect(words.day('2026-11-28T23:59:00Z')).toBe('28 de noviembre de 2026')
    const born = (birthPrecision: 'day' | 'month' | 'year' | 'about') => words.born({ birthDate: '1988-04-12', birthPrecision })
    expect([born('day'), born('month'), born('year')]).toEqual(['12 de abril de 1988', 'abril de 1988', '1988'])
    expect(born('about')).toBe('hacia 1988')
    expect(words.born({ birthDate: null, birthPrecision: 'about' })).toBe('')
  }),
)
