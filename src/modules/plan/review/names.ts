/** Cells of an activity in words: names instead of codes, numbers as the language writes them. */
import { sql } from 'kysely'
import type { Context } from '../../../core/context.ts'
import { type Texts, textIn, translator } from '../../../core/i18n.ts'
import { type ActivityCell, activityCells, moneyCells } from '../submissions/contract.ts'
import type { DifferentCell } from './contract.ts'

export type CellValues = Partial<Record<ActivityCell, unknown>>
export type Wording = {
  /** The label of a cell. */
  name: (cell: ActivityCell) => string
  /** Its value in words; null is empty. */
  value: (cell: ActivityCell, value: unknown) => string | null
  /** The cells in which two differ. */
  differences: (before: CellValues, after: CellValues) => DifferentCell[]
}

/** Loads the names of whatever these cells hold. */
export async function wordingOf({ db, language }: Context, all: CellValues[]): Promise<Wording> {
  const t = translator(language)
  const places = await placeNames(db, language, texts(all, 'country', 'admin1'))
  const sectors = await listNames(db, language, 'plan_sectors', numbers(all, 'sectorId'))
  const indicators = await listNames(db, language, 'plan_indicators', numbers(all, 'indicatorId'))
  const plain = new Intl.NumberFormat(language)
  const money = new Intl.NumberFormat(language, { style: 'currency', currency: 'USD', currencyDisplay: 'code' })
  const value = (cell: ActivityCell, of: unknown): string | null => {
    if (of === null || of === undefined || of === '') return null
    if (cell === 'country' || cell === 'admin1') return places.get(String(of)) ?? String(of)
    if (cell === 'sectorId') return sectors.get(Number(of)) ?? String(of)
    if (cell === 'indicatorId') return indicators.get(Number(of)) ?? String(of)
    if ((moneyCells as readonly string[]).includes(cell)) return money.format(Number(of))
    return typeof of === 'number' ? plain.format(of) : String(of)
  }
  const name = (cell: ActivityCell): string => t(`plan.submission.cell.${cell}`)
  return {
    name,
    value,
    differences: (before, after) =>
      activityCells
        .filter((cell) => plainly(before[cell]) !== plainly(after[cell]))
        .map((cell) => ({ cell, name: name(cell), before: value(cell, before[cell]), after: value(cell, after[cell]) })),
  }
}

/** Empty and missing are the same. */
const plainly = (value: unknown): string => (value === null || value === undefined ? '' : String(value))

const texts = (all: CellValues[], ...cells: ActivityCell[]): string[] => [
  ...new Set(all.flatMap((of) => cells.map((cell) => of[cell]).filter((v) => typeof v === 'string'))),
]
const numbers = (all: CellValues[], cell: ActivityCell): number[] => [
  ...new Set(all.map((of) => of[cell]).filter((v) => typeof v === 'number')),
]

async function placeNames(db: Context['db'], language: Context['language'], codes: string[]): Promise<Map<string, string>> {
  if (codes.length === 0) return new Map()
  const rows = await db.selectFrom('places').select(['code', 'names']).where('code', 'in', codes).execute()
  return new Map(rows.map((r) => [r.code, textIn(r.names as Texts, language) || r.code]))
}

async function listNames(
  db: Context['db'],
  language: Context['language'],
  table: 'plan_sectors' | 'plan_indicators',
  ids: number[],
): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: number; name: string; names: Texts }>`
    select id, name, names from ${sql.table(table)} where id = any(${ids}::int[])`.execute(db)
  return new Map(rows.map((r) => [r.id, textIn(r.names, language) || r.name]))
}
