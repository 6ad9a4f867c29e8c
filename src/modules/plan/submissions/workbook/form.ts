/** The cells of the form: its headers, the rows planned already, and empty rows below them whose totals are formulas. */
import type { Cell, CellValue, ColumnDef } from 'hucre/xlsx'
import type { Language, Translate } from '../../../../core/i18n.ts'
import { guarded } from '../../../../core/sheets.ts'
import type { Lists } from '../../rules/lists.ts'
import { type ActivityCell, activityCells, ageGenderCells, groupCells } from '../contract.ts'
import { type FormColumn, formColumns, headerIn } from '../rules/headers.ts'
import { groupSum, isMoney, isNumber } from '../rules/place.ts'
import { contentOf, isOpenState, type Stored } from '../store.ts'
import { wordsOf } from '../words.ts'

export type Sheet = {
  columns: FormColumn[]
  lists: Lists
  say: Translate
  language: Language
  year: string
  country: string
  countryName: string
  organisation: string
  rows: Stored[]
}

export const firstRow = 4
const rowsToFill = 500
export const lastRow = ({ rows }: Sheet): number => firstRow + rows.length + rowsToFill - 1

/** What the plan asks for, in the order of the form. */
export function columnsAsked({ source: { plan } }: Lists): FormColumn[] {
  const left = new Set<FormColumn>([
    ...(plan.asks.includes('admin1') ? [] : (['admin1'] as const)),
    ...(plan.asks.includes('population') ? [] : groupCells),
    ...(plan.asks.includes('age-gender') ? [] : ageGenderCells),
    ...(plan.asks.includes('other-gender') ? [] : (['otherUnder18', 'otherAdult'] as const)),
  ])
  return formColumns.filter((c) => !left.has(c))
}

const isCell = (column: FormColumn): column is ActivityCell => (activityCells as readonly string[]).includes(column)
export const isGroup = (column: FormColumn): boolean => (groupCells as readonly string[]).includes(column)
export const isAge = (column: FormColumn): boolean => (ageGenderCells as readonly string[]).includes(column)
const isHidden = (column: FormColumn): boolean => column === 'id' || column === 'version'

function bandOf(column: FormColumn): string {
  if (column === 'year' || column === 'country' || column === 'admin1') return 'where'
  if (column === 'organisation') return 'who'
  if (isGroup(column)) return 'groups'
  if (isAge(column)) return 'ages'
  if (column === 'inKindUsd' || column === 'cashUsd' || column === 'totalUsd') return 'money'
  return column === 'targetPeople' || column === 'outputQuantity' ? 'total' : 'what'
}

const helpOf = (column: FormColumn): string => (isGroup(column) ? 'groups' : isAge(column) ? 'ages' : column)

export function headerRows({ columns, say, language }: Sheet): CellValue[][] {
  const shown = columns.filter((c) => !isHidden(c))
  return [
    shown.map((c, at) => (at === 0 || bandOf(c) !== bandOf(shown[at - 1]!) ? say(`plan.submission.band.${bandOf(c)}`) : null)),
    shown.map((c) => say(`plan.sheet.submission.help.${helpOf(c)}`)),
    columns.map((c) => headerIn(c, language)),
  ]
}

const widthOf = (column: FormColumn): number =>
  column === 'description'
    ? 60
    : column === 'indicatorId' || column === 'title'
      ? 44
      : column === 'year'
        ? 9
        : isCell(column) && isNumber(column)
          ? 14
          : 22

export const columnsOfForm = ({ columns }: Sheet): ColumnDef[] =>
  columns.map((c) => ({ width: widthOf(c), ...(isHidden(c) && { hidden: true }) }))

const fill = (rgb: string): Cell['style'] => ({ fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb } } })
const headStyles: Cell['style'][] = [
  { ...fill('0B5CAB'), font: { bold: true, color: { rgb: 'FFFFFF' } } },
  { ...fill('E3E0D8'), font: { italic: true, size: 9 }, alignment: { wrapText: true, vertical: 'top' } },
  { ...fill('D6E6F5'), font: { bold: true }, alignment: { wrapText: true, vertical: 'center' } },
]

/** A protected sheet locks every cell that does not say otherwise. */
export function cellsOfForm(sheet: Sheet): Map<string, Partial<Cell>> {
  const cells = new Map<string, Partial<Cell>>()
  sheet.columns.forEach((column, at) => {
    headStyles.forEach((style, row) => void cells.set(`${row},${at}`, style && (row === 2 || !isHidden(column)) ? { style } : {}))
    for (let row = firstRow; row <= lastRow(sheet); row++)
      cells.set(`${row - 1},${at}`, cellOf(sheet, column, row, sheet.rows[row - firstRow]))
  })
  return cells
}

const locked = { ...fill('F1EFEA'), protection: { locked: true } }
const lockedNumber = { ...locked, numFmt: '#,##0' }
const lockedMoney = { ...locked, numFmt: '#,##0.00' }

function cellOf(sheet: Sheet, column: FormColumn, row: number, stored: Stored | undefined): Partial<Cell> {
  const formula = formulaOf(sheet, column, row)
  if (formula !== undefined && !(column === 'targetPeople' && isTyped(stored)))
    return { formula, formulaResult: resultOf(sheet, column, stored), style: styleOfFormula(column) }
  const value = stored ? valueIn(sheet, column, stored) : undefined
  const isLocked = isHidden(column) || (stored !== undefined && !isOpenState(stored.state))
  const number = isCell(column) && isNumber(column) ? { numFmt: isMoney(column) ? '#,##0.00' : '#,##0.##' } : {}
  return {
    ...(value !== undefined && value !== null && { value }),
    style: isLocked ? { ...locked, ...number } : { protection: { locked: false }, ...number },
  }
}

/** The total target stays open: people trained may be given without their parts. */
const styleOfFormula = (column: FormColumn): Cell['style'] =>
  column === 'targetPeople'
    ? { protection: { locked: false }, numFmt: '#,##0' }
    : column === 'totalUsd'
      ? lockedMoney
      : column === 'year'
        ? locked
        : lockedNumber

/** A total that is not the sum of its parts stands as it was given. */
const isTyped = (stored: Stored | undefined): boolean => {
  if (!stored || stored.targetPeople === null) return false
  return stored.targetPeople !== groupSum(contentOf(stored).cells)
}

const valueIn = ({ lists }: Sheet, column: FormColumn, stored: Stored): CellValue => {
  if (column === 'id') return stored.id
  if (column === 'version') return stored.version
  if (!isCell(column)) return null
  const written = (stored.asWritten as Record<string, string>)[column]
  if (written !== undefined && stored[column] === null) return guarded(written)
  const value = stored[column]
  return typeof value === 'number' && isNumber(column) ? value : (guarded(wordsOf(column, value, lists)) as string) || null
}

export const letterOf = (at: number): string =>
  (at < 26 ? '' : String.fromCharCode(64 + Math.floor(at / 26))) + String.fromCharCode(65 + (at % 26))
export const at = ({ columns }: Sheet, column: FormColumn): string => letterOf(columns.indexOf(column))
/** `M4:Q4`, or nothing where the plan does not ask for these. */
export function spanOf(sheet: Sheet, is: (column: FormColumn) => boolean, row: number): string | undefined {
  const found = sheet.columns.filter(is)
  return found.length === 0 ? undefined : `${at(sheet, found[0]!)}${row}:${at(sheet, found.at(-1)!)}${row}`
}

/** A row is begun once its sector, indicator, name or money stands there. */
const whenBegun = (sheet: Sheet, row: number, value: string): string => {
  const of = (column: FormColumn) => `$${at(sheet, column)}${row}`
  return `IF(COUNTA(${of('sectorId')}:${of('indicatorId')},${of('title')}:${of('cashUsd')})=0,"",${value})`
}
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`

function formulaOf(sheet: Sheet, column: FormColumn, row: number): string | undefined {
  const money = `${at(sheet, 'inKindUsd')}${row}:${at(sheet, 'cashUsd')}${row}`
  if (column === 'year') return whenBegun(sheet, row, /^\d{4}$/.test(sheet.year) ? sheet.year : quoted(sheet.year))
  if (column === 'country') return whenBegun(sheet, row, quoted(sheet.countryName))
  if (column === 'organisation') return whenBegun(sheet, row, quoted(sheet.organisation))
  if (column === 'kind')
    return `IFERROR(INDEX(PlanIndicatorKinds,MATCH(LEFT($${at(sheet, 'sectorId')}${row}&"›"&$${at(sheet, 'indicatorId')}${row},250),PlanIndicatorKeys,0)),"")`
  if (column === 'totalUsd') return `IF(COUNT(${money})=0,"",SUM(${money}))`
  if (column !== 'targetPeople') return undefined
  const parts = spanOf(sheet, isGroup, row) ?? spanOf(sheet, isAge, row)
  return parts && `IF(COUNT(${parts})=0,"",SUM(${parts}))`
}

/** What the formula comes to, for programs that do not work it out. */
function resultOf({ year, countryName, organisation, say }: Sheet, column: FormColumn, stored: Stored | undefined): CellValue {
  if (!stored) return ''
  if (column === 'year') return /^\d{4}$/.test(year) ? Number(year) : year
  if (column === 'country') return countryName
  if (column === 'organisation') return organisation
  if (column === 'kind') return stored.kind === null ? '' : say(`plan.sheet.submission.kind.${stored.kind}`)
  if (column === 'totalUsd') return (Math.round((stored.inKindUsd ?? 0) * 100) + Math.round((stored.cashUsd ?? 0) * 100)) / 100
  return stored.targetPeople ?? ''
}
