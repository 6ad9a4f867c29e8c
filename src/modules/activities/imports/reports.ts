/** The workbooks of an import and of an organisation: rows not taken in, rows to mend. */
import { type RawBuilder, sql } from 'kysely'
import { assertMay, visible } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import type { Db, Row } from '../../../core/database.ts'
import type { Language } from '../../../core/i18n.ts'
import { translator } from '../../../core/i18n.ts'
import { notFound } from '../../../core/problem.ts'
import { getPlan, loadPlanLists } from '../../plan/queries.ts'
import { type AsWritten, type Column, columns } from '../contract.ts'
import { type Beside, loadBeside } from '../desk/beside.ts'
import { cellsOf } from '../desk/cells.ts'
import { inReach } from '../desk/reach.ts'
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
export async function findingsWorkbook(ctx: Context, importId: string, most = mostRows): Promise<Uint8Array> {
  return markedWorkbook([await findingsSheet(ctx.db, await seen(ctx, importId), ctx.language, most)], ctx.language)
}

/** Both in one file, for the command line. */
export async function importReport(ctx: Context, importId: string): Promise<Uint8Array> {
  const sent = await seen(ctx, importId)
  return markedWorkbook([refusedSheet(sent, ctx.language), await findingsSheet(ctx.db, sent, ctx.language)], ctx.language)
}

export type Reported = { organisation?: number | undefined; country?: string | undefined }

/** All rows that carry findings and are still to be mended, as far as the asker writes them: of an organisation, a country, or wherever. */
export async function errorReport(
  ctx: Context,
  planCode: string,
  { organisation, country }: Reported,
  most = mostRows,
): Promise<Uint8Array> {
  const writing = visible(ctx, 'activities.write')
  // Who writes for organisations alone asks for one of them; who writes for countries gets what an organisation did there.
  if (organisation !== undefined && writing !== 'all' && writing.countries.length === 0)
    assertMay(ctx, 'activities.write', { organisationId: organisation })
  const plan = await getPlan(ctx.db, planCode)
  const which = sql.join(
    [
      sql`plan_id = ${plan.id} and state in ('draft', 'returned', 'submitted')`,
      ...(organisation === undefined ? [] : [sql`organisation_id = ${organisation}`]),
      ...(country === undefined ? [] : [sql`country = ${country}`]),
      inReach(writing) ?? sql`true`,
    ],
    sql` and `,
  )
  const lists = indexLists(await loadPlanLists(ctx.db, plan.id))
  const headers = columns.map((column) => ({ header: variants[column][0]!, column }))
  return markedWorkbook([await sheetOf(ctx.db, which, headers, lists, ctx.language, most)], ctx.language)
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

async function findingsSheet(db: Db, sent: StoredImport, language: Language, most = mostRows): Promise<MarkedSheet> {
  const lists = indexLists(await loadPlanLists(db, sent.planId))
  return sheetOf(
    db,
    sql`import_id = ${sent.id}::uuid`,
    (sent.columns as Header[]).filter((h) => h.column !== null),
    lists,
    language,
    most,
  )
}

async function sheetOf(
  db: Db,
  which: RawBuilder<unknown>,
  headers: Header[],
  lists: Lists,
  language: Language,
  most = mostRows,
): Promise<MarkedSheet> {
  const say = translator(language)
  const naming = namingOf(lists, language, { yes: say('activities.sheet.yes'), no: say('activities.sheet.no') })
  const rows: Marked[] = []
  let isCut = false
  for await (const read of pages(db, which, most)) {
    const stored = read.slice(0, most - rows.length)
    isCut = stored.length < read.length
    if (stored.length === 0) break
    const beside = await loadBeside(db, stored)
    rows.push(...stored.map((row) => marked(row, beside, headers, naming, language)))
  }
  const note = isCut ? { note: say('activities.sheet.cut', { rows: most }) } : {}
  return { name: say('activities.sheet.findings'), headers: headers.map((h) => h.header), rows, ...note }
}

/** Some hundred rows at a time: between two pages others get their turn. Ends one row after `most`, which says that there are more. */
async function* pages(db: Db, which: RawBuilder<unknown>, most: number): AsyncGenerator<Row<'activityReports'>[]> {
  let after = '00000000-0000-0000-0000-000000000000'
  for (let read = 0; read <= most; read += pageSize) {
    const size = Math.min(pageSize, most + 1 - read)
    const page = await db
      .selectFrom('activityReports')
      .selectAll()
      .where(sql<boolean>`${which} and findings <> '{}'`)
      .where('id', '>', after)
      .orderBy('id')
      .limit(size)
      .execute()
    yield page
    if (page.length < size) return
    after = page.at(-1)!.id
  }
}
const pageSize = 500

/** The row's own findings are worked out again for their values; those that other rows cause are kept by code. */
function marked(row: Row<'activityReports'>, beside: Beside, headers: Header[], naming: Naming, language: Language): Marked {
  const say = translator(language)
  const cells = cellsOf(row)
  const asWritten = row.asWritten as AsWritten
  const found = checkRow(cells, asWritten, naming.lists, { isCorrection: row.corrects !== null })
  return {
    number: row.rowNumber,
    cells: headers.map(({ column }) => (column === null ? null : inWords(column, cells, asWritten, naming))),
    reasons: [...found, ...(beside.get(row.id) ?? [])].map((f) => ({
      at: headers.flatMap((h, at) => (h.column !== null && f.cells.includes(h.column) ? [at] : [])),
      words: say(`activities.finding.${f.code}`, f.values),
    })),
  }
}
