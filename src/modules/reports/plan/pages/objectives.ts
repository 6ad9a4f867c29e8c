/** The chapters of a plan: its objectives, and under each its activity areas with people, bodies and money. */
import { html } from 'hono/html'
import type { Html } from '../../pages/parts.ts'
import type { PlanObjective } from '../contract.ts'
import { dayOf, type PlanPage, paragraphs, percent } from './parts.ts'

export function objectivesSection(page: PlanPage): Html {
  const { document, t } = page
  if (document.objectives.length === 0) return ''
  return html`<section aria-labelledby="h-objectives"><h2 id="h-objectives">${t('reports.plan.page.objectives')}</h2>${document.objectives.map((o) => objective(page, o))}</section>`
}

function objective(page: PlanPage, o: PlanObjective): Html {
  const { t, usd } = page
  return html`<section aria-labelledby="o${o.number}"><h3 id="o${o.number}">${t('reports.plan.page.objective', { number: o.number })}: ${o.title}</h3>
${o.requiredUsd === null ? '' : html`<p class="figure"><b>${usd(o.requiredUsd)}</b> ${t('reports.plan.asked')}${o.isExample ? html` <span class="quiet">${t('reports.plan.page.example')}</span>` : ''}</p>`}
${paragraphs(o.narrative)}${o.areas.map((area) => areaOf(page, area))}</section>`
}

function areaOf(page: PlanPage, area: PlanObjective['areas'][number]): Html {
  const { t } = page
  return html`<details id="a${area.number}"><summary>${area.number} ${area.title}</summary><div class="stack">
${area.isExample ? html`<p class="quiet">${t('reports.plan.page.example')}</p>` : ''}
${paragraphs(area.narrative)}${area.bullets.length > 0 ? html`<ul>${area.bullets.map((bullet) => html`<li>${bullet}`)}</ul>` : ''}
<dl class="pairs">${factsOf(page, area).map(([term, text]) => html`<dt>${term}<dd>${text}`)}</dl></div></details>`
}

/** What is not said has no line. */
function factsOf({ t, show, usd, document, ...page }: PlanPage, area: PlanObjective['areas'][number]): [string, string][] {
  const { requiredUsd, confirmedUsd } = area
  const coverage = requiredUsd ? (100 * (confirmedUsd ?? 0)) / requiredUsd : null
  const nameOf = (code: string) =>
    document.countries.find((c) => c.code === code)?.name ?? document.presence.find((c) => c.code === code)?.name ?? code
  const facts: [string, string | null][] = [
    [t('reports.plan.area.groups'), area.groups.join(', ')],
    [t('reports.plan.target'), area.peopleTargeted === null ? null : show(area.peopleTargeted)],
    [t('reports.plan.area.entities'), area.entitiesTargeted === null ? null : show(area.entitiesTargeted)],
    [t('reports.plan.area.required'), requiredUsd === null ? null : usd(requiredUsd)],
    [
      t('reports.plan.area.confirmed'),
      confirmedUsd === null ? null : `${usd(confirmedUsd)} · ${percent({ t, show, usd, document, ...page }, coverage)}`,
    ],
    [t('reports.plan.area.plans'), area.planTypes.join(', ')],
    [t('reports.page.countries'), area.countries.map(nameOf).join(', ')],
    [t('reports.plan.source'), area.source],
    [t('reports.plan.area.updated'), area.updated && dayOf(area.updated, document.language)],
  ]
  return facts.filter((fact): fact is [string, string] => Boolean(fact[1]))
}
