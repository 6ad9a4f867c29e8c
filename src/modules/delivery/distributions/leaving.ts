/** The list of a distribution on its way out as a workbook to fill in; and what came back, in words. */
import { assertMay } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { record } from '../../../core/events.ts'
import { translator } from '../../../core/i18n.ts'
import { type BookColumn, type BookSheet, writeBook } from '../../../core/tables/writing.ts'
import { getDistribution, namesWithin, noteListed } from './actions.ts'
import type { Expected, ReturnedRow } from './contract.ts'
import { type DistributionRow, listExpected } from './queries.ts'
import { takenBackOn } from './taken-back.ts'

export async function expectedFor(
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

const sheetOf = (name: string, columns: BookColumn[], head: string[], rows: (string | number)[][]): BookSheet => ({
  name,
  columns,
  head: [head],
  rows,
})

/** Columns to fill in; the id at the end says whose row it is whatever happens to the others. */
export async function listBook(ctx: Context, id: string): Promise<AsyncGenerator<Buffer>> {
  const { row, households } = await expectedFor(ctx, id, 'exported')
  const t = translator(ctx.language)
  const yes = t('delivery.list.yes')
  const takenBack = await takenBackOn(ctx.db, id)
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
    ['taken-back', 10, (h) => takenBack.get(h.household)?.length ?? ''],
    ['id', 2, (h) => h.household],
  ]
  const isShown = (column: string) =>
    column === 'taken-back' ? takenBack.size > 0 : row.cashValueUsd !== null || !column.startsWith('value')
  const shown = columns.filter(([column]) => isShown(column))
  const rows = households.map((h) => shown.map(([, , cell]) => cell(h)))
  const widths = shown.map(([column, width]): BookColumn => ({ width, format: column.startsWith('value') ? 'money' : 'plain' }))
  const head = shown.map(([column]) => t(`delivery.list.${column}`))
  return writeBook([sheetOf(row.title, widths, head, rows)])
}

/** What there is to say of the rows of a list that came back. */
export function returnedBook(ctx: Context, said: readonly ReturnedRow[]): AsyncGenerator<Buffer> {
  const t = translator(ctx.language)
  const head = ['row', 'card', 'outcome', 'says'].map((c) => t(`delivery.list.${c}`))
  const rows = said.map((r) => [r.row, r.card, t(`delivery.returned.outcome.${r.outcome}`), r.says])
  return writeBook([
    sheetOf(
      t('delivery.returned.sheet'),
      [8, 14, 18, 80].map((width) => ({ width, format: 'plain' })),
      head,
      rows,
    ),
  ])
}
