/** The list of published overviews, and the page before the first one. */
import { html } from 'hono/html'
import { type Language, type Translate, translator } from '../../../core/i18n.ts'
import { periodName } from '../compose/period.ts'
import type { Edition } from '../publications.ts'
import { dayOf } from './overview.ts'
import type { Html } from './parts.ts'

export const emptyBody = (t: Translate): Html =>
  html`<section class="empty"><h1>${t('reports.page.empty-title')}</h1><p>${t('reports.page.empty')}</p><p><a class="button" href="/app/">${t('reports.page.sign-in')}</a></p></section>`

export const problemBody = (said: string, t: Translate): Html =>
  html`<section class="empty"><h1>${said}</h1><p><a class="button" href="/overviews">${t('reports.page.overviews')}</a></p></section>`

export function editionsBody(editions: Edition[], language: Language): Html {
  const t = translator(language)
  return html`<section><h1>${t('reports.page.overviews')}</h1><ul class="overviews">${editions.map((e) => {
    const spoken = e.languages.includes(language) ? language : e.languages[0]!
    return html`<li><a href="/overviews/${e.slug}?language=${spoken}">${periodName(e.firstMonth, e.lastMonth, language)}</a> <span class="quiet">${t('reports.page.published', { edition: e.edition, day: dayOf(e.publishedAt, language) })}</span>
${e.edition > 1 ? html`<br><span class="quiet">${t('reports.page.editions')}: ${Array.from({ length: e.edition - 1 }, (_, i) => html`<a href="/overviews/${e.slug}/edition/${i + 1}?language=${spoken}">${i + 1}</a> `)}</span>` : ''}`
  })}</ul></section>`
}
