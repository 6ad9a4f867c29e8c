/** Whole rows copied in Excel, as they come. */
import { expect, test } from 'vitest'
import { namesOf, rowsOf } from './paste.ts'

const none = namesOf((column) => `~${column}`)

test('headers of the official workbook are understood, in any order, and a column without a place is named', () => {
  const { rows, left } = rowsOf(
    'Month\tCountry\tAppealing organisation Name\tMood\n2021-05\tEcuador\tUNHCR\tfine',
    ['girls'],
    none,
  )
  expect(rows).toEqual([{ month: '2021-05', country: 'Ecuador', organisation: 'UNHCR' }])
  expect(left).toEqual(['Mood'])
})

test('the total that the official workbook prints twice is people in the month, then new people', () => {
  const { rows } = rowsOf('Country\tTotal monthly beneficiaries\tTotal monthly beneficiaries\nPeru\t80\t75', [], none)
  expect(rows).toEqual([{ country: 'Peru', peopleInMonth: '80', newPeople: '75' }])
})

test('headers as the screen writes them are understood too', () => {
  const names = namesOf((column) => (column === 'girls' ? 'Niñas' : column === 'boys' ? 'Niños' : `~${column}`))
  expect(rowsOf('Niños\tNiñas\n4\t3', [], names).rows).toEqual([{ boys: '4', girls: '3' }])
})

test('without headers the columns are taken in their order', () => {
  expect(rowsOf('Ecuador\tPichincha', ['country', 'admin1', 'month'], none).rows).toEqual([
    { country: 'Ecuador', admin1: 'Pichincha' },
  ])
})

test('nothing pasted is nothing', () => {
  expect(rowsOf('', ['country'], none)).toEqual({ rows: [], left: [] })
})
