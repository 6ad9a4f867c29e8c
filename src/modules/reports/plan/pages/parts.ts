/** What the pages of a plan are made of: its document, its words, its addresses; money, bars, crumbs. */
import { html } from 'hono/html'
import { type Language, type Translate, translator } from '../../../../core/i18n.ts'
import { bar, type Html } from '../../pages/parts.ts'
import { grouped } from '../../rules/numbers.ts'
import type { PlanDocument } from '../contract.ts'

export type PlanPage = {
  document: PlanDocument
  t: Translate
  show: (n: number) => string
  /** Whole dollars: a page is read, a file is added up. */
  usd: (n: number) => string
  address: PlanAddress
}
export type PlanAddress = ReturnType<typeof planAddress>

export const planPage = (document: PlanDocument): PlanPage => {
  const show = (n: number) => grouped(n, document.language)
  return {
    document,
    t: translator(document.language),
    show,
    usd: (n) => `US$\u202f${show(Math.round(n))}`,
    address: planAddress(document),
  }
}

/** Addresses keep the language, and the version where it is not the newest. */
export function planAddress({ plan, version, latest, language }: Pick<PlanDocument, 'plan' | 'version' | 'latest' | 'language'>) {
  const base = `/plans/${encodeURIComponent(plan.code)}`
  const with_ = (path: string, query: Record<string, string | number | undefined> = {}, spoken: string = language) => {
    const asked = new URLSearchParams({ language: spoken })
    if (version !== null && version !== latest) asked.set('version', String(version))
    for (const [key, value] of Object.entries(query)) if (value !== undefined && value !== '') asked.set(key, String(value))
    return `${base}${path}?${asked}`
  }
  return {
    plans: `/plans?language=${language}`,
    plan: (spoken?: string) => with_('', {}, spoken),
    map: (what: string) => `${with_('', { map: what })}#map`,
    version: (number: number) => `${base}?language=${language}${number === latest ? '' : `&version=${number}`}`,
    country: (code: string, spoken?: string) => with_(`/${encodeURIComponent(code)}`, {}, spoken),
    activities: (query: Record<string, string | number | undefined> = {}, spoken?: string) => with_('/activities', query, spoken),
    /** Where the form of the explorer goes: the browser writes what is asked. */
    explorer: `${base}/activities`,
    activity: (id: string, spoken?: string) => with_(`/activities/${id}`, {}, spoken),
    file: (name: string, query: Record<string, string | number | undefined> = {}) => with_(`/${name}`, query),
  }
}

/** The head of a column begins with a capital, in whatever language. */
export const capital = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1)

export const dash = '–'
/** A number that may not be said. */
export const orDash = (page: PlanPage, n: number | null): string => (n === null ? dash : page.show(n))
/** Under a head that says US$. */
export const dollars = (page: PlanPage, n: number | null): string => (n === null || n === 0 ? dash : page.show(Math.round(n)))
export const usdOrDash = (page: PlanPage, n: number | null): string => (n === null ? dash : page.usd(n))

export function crumbs({ t, document, address }: PlanPage, ...below: { name: string; href?: string }[]): Html {
  const here = below.at(-1)
  const links = [
    { name: t('reports.plan.page.plans'), href: address.plans },
    { name: document.plan.name, href: address.plan() },
    ...below.slice(0, -1),
  ]
  return html`<nav class="crumbs" aria-label="${t('reports.page.where')}"><ol>${here ? links.map((l) => html`<li><a href="${l.href}">${l.name}</a>`) : html`<li><a href="${address.plans}">${t('reports.plan.page.plans')}</a>`}<li aria-current="page">${here?.name ?? document.plan.name}</ol></nav>`
}

/** Said on every page of a plan that is not real. */
export const sampleNotice = ({ t, document }: Pick<PlanPage, 't' | 'document'>): Html =>
  document.plan.isSample ? html`<p class="notice" data-tone="attention">${t('reports.plan.page.sample')}</p>` : ''

export const bigNumber = (value: string, unit: string, how: string): Html =>
  html`<p class="figure big"><b>${value}</b>${unit}<span class="method">${how}</span></p>`

/** A number and its bar; what is not said has none. */
export const numberAndBar = (page: PlanPage, n: number | null, most: number): Html =>
  n === null ? html`<td class="n quiet">${dash}<td>` : html`<td class="n">${page.show(n)}${bar(n, most)}`

export const dayOf = (at: string, language: Language): string =>
  new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(at))

export const paragraphs = (list: string[]): Html => html`${list.map((text) => html`<p>${text}</p>`)}`
export const percent = (page: PlanPage, n: number | null): string =>
  n === null ? dash : `${grouped(n, page.document.language, n > 0 && n < 10 ? 1 : 0)}\u202f%`
