/** What people write, and what it is read as. */
import { describe, expect, test } from 'vitest'
import { lists } from '../../../../test/lists.ts'
import { indexLists } from './lists.ts'
import { readMonth } from './months.ts'
import { readNumber } from './numbers.ts'
import { placeRow } from './place.ts'

const index = indexLists(lists())
const year = { firstMonth: '2021-01', lastMonth: '2021-12' }
const twoYears = { firstMonth: '2021-01', lastMonth: '2022-12' }

describe('numbers', () => {
  test.each([
    ['12', 12],
    ['12.0', 12],
    ['0.02', 0.02],
    ['$1,234', 1234],
    ['US$ 1,234.50', 1234.5],
    ['1.234,50', 1234.5],
    ['1 234', 1234],
    ['1 234 567,8', 1234567.8],
    ['1,234,567', 1234567],
    ['1.234.567', 1234567],
    ['1,5', 1.5],
    ['0,123', 0.123],
    ['1.234', 1.234],
    ['1,234', 1234],
    ["1'234", 1234],
    ['-5', -5],
    ['(5)', -5],
    ['−5', -5],
    ['2.5e3', 2500],
    ['', null],
    ['-', null],
    ['N/A', null],
    ['12 34', undefined],
    ['1,23,4', undefined],
    ['5 people', undefined],
    ['1.2.3', undefined],
    ['abc', undefined],
    ['12%', undefined],
    ['=1+1', undefined],
  ])('%s', (written, number) => expect(readNumber(written)).toBe(number))

  test('in a file whose decimals are commas, a point before three digits groups thousands', () => {
    expect(readNumber('1.234', 'comma')).toBe(1234)
    expect(readNumber('1.25', 'comma')).toBe(1.25)
    expect(readNumber('0.125', 'comma')).toBe(0.125)
  })
})

describe('months', () => {
  test.each([
    ['2021-05'],
    ['2021-5'],
    ['2021/05'],
    ['202105'],
    ['05/2021'],
    ['5-2021'],
    ['May 2021'],
    ['mayo 2021'],
    ['mayo de 2021'],
    ['Maio/2021'],
    ['mai 2021'],
    ['MAY-21'],
    ['2021 mayo'],
    ['mayo'],
    ['May'],
    ['2021-05-17'],
    ['2021-05-01T00:00:00'],
    ['2021-05-01 00:00:00'],
    ['01/05/2021'],
    ['17/05/2021'],
    ['05/17/2021'],
    ['5'],
    [44_317],
    [44_347.5],
    [5],
    [202_105],
    [new Date('2021-05-09T12:00:00Z')],
  ])('%s is May 2021', (written) => expect(readMonth(written, year)).toBe('2021-05'))

  test.each([['2021'], ['13/2021'], ['03/04/2021'], ['May June 2021'], ['soon'], ['0'], [13], ['2021-00'], [-1]])(
    '%s is no month',
    (written) => expect(readMonth(written, year)).toBeUndefined(),
  )

  test('a month without its year is read only where the plan lies in one year', () => {
    expect(readMonth('mayo', twoYears)).toBeUndefined()
    expect(readMonth(5, twoYears)).toBeUndefined()
  })
})

describe('names', () => {
  const find = (written: string) => index.organisations.find(written)

  test('are found by code, exactly, without accents and case, and by another way to write them', () => {
    expect(find('org001')).toEqual({ id: 1 })
    expect(find('Red Solidaria')).toEqual({ id: 1 })
    expect(find('  RED   solidaria ')).toEqual({ id: 1 })
    expect(find('Solidarity network')).toEqual({ id: 1 })
    expect(index.countries.find('CURACAO')).toEqual({ id: 'CW' })
    expect(index.admin1.get('CO')!.find('bolivar')).toEqual({ id: 'CO-BOL' })
    expect(index.mechanisms.find('Physical cash ')).toEqual({ id: 1 })
    expect(index.sectors.find('seguridad alimentaria')).toEqual({ id: 1 })
  })

  test('a near miss is a suggestion, never a guess', () => {
    expect(find('Red Solidara')).toEqual({ id: null, suggestion: 'Red Solidaria' })
    expect(index.admin1.get('CO')!.find('Vale del Cauca')).toEqual({ id: null, suggestion: 'Valle del Cauca' })
    expect(find('Something else entirely')).toEqual({ id: null, suggestion: null })
  })

  test('a name that two bodies share decides nothing', () => {
    expect(find('RS')).toMatchObject({ id: null })
  })

  test('only appealing organisations report; partners may be either', () => {
    expect(find('Casa Abierta')).toMatchObject({ id: null })
    expect(index.implementers.find('Casa Abierta')).toEqual({ id: 2 })
    expect(index.implementers.find('Red Solidaria')).toEqual({ id: 1 })
  })
})

describe('rows', () => {
  test('what can be placed is placed, what cannot stays as it was written', () => {
    const { cells, asWritten } = placeRow(
      {
        country: 'colombia',
        admin1: 'Bolivar',
        organisation: 'Nobody',
        throughPartner: 'Sí',
        implementer: 'Casa Abierta',
        month: 'mayo',
        sector: 'FOOD SECURITY',
        indicator: 'fs1',
        isCash: 'Não',
        inPlan: 'oui',
        cashValueUsd: '$1,234',
        newPeople: 0.02,
        girls: 'ten',
        women: ' 7 ',
        title: ' Meals\u0000 ',
      },
      index,
    )
    expect(cells).toMatchObject({
      country: 'CO',
      admin1: 'CO-BOL',
      organisation: null,
      throughPartner: true,
      implementer: 2,
      month: '2021-05',
      sector: 1,
      indicator: 1,
      isCash: false,
      inPlan: true,
      cashValueUsd: 1234,
      newPeople: 0.02,
      girls: null,
      women: 7,
      title: 'Meals',
    })
    expect(asWritten).toEqual({ organisation: 'Nobody', girls: 'ten' })
  })

  test('a formula without a result and an error value are not read as empty', () => {
    const { cells, asWritten } = placeRow(
      { newPeople: { unreadable: '=SUM(A1:A3)' }, month: { unreadable: '#REF!' }, title: { unreadable: '#N/A' } },
      index,
    )
    expect(cells).toMatchObject({ newPeople: null, month: null, title: null })
    expect(asWritten).toEqual({ newPeople: '=SUM(A1:A3)', month: '#REF!', title: '#N/A' })
  })

  test('text that our own exports guarded comes back as it was', () => {
    expect(placeRow({ title: "'=cmd|' /C calc'!A0" }, index).cells.title).toBe("=cmd|' /C calc'!A0")
    expect(placeRow({ title: "'s-Gravenhage" }, index).cells.title).toBe("'s-Gravenhage")
  })
})
