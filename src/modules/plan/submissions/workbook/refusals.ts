/** Rows of a file that cannot be this organisation's activities in this plan, and the workbook in which they come back with the reason beside each cell. */
import { type Cell, type CellValue, writeXlsx } from 'hucre/xlsx'
import { type Language, translator } from '../../../../core/i18n.ts'
import { guarded } from '../../../../core/sheets.ts'
import { fold } from '../../../../core/text.ts'
import type { Plan } from '../../contract.ts'
import type { Lists } from '../../rules/lists.ts'
import { isUnreadable, textOf } from '../../rules/written.ts'
import type { FormColumn } from '../rules/headers.ts'
import { type FormRow, type FormTable, longestDescription } from './reading.ts'

/** The words: messages key `plan.submission.refused.<code>` with `values`. */
export type Reason = { column: FormColumn; code: string; values: Record<string, string | number> }
export type Refusal = { row: FormRow; reasons: Reason[] }

export function reasonsFor(
  { written }: FormRow,
  { headers, columns }: FormTable,
  plan: Plan,
  lists: Lists,
  organisationId: number,
): Reason[] {
  const what = (['sectorId', 'indicatorId', 'title'] as const).map((column) => textOf(written[column]))
  if (what.every((text) => text === null)) return [{ column: 'title', code: 'says-nothing', values: {} }]
  if (what.every((text, at) => text === headers[columns.indexOf((['sectorId', 'indicatorId', 'title'] as const)[at])]))
    return [{ column: 'title', code: 'repeats-headers', values: {} }]
  const reasons: Reason[] = []
  const named = textOf(written.organisation)
  if (named !== null && !isOrganisation(named, lists, organisationId))
    reasons.push({ column: 'organisation', code: 'other-organisation', values: { written: named } })
  const year = textOf(written.year)
  if (year !== null && !isYearOf(year, plan))
    reasons.push({ column: 'year', code: 'other-year', values: { written: year, plan: plan.code, years: yearsOf(plan) } })
  for (const column of ['title', 'description'] as const)
    if (isUnreadable(written[column])) reasons.push({ column, code: 'text-too-long', values: { most: longestDescription } })
  return reasons
}

function isOrganisation(written: string, lists: Lists, organisationId: number): boolean {
  const { id } = lists.organisations.find(written)
  if (id !== null) return id === organisationId
  const body = lists.source.organisations.find((o) => o.id === organisationId)
  return [...(body?.names ?? []), body?.acronym ?? ''].some((name) => fold(name) === fold(written))
}

const isYearOf = (written: string, { firstMonth, lastMonth }: Plan): boolean => {
  const year = /^(\d{4})(\.0+)?$/.exec(written)?.[1]
  return year !== undefined && year >= firstMonth.slice(0, 4) && year <= lastMonth.slice(0, 4)
}
const yearsOf = ({ firstMonth, lastMonth }: Plan): string =>
  [...new Set([firstMonth.slice(0, 4), lastMonth.slice(0, 4)])].join('–')

const headStyle: Cell['style'] = {
  font: { bold: true, color: { rgb: 'FFFFFF' } },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: '0B5CAB' } },
  alignment: { vertical: 'center', wrapText: true },
}
const markStyle: Cell['style'] = { fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'F9DEDC' } } }
/** What fits into one cell of a workbook. */
const longestCell = 32_000

/** First column: the row's number in the file it came in. Last column: why it was refused. */
export async function refusedWorkbook(
  { headers, columns }: FormTable,
  refusals: Refusal[],
  language: Language,
): Promise<Uint8Array> {
  const say = translator(language)
  const head = [say('plan.sheet.submission.row'), ...headers, say('plan.sheet.submission.reason')]
  const words = (reason: Reason) => say(`plan.submission.refused.${reason.code}`, reason.values)
  const marks = new Map<string, Partial<Cell>>(head.map((_, at) => [`0,${at}`, { style: headStyle }]))
  refusals.forEach(({ reasons }, line) => {
    for (const reason of reasons) {
      const at = columns.indexOf(reason.column)
      if (at >= 0)
        marks.set(`${line + 1},${at + 1}`, {
          style: markStyle,
          ...(line < 1000 && { comment: { text: words(reason), author: 'Senda' } }),
        })
    }
  })
  const lines = refusals.map(({ row, reasons }): CellValue[] => [
    row.number,
    ...headers.map((_, at) => cellOf(row, at)),
    reasons.map(words).join('\n'),
  ])
  return writeXlsx({
    properties: { creator: 'Senda' },
    sheets: [
      {
        name: 'Refused',
        rows: [head, ...lines],
        cells: marks,
        columns: [{ width: 7 }, ...headers.map(() => ({ width: 18 })), { width: 70 }],
        freezePane: { rows: 1, columns: 1 },
      },
    ],
  })
}

function cellOf({ values }: FormRow, at: number): CellValue {
  const value = values[at]
  return typeof value === 'number' ? value : (guarded(textOf(value))?.slice(0, longestCell) ?? null)
}
