/** The list of a distribution on its way out: as a workbook to fill in, as a paper to sign; and what came back, in words. */
import { readFileSync } from 'node:fs'
import { assertMay } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { record } from '../../../core/events.ts'
import { translator } from '../../../core/i18n.ts'
import { type BookSheet, writeBook } from '../../../core/tables/writing.ts'
import { typesetPdf } from '../../../core/typst.ts'
import { findService } from '../services/queries.ts'
import { getDistribution, namesWithin, noteListed } from './actions.ts'
import type { Expected, Returned } from './contract.ts'
import { type DistributionRow, listExpected } from './queries.ts'

async function expectedFor(
  ctx: Context,
  id: string,
  how: 'exported' | 'printed',
): Promise<{ row: DistributionRow; households: Expected[] }> {
  const row = await getDistribution(ctx, id)
  assertMay(ctx, 'people.read', { organisationId: row.organisationId, siteId: row.siteId })
  const households = await listExpected(ctx.db, namesWithin(ctx), id)
  await noteListed(
    ctx,
    row,
    households.map((h) => h.household),
    how,
  )
  await record(ctx.db, ctx.actor, `distribution.${how}`, id, { households: households.length })
  return { row, households }
}

const sheetOf = (name: string, widths: number[], head: string[], rows: (string | number)[][]): BookSheet => ({
  name,
  columns: widths.map((width) => ({ width, format: 'plain' })),
  head: [head],
  rows,
})

/** Columns to fill in; the id at the end says whose row it is whatever happens to the others. */
export async function listBook(ctx: Context, id: string): Promise<AsyncGenerator<Buffer>> {
  const { row, households } = await expectedFor(ctx, id, 'exported')
  const t = translator(ctx.language)
  const head = ['card', 'head', 'size', 'quantity-expected', 'came', 'collected-by', 'quantity-given', 'time', 'id'].map((c) =>
    t(`delivery.list.${c}`),
  )
  const yes = t('delivery.list.yes')
  const rows = households.map((h) => [
    h.card,
    h.head,
    h.size,
    h.quantity,
    h.came ? yes : '',
    h.came?.collectedBy ?? '',
    h.came?.quantity ?? '',
    '',
    h.household,
  ])
  return writeBook([sheetOf(row.title, [14, 34, 8, 10, 12, 26, 12, 10, 2], head, rows)])
}

export async function listPaper(ctx: Context, id: string): Promise<Buffer> {
  const { row, households } = await expectedFor(ctx, id, 'printed')
  const t = translator(ctx.language)
  const service = await findService(ctx.db, row.serviceId)
  const site = await ctx.db.selectFrom('sites').select('names').where('id', '=', row.siteId).executeTakeFirst()
  const named = (names: unknown) => {
    const texts = (names ?? {}) as Record<string, string>
    return texts[ctx.language] ?? texts.en ?? Object.values(texts)[0] ?? ''
  }
  const day = new Intl.DateTimeFormat(ctx.language, { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${row.day}T00:00:00Z`),
  )
  const data = {
    title: row.title,
    language: ctx.language,
    about: [named(service?.names), named(site?.names), day, t('delivery.list.expected', { count: households.length })].join(
      ' · ',
    ),
    notice: t('delivery.list.notice'),
    pageWords: t('delivery.list.page'),
    head: ['number', 'card', 'head', 'size', 'quantity-expected', 'quantity-given', 'collected-by', 'signature'].map((c) =>
      t(`delivery.list.${c}`),
    ),
    rows: households.map((h, n) => [String(n + 1), h.card, h.head, String(h.size), String(h.quantity), '', '', '']),
  }
  return typesetPdf(readFileSync(new URL('./list.typ', import.meta.url), 'utf8'), data)
}

/** What there is to say of a list that came back. */
export function returnedBook(ctx: Context, returned: Returned): AsyncGenerator<Buffer> {
  const t = translator(ctx.language)
  const head = ['row', 'card', 'outcome', 'says'].map((c) => t(`delivery.list.${c}`))
  const rows = returned.rows.map((r) => [r.row, r.card, t(`delivery.returned.outcome.${r.outcome}`), r.says])
  return writeBook([sheetOf(t('delivery.returned.sheet'), [8, 14, 18, 80], head, rows)])
}
