/** The tables of a plan's page: countries, sectors with bars, money, organisations, donors. */
import { html } from 'hono/html'
import { bar, type Html, icon } from '../../pages/parts.ts'
import { capital, dollars, numberAndBar, orDash, type PlanPage, percent, usdOrDash } from './parts.ts'

export function countryTable(page: PlanPage): Html {
  const { document, t, show, address } = page
  const lines = document.countries.filter((c) => c.need !== null || c.target !== null || c.activities > 0)
  const most = Math.max(0, ...lines.map((c) => c.need ?? c.target ?? 0))
  return html`<div class="table" tabindex="0" role="region" aria-label="${t('reports.plan.page.by-country')}"><table class="bars hosted dense"><caption>${t('reports.plan.page.by-country')}</caption>
<thead><tr><th>${t('reports.page.country')}<th class="n">${t('reports.plan.map.tab-need')}<th><span class="hide">${t('reports.page.share')}</span><th class="n">${t('reports.plan.map.tab-target')}<th class="n">${t('reports.plan.asked-usd')}<tbody>
${lines.map(
  (
    c,
  ) => html`<tr><th scope="row"><a href="${address.country(c.code)}">${c.name}</a>${numberAndBar(page, c.need, most)}<td class="n">${orDash(page, c.target)}<td class="n">${dollars(page, c.requirementUsd)}
`,
)}<tfoot><tr><th scope="row">${t('reports.page.all-countries')}<td class="n">${orDash(page, document.totals.need)}<td><td class="n">${orDash(page, document.totals.target)}<td class="n">${dollars(page, document.totals.requirementUsd)}</table></div>
<p class="quiet">${t('reports.plan.page.countries-count', { n: lines.length, shown: show(lines.length) })}</p>`
}

/** Three bars a sector: need, target, reached, on one scale. */
export function sectorTable(page: PlanPage): Html {
  const { document, t, address } = page
  const sectors = document.sectors.filter((s) => s.need !== null || s.target !== null || s.activities > 0)
  const hasReached = sectors.some((s) => s.reached !== null)
  const most = Math.max(0, ...sectors.flatMap((s) => [s.need ?? 0, s.target ?? 0, s.reached ?? 0]))
  const measures = (['need', 'target', 'reached'] as const).filter((what) => what !== 'reached' || hasReached)
  return html`<table class="bars hosted"><caption class="hide">${t('reports.plan.page.by-sector')}</caption>
<thead><tr><th>${t('reports.page.sector')}<th>${t('reports.page.what')}<th class="n">${t('reports.page.people')}<th><span class="hide">${t('reports.page.share')}</span>
${sectors.map(
  (s) =>
    html`<tbody data-sector="${s.look}">${measures.map(
      (
        what,
        i,
      ) => html`<tr>${i === 0 ? html`<th scope="rowgroup" rowspan="${measures.length}">${icon(s.look, 'i sector')} ${s.activities > 0 ? html`<a href="${address.activities({ sector: s.id })}">${s.name}</a>` : s.name}` : ''}<td>${t(`reports.plan.map.tab-${what}`)}${numberAndBar(page, s[what], most)}
`,
    )}`,
)}</table>`
}

export function moneySection(page: PlanPage): Html {
  const { document, t } = page
  const { totals, how } = document
  if (totals.requirementUsd === 0 && totals.contributionUsd === null) return ''
  const given = totals.contributionUsd !== null
  const sectors = document.sectors.filter((s) => s.requirementUsd > 0 || (s.contributionUsd ?? 0) > 0)
  return html`<section aria-labelledby="h-money"><h2 id="h-money">${t('reports.plan.page.money')}</h2>
<div class="figures">${amount(page, totals.requirementUsd, 'asked')}${given ? html`${amount(page, totals.contributionUsd, 'given')}${amount(page, totals.gapUsd, 'missing')}<p class="figure"><b>${percent(page, totals.coverage)}</b> ${t('reports.plan.covered')}</p>` : ''}</div>
<p class="quiet">${how.contribution}</p>
${sectors.length > 0 ? moneyTable(page, sectors, given) : ''}</section>`
}
const amount = (page: PlanPage, n: number | null, what: string): Html =>
  html`<p class="figure"><b>${usdOrDash(page, n)}</b> ${page.t(`reports.plan.${what}`)}</p>`

function moneyTable(page: PlanPage, sectors: PlanPage['document']['sectors'], given: boolean): Html {
  const { document, t } = page
  const most = Math.max(...sectors.map((s) => s.requirementUsd))
  const { totals, unspecified } = document
  return html`<div class="table" tabindex="0" role="region" aria-label="${t('reports.plan.page.money-by-sector')}"><table class="bars hosted"><caption>${t('reports.plan.page.money-by-sector')}</caption>
<thead><tr><th>${t('reports.page.sector')}<th class="n">${t('reports.plan.asked-usd')}<th><span class="hide">${t('reports.page.share')}</span><th class="n">${t('reports.plan.cash-usd')}${given ? html`<th class="n">${t('reports.plan.given-usd')}<th class="n">${capital(t('reports.plan.covered'))}` : ''}<tbody>
${sectors.map(
  (
    s,
  ) => html`<tr data-sector="${s.look}"><th scope="row">${icon(s.look, 'i sector')} ${s.name}<td class="n">${dollars(page, s.requirementUsd)}${bar(s.requirementUsd, most)}<td class="n">${dollars(page, s.cashUsd)}${given ? html`<td class="n">${dollars(page, s.contributionUsd)}<td class="n">${percent(page, s.coverage)}` : ''}
`,
)}${given && unspecified.sector !== 0 ? html`<tr><th scope="row">${t('reports.plan.unspecified')}<td class="n">–<td><td class="n">–<td class="n">${dollars(page, unspecified.sector)}<td class="n">–` : ''}<tfoot><tr><th scope="row">${t('reports.page.all-sectors')}<td class="n">${dollars(page, totals.requirementUsd)}<td><td class="n">${dollars(page, totals.cashUsd)}${given ? html`<td class="n">${dollars(page, totals.contributionUsd)}<td class="n">${percent(page, totals.coverage)}` : ''}</table></div>`
}

export function organisationTable(page: PlanPage): Html {
  const { document, t, show, address } = page
  const given = document.organisations.some((o) => o.contributionUsd !== null)
  return html`<div class="table" tabindex="0" role="region" aria-label="${t('reports.page.organisation')}"><table class="dense"><caption class="hide">${t('reports.plan.page.who')}</caption>
<thead><tr><th>${t('reports.page.organisation')}<th class="n">${t('reports.page.countries')}<th class="n">${t('reports.plan.activities')}<th class="n">${t('reports.plan.asked-usd')}${given ? html`<th class="n">${t('reports.plan.given-usd')}` : ''}<tbody>
${document.organisations.map(
  (
    o,
  ) => html`<tr><th scope="row"><a href="${address.activities({ organisation: o.id })}">${o.name}</a><td class="n">${show(o.countries.length)}<td class="n">${show(o.activities)}<td class="n">${dollars(page, o.requirementUsd)}${given ? html`<td class="n">${dollars(page, o.contributionUsd)}` : ''}
`,
)}</table></div>`
}

export function donorsSection(page: PlanPage): Html {
  const { document, t, usd } = page
  if (document.donors.length === 0) return ''
  return html`<section aria-labelledby="h-donors"><h2 id="h-donors">${t('reports.page.donors')}</h2><ul class="donors">${document.donors.map((d) => html`<li>${d.name}${d.usd === null ? '' : html` <span class="quiet">${usd(d.usd)}</span>`}`)}</ul></section>`
}

export function projectionTable(page: PlanPage): Html {
  const { document, t, show } = page
  if (document.projections.length === 0) return ''
  return html`<div class="table" tabindex="0" role="region" aria-label="${t('reports.plan.page.projections')}"><table class="dense"><caption>${t('reports.plan.page.projections')}</caption>
<thead><tr><th>${t('reports.page.country')}<th>${t('reports.plan.group-of')}<th class="n">${t('reports.page.people')}<th>${t('reports.plan.as-of')}<th>${t('reports.plan.source')}<tbody>
${document.projections.map(
  (
    p,
  ) => html`<tr><th scope="row">${p.name}<td>${p.group ? t(`reports.plan.cell.${p.group}`) : ''}<td class="n">${show(p.people)}<td class="nowrap">${p.asOf}<td>${p.source}
`,
)}</table></div>`
}
