/** From rows to households: by their key, by the link of two sheets, by who is a head, or each row one. Never more of them in memory than are open. */
import type { RawRow } from '../../../core/tables/cells.ts'
import type { Counts, Layout } from './layout.ts'
import type { ReadSheet } from './reading.ts'
import { type Origin, type Row, rowOf } from './row.ts'
import type { Field } from './rules/fields.ts'
import { relationOf } from './rules/values.ts'
import { type Cells, textOf, type WrittenHousehold, type WrittenPerson } from './rules/written.ts'

export type Grouped = WrittenHousehold & { origins: Origin[]; problem?: 'parent-missing' | 'no-person' }

/** Households in an order that is the same each time the same files are read. */
export async function* households(layout: Layout, counts: Counts): AsyncGenerator<Grouped> {
  if (layout.shape === 'linked') yield* linked(layout.sheets as [ReadSheet, ReadSheet], counts)
  else if (layout.shape === 'keyed') yield* keyed(layout.sheets[0]!, counts)
  else if (layout.shape === 'heads') yield* byHeads(layout.sheets[0]!)
  else for await (const row of rowsOf(layout.sheets[0]!)) yield groupOf([rowOf(layout.sheets[0]!, 0, row)])
}

async function* rowsOf(sheet: ReadSheet): AsyncGenerator<RawRow> {
  for await (const batch of sheet.rows()) yield* batch
}

async function* keyed(sheet: ReadSheet, counts: Counts): AsyncGenerator<Grouped> {
  const open = new Map<string, Row[]>()
  for await (const raw of rowsOf(sheet)) {
    const row = rowOf(sheet, 0, raw)
    const key = textOf(row.own.householdKey)
    if (key === '') {
      yield groupOf([row])
      continue
    }
    const rows = completed(open, key, row, counts)
    if (rows) yield groupOf(rows)
  }
}

/** All rows of a household once the last of them has come; until then they wait. */
function completed(open: Map<string, Row[]>, key: string, row: Row, { byKey }: Counts): Row[] | undefined {
  const rows = [...(open.get(key) ?? []), row]
  open.set(key, rows)
  if (rows.length < byKey.get(key)!) return undefined
  open.delete(key)
  return rows
}

/** A head begins a household, those below belong to it. */
async function* byHeads(sheet: ReadSheet): AsyncGenerator<Grouped> {
  let rows: Row[] = []
  for await (const raw of rowsOf(sheet)) {
    const row = rowOf(sheet, 0, raw)
    const isHead = relationOf(textOf(row.persons[0]?.cells.relation)) === 'head'
    if (isHead && rows.length > 0) {
      yield groupOf(rows)
      rows = []
    }
    rows.push(row)
  }
  if (rows.length > 0) yield groupOf(rows)
}

async function* linked([parents, children]: [ReadSheet, ReadSheet], counts: Counts): AsyncGenerator<Grouped> {
  const known = new Map<string, Row>()
  for await (const raw of rowsOf(parents)) {
    const row = rowOf(parents, 0, raw, true)
    known.set(textOf(row.own.rowKey), row)
  }
  const open = new Map<string, Row[]>()
  for await (const raw of rowsOf(children)) {
    const row = rowOf(children, 1, raw)
    const key = textOf(row.own.parentKey)
    const parent = known.get(key)
    if (!parent) {
      yield { ...groupOf([row]), problem: 'parent-missing' }
      continue
    }
    const rows = completed(open, key, row, counts)
    if (!rows) continue
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
    if (head.unclear) same.unclear ??= head.unclear
  }
  return { ...group, persons: members }
}

const nameOf = ({ cells }: WrittenPerson): string =>
  [cells.name, cells.given, cells.given2, cells.family, cells.family2].map(textOf).filter(Boolean).join(' ').toLowerCase()

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
