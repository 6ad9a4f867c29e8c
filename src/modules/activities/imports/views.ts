/** Imports as they are shown: to their sender, and to those who review the whole region. */
import type { Asking } from '../../../core/access.ts'
import { may, visible } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { notFound } from '../../../core/problem.ts'
import type { Import } from './contract.ts'
import { findImportSummary, type ImportSummary, listImports } from './queries.ts'

const seesAll = (asking: Asking): boolean => may(asking, 'activities.review') && visible(asking, 'activities.review') === 'all'

/** What one may not see is not there. */
export function assertSees(ctx: Context, sent: Pick<ImportSummary, 'id' | 'sentBy'>): void {
  visible(ctx, 'activities.write')
  if (sent.sentBy !== ctx.actor.id && !seesAll(ctx)) notFound('import', sent.id)
}

export async function importsOf(ctx: Context, plan: { id: number; code: string }): Promise<Import[]> {
  visible(ctx, 'activities.write')
  const sent = await listImports(ctx.db, plan.id, seesAll(ctx) ? undefined : ctx.actor.id)
  return sent.map((one) => shown(one, plan.code))
}

export async function importFor(ctx: Context, id: string, again = false): Promise<Import> {
  const sent = (await findImportSummary(ctx.db, id)) ?? notFound('import', id)
  assertSees(ctx, sent)
  const { code } = await ctx.db.selectFrom('plans').select('code').where('id', '=', sent.planId).executeTakeFirstOrThrow()
  return shown(sent, code, again)
}

const iso = (at: Date | string | null): string | null => (at === null ? null : new Date(at).toISOString())

const shown = (sent: ImportSummary, plan: string, again = false): Import => ({
  id: sent.id,
  plan,
  fileName: sent.fileName,
  state: sent.state as Import['state'],
  sentBy: sent.sentByName ?? sent.sentBy,
  sentAt: iso(sent.sentAt)!,
  endedAt: iso(sent.endedAt),
  rowsTotal: sent.rowsTotal,
  rowsRead: sent.rowsRead,
  rowsAccepted: sent.rowsAccepted,
  rowsWithFindings: sent.rowsWithFindings,
  rowsRefused: sent.rowsRefused,
  findings: sent.findings as Import['findings'],
  columns: sent.columns as Import['columns'],
  newNames: sent.newNames as Import['newNames'],
  seconds: sent.seconds === null ? null : Number(sent.seconds),
  problem: sent.problem as Import['problem'],
  again,
  may: { takeBack: sent.state === 'done' || sent.state === 'failed' },
})
