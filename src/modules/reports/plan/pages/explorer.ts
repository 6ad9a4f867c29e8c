/** The activities of a plan, narrowed by a form, sorted, page by page; the address keeps what was asked. */
import { html, raw } from 'hono/html'
import { type Html, icon } from '../../pages/parts.ts'
import type { PlanRow } from '../contract.ts'
import type { Explore, Page, Totals } from '../explorer.ts'
import { Sort } from '../explorer.ts'
import { crumbs, dollars, type PlanPage, sampleNotice } from './parts.ts'

export type Explored = { asked: Explore; page: Page; totals: Totals }
type Query = Record<string, string | number | undefined>

/** What is asked beside where in the list one stands. */
export const filterOf = ({ after: _, before: __, last: ___, sort, ...filter }: Explore): Query => ({
  ...filter,
  sort: sort === 'title' ? undefined : sort,
})

export function explorerBody(page: PlanPage, explored: Explored): Html {
  const { t, document, address } = page
  const { sort: _, ...filter } = filterOf(explored.asked)
  const { rows } = explored.page
  return html`<section>${crumbs(page, { name: t('reports.plan.activities') })}${sampleNotice(page)}
<h1>${t('reports.plan.page.activities-of', { plan: document.plan.name })}</h1>
${form(page, explored.asked)}${sums(page, explored.totals)}
${rows.length === 0 ? nothing(page, explored) : html`${table(page, explored)}${pages(page, explored)}`}
${explored.totals.activities === 0 ? '' : html`<ul class="downloads" aria-label="${t('reports.plan.page.download-these')}"><li><a class="button" href="${address.file('activities.csv', filter)}">${icon('download')}CSV, HXL</a><li><a class="button" href="${address.file('activities.xlsx', filter)}">${icon('download')}XLSX</a></ul>`}</section>`
}

function form({ t, document, address }: PlanPage, asked: Explore): Html {
  const choice = (name: string, label: string, options: [string | number, string][]): Html =>
    html`<label>${label}<select name="${name}"><option value="">${t('reports.plan.filter.all')}</option>${options.map(([value, shown]) => html`<option value="${value}"${String(asked[name as keyof Explore] ?? '') === String(value) ? raw(' selected') : ''}>${shown}</option>`)}</select></label>`
  const countries = document.countries.filter((c) => c.activities > 0)
  const sectors = document.sectors.filter((s) => s.activities > 0)
  const older = document.version !== null && document.version !== document.latest
  return html`<form class="filters" method="get" action="${address.explorer}" role="search">
<input type="hidden" name="language" value="${document.language}">${older ? html`<input type="hidden" name="version" value="${document.version}">` : ''}${asked.admin1 ? html`<input type="hidden" name="admin1" value="${asked.admin1}">` : ''}
<label>${t('reports.plan.filter.words')}<input type="search" name="words" maxlength="200" value="${asked.words ?? ''}"></label>
${choice(
  'country',
  t('reports.page.country'),
  countries.map((c) => [c.code, c.name]),
)}${choice(
  'sector',
  t('reports.page.sector'),
  sectors.map((s) => [s.id, s.name]),
)}${choice(
  'organisation',
  t('reports.page.organisation'),
  document.organisations.map((o) => [o.id, o.name]),
)}${choice(
  'kind',
  t('reports.page.kind'),
  (['direct', 'capacity', 'output'] as const).map((kind) => [kind, t(`reports.kind.${kind}`)]),
)}<label>${t('reports.plan.filter.sort')}<select name="sort">${Sort.options.map((sort) => html`<option value="${sort}"${asked.sort === sort ? raw(' selected') : ''}>${t(`reports.plan.sort.${sort}`)}</option>`)}</select></label>
<button class="primary">${t('reports.plan.filter.show')}</button><a class="button plain" href="${address.activities()}">${t('reports.plan.filter.clear')}</a></form>`
}

/** What the filter comes to. Targets are said for what they are: what is planned, not how many persons. */
function sums({ t, show, usd }: PlanPage, totals: Totals): Html {
  const { activities, organisations, countries } = totals
  return html`<p class="lead">${t('reports.plan.sum.activities', { n: activities, shown: show(activities), bodies: organisations, organisations: show(organisations), places: countries, countries: show(countries) })}</p>
${activities === 0 ? '' : html`<div class="figures"><p class="figure"><b>${usd(totals.usd)}</b> ${t('reports.plan.asked')}</p><p class="figure"><b>${show(totals.directTarget)}</b> ${t('reports.plan.sum.targets')}<span class="method">${t('reports.plan.sum.targets-how')}</span></p></div>`}`
}

function nothing({ t, address }: PlanPage, { asked, totals }: Explored): Html {
  const beyond = totals.activities > 0
  return html`<div class="empty"><p>${t(beyond ? 'reports.plan.page.beyond' : 'reports.plan.page.no-activities')}</p><p><a class="button" href="${address.activities(beyond ? filterOf(asked) : {})}">${t(beyond ? 'reports.plan.page.first' : 'reports.plan.filter.clear')}</a></p></div>`
}

function table(page: PlanPage, { page: { rows } }: Explored): Html {
  const { t } = page
  return html`<table class="hosted"><caption class="hide">${t('reports.plan.activities')}</caption>
<thead><tr><th>${t('reports.page.activity')}<th class="n">${t('reports.plan.planned')}<th class="n">${t('reports.plan.asked-usd')}<tbody>
${rows.map((row) => line(page, row))}</table>`
}

/** Three columns, so that a telephone shows them side by side. */
function line(page: PlanPage, row: PlanRow): Html {
  const { t, address } = page
  const { shown, unit } = plannedOf(page, row)
  return html`<tr data-sector="${row.look}"><th scope="row"><a href="${address.activity(row.id)}">${row.title || t('reports.plan.page.untitled')}</a><br><span class="quiet">${icon(row.look, 'i sector')} ${[row.sector, placeOf(row), row.organisation].filter(Boolean).join(' · ')}</span><td class="n">${shown}<br><small style="white-space:normal">${unit}</small><td class="n">${dollars(page, row.totalUsd)}
`
}

export const placeOf = (row: PlanRow): string => [row.countryName, row.admin1Name].filter(Boolean).join(' · ')

/** Each kind says what it counts: people, people trained, or how many of something. */
export function plannedOf({ t, show }: PlanPage, row: PlanRow): { shown: string; unit: string } {
  const n = (row.kind === 'output' ? row.outputQuantity : row.targetPeople) ?? 0
  const unit = row.kind === 'output' ? 'plan.output-unit' : row.kind === 'capacity' ? 'count.trained-unit' : 'count.people-unit'
  return { shown: show(n), unit: t(`reports.${unit}`, { n }) }
}

function pages({ t, address }: PlanPage, { asked, page: { rows, hasBefore, hasAfter } }: Explored): Html {
  const to = (query: Query) => address.activities({ ...filterOf(asked), ...query })
  return html`<p class="pages">${hasBefore ? html`<a href="${to({})}">${t('reports.plan.page.first')}</a> <a rel="prev" href="${to({ before: rows[0]!.id })}">${t('reports.plan.page.previous')}</a>` : ''}${hasAfter ? html` <a class="end" rel="next" href="${to({ after: rows.at(-1)!.id })}">${t('reports.plan.page.next')}</a> <a href="${to({ last: 'true' })}">${t('reports.plan.page.last')}</a>` : ''}</p>`
}
