/** One activity of a plan with all its cells, and what published overviews report of it. */
import { html } from 'hono/html'
import { periodName } from '../../compose/period.ts'
import { bar, type Html, icon } from '../../pages/parts.ts'
import type { PlanRow } from '../contract.ts'
import type { Reported } from '../reported.ts'
import { placeOf, plannedOf } from './explorer.ts'
import { capital, crumbs, type PlanPage, sampleNotice } from './parts.ts'

const groups = ['inDestination', 'inTransit', 'hostCommunity', 'pendular', 'returnees'] as const
const ages = ['girls', 'boys', 'women', 'men', 'otherUnder18', 'otherAdult'] as const

export function activityBody(page: PlanPage, row: PlanRow, reported: Reported | undefined): Html {
  const { t, usd, address, document } = page
  const planned = plannedOf(page, row)
  const title = row.title || t('reports.plan.page.untitled')
  const pairs: [string, Html | string][] = [
    [
      t('reports.page.organisation'),
      html`<a href="${address.activities({ organisation: row.organisationId })}">${row.organisationName}</a>${row.organisation === row.organisationName ? '' : ` (${row.organisation})`}`,
    ],
    [t('reports.page.place'), row.country ? html`<a href="${address.country(row.country)}">${placeOf(row)}</a>` : placeOf(row)],
    [
      t('reports.page.sector'),
      row.sectorId === null
        ? ''
        : html`${icon(row.look, 'i sector')} <a href="${address.activities({ sector: row.sectorId })}">${row.sector}</a>`,
    ],
    [t('reports.plan.indicator'), [row.indicatorCode, row.indicator].filter(Boolean).join(' · ')],
    [t('reports.page.kind'), row.kind ? t(`reports.kind.${row.kind}`) : ''],
    [t('reports.plan.planned'), `${planned.shown} ${planned.unit}`],
    [t('reports.plan.in-kind'), row.inKindUsd === null ? '' : usd(row.inKindUsd)],
    [t('reports.plan.cash'), row.cashUsd === null ? '' : usd(row.cashUsd)],
    [capital(t('reports.plan.asked')), usd(row.totalUsd)],
  ]
  return html`<section data-sector="${row.look}">${crumbs(page, { name: t('reports.plan.activities'), href: address.activities() }, { name: title })}${sampleNotice(page)}
<h1>${title}</h1>
${row.description ? html`<p class="words">${row.description}</p>` : ''}
<dl class="pairs">${pairs.filter(([, said]) => said !== '').map(([term, said]) => html`<dt>${term}<dd>${said}`)}</dl>
<p class="quiet">${document.period}</p></section>
${breakdown(page, row, groups, 'by-group')}${breakdown(page, row, ages, 'by-age')}${reported ? progress(page, row, reported) : ''}`
}

function breakdown(
  page: PlanPage,
  row: PlanRow,
  cells: readonly ((typeof groups)[number] | (typeof ages)[number])[],
  title: string,
): Html {
  const { t, show } = page
  const said = cells.filter((cell) => (row[cell] ?? 0) > 0)
  if (said.length === 0) return ''
  const most = Math.max(...said.map((cell) => row[cell]!))
  const sum = said.reduce((total, cell) => total + row[cell]!, 0)
  return html`<section><table class="bars"><caption>${t(`reports.plan.page.${title}`)}</caption><thead><tr><th>${t('reports.plan.group-of')}<th class="n">${t('reports.page.people')}<th><span class="hide">${t('reports.page.share')}</span><tbody>
${said.map(
  (cell) => html`<tr><th scope="row">${t(`reports.plan.cell.${cell}`)}<td class="n">${show(row[cell]!)}${bar(row[cell]!, most)}
`,
)}<tfoot><tr><th scope="row">${t('reports.plan.sum.all')}<td class="n">${show(sum)}<td></table></section>`
}

/** Reported stands beside planned: the same organisation, place and indicator in published overviews. */
function progress(page: PlanPage, row: PlanRow, { number, overviews }: Reported): Html {
  const { t, show, document } = page
  const planned = (row.kind === 'output' ? row.outputQuantity : row.targetPeople) ?? 0
  const most = Math.max(planned, number)
  const periods = overviews.map((o) => periodName(o.firstMonth, o.lastMonth, document.language)).join('; ')
  return html`<section aria-labelledby="h-reported"><h2 id="h-reported">${t('reports.plan.page.reported')}</h2><table class="bars"><caption class="hide">${t('reports.plan.page.reported')}</caption><thead><tr><th>${t('reports.page.what')}<th class="n">${t('reports.page.number')}<th><span class="hide">${t('reports.page.share')}</span><tbody>
<tr><th scope="row">${t('reports.plan.planned')}<td class="n">${show(planned)}${bar(planned, most)}
<tr><th scope="row">${t('reports.plan.reported')}<td class="n">${show(number)}${bar(number, most)}</table>
<p class="quiet">${t('reports.plan.page.reported-how', { periods })}</p></section>`
}
