/** The workbook partners fill in: three header rows as in the official one, lists filled from the plan, each list narrowed by what stands before it. */
import { type Cell, type CellValue, type DataValidation, writeXlsx } from 'hucre/xlsx'
import { assertMay, visible } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { type Language, type Translate, textIn, translator } from '../../../core/i18n.ts'
import { guarded } from '../../../core/sheets.ts'
import type { PlanLists } from '../../plan/contract.ts'
import { getPlan, loadPlanLists } from '../../plan/queries.ts'
import { ageGenderColumns, type Column, columns, numberColumns, populationColumns } from '../contract.ts'
import { headerIn } from '../rules/variants.ts'
import { type Lists, letterOf, listColumns } from './template-lists.ts'

export type Wanted = { country?: string | undefined; organisation?: number | undefined; language?: Language | undefined }
const rowsToFill = 2000
const firstRow = 4

export async function templateFor(ctx: Context, planCode: string, wanted: Wanted): Promise<Uint8Array> {
  visible(ctx, 'plan.read')
  if (wanted.organisation !== undefined)
    assertMay(ctx, 'activities.read', { organisationId: wanted.organisation, country: wanted.country ?? null })
  const plan = await getPlan(ctx.db, planCode)
  return template(await loadPlanLists(ctx.db, plan.id), { ...wanted, language: wanted.language ?? ctx.language })
}

/** The columns a plan asks for, in the official order. */
export function columnsAsked({ plan }: PlanLists): Column[] {
  const left = new Set<Column>([
    ...(plan.asks.includes('covid19') ? [] : (['covid19'] as const)),
    ...(plan.asks.includes('admin2') ? [] : (['admin2'] as const)),
    ...(plan.asks.includes('population') ? [] : populationColumns),
    ...(plan.asks.includes('age-gender') ? [] : ageGenderColumns),
    ...(plan.asks.includes('other-gender') ? [] : (['otherUnder18', 'otherAdult'] as const)),
  ])
  return columns.filter((c) => !left.has(c))
}

export async function template(source: PlanLists, wanted: Wanted & { language: Language }): Promise<Uint8Array> {
  const say = translator(wanted.language)
  const asked = columnsAsked(source)
  const lists = listColumns(source, wanted, say)
  return writeXlsx({
    properties: { creator: 'Senda', title: textIn(source.plan.names, wanted.language) },
    sheets: [
      {
        name: '5W',
        rows: headerRows(asked, say, wanted.language),
        cells: styledCells(asked),
        columns: asked.map((c) => ({ width: widthOf(c) })),
        dataValidations: asked.flatMap((c) => validation(c, asked, lists) ?? []),
        freezePane: { rows: 3, columns: 0 },
        protection: {
          sheet: true,
          formatCells: true,
          formatColumns: true,
          formatRows: true,
          insertRows: true,
          deleteRows: true,
          sort: true,
          autoFilter: true,
        },
      },
      { name: 'Lists', hidden: true, rows: lists.rows.map((row) => row.map(guarded)), protection: { sheet: true } },
    ],
  })
}

const bandOf = (column: Column): string => {
  if (['country', 'admin1', 'admin2'].includes(column)) return 'where'
  if (['organisation', 'throughPartner', 'implementer'].includes(column)) return 'who'
  if (column === 'month') return 'when'
  return columns.indexOf(column) < columns.indexOf('outputQuantity') ? 'what' : 'whom'
}

const isNumber = (column: Column): boolean => (numberColumns as readonly Column[]).includes(column)
const widthOf = (column: Column): number =>
  ['indicator', 'title', 'description'].includes(column) ? 44 : isNumber(column) ? 14 : 24

function headerRows(asked: Column[], say: Translate, language: Language): CellValue[][] {
  const bands = asked.map((c, at) =>
    at === 0 || bandOf(c) !== bandOf(asked[at - 1]!) ? say(`activities.band.${bandOf(c)}`) : null,
  )
  return [bands, asked.map((c) => say(`activities.help.${helpOf(c)}`)), asked.map((c) => headerIn(c, language))]
}

const helpOf = (column: Column): string => {
  if ((populationColumns as readonly Column[]).includes(column)) return 'population'
  return (ageGenderColumns as readonly Column[]).includes(column) ? 'ageGender' : column
}

const fill = (rgb: string): Cell['style'] => ({ fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb } } })
const styles: Cell['style'][] = [
  { ...fill('0B5CAB'), font: { bold: true, color: { rgb: 'FFFFFF' } }, protection: { locked: true } },
  {
    ...fill('E3E0D8'),
    font: { italic: true, size: 9 },
    alignment: { wrapText: true, vertical: 'top' },
    protection: { locked: true },
  },
  { ...fill('D6E6F5'), font: { bold: true }, alignment: { wrapText: true, vertical: 'center' }, protection: { locked: true } },
]

/** Headers locked; the rows to fill open: a protected sheet locks every cell that does not say otherwise. */
function styledCells(asked: Column[]): Map<string, Partial<Cell>> {
  const cells = new Map<string, Partial<Cell>>()
  const head = styles.map((style): Partial<Cell> => ({ ...(style && { style }) }))
  const text: Partial<Cell> = { style: { protection: { locked: false } } }
  const number: Partial<Cell> = { style: { protection: { locked: false }, numFmt: '#,##0.##' } }
  asked.forEach((column, at) => {
    head.forEach((cell, row) => void cells.set(`${row},${at}`, cell))
    for (let row = firstRow - 1; row < firstRow - 1 + rowsToFill; row++)
      cells.set(`${row},${at}`, isNumber(column) ? number : text)
  })
  return cells
}

/** The rule of a column's cells: a list, a narrowed list, or a number not below zero. */
function validation(column: Column, asked: Column[], lists: Lists): DataValidation | undefined {
  const letter = (of: Column) => letterOf(asked.indexOf(of))
  const range = `${letter(column)}${firstRow}:${letter(column)}${firstRow + rowsToFill - 1}`
  const formula = lists.formula(column, (of) => `$${letter(of)}${firstRow}`)
  if (formula)
    return {
      type: 'list',
      formula1: formula,
      range,
      allowBlank: true,
      showErrorMessage: lists.isClosed(column),
      errorStyle: 'warning',
    }
  if (isNumber(column))
    return {
      type: 'decimal',
      operator: 'greaterThanOrEqual',
      formula1: '0',
      range,
      allowBlank: true,
      showErrorMessage: true,
      errorStyle: 'warning',
    }
  return undefined
}
