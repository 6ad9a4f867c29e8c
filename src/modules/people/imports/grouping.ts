/** From rows to households: by their key, by the link of two sheets, by who is a head, or each row one. Never more of them in memory than are open. */
import { Problem } from '../../../core/problem.ts'
import type { RawRow } from '../../../core/tables/cells.ts'
import { asText, pack, type ReadSheet } from './reading.ts'
import { type Field, isPersonField, manyFields } from './rules/fields.ts'
import { relationOf } from './rules/values.ts'
import { type Cells, textOf, type WrittenHousehold, type WrittenPerson } from './rules/written.ts'

/** A row as it came, for those who get it back. `sheet`: its number among the sheets read; `packed`: its cells. */
export type Origin = { sheet: number; line: number; packed: string }
export type Grouped = WrittenHousehold & { origins: Origin[]; problem?: 'parent-missing' | 'no-person' }
export type Shape = 'linked' | 'keyed' | 'beside' | 'heads' | 'rows'
export type Plan = { shape: Shape; sheets: ReadSheet[] }

const has = (sheet: ReadSheet, ...fields: Field[]): boolean =>
  sheet.columns.some((c) => c.placed && fields.includes(c.placed.field))
const names: Field[] = ['name', 'given', 'family']
const placedIn = (sheet: ReadSheet): number => sheet.columns.filter((c) => c.placed).length

/** Which sheets hold whom. @throws Problem 422 when nowhere is a name */
export function planOf(sheets: readonly ReadSheet[]): Plan {
  const best = (some: ReadSheet[]) =>
    some.reduce<ReadSheet | undefined>((a, b) => (a && placedIn(a) >= placedIn(b) ? a : b), undefined)
  const child = best(sheets.filter((s) => has(s, 'parentKey') && has(s, ...names)))
  const parent = child && best(sheets.filter((s) => s !== child && has(s, 'rowKey') && !has(s, 'parentKey')))
  if (child && parent) return { shape: 'linked', sheets: [parent, child] }
  const flat = best(sheets.filter((s) => has(s, ...names)))
  if (!flat) {
    const headers = sheets.flatMap((s) => s.headers).filter((h) => h.trim() !== '')
    throw new Problem(422, 'people/no-names-column', { headers: headers.slice(0, 30).join(' · ') })
  }
  const isBeside = flat.columns.some((c) => c.placed && c.placed.person > 0 && isPersonField(c.placed.field))
  const shape = isBeside ? 'beside' : has(flat, 'householdKey') ? 'keyed' : has(flat, 'relation') ? 'heads' : 'rows'
  return { shape, sheets: [flat] }
}

/** How many rows there are, and how many rows each household has: a household is complete when they are all there. */
export type Counts = { rows: number; byKey: Map<string, number> }
export async function countRows({ shape, sheets }: Plan): Promise<Counts> {
  const byKey = new Map<string, number>()
  const sheet = sheets.at(-1)!
  const keyAt = columnOf(sheet, shape === 'linked' ? 'parentKey' : 'householdKey')
  let rows = 0
  for await (const batch of sheet.rows()) {
    rows += batch.length
    if (shape !== 'linked' && shape !== 'keyed') continue
    for (const { values } of batch) {
      const key = textOf(asText(values[keyAt]))
      if (key !== '') byKey.set(key, (byKey.get(key) ?? 0) + 1)
    }
  }
  return { rows, byKey }
}

const columnOf = (sheet: ReadSheet, field: Field): number => sheet.columns.find((c) => c.placed?.field === field)?.at ?? -1

/** Households in an order that is the same each time the same files are read. */
export async function* households(plan: Plan, counts: Counts): AsyncGenerator<Grouped> {
  if (plan.shape === 'linked') yield* linked(plan.sheets as [ReadSheet, ReadSheet], counts)
  else if (plan.shape === 'keyed') yield* keyed(plan.sheets[0]!, counts)
  else if (plan.shape === 'heads') yield* byHeads(plan.sheets[0]!)
  else for await (const row of rowsOf(plan.sheets[0]!)) yield groupOf([read(plan.sheets[0]!, 0, row)])
}

async function* rowsOf(sheet: ReadSheet): AsyncGenerator<RawRow> {
  for await (const batch of sheet.rows()) yield* batch
}

async function* keyed(sheet: ReadSheet, { byKey }: Counts): AsyncGenerator<Grouped> {
  const open = new Map<string, Row[]>()
  for await (const raw of rowsOf(sheet)) {
    const row = read(sheet, 0, raw)
    const key = textOf(row.own.householdKey)
    if (key === '') {
      yield groupOf([row])
      continue
    }
    const rows = [...(open.get(key) ?? []), row]
    open.set(key, rows)
    if (rows.length < byKey.get(key)!) continue
    open.delete(key)
    yield groupOf(rows)
  }
}

/** A head begins a household, those below belong to it. */
async function* byHeads(sheet: ReadSheet): AsyncGenerator<Grouped> {
  let rows: Row[] = []
  for await (const raw of rowsOf(sheet)) {
    const row = read(sheet, 0, raw)
    const isHead = relationOf(textOf(row.persons[0]?.cells.relation)) === 'head'
    if (isHead && rows.length > 0) {
      yield groupOf(rows)
      rows = []
    }
    rows.push(row)
  }
  if (rows.length > 0) yield groupOf(rows)
}

async function* linked([parents, children]: [ReadSheet, ReadSheet], { byKey }: Counts): AsyncGenerator<Grouped> {
  const known = new Map<string, Row>()
  for await (const raw of rowsOf(parents)) {
    const row = read(parents, 0, raw, true)
    known.set(textOf(row.own.rowKey), row)
  }
  const open = new Map<string, Row[]>()
  for await (const raw of rowsOf(children)) {
    const row = read(children, 1, raw)
    const key = textOf(row.own.parentKey)
    const parent = known.get(key)
    if (!parent) {
      yield { ...groupOf([row]), problem: 'parent-missing' }
      continue
    }
    const rows = [...(open.get(key) ?? []), row]
    open.set(key, rows)
    if (rows.length < byKey.get(key)!) continue
    open.delete(key)
    known.delete(key)
    yield withParent(parent, rows)
  }
  for (const parent of known.values()) {
    if (parent.persons.length > 0) yield groupOf([parent])
    else yield { ...groupOf([parent]), problem: 'no-person' }
  }
}

/** Whoever the first sheet names is the head, unless the second says who is, or names them again. */
function withParent(parent: Row, rows: Row[]): Grouped {
  const members = rows.flatMap((r) => r.persons)
  const [head] = parent.persons
  const isThere = (p: WrittenPerson) => relationOf(textOf(p.cells.relation)) === 'head' || nameOf(p) === nameOf(head!)
  const group = groupOf([parent, ...rows])
  if (!head || !members.some(isThere)) return group
  const same = members.find((p) => nameOf(p) === nameOf(head))
  if (same) {
    same.isHead = true
    if (head.cells.needs !== undefined) same.cells.needs ??= head.cells.needs
  }
  return { ...group, persons: members }
}

const nameOf = ({ cells }: WrittenPerson): string =>
  [cells.name, cells.given, cells.given2, cells.family, cells.family2].map(textOf).filter(Boolean).join(' ').toLowerCase()

type Row = { origin: Origin; own: Cells; persons: WrittenPerson[] }

/** One row: what is of the household, and its persons. `onlyNamed`: of a sheet of households, a head only where one is named. */
function read(sheet: ReadSheet, at: number, { number, values }: RawRow, onlyNamed = false): Row {
  const own: Cells = {}
  const persons = new Map<number, Cells>()
  for (const { placed, at: column } of sheet.columns) {
    if (!placed) continue
    const value = values[column]
    const cell = typeof value === 'number' ? value : asText(value)
    if (textOf(cell) === '') continue
    const { field, person, choice } = placed
    const answer = manyFields.includes(field) ? answerOf(cell, choice) : cell
    if (answer === '') continue
    const cells = isPersonField(field) ? (persons.get(person) ?? {}) : own
    if (isPersonField(field)) persons.set(person, cells)
    if (manyFields.includes(field)) cells[field] = [cells[field], answer].filter(Boolean).join(', ')
    else if (isPersonField(field)) cells[field] = cell
    else cells[field] ??= cell
  }
  giveToFirst(persons)
  const isNamed = (cells: Cells) => names.some((n) => textOf(cells[n]) !== '')
  const written = [...persons].toSorted(([a], [b]) => a - b).filter(([, cells]) => !onlyNamed || isNamed(cells))
  return {
    origin: { sheet: at, line: number, packed: pack(values) },
    own,
    persons: written.map(([, cells], n) => ({ line: number, cells, isHead: n === 0 && written.length > 1 })),
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

function groupOf(rows: Row[]): Grouped {
  const cells: Cells = {}
  for (const { own } of rows) for (const [field, cell] of Object.entries(own)) cells[field as Field] ??= cell
  const persons = rows.flatMap((r) => r.persons)
  if (rows.length > 1 && rows[0]!.origin.sheet !== rows[1]!.origin.sheet && persons[0])
    persons[0].isHead ||= rows[0]!.persons.length > 0
  const first = rows[0]!.origin.line
  return {
    line: first,
    key: textOf(cells.householdKey) || textOf(cells.parentKey),
    cells,
    persons,
    origins: rows.map((r) => r.origin),
    ...(persons.length === 0 ? { problem: 'no-person' as const } : {}),
  }
}
