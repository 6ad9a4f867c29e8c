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
  const yes = t('delivery.list.yes')
  const columns: [string, number, (h: Expected) => string | number][] = [
    ['card', 14, (h) => h.card],
    ['head', 34, (h) => h.head],
    ['size', 8, (h) => h.size],
    ['quantity-expected', 10, (h) => h.quantity],
    ['value-expected', 12, (h) => h.cashValueUsd ?? ''],
    ['came', 12, (h) => (h.came ? yes : '')],
    ['collected-by', 26, (h) => h.came?.collectedBy ?? ''],
    ['quantity-given', 12, (h) => h.came?.quantity ?? ''],
    ['value-given', 12, (h) => h.came?.cashValueUsd ?? ''],
    ['time', 10, () => ''],
    ['id', 2, (h) => h.household],
  ]
  const shown = columns.filter(([column]) => row.cashValueUsd !== null || !column.startsWith('value'))
  const rows = households.map((h) => shown.map(([, , cell]) => cell(h)))
  const widths = shown.map(([, width]) => width)
  const head = shown.map(([column]) => t(`delivery.list.${column}`))
  return writeBook([sheetOf(row.title, widths, head, rows)])
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
  const hasValue = row.cashValueUsd !== null
  const { format: amount } = new Intl.NumberFormat(ctx.language, { maximumFractionDigits: 3 })
  const { format: usd } = new Intl.NumberFormat(ctx.language, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
  const data = {
    title: row.title,
    language: ctx.language,
    about: [named(service?.names), named(site?.names), day, t('delivery.list.expected', { count: households.length })].join(
      ' · ',
    ),
    notice: t('delivery.list.notice'),
    pageWords: t('delivery.list.page'),
    hasValue,
    head: [
      ...['number', 'card', 'head', 'size', 'quantity-expected', 'quantity-given'],
      ...(hasValue ? ['value-expected', 'value-given'] : []),
      ...['collected-by', 'signature'],
    ].map((c) => t(`delivery.list.${c}`)),
    rows: households.map((h, n) => [
      ...[String(n + 1), h.card, h.head, String(h.size), amount(h.quantity), ''],
      ...(hasValue ? [h.cashValueUsd === null ? '' : usd(h.cashValueUsd), ''] : []),
      ...['', ''],
    ]),
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
