/** The tables that are charts: people by country, by sector, and by country inside a sector. */
import { html } from 'hono/html'
import { classLimits, legendOf, mapWords } from '../map.ts'
import { bar, type Html, icon, live, type Page } from './parts.ts'

export function mapLegend({ document, t, show }: Page): Html {
  const words = mapWords(document, t)
  const lines = legendOf(classLimits(document.countries.map((c) => c.people)), words, show)
  return html`<ul class="legend">${lines.map((line, i) => html`<li><i class="m${i + 1}"></i>${line}`)}<li><i class="none"></i>${words.nothing}</ul>`
}

export function countryTable(page: Page): Html {
  const { document, t, show } = page
  const most = Math.max(0, ...document.countries.map((c) => c.people))
  return html`<table class="bars hosted"><caption>${t('reports.page.by-country')} <small>${document.methodName}</small></caption>
<thead><tr><th>${t('reports.page.country')}<th class="n">${t('reports.page.people')}<th><span class="hide">${t('reports.page.share')}</span><th class="n">${t('reports.page.hosted')}<tbody>
${document.countries.map(
  (
    c,
  ) => html`<tr><th scope="row">${c.name}${c.people > 0 ? html`<td class="n">${live(page, `people.c${c.code}`, show(c.people))}${bar(c.people, most)}` : html`<td class="n quiet" colspan="2">${t('reports.map.nothing')}`}<td class="n quiet">${c.hosted === null ? '–' : show(c.hosted)}
`,
)}<tfoot><tr><th scope="row">${t('reports.page.all-countries')}<td class="n">${live(page, 'people', show(document.totals.people))}<td><td class="n">${show(document.countries.reduce((sum, c) => sum + (c.hosted ?? 0), 0))}</table>`
}

export function sectorTable(page: Page): Html {
  const { document, t, show } = page
  const sectors = document.sectors.filter((s) => s.rows > 0)
  const most = Math.max(0, ...sectors.map((s) => s.people))
  return html`<table class="bars"><caption class="hide">${t('reports.page.by-sector')}</caption>
<thead><tr><th>${t('reports.page.sector')}<th class="n">${t('reports.page.people')}<th class="n">${t('reports.page.countries')}<th><span class="hide">${t('reports.page.share')}</span><tbody>
${sectors.map(
  (
    s,
  ) => html`<tr data-sector="${s.look}"><th scope="row">${icon(s.look, 'i sector')} <a href="#s${s.id}">${s.name}</a><td class="n">${live(page, `people.s${s.id}`, show(s.people))}<td class="n">${live(page, `countries.s${s.id}`, show(s.countries))}${bar(s.people, most)}
`,
)}<tfoot><tr><th scope="row">${t('reports.page.all-sectors')} <small>${document.methodName}</small><td class="n">${live(page, 'people', show(document.totals.people))}<td class="n">${live(page, 'countries', show(document.totals.countries))}<td></table>`
}

/** Sectors in which nobody was assisted directly: what was counted there instead. */
export function apartTable(page: Page): Html {
  const { document, t, show } = page
  const sectors = document.sectors.filter((s) => s.rows === 0 && s.trained + s.output > 0)
  if (sectors.length === 0) return ''
  const number = (key: string, n: number) => (key in document.figures ? live(page, key, show(n)) : '–')
  return html`<div class="table" tabindex="0" role="region" aria-label="${t('reports.page.apart-title')}"><table><caption>${t('reports.page.apart-title')}</caption>
<thead><tr><th>${t('reports.page.sector')}<th class="n">${t('reports.page.trained')}<th class="n">${t('reports.page.outputs')}<tbody>
${sectors.map(
  (
    s,
  ) => html`<tr data-sector="${s.look}"><th scope="row">${icon(s.look, 'i sector')} <a href="#s${s.id}">${s.name}</a><td class="n">${number(`trained.s${s.id}`, s.trained)}<td class="n">${number(`output.s${s.id}`, s.output)}
`,
)}</table></div>`
}

export function sectorBars(page: Page, sector: Page['document']['sectors'][number]): Html {
  const { t, show } = page
  if (sector.byCountry.length === 0) return ''
  const most = Math.max(...sector.byCountry.map((c) => c.people))
  return html`<table class="bars dense"><caption class="hide">${sector.name}: ${t('reports.page.by-country')}</caption>
<thead><tr><th>${t('reports.page.country')}<th class="n">${t('reports.page.people')}<th><span class="hide">${t('reports.page.share')}</span><tbody>
${sector.byCountry.map(
  (
    c,
  ) => html`<tr><th scope="row">${c.name}<td class="n">${live(page, `people.s${sector.id}.c${c.code}`, show(c.people))}${bar(c.people, most)}
`,
)}</table>`
}
