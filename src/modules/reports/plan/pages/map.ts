/** The map of a plan: people in need, targeted or reached by country, in the drawing of the overview. */
import { html, raw } from 'hono/html'
import { classLimits, legendOf, type Mapped, type MapWords, mapSvg } from '../../map.ts'
import type { Html } from '../../pages/parts.ts'
import type { PlanDocument } from '../contract.ts'
import type { PlanPage } from './parts.ts'

export const mapped = ['need', 'target', 'reached'] as const
export type MapWhat = (typeof mapped)[number]

/** What this plan can show: a map where nothing is said of any country is none. */
export const mapsOf = ({ countries }: PlanDocument): MapWhat[] =>
  mapped.filter((what) => countries.some((c) => (c[what] ?? 0) > 0))

export const mapOf = ({ countries, origins, language }: PlanDocument, what: MapWhat): Mapped => ({
  language,
  origins,
  countries: countries.map(({ code, name, ...country }) => ({
    code,
    name,
    people: country[what] ?? 0,
    hosted: null,
    hostedAsOf: null,
  })),
})

export function planMapWords({ t, show, document }: Pick<PlanPage, 't' | 'show' | 'document'>, what: MapWhat): MapWords {
  const known = document.countries.filter((c) => (c[what] ?? 0) > 0).sort((a, b) => b[what]! - a[what]!)
  const top = known.slice(0, 4).map((c) => `${c.name} ${show(c[what]!)}`)
  return {
    title: t(`reports.plan.map.${what}`),
    description: `${t('reports.map.top', { top: top.join(', ') })} ${t('reports.map.table')}`,
    nothing: t('reports.plan.map.nothing'),
    upTo: t('reports.map.up-to'),
    andMore: t('reports.map.and-more'),
    to: t('reports.map.to'),
  }
}

export function mapFigure(page: PlanPage, what: MapWhat): Html {
  const { document, t, show, address } = page
  const [map, words] = [mapOf(document, what), planMapWords(page, what)]
  const lines = legendOf(classLimits(map.countries.map((c) => c.people)), words, show)
  const others = mapsOf(document)
  return html`<figure class="stack" id="map">${others.length > 1 ? html`<nav class="tabs" aria-label="${t('reports.plan.map.which')}">${others.map((one) => html`<a href="${address.map(one)}"${one === what ? raw(' aria-current="true"') : ''}>${t(`reports.plan.map.tab-${one}`)}</a>`)}</nav>` : ''}
${raw(mapSvg(map, words))}
<figcaption class="stack"><ul class="legend">${lines.map((line, i) => html`<li><i class="m${i + 1}"></i>${line}`)}<li><i class="none"></i>${words.nothing}</ul><span class="quiet">${words.title}. ${t('reports.map.frontiers')}</span></figcaption></figure>`
}
