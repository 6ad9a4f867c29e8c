/** One country of a plan: its numbers, its sectors with their activities, its places. */
import { html } from 'hono/html'
import { type Html, icon } from '../../pages/parts.ts'
import type { PlanCountry, PlanCrossing } from '../contract.ts'
import type { PlaceLine } from '../gather/country.ts'
import { bigNumber, crumbs, dollars, numberAndBar, orDash, type PlanPage, sampleNotice, usdOrDash } from './parts.ts'

export function countryBody(page: PlanPage, country: PlanCountry, places: PlaceLine[]): Html {
  const { document, t, show, address } = page
  return html`<section>${crumbs(page, { name: country.name })}${sampleNotice(page)}
<h1>${country.name}</h1>
<p class="lead">${t('reports.plan.page.country-lead', { n: country.activities, activities: show(country.activities), bodies: country.organisations, organisations: show(country.organisations), period: document.period })}</p>
<div class="figures">
${bigNumber(orDash(page, country.need), t('reports.plan.unit.need', { n: country.need ?? 0 }), howOf(page, country, 'need'))}
${bigNumber(orDash(page, country.target), t('reports.plan.unit.target', { n: country.target ?? 0 }), howOf(page, country, 'target'))}
${bigNumber(usdOrDash(page, country.requirementUsd || null), t('reports.plan.unit.asked'), moneyHow(page, country))}</div>
${country.activities > 0 ? html`<p><a class="button" href="${address.activities({ country: country.code })}">${t('reports.plan.page.open-activities', { n: country.activities, shown: show(country.activities) })}</a></p>` : ''}</section>
${bySector(page, country)}${byPlace(page, country, places)}`
}

/** Whether the plan says it of the whole country, or its places are added. */
function howOf({ document, t }: PlanPage, country: PlanCountry, what: 'need' | 'target'): string {
  const own = document.intersector.find((line) => line.what === what && line.level === 'country' && line.country === country.code)
  return t(own ? (own.isSum ? 'reports.plan.how.country-sum' : 'reports.plan.how.country-own') : `reports.plan.how.${what}-none`)
}

const moneyHow = ({ t, usd }: PlanPage, { contributionUsd, activities, requirementUsd }: PlanCountry): string =>
  requirementUsd === 0
    ? t('reports.plan.how.requirement-none')
    : contributionUsd === null
      ? t('reports.plan.how.country-asked', { n: activities })
      : t('reports.plan.how.country-given', { given: usd(contributionUsd) })

function bySector(page: PlanPage, country: PlanCountry): Html {
  const { document, t } = page
  const lines = document.crossing.filter((line) => line.country === country.code)
  if (lines.length === 0) return ''
  const most = Math.max(0, ...lines.map((line) => line.need ?? line.target ?? 0))
  return html`<section aria-labelledby="h-sec"><h2 id="h-sec">${t('reports.plan.page.by-sector')}</h2><div class="table" tabindex="0" role="region" aria-label="${country.name}: ${t('reports.plan.page.by-sector')}"><table class="bars hosted"><caption class="hide">${t('reports.plan.page.by-sector')}</caption>
<thead><tr><th>${t('reports.page.sector')}<th class="n">${t('reports.plan.map.tab-need')}<th><span class="hide">${t('reports.page.share')}</span><th class="n">${t('reports.plan.map.tab-target')}<th class="n">${t('reports.plan.map.tab-reached')}<th class="n">${t('reports.plan.activities')}<th class="n">${t('reports.plan.asked-usd')}<tbody>
${lines.map((line) => sectorLine(page, line, most))}</table></div></section>`
}

function sectorLine(page: PlanPage, line: PlanCrossing, most: number): Html {
  const { document, show, address } = page
  const sector = document.sectors.find((s) => s.id === line.sectorId)!
  return html`<tr data-sector="${sector.look}"><th scope="row">${icon(sector.look, 'i sector')} ${sector.name}${numberAndBar(page, line.need, most)}<td class="n">${orDash(page, line.target)}<td class="n">${orDash(page, line.reached)}<td class="n">${line.activities > 0 ? html`<a href="${address.activities({ country: line.country, sector: line.sectorId })}">${show(line.activities)}</a>` : '–'}<td class="n">${dollars(page, line.requirementUsd)}
`
}

function byPlace(page: PlanPage, country: PlanCountry, places: PlaceLine[]): Html {
  const { t, show, address } = page
  if (places.length === 0) return ''
  const most = Math.max(0, ...places.map((place) => place.need ?? place.target ?? 0))
  return html`<section aria-labelledby="h-places"><h2 id="h-places">${t('reports.plan.page.by-place')}</h2><div class="table" tabindex="0" role="region" aria-label="${country.name}: ${t('reports.plan.page.by-place')}"><table class="bars hosted"><caption class="hide">${t('reports.plan.page.by-place')}</caption>
<thead><tr><th>${t('reports.page.place')}<th class="n">${t('reports.plan.map.tab-need')}<th><span class="hide">${t('reports.page.share')}</span><th class="n">${t('reports.plan.map.tab-target')}<th class="n">${t('reports.plan.activities')}<th class="n">${t('reports.plan.asked-usd')}<tbody>
${places.map(
  (
    place,
  ) => html`<tr><th scope="row">${place.admin1 === null ? t('reports.plan.page.whole-country') : place.name}${numberAndBar(page, place.need, most)}<td class="n">${orDash(page, place.target)}<td class="n">${place.activities > 0 ? (place.admin1 === null ? show(place.activities) : html`<a href="${address.activities({ country: country.code, admin1: place.admin1 })}">${show(place.activities)}</a>`) : '–'}<td class="n">${dollars(page, place.usd)}
`,
)}</table></div><p class="quiet">${t('reports.plan.page.places-how')}</p></section>`
}
