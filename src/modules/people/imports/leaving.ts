/** Files that leave: how sheets become one, and the rows of a list that could not be kept, with the reason in words. */
import type { Context } from '../../../core/context.ts'
import { type Language, translator } from '../../../core/i18n.ts'
import { csvText } from '../../../core/sheets.ts'
import { type BookCell, type BookSheet, writeBook } from '../../../core/tables/writing.ts'
import type { ListColumn } from './contract.ts'
import { type ImportRow, refusalsOf } from './queries.ts'

export type Form = 'xlsx' | 'csv'
export type Leaving = { name: string; head: string[]; rows: AsyncIterable<BookCell[]> | Iterable<BookCell[]> }

/** Sheets as a workbook, or one below another as CSV with a byte order mark. No cell that a spreadsheet would run. */
export async function* leave(form: Form, sheets: Leaving[]): AsyncGenerator<Uint8Array> {
  if (form === 'xlsx') {
    yield* writeBook(
      sheets.map(
        ({ name, head, rows }): BookSheet => ({
          name,
          head: [head],
          rows,
          columns: head.map((_, i) => ({ width: i === 0 ? 40 : 18, format: 'plain' })),
        }),
      ),
    )
    return
  }
  const line = (cells: BookCell[]) => Buffer.from(csvText([cells]))
  yield Buffer.from('\ufeff')
  for (const { head, rows } of sheets) {
    yield line(head)
    for await (const row of rows) yield line(row)
  }
}

/** The rows as they came, under their own headers, the reason before them: mended, the file can be sent again. */
export function refusedSheets(ctx: Context, row: ImportRow): Leaving[] {
  const t = translator(ctx.language)
  const columns = row.columns as (ListColumn & { at: number })[]
  const names = [...new Set(columns.map((c) => c.sheet))]
  return names.map((name, sheet) => {
    const own = columns.filter((c) => c.sheet === name)
    const width = Math.max(0, ...own.map((c) => c.at + 1))
    const headers = Array.from({ length: width }, (_, at) => own.find((c) => c.at === at)?.header ?? '')
    return {
      name,
      head: [t('people.refused.reason'), t('people.refused.row'), ...headers],
      rows: linesOf(ctx, row.id, sheet, width),
    }
  })
}

async function* linesOf(ctx: Context, importId: string, sheet: number, width: number): AsyncGenerator<BookCell[]> {
  for await (const { sheet: of, line, cells, reasons } of refusalsOf(ctx.db, importId)) {
    if (of !== sheet) continue
    const said = (reasons as { code: string; values: Record<string, string> }[]).map((r) => sentenceOf(r, ctx.language)).join(' ')
    yield [said, line, ...Array.from({ length: width }, (_, i) => cells[i] ?? '')]
  }
}

function sentenceOf({ code, values }: { code: string; values: Record<string, string> }, language: Language): string {
  const t = translator(language)
  const field = values.field === undefined ? undefined : t(`people.column.${columnOf(values.field)}`)
  return t(`people.${code}`, { ...values, ...(field && { field }) })
}

/** The column in which stands what a path of the form leads to: `persons.0.documents.1.number`. */
function columnOf(path: string): string {
  const names = path.split('.').filter((part) => !/^\d+$/.test(part))
  const last = names.at(-1)!
  return names.includes('documents') && names.length > 1 ? `document${last[0]!.toUpperCase()}${last.slice(1)}` : last
}
