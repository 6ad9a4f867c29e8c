/** The rows behind an edition, by pages. */
import { html } from 'hono/html'
import type { PublishedRow } from '../contract.ts'
import { type Html, icon, type Page } from './parts.ts'

export function rowsBody(page: Page, rows: PublishedRow[], perPage: number, sector?: string): Html {
  const { document, t, show, address } = page
  const name = document.sectors.find((s) => String(s.id) === sector)?.name
  const base = address.rows!(sector === undefined ? undefined : Number(sector))
  return html`<section><nav class="crumbs" aria-label="${t('reports.page.where')}"><ol><li><a href="${address.overviews}">${t('reports.page.overviews')}</a><li><a href="${address.self(document.language)}">${document.period}</a><li aria-current="page">${t('reports.form.sheet-rows')}</ol></nav>
<h1>${t('reports.page.rows')}${name ? html` · ${name}` : ''}</h1>
${rows.length === 0 ? html`<p>${t('reports.page.no-rows')}</p>` : html`<p class="quiet">${t('reports.page.rows-shown', { first: show(rows[0]!.position), last: show(rows.at(-1)!.position) })}</p>${rowsTable(page, rows)}`}
<p class="pages"><a href="${address.self(document.language)}">${t('reports.page.back')}</a>${rows.length > 0 && rows[0]!.position > 1 && sector === undefined ? html` <a href="${base}">${t('reports.page.first-rows')}</a>` : ''}${rows.length === perPage ? html` <a class="end" href="${base}&after=${rows.at(-1)!.position}">${t('reports.page.next-rows')}</a>` : ''}</p></section>`
}

export function rowsTable({ t, show }: Page, rows: PublishedRow[]): Html {
  return html`<div class="table" tabindex="0" role="region" aria-label="${t('reports.form.sheet-rows')}"><table class="dense rows"><caption class="hide">${t('reports.page.rows')}</caption>
<thead><tr><th>${t('reports.page.activity')}<th>${t('reports.page.sector')}<th>${t('reports.page.place')}<th>${t('reports.page.organisation')}<th>${t('reports.page.month')}<th>${t('reports.page.kind')}<th class="n">${t('reports.page.number')}<th>${t('reports.page.note')}<tbody>
${rows.map(
  (
    r,
  ) => html`<tr><th scope="row">${r.activity}<td data-sector="${r.look}">${icon(r.look, 'i sector')} ${r.sector}<td>${r.place}<td>${r.organisation}<td class="nowrap">${r.month ?? ''}<td>${r.kind ? t(`reports.kind.${r.kind}`) : ''}<td class="n">${show(r.number)}<td>${r.note}
`,
)}</table></div>`
}
