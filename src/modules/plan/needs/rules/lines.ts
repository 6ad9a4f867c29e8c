/** Lines of a table of people: what a file's rows say, what of it can be taken, what must be said of it. Pure: places and sectors are asked for by name. */
import { Problem } from '../../../../core/problem.ts'
import { fold } from '../../../../core/text.ts'
import type { Level, PeopleRemark, What } from '../contract.ts'
import { columnsOf, missingFrom, type NameColumn, nameIndex, ownHeaders, type TableColumn, whatOf } from './columns.ts'
import { allBlank, bitsOfCells, isCellBit, numbers30, readWhole, withTotals } from './numbers.ts'

export type Remark = Omit<PeopleRemark, 'line'>
export type RawLine = { line: number; cells: string[] }
export type ReadTable = {
  headers: string[]
  columns: TableColumn[]
  columnsLeft: string[]
  decimals: number
  lines: (RawLine & { written: string[]; remarks: Remark[]; refusal: Remark | undefined; people: number[]; blank: number })[]
}

/** A Problem where the columns are not those of a table of people, or say that they are of the other one. */
export function readTable(rows: string[][], what: What): ReadTable {
  const head = rows.findIndex((row) => row.filter((cell) => cell.trim() !== '').length > 3)
  const all = (rows[head] ?? rows[0] ?? []).map((h) => h.replace(/^\uFEFF/, ''))
  const placed = columnsOf(all)
  assertColumns(all, placed, what)
  const used = placed.flatMap((column, i) => (column === undefined ? [] : [i]))
  const columns = used.map((i) => placed[i])
  const raw = rows
    .slice(head + 1)
    .flatMap((cells, i): RawLine[] => (cells.every((c) => c.trim() === '') ? [] : [{ line: head + i + 2, cells }]))
  if (raw.length === 0) throw new Problem(422, 'plan/needs-empty', { what })
  // What is left out of the table is left out of what is given back, too.
  const read = raw.map(({ line, cells }) => {
    const own = used.map((i) => cells[i] ?? '')
    return { line, cells: own, ...readLine(columns, own) }
  })
  return {
    headers: used.map((i) => all[i]!),
    columns,
    columnsLeft: all.filter((h, i) => placed[i] === undefined && h.trim() !== ''),
    decimals: Math.min(read.find((l) => l.decimals !== undefined)?.decimals ?? 0, 6),
    lines: read,
  }
}

function assertColumns(headers: string[], columns: TableColumn[], what: What): void {
  const missing = missingFrom(columns)
  if (missing.length > 0) {
    const own = ownHeaders(what)
    const named = missing.map((c) => own[typeof c === 'number' ? c + 4 : nameIndex(c)]!)
    throw new Problem(422, 'plan/needs-columns', { missing: named.join(', '), found: headers.filter(Boolean).join(', ') || '–' })
  }
  const says = whatOf(headers)
  if (says !== undefined && says !== what) throw new Problem(422, 'plan/needs-other-table', { what, says })
}

function readLine(columns: TableColumn[], cells: string[]) {
  const written = ['', '', '', '']
  const texts = Array<string>(30).fill('')
  columns.forEach((column, i) => {
    if (typeof column === 'number') texts[column] = cells[i]!
    else if (column !== undefined) written[nameIndex(column)] = cells[i]!
  })
  const numbers = texts.map(readWhole)
  const wrong = numbers.findIndex((n) => 'wrong' in n)
  const people = bitsOfCells.map((bit) => numberIn(numbers[bit]))
  const blank = numbers.reduce((mask, n, bit) => ('value' in n && n.value === null ? mask | (1 << bit) : mask), 0)
  const names = (['country', 'admin1', 'sector'] as const satisfies NameColumn[]).find(
    (name) => fold(written[nameIndex(name)]!) === '',
  )
  const refusal: Remark | undefined =
    names !== undefined
      ? { reason: 'cell-empty', values: { column: names } }
      : wrong >= 0
        ? { reason: (numbers[wrong] as { wrong: Remark['reason'] }).wrong, values: { ...named(wrong), written: texts[wrong]! } }
        : undefined
  const filled = numbers.find((n) => 'value' in n && n.value !== null)
  return {
    written,
    people,
    blank,
    refusal,
    remarks: refusal ? [] : totalRemarks(numbers, people),
    decimals: filled && 'decimals' in filled ? filled.decimals : undefined,
  }
}

const numberIn = (n: ReturnType<typeof readWhole> | undefined): number => (n && 'value' in n ? (n.value ?? 0) : 0)
const named = (bit: number) => ({ group: numbers30[bit]!.group, age: numbers30[bit]!.age })

/** Totals that do not say what their parts add up to. */
function totalRemarks(numbers: ReturnType<typeof readWhole>[], people: number[]): Remark[] {
  const computed = withTotals(people)
  return numbers.flatMap((n, bit): Remark[] =>
    isCellBit(bit) || !('value' in n) || n.value === null || n.value === computed[bit]
      ? []
      : [{ reason: 'total-differs', values: { ...named(bit), written: n.value, computed: computed[bit]! } }],
  )
}

const countryWords = new Set([
  'country level',
  'national level',
  'national',
  'nivel pais',
  'nivel nacional',
  'niveau pays',
  'niveau national',
])
const otherWords = new Set(['other', 'others', 'otro', 'otros', 'outro', 'outros', 'autre', 'autres', 'rest of the country'])
/** What an admin 1 stands for, as tables write it. */
export const levelOf = (admin1: string): Level =>
  countryWords.has(fold(admin1)) ? 'country' : otherWords.has(fold(admin1)) ? 'other' : 'admin1'

export type Placed = { country: string; level: Level; place: string; sectorId: number }
export const keyOf = ({ country, level, place, sectorId }: Placed): string => `${country}|${level}|${place}|${sectorId}`

/** Of lines of the same key the first that says something counts; the others are kept and never counted. */
export function markDoubled<L extends Placed & { line: number; blank: number }>(
  lines: L[],
): { doubled: Set<L>; remarks: PeopleRemark[] } {
  const byKey = Map.groupBy(lines, keyOf)
  const doubled = new Set<L>()
  const remarks: PeopleRemark[] = []
  for (const same of byKey.values()) {
    if (same.length < 2) continue
    const counted = same.find((l) => l.blank !== allBlank) ?? same[0]!
    for (const line of same) {
      if (line === counted) continue
      doubled.add(line)
      remarks.push({
        line: line.line,
        reason: line.blank === allBlank ? 'doubled-blank' : 'doubled',
        values: { first: counted.line },
      })
    }
  }
  return { doubled, remarks: remarks.sort((a, b) => a.line - b.line) }
}
