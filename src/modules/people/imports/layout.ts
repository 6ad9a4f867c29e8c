/** How the sheets of a list hold households: linked by a key, under one key, persons side by side, heads above their members, or each row one. */
import { Problem } from '../../../core/problem.ts'
import { asText, type ReadSheet } from './reading.ts'
import { type Field, isPersonField, nameFields } from './rules/fields.ts'
import { textOf } from './rules/written.ts'

export type Shape = 'linked' | 'keyed' | 'beside' | 'heads' | 'rows'
export type Layout = { shape: Shape; sheets: ReadSheet[] }

const has = (sheet: ReadSheet, ...fields: Field[]): boolean =>
  sheet.columns.some((c) => c.placed && fields.includes(c.placed.field))
const placedIn = (sheet: ReadSheet): number => sheet.columns.filter((c) => c.placed).length

/** Which sheets hold whom. @throws Problem 422 when nowhere is a name */
export function layoutOf(sheets: readonly ReadSheet[]): Layout {
  const best = (some: ReadSheet[]) =>
    some.reduce<ReadSheet | undefined>((a, b) => (a && placedIn(a) >= placedIn(b) ? a : b), undefined)
  const child = best(sheets.filter((s) => has(s, 'parentKey') && has(s, ...nameFields)))
  const parent = child && best(sheets.filter((s) => s !== child && has(s, 'rowKey') && !has(s, 'parentKey')))
  if (child && parent) return { shape: 'linked', sheets: [parent, child] }
  const flat = best(sheets.filter((s) => has(s, ...nameFields)))
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
export async function countRows({ shape, sheets }: Layout): Promise<Counts> {
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
