/** The list of a distribution on paper: what is planned, room for what was given and a signature; who has come already is not given to again. */
import { readFileSync } from 'node:fs'
import type { Context } from '../../../core/context.ts'
import { type Texts, textIn, translator } from '../../../core/i18n.ts'
import { typesetPdf } from '../../../core/typst.ts'
import { findService } from '../services/queries.ts'
import type { Expected } from './contract.ts'
import { expectedFor } from './leaving.ts'
import type { DistributionRow } from './queries.ts'

export async function listPaper(ctx: Context, id: string): Promise<Buffer> {
  const { row, households } = await expectedFor(ctx, id, 'printed')
  const t = translator(ctx.language)
  const hasValue = row.cashValueUsd !== null
  const columns = columnsFor(ctx, hasValue)
  const data = {
    title: row.title,
    language: ctx.language,
    about: [...(await aboutOf(ctx, row)), t('delivery.list.expected', { count: households.length })].join(' · '),
    notice: t('delivery.list.notice'),
    pageWords: t('delivery.list.page'),
    hasValue,
    head: columns.map(([name]) => t(`delivery.list.${name}`)),
    rows: households.map((h, n) => columns.map(([, cell]) => cell(h, n))),
    total: hasValue ? [t('delivery.list.total'), usdIn(ctx)(sum(households))] : [],
  }
  return typesetPdf(readFileSync(new URL('./list.typ', import.meta.url), 'utf8'), data)
}

const sum = (households: readonly Expected[]): number => households.reduce((usd, h) => usd + (h.cashValueUsd ?? 0), 0)
const usdIn = ({ language }: Context) =>
  new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format

/** What it is, how it is handed over, where and when. */
async function aboutOf(ctx: Context, { serviceId, siteId, mechanismId, day }: DistributionRow): Promise<string[]> {
  const service = await findService(ctx.db, serviceId)
  const site = await ctx.db.selectFrom('sites').select('names').where('id', '=', siteId).executeTakeFirst()
  const mechanism = await ctx.db
    .selectFrom('planMechanisms')
    .select(['names', 'name'])
    .where('id', '=', mechanismId)
    .executeTakeFirst()
  const date = new Intl.DateTimeFormat(ctx.language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`))
  const named = (names: unknown) => textIn((names ?? {}) as Texts, ctx.language)
  return [named(service?.names), named(mechanism?.names) || (mechanism?.name ?? ''), named(site?.names), date].filter(Boolean)
}

type Cell = (household: Expected, at: number) => string
function columnsFor(ctx: Context, hasValue: boolean): [string, Cell][] {
  const { format: amount } = new Intl.NumberFormat(ctx.language, { maximumFractionDigits: 3 })
  const usd = usdIn(ctx)
  const money = (value: number | null | undefined) => (value === null || value === undefined ? '' : usd(value))
  const worth: [string, Cell][] = [
    ['value-expected', (h) => money(h.cashValueUsd)],
    ['value-given', (h) => money(h.came?.cashValueUsd)],
  ]
  return [
    ['number', (_, at) => String(at + 1)],
    ['card', (h) => h.card],
    ['head', (h) => h.head],
    ['size', (h) => String(h.size)],
    ['quantity-expected', (h) => amount(h.quantity)],
    ['quantity-given', (h) => (h.came ? amount(h.came.quantity) : '')],
    ...(hasValue ? worth : []),
    ['collected-by', (h) => h.came?.collectedBy ?? ''],
    ['signature', (h) => (h.came ? translator(ctx.language)('delivery.list.has-come') : '')],
  ]
}
