/** The hidden sheet of lists behind a template's cells, and the formulas by which a cell offers only what fits the cells before it. */
import { monthsBetween } from '../../../core/dates.ts'
import type { Language, Translate } from '../../../core/i18n.ts'
import type { PlanLists } from '../../plan/contract.ts'
import { type Column, yesNoColumns } from '../contract.ts'

export type Lists = {
  rows: (string | null)[][]
  /** `cell` gives the address of another column's cell in the same row. undefined: no list for this column. */
  formula: (column: Column, cell: (of: Column) => string) => string | undefined
  isClosed: (column: Column) => boolean
}
type Wanted = { country?: string | undefined; organisation?: number | undefined; language: Language }

/** One column of the sheet: values, and for narrowed lists the key each value stands under (in the column to its left). */
type Listed = { values: string[]; keys?: string[] }
const between = ' › '

export function listColumns(source: PlanLists, wanted: Wanted, say: Translate): Lists {
  const lists = listsOf(source, wanted, say)
  const at = new Map<Column, number>()
  const sheet: string[][] = []
  for (const [column, { values, keys }] of lists) {
    if (values.length === 0) continue
    if (keys) sheet.push(keys)
    at.set(column, sheet.push(values) - 1)
  }
  const height = Math.max(0, ...sheet.map((c) => c.length))
  return {
    rows: Array.from({ length: height }, (_, row) => sheet.map((c) => c[row] ?? null)),
    formula: (column, cell) => {
      const place = at.get((yesNoColumns as readonly Column[]).includes(column) ? 'throughPartner' : column)
      return place === undefined ? undefined : formulaOf(column, place, sheet[place]!.length, cell)
    },
    isClosed: (column) => !source.open.includes(openAs[column] ?? 'proportions'),
  }
}

const openAs: Partial<Record<Column, PlanLists['open'][number]>> = {
  admin1: 'places',
  organisation: 'organisations',
  implementer: 'implementers',
  sector: 'indicators',
  indicator: 'indicators',
  cashMechanism: 'mechanisms',
}

function listsOf(source: PlanLists, wanted: Wanted, say: Translate): Map<Column, Listed> {
  const places = source.places.filter((p) => wanted.country === undefined || p.country === wanted.country)
  const name = (p: PlanLists['places'][number]) => p.names[0] ?? p.code
  const byCode = new Map(source.places.map((p) => [p.code, p]))
  const admin2 = places.filter((p) => p.level === 2 && p.parent && byCode.has(p.parent))
  const sectors = new Map(source.sectors.map((s) => [s.id, s.name]))
  const own = source.organisations.filter(
    (o) => o.appealing && (wanted.organisation === undefined || o.id === wanted.organisation),
  )
  return new Map<Column, Listed>([
    ['throughPartner', { values: [say('activities.sheet.yes'), say('activities.sheet.no')] }],
    ['country', { values: sorted([...new Set(places.map((p) => p.countryName))]) }],
    ['admin1', narrowed(places.filter((p) => p.level < 2).map((p) => [p.countryName, name(p)]))],
    ['admin2', narrowed(admin2.map((p) => [`${p.countryName}${between}${name(byCode.get(p.parent!)!)}`, name(p)]))],
    ['organisation', { values: sorted(own.map((o) => o.names[0] ?? '')) }],
    ['implementer', { values: sorted([...new Set(source.organisations.map((o) => o.names[0] ?? ''))]) }],
    ['month', { values: monthsBetween(source.plan.firstMonth, source.plan.lastMonth) }],
    ['sector', { values: source.sectors.map((s) => s.name) }],
    ['indicator', narrowed(source.indicators.map((i) => [sectors.get(i.sectorId) ?? '', i.name]))],
    ['cashMechanism', { values: source.mechanisms.map((m) => m.name) }],
  ])
}

const sorted = (values: string[]): string[] => values.filter((v) => v !== '').sort((a, b) => a.localeCompare(b))

/** Values of one key stand together: the formula takes a block of the column. */
function narrowed(pairs: [string, string][]): Listed {
  const inOrder = pairs.toSorted((a, b) => a[0].localeCompare(b[0]) || a[1].localeCompare(b[1]))
  return { keys: inOrder.map(([key]) => key), values: inOrder.map(([, value]) => value) }
}

function formulaOf(column: Column, place: number, length: number, cell: (of: Column) => string): string {
  const values = `Lists!$${letterOf(place)}$1`
  const key =
    column === 'admin1'
      ? cell('country')
      : column === 'admin2'
        ? `${cell('country')}&"${between}"&${cell('admin1')}`
        : column === 'indicator'
          ? cell('sector')
          : undefined
  if (key === undefined) return `${values}:$${letterOf(place)}$${length}`
  const keys = `Lists!$${letterOf(place - 1)}$1:$${letterOf(place - 1)}$${length}`
  return `OFFSET(${values},MATCH(${key},${keys},0)-1,0,COUNTIF(${keys},${key}),1)`
}

export const letterOf = (at: number): string =>
  (at < 26 ? '' : String.fromCharCode(64 + Math.floor(at / 26))) + String.fromCharCode(65 + (at % 26))
