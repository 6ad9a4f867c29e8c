/** The workbooks of an import and of an organisation: rows not taken in, rows to mend. */
import { type RawBuilder, sql } from 'kysely'
import { assertMay } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import type { Db, Row } from '../../../core/database.ts'
import type { Language } from '../../../core/i18n.ts'
import { translator } from '../../../core/i18n.ts'
import { notFound } from '../../../core/problem.ts'
import { getPlan, loadPlanLists } from '../../plan/queries.ts'
import { type AsWritten, type Cells, type Column, columns, type Finding } from '../contract.ts'
import { cellsOf } from '../desk/cells.ts'
import { checkRow } from '../rules/check.ts'
import { indexLists, type Lists } from '../rules/lists.ts'
import { variants } from '../rules/variants.ts'
import { inWords, type Naming, namingOf } from '../rules/words.ts'
import { findImport, type StoredImport } from './queries.ts'
import type { Refused } from './refusals.ts'
import { assertSees } from './views.ts'
import { type Marked, type MarkedSheet, markedWorkbook } from './workbooks.ts'

/** More than this nobody mends by hand in a workbook: the grid is for that. */
const mostRows = 20_000

export async function refusedWorkbook(ctx: Context, importId: string): Promise<Uint8Array> {
  return markedWorkbook([refusedSheet(await seen(ctx, importId), ctx.language)], ctx.language)
}

/** Rows of an import that carry findings now, under the headers of their file. */
export async function findingsWorkbook(ctx: Context, importId: string): Promise<Uint8Array> {
  return markedWorkbook([await findingsSheet(ctx.db, await seen(ctx, importId), ctx.language)], ctx.language)
}

/** Both in one file, for the command line. */
export async function importReport(ctx: Context, importId: string): Promise<Uint8Array> {
  const sent = await seen(ctx, importId)
  return markedWorkbook([refusedSheet(sent, ctx.language), await findingsSheet(ctx.db, sent, ctx.language)], ctx.language)
}

/** All rows of an organisation that carry findings and are still to be mended. */
export async function errorReport(ctx: Context, planCode: string, organisationId: number): Promise<Uint8Array> {
  const plan = await getPlan(ctx.db, planCode)
  assertMay(ctx, 'activities.write', { organisationId })
  const which = sql`plan_id = ${plan.id} and organisation_id = ${organisationId} and state in ('draft', 'returned', 'submitted')`
  const lists = indexLists(await loadPlanLists(ctx.db, plan.id))
  const headers = columns.map((column) => ({ header: variants[column][0]!, column }))
  return markedWorkbook([await sheetOf(ctx.db, which, headers, lists, ctx.language)], ctx.language)
}

async function seen(ctx: Context, importId: string): Promise<StoredImport> {
  const sent = (await findImport(ctx.db, importId)) ?? notFound('import', importId)
  assertSees(ctx, sent)
  return sent
}

type Header = { header: string; column: Column | null }

function refusedSheet(sent: StoredImport, language: Language): MarkedSheet {
  const say = translator(language)
  const headers = sent.columns as Header[]
  const rows = (sent.refused as Refused[]).map(
    ({ row, cells, reasons }): Marked => ({
      number: row,
      cells: headers.map(({ header }) => cells[header] ?? null),
      reasons: reasons.map((r) => ({
        at: headers.flatMap((h, at) => (h.column !== null && h.column === r.column ? [at] : [])),
        words: say(`activities.refused.${r.code}`, r.values),
      })),
    }),
  )
  return { name: say('activities.sheet.refused'), headers: headers.map((h) => h.header), rows }
}

async function findingsSheet(db: Db, sent: StoredImport, language: Language): Promise<MarkedSheet> {
  const lists = indexLists(await loadPlanLists(db, sent.planId))
  return sheetOf(
    db,
    sql`import_id = ${sent.id}::uuid`,
    (sent.columns as Header[]).filter((h) => h.column !== null),
    lists,
    language,
  )
}

async function sheetOf(
  db: Db,
  which: RawBuilder<unknown>,
  headers: Header[],
  lists: Lists,
  language: Language,
): Promise<MarkedSheet> {
  const say = translator(language)
  const naming = namingOf(lists, language, { yes: say('activities.sheet.yes'), no: say('activities.sheet.no') })
  const rows: Marked[] = []
  for await (const stored of pages(db, which))
    rows.push(...stored.map((row) => marked(cellsOf(row), row.asWritten as AsWritten, row, headers, naming, language)))
  return { name: say('activities.sheet.findings'), headers: headers.map((h) => h.header), rows }
}

/** Some hundred rows at a time: between two pages others get their turn. */
async function* pages(db: Db, which: RawBuilder<unknown>): AsyncGenerator<Row<'activityReports'>[]> {
  let after = '00000000-0000-0000-0000-000000000000'
  for (let read = 0; read < mostRows; read += pageSize) {
    const page = await db
      .selectFrom('activityReports')
      .selectAll()
      .where(sql<boolean>`${which} and findings <> '{}'`)
      .where('id', '>', after)
      .orderBy('id')
      .limit(pageSize)
      .execute()
    yield page
    if (page.length < pageSize) return
    after = page.at(-1)!.id
  }
}
const pageSize = 500

type Told = { rowNumber: number | null; findings: string[]; corrects: string | null }

/** The row's own findings are worked out again for their values; those that other rows cause are kept by code. */
function marked(cells: Cells, asWritten: AsWritten, row: Told, headers: Header[], naming: Naming, language: Language): Marked {
  const say = translator(language)
  const found = checkRow(cells, asWritten, naming.lists, { isCorrection: row.corrects !== null })
  const across = row.findings
    .filter((code) => ['duplicate-row', 'above-target'].includes(code))
    .map((code) => ({ code, cells: [], values: {} }) as unknown as Finding)
  return {
    number: row.rowNumber,
    cells: headers.map(({ column }) => (column === null ? null : inWords(column, cells, asWritten, naming))),
    reasons: [...found, ...across].map((f) => ({
      at: headers.flatMap((h, at) => (h.column !== null && f.cells.includes(h.column) ? [at] : [])),
      words: say(`activities.finding.${f.code}`, f.values),
    })),
  }
}
