/** Whole rows copied in Excel, with or without their header line. */
import { fold } from '../../core/text.ts'
import { type Column, columns } from '../../modules/activities/contract.ts'
import { variants } from '../../modules/activities/rules/variants.ts'
import { cellsOf } from '../grid/blocks.ts'
import type { Typed } from './useKept.ts'

const key = (header: string): string => fold(header).replaceAll(' ', '')
const known = new Map(columns.flatMap((column) => [column, ...variants[column]].map((way) => [key(way), column] as const)))

/** The header line of a block, when it has one: every way the official workbooks write them, and the names of the screen. */
function headersOf(line: string[], names: Map<string, Column>): (Column | undefined)[] | undefined {
  const found = line.map((cell) => names.get(key(cell)) ?? known.get(key(cell)))
  if (found.filter(Boolean).length < Math.max(2, line.length / 2)) return undefined
  const totals = found.flatMap((column, i) => (column === 'peopleInMonth' ? [i] : []))
  // The official workbook prints the total twice: the second is the new people.
  if (totals.length === 2 && totals[1] !== undefined && !found.includes('newPeople')) found[totals[1]] = 'newPeople'
  return found
}

/** Whole rows with or without their header line. */
export function rowsOf(text: string, order: Column[], names: Map<string, Column>): { rows: Typed[]; left: string[] } {
  const lines = cellsOf(text)
  const headers = lines[0] && headersOf(lines[0], names)
  const into = headers ?? order
  const rows = (headers ? lines.slice(1) : lines).map(
    (line) => Object.fromEntries(line.flatMap((cell, i) => (into[i] ? [[into[i], cell.trim()]] : []))) as Typed,
  )
  const left = headers ? headers.flatMap((column, i) => (column ? [] : [lines[0]?.[i] ?? ''])).filter(Boolean) : []
  return { rows, left }
}

export const namesOf = (shown: (column: Column) => string): Map<string, Column> =>
  new Map(columns.map((column) => [key(shown(column)), column]))
