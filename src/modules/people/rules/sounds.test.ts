/** Names as they are written at a border, and as they are heard. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { soundsOf } from './sounds.ts'

const alike = (...names: string[]) => expect(new Set(names.map((n) => soundsOf(n).join(' ')))).toHaveLength(1)

test('what sounds the same in Spanish has one code', () => {
  alike('Yuleisy Villalobos', 'Yuleisi Biyalobos', 'YULEISY  VILLALOBOS')
  alike('González', 'Gonzales', 'Gonsález', 'gonzalez')
  alike('Jiménez', 'Giménez', 'Ximenes')
  alike('Quintero', 'Kintero')
  alike('Guillermo', 'Guiyermo')
  alike('Hernández', 'Ernandes')
  alike('Wilmer', 'Vilmer', 'Bilmer')
  alike('Sofía', 'Sophia')
  alike('Jhonny', 'Johnny', 'Jonny', 'Joni')
  alike('Campos', 'Canpos')
  alike('Elizabeth', 'Elisabet')
})

test('what sounds the same in Portuguese has one code', () => {
  alike('Gonçalves', 'Gonsalves', 'Gonzalves')
  alike('Carvalho', 'Carvallo', 'Carvayo')
  alike('Muñoz', 'Munhoz', 'Munoz', 'Munyoz')
  alike('Joaquim', 'Joaquin')
  alike('William', 'Willian')
})

test('particles and punctuation say nothing, abbreviations are written out', () => {
  alike('Ma. de los Ángeles Pérez y Rojas', 'María Angeles Perez Rojas')
  alike('Mª José Hdez.', 'María José Hernández')
  expect(soundsOf('De La')).toEqual(['de', 'la'])
  expect(soundsOf('  ')).toEqual([])
})

test('different names stay different', () => {
  for (const [a, b] of [
    ['Juan', 'Joan'],
    ['Pérez', 'Paz'],
    ['Torre', 'Torres'],
    ['Ramón', 'Román'],
    ['Chávez', 'Cáceres'],
  ] as const)
    expect(soundsOf(a)).not.toEqual(soundsOf(b))
})

test('other scripts are kept as they are, without case and marks', () => {
  expect(soundsOf('Олена Шевченко')).toEqual(['олена', 'шевченко'])
  expect(soundsOf('مُحَمَّد علي')).toEqual(['محمد', 'علي'])
  expect(soundsOf('李 小龙')).toEqual(['李', '小龙'])
})

test('any text gives codes, the same each time', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(soundsOf(text)).toEqual(soundsOf(text))
      for (const code of soundsOf(text)) expect(code).toMatch(/^\S+$/u)
    }),
  )
})
