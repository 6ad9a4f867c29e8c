/** The list of published plans. */
import { html } from 'hono/html'
import { type Language, translator } from '../../../../core/i18n.ts'
import { periodName } from '../../compose/period.ts'
import type { Html } from '../../pages/parts.ts'
import type { PublicPlan } from '../edition.ts'
import { dayOf } from './parts.ts'

export function plansBody(plans: PublicPlan[], language: Language): Html {
  const t = translator(language)
  if (plans.length === 0)
    return html`<section class="empty"><h1>${t('reports.plan.page.none-title')}</h1><p>${t('reports.plan.page.none')}</p></section>`
  return html`<section><h1>${t('reports.plan.page.plans')}</h1><p class="lead">${t('reports.plan.page.plans-lead')}</p><ul class="overviews">${plans.map(
    (p) =>
      html`<li><a href="/plans/${p.code}?language=${language}">${p.name}</a> <span class="quiet">${[periodName(p.firstMonth, p.lastMonth, language), t('reports.plan.page.published', { version: p.version, day: dayOf(p.publishedAt, language) }), p.isSample ? t('reports.plan.page.is-sample') : ''].filter(Boolean).join(' · ')}</span>`,
  )}</ul></section>`
}
