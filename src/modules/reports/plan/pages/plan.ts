/** A plan as a page: what, where, when, who; three numbers; map, sectors, countries, money, objectives, organisations, versions. */
import { html } from 'hono/html'
import { type Html, icon } from '../../pages/parts.ts'
import type { MapWhat } from './map.ts'
import { mapFigure, mapsOf } from './map.ts'
import { objectivesSection } from './objectives.ts'
import { bigNumber, crumbs, dayOf, orDash, type PlanPage, paragraphs, sampleNotice, usdOrDash } from './parts.ts'
import { countryTable, donorsSection, moneySection, organisationTable, projectionTable, sectorTable } from './tables.ts'

export const planIcons = ({ document }: PlanPage): string[] => ['download', 'common', ...document.sectors.map((s) => s.look)]

export const planBody = (page: PlanPage, what: MapWhat | undefined): Html => html`${opening(page)}
${where(page, what)}${bySector(page)}${moneySection(page)}${scenario(page)}${objectivesSection(page)}
${whoPlans(page)}${donorsSection(page)}${versions(page)}${methods(page)}`

function opening(page: PlanPage): Html {
  const { document, t, address } = page
  return html`<section>${crumbs(page)}${sampleNotice(page)}${olderNotice(page)}
<h1>${document.plan.name}</h1>
<p class="lead">${leadOf(page)}</p>
<p class="quiet">${standOf(page)}</p>
${document.note ? html`<p>${document.note}</p>` : ''}
<ul class="downloads" aria-label="${t('reports.plan.page.download')}">${files(page).map(([name, shown]) => html`<li><a class="button" href="${address.file(name)}">${icon('download')}${shown}</a>`)}</ul>
${headline(page)}${paragraphs(document.narrative)}</section>`
}

/** Every form of the plan; CSV carries tags of the humanitarian exchange language. */
function files({ document }: PlanPage): [string, string][] {
  const has = (what: 'need' | 'target') => document.intersector.some((line) => line.what === what)
  const plans = document.totals.activities > 0
  const all: [name: string, shown: string, isThere: boolean][] = [
    ['plan.pdf', 'PDF', true],
    ['plan.docx', 'DOCX', true],
    ['plan.xlsx', 'XLSX', true],
    ['plan.xml', 'IATI', plans],
    ['activities.csv', 'CSV, HXL', plans],
    ['needs.csv', 'needs.csv', has('need')],
    ['targets.csv', 'targets.csv', has('target')],
    ['contributions.csv', 'contributions.csv', document.donors.length > 0],
  ]
  return all.filter(([, , isThere]) => isThere).map(([name, shown]) => [name, shown])
}

export const leadOf = ({ document, t, show }: PlanPage): string =>
  t(document.totals.activities > 0 ? 'reports.plan.page.lead' : 'reports.plan.page.lead-areas', {
    period: document.period,
    n: document.totals.countries,
    countries: show(document.totals.countries),
    bodies: document.totals.organisations,
    organisations: show(document.totals.organisations),
    planned: document.totals.activities,
    activities: show(document.totals.activities),
    areas: document.objectives.reduce((sum, o) => sum + o.areas.length, 0),
  })

export const standOf = ({ document, t }: PlanPage): string =>
  document.isDraft || document.published === null
    ? t('reports.plan.page.draft')
    : t('reports.plan.page.published', { version: document.version, day: dayOf(document.published, document.language) })

const olderNotice = ({ document, t, address }: PlanPage): Html =>
  document.version !== null && document.latest !== null && document.version < document.latest
    ? html`<p class="notice" data-tone="info"><a href="${address.version(document.latest)}">${t('reports.plan.page.newer', { version: document.latest })}</a></p>`
    : ''

function headline(page: PlanPage): Html {
  const { document, t } = page
  const { totals, how } = document
  return html`<div class="figures">
${bigNumber(orDash(page, totals.need), t('reports.plan.unit.need', { n: totals.need ?? 0 }), how.need)}
${bigNumber(orDash(page, totals.target), t('reports.plan.unit.target', { n: totals.target ?? 0 }), how.target)}
${bigNumber(usdOrDash(page, totals.requirementUsd || null), t('reports.plan.unit.asked'), how.requirement)}</div>`
}

function where(page: PlanPage, wanted: MapWhat | undefined): Html {
  const { document, t } = page
  const maps = mapsOf(document)
  const what = maps.find((one) => one === wanted) ?? maps[0]
  if (what === undefined && document.totals.activities === 0) return presence(page)
  return html`<section aria-labelledby="h-map"><h2 id="h-map">${t('reports.plan.page.where')}</h2>
${what ? html`<div class="story">${mapFigure(page, what)}${countryTable(page)}</div>` : countryTable(page)}</section>`
}

const presence = ({ document, t }: PlanPage): Html =>
  document.presence.length === 0
    ? ''
    : html`<section aria-labelledby="h-map"><h2 id="h-map">${t('reports.plan.page.presence')}</h2><p>${document.presence.map((c) => c.name).join(', ')}</p></section>`

const bySector = (page: PlanPage): Html =>
  page.document.totals.sectors === 0
    ? ''
    : html`<section aria-labelledby="h-sec"><h2 id="h-sec">${page.t('reports.plan.page.by-sector')}</h2>${sectorTable(page)}<p class="quiet">${page.document.how.reached}</p></section>`

function scenario(page: PlanPage): Html {
  const { document, t } = page
  if (document.scenario.length + document.projections.length === 0) return ''
  return html`<section aria-labelledby="h-scenario"><h2 id="h-scenario">${t('reports.plan.page.scenario')}</h2>${paragraphs(document.scenario)}${projectionTable(page)}</section>`
}

function whoPlans(page: PlanPage): Html {
  const { document, t, address, show } = page
  if (document.organisations.length === 0) return ''
  return html`<section aria-labelledby="h-who"><h2 id="h-who">${t('reports.plan.page.who')}</h2>
<p><a class="button" href="${address.activities()}">${t('reports.plan.page.open-activities', { n: document.totals.activities, shown: show(document.totals.activities) })}</a></p>
<details><summary>${t('reports.plan.page.organisations', { n: document.organisations.length, shown: show(document.organisations.length) })}</summary>${organisationTable(page)}</details></section>`
}

function versions(page: PlanPage): Html {
  const { document, t, address, show } = page
  if (document.versions.length === 0) return ''
  return html`<section aria-labelledby="h-versions"><h2 id="h-versions">${t('reports.plan.page.versions')}</h2><ol class="history" reversed>${document.versions.map(
    (v) =>
      html`<li><a href="${address.version(v.number)}">${t('reports.plan.page.version', { version: v.number })}</a> <span class="quiet">${dayOf(v.published, document.language)} · ${
        v.changes
          ? t('reports.plan.page.changes', {
              added: show(v.changes.added),
              changed: show(v.changes.changed),
              removed: show(v.changes.removed),
            })
          : t('reports.plan.page.first-version', { n: v.activities, shown: show(v.activities) })
      }</span>${v.note ? html`<br>${v.note}` : ''}`,
  )}</ol></section>`
}

function methods({ document, t, show }: PlanPage): Html {
  return html`<section id="method" aria-labelledby="h-method"><h2 id="h-method">${t('reports.page.method')}</h2><ul>${document.methods.map((m) => html`<li>${m}`)}</ul>
${document.stated.length > 0 ? html`<details><summary>${t('reports.plan.page.stated')}</summary><ul>${document.stated.map((s) => html`<li>${s.of}, ${s.dated}: ${t(`reports.plan.stated.${s.what}`)} ${show(s.value)} <span class="quiet">${[s.source, s.note].filter(Boolean).join('; ')}</span>`)}</ul></details>` : ''}
${document.sources.length > 0 ? html`<p class="quiet">${t('reports.plan.page.sources', { sources: document.sources.join('; ') })}</p>` : ''}</section>`
}
