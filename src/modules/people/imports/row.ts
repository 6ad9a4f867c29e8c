/** One row of a list: what is of the household, and the persons that stand in it. */
import type { RawRow } from '../../../core/tables/cells.ts'
import { asText, pack, type ReadSheet } from './reading.ts'
import { isPersonField, manyFields, nameFields } from './rules/fields.ts'
import type { Placed } from './rules/matching.ts'
import { isAnswered } from './rules/need-columns.ts'
import { type Cells, textOf, type Unclear, type WrittenPerson } from './rules/written.ts'

/** A row as it came, for those who get it back. `sheet`: its number among the sheets read; `packed`: its cells. */
export type Origin = { sheet: number; line: number; packed: string }
export type Row = { origin: Origin; own: Cells; persons: WrittenPerson[] }

type UnclearOf = Unclear & { person: number }

/** @param at the number of the sheet @param onlyNamed of a sheet of households: a head only where one is named */
export function rowOf(sheet: ReadSheet, at: number, { number, values }: RawRow, onlyNamed = false): Row {
  const own: Cells = {}
  const persons = new Map<number, Cells>()
  const unclear: UnclearOf[] = []
  for (const { placed, header, at: column } of sheet.columns) {
    if (!placed) continue
    const value = values[column]
    const cell = typeof value === 'number' ? value : asText(value)
    if (textOf(cell) === '') continue
    const { field, person } = placed
    const answer = said(cell, placed, header)
    if (answer === undefined) unclear.push({ person, column: header, written: textOf(cell) })
    if (answer === undefined || answer === '') continue
    const cells = isPersonField(field) ? (persons.get(person) ?? {}) : own
    if (isPersonField(field)) persons.set(person, cells)
    if (manyFields.includes(field)) cells[field] = [cells[field], answer].filter(Boolean).join(', ')
    else if (isPersonField(field)) cells[field] = answer
    else cells[field] ??= answer
  }
  giveToFirst(persons)
  const isNamed = (cells: Cells) => nameFields.some((n) => textOf(cells[n]) !== '')
  const written = [...persons].toSorted(([a], [b]) => a - b).filter(([, cells]) => !onlyNamed || isNamed(cells))
  const people = written.map(([, cells], n) => ({ line: number, cells, isHead: n === 0 && written.length > 1 }))
  if (unclear.length > 0) giveUnclear(people, written, unclear)
  return { origin: { sheet: at, line: number, packed: pack(values) }, own, persons: people }
}

/** @returns '' where it says nothing, undefined where it says neither yes nor no and was asked */
function said(cell: string | number, { field, choice, isAsked }: Placed, header: string): string | number | undefined {
  if (!manyFields.includes(field)) return cell
  if (!isAsked) return answerOf(cell, choice)
  const isYes = isAnswered(textOf(cell), header)
  return isYes ? choice : isYes === false ? '' : undefined
}

/** What speaks of nobody who is written speaks of the first. */
function giveUnclear(people: WrittenPerson[], written: [number, Cells][], unclear: UnclearOf[]): void {
  for (const { person, ...cell } of unclear) {
    const of = people[written.findIndex(([n]) => n === person)] ?? people[0]
    if (of) of.unclear = [...(of.unclear ?? []), cell]
  }
}

/** Under the header of one answer: that answer, where it was given. Anything else says itself. */
function answerOf(cell: string | number, choice: string | undefined): string {
  const written = String(cell).trim()
  if (/^(1|true|yes|si|sí|sim|oui|x)$/i.test(written)) return choice ?? ''
  return /^(0|false|no|não|nao|non|n)$/i.test(written) ? '' : written
}

/** Beside persons side by side, one column of needs for all of them speaks of the first. */
function giveToFirst(persons: Map<number, Cells>): void {
  const common = persons.get(0)
  const first = Math.min(...[...persons.keys()].filter((n) => n > 0))
  if (!common?.needs || Object.keys(common).length > 1 || !persons.has(first)) return
  persons.set(first, { ...persons.get(first), needs: [persons.get(first)!.needs, common.needs].filter(Boolean).join(', ') })
  persons.delete(0)
}
