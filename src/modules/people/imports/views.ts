/** Lists as they are shown to those who answer for them. */
import { visible, within } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { sentence } from '../../../core/http.ts'
import { notFound } from '../../../core/problem.ts'
import type { ListColumn, ListImport } from './contract.ts'
import { findImport, firstFetched, type ImportRow, listImports } from './queries.ts'
import { refusedUntil } from './rules/keeping.ts'

/** 404 where it is not there or of another organisation. */
export async function getImport(ctx: Context, id: string): Promise<ImportRow> {
  const reach = visible(ctx, 'people.manage')
  const row = await findImport(ctx.db, id)
  return row && within(reach, row) ? row : notFound('import', id)
}

export const importFor = async (ctx: Context, id: string, again = false): Promise<ListImport> =>
  (await asImports(ctx, [await getImport(ctx, id)], again))[0]!

export async function importsFor(ctx: Context): Promise<ListImport[]> {
  return asImports(ctx, await listImports(ctx.db, visible(ctx, 'people.manage')), false)
}

async function asImports(ctx: Context, rows: readonly ImportRow[], again: boolean): Promise<ListImport[]> {
  const fetched = await firstFetched(
    ctx.db,
    rows.map((row) => row.id),
  )
  return rows.map((row) => ({
    ...asImport(ctx, row, again),
    refusedUntil: refusedUntil(row, fetched.get(row.id))?.toISOString() ?? null,
  }))
}

function asImport(ctx: Context, row: ImportRow, again: boolean): Omit<ListImport, 'refusedUntil'> {
  const problem = row.problem as { code: string; detail: Record<string, unknown> } | null
  const columns = row.columns as ListColumn[]
  return {
    id: row.id,
    organisation: row.organisationId,
    site: row.siteId,
    fileName: row.fileName,
    alsoFileName: row.alsoFileName,
    state: row.state as ListImport['state'],
    // Their name as it was then.
    sentBy: (row.sentAs as { byName?: string }).byName || row.sentBy,
    sentAt: row.sentAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    rowsTotal: row.rowsTotal,
    rowsRead: row.rowsRead,
    households: row.households,
    persons: row.persons,
    candidates: row.candidates,
    rowsRefused: row.rowsRefused,
    findings: row.findings as ListImport['findings'],
    columns: columns.map(({ sheet, header, field, person, how, need = null }) => ({ sheet, header, field, person, how, need })),
    seconds: row.seconds === null ? null : Number(row.seconds),
    problem: problem && { ...problem, title: sentence(problem.code, problem.detail, ctx.language) },
    again,
  }
}
