/** Blocks copied in Excel, as they come. */
import { expect, test } from 'vitest'
import { blockOf, cellsOf } from './blocks.ts'

test('a block is lines of cells; empty lines at the end are not rows', () => {
  expect(cellsOf('1\t2\r\n3\t4\r\n\r\n')).toEqual([
    ['1', '2'],
    ['3', '4'],
  ])
})

test('a cell with a line break or quotes stays one cell', () => {
  expect(cellsOf('"two\nlines"\t"say ""yes"""\n3\t')).toEqual([
    ['two\nlines', 'say "yes"'],
    ['3', ''],
  ])
})

test('a block lands in the columns shown from the cell on; what is beyond the last column is left out', () => {
  expect(blockOf('5\t6\t7\n8\t9', ['girls', 'boys'])).toEqual([
    { girls: '5', boys: '6' },
    { girls: '8', boys: '9' },
  ])
})
