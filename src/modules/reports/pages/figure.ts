/** One figure opened: what it is, how it is made, when it was counted, the rows behind it. */
import { html } from 'hono/html'
import { languageOf } from '../../../core/i18n.ts'
import { periodName } from '../compose/period.ts'
import type { OverviewFigure, PublishedRow } from '../contract.ts'
import { shown } from '../rules/numbers.ts'
import type { Html, Page } from './parts.ts'
import { rowsTable } from './rows.ts'

export function figureBody(page: Page, key: string, rows: PublishedRow[]): Html {
  const { document, t, show, address } = page
  const figure = document.figures[key]!
  const { from, until, measure } = figure.reference
  const pairs: [string, string][] = [
    [t('reports.figure.made'), methodOf(page, figure)],
    [t('reports.figure.period'), periodName(from, until, document.language)],
    [
      t('reports.figure.countries'),
      `${show(figure.countries.length)}${figure.countries.length > 0 ? ` (${namesOf(page, figure.countries)})` : ''}`,
    ],
    [t('reports.figure.rows'), show(figure.rows)],
    [t('reports.figure.counted'), momentOf(figure.countedAt, document.language)],
  ]
  return html`<section><nav class="crumbs" aria-label="${t('reports.page.where')}"><ol><li><a href="${address.overviews}">${t('reports.page.overviews')}</a><li><a href="${address.self(document.language)}">${document.period}</a><li aria-current="page">${t('reports.form.figure')}</ol></nav>
<h1>${figure.label}</h1>
<p class="figure big"><b>${shown(measure, figure.value, document.language)}</b>${t(`reports.measure.${measure}`)}</p>
<dl class="pairs">${pairs.map(([term, text]) => html`<dt>${term}<dd>${text}`)}</dl></section>
<section aria-labelledby="h-rows"><h2 id="h-rows">${t('reports.page.rows')}</h2>${rows.length === 0 ? html`<p>${t('reports.page.no-rows')}</p>` : rowsTable(page, rows)}
${figure.rows > rows.length && address.rows ? html`<p><a href="${address.rows(figure.reference.sector)}">${t('reports.page.next-rows')}</a></p>` : ''}
<p><a href="${address.self(document.language)}">${t('reports.page.back')}</a></p></section>`
}

export function methodOf({ document, t, show }: Page, { reference, whole }: OverviewFigure): string {
  if (reference.measure === 'share') return t(`reports.figure.method-share-${reference.of ?? 'all'}`, { whole: show(whole ?? 0) })
  const method = reference.method === 'stored' ? document.methodName : t(`reports.method.${reference.method}`)
  return t(`reports.figure.method-${reference.measure}`, { method })
}

const namesOf = ({ document }: Page, codes: string[]) =>
  codes
    .map((code) => document.countries.find((c) => c.code === code)?.name ?? code)
    .sort((a, b) => a.localeCompare(b, document.language))
    .join(', ')
export const momentOf = (at: string, language: string): string =>
  `${new Intl.DateTimeFormat(languageOf(language), { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(new Date(at))} UTC`
