/** What public pages are made of: figures that open, paragraphs, bars, icons. Everything written into them is escaped. */
import { readFileSync } from 'node:fs'
import { html, raw } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import type { Translate } from '../../../core/i18n.ts'
import type { OverviewDocument, Run } from '../contract.ts'
import { grouped } from '../rules/numbers.ts'

export type Html = HtmlEscapedString | Promise<HtmlEscapedString> | ''
/** What every part of a page needs: the document, its words, and how to reach its other pages. */
export type Page = { document: OverviewDocument; t: Translate; show: (n: number) => string; address: Address }
/** `figure` and `rows` are null where there is nothing to open: in the file that stands alone. */
export type Address = {
  home: string
  overviews: string
  self: (language: string) => string
  figure: (key: string) => string | null
  rows: ((sector?: number) => string) | null
  download: ((format: string) => string) | null
}

export const pageOf = (document: OverviewDocument, t: Translate, address: Address): Page => ({
  document,
  t,
  address,
  show: (n) => grouped(n, document.language),
})

const symbols = new Map(
  [
    ...readFileSync(new URL('../../../web/look/icons.svg', import.meta.url), 'utf8').matchAll(
      /<symbol id="([a-z-]+)"[^>]*>.*?<\/symbol>/gs,
    ),
  ].map(([symbol, name]) => [name!, symbol.replace(`id="${name}"`, `id="i-${name}"`)]),
)
/** The icons a page uses, once, in the page itself. */
export const iconSheet = (names: string[]): Html =>
  html`<svg hidden>${raw([...new Set(names)].map((n) => symbols.get(n) ?? '').join(''))}</svg>`
export const icon = (name: string, className = 'i'): Html =>
  html`<svg class="${className}" aria-hidden="true"><use href="#i-${symbols.has(name) ? name : 'common'}"/></svg>`

/** A number that opens to what is behind it. */
export function live({ document, address }: Page, key: string, shown: string): Html {
  const href = key in document.figures ? address.figure(key) : null
  return href === null
    ? html`<data value="${document.figures[key]?.value ?? ''}">${shown}</data>`
    : html`<a class="live" href="${href}">${shown}</a>`
}

const run = (page: Page, piece: Run): Html =>
  'text' in piece
    ? html`${piece.text}`
    : 'figure' in piece
      ? live(page, piece.figure, piece.shown)
      : html`<mark title="${piece.why}">${piece.broken}</mark>`
export const runs = (page: Page, pieces: Run[]): Html => html`${pieces.map((p) => run(page, p))}`
export const paragraphs = (page: Page, list: Run[][]): Html => html`${list.map((p) => html`<p>${runs(page, p)}</p>`)}`
export const plain = (pieces: Run[]): string =>
  pieces.map((p) => ('text' in p ? p.text : 'figure' in p ? p.shown : p.broken)).join('')

/** A bar cell: at least a sliver, so that a small number is seen. */
export const bar = (value: number, most: number): Html =>
  html`<td class="bar" style="--v:${most > 0 ? Math.max(0.4, (100 * value) / most).toFixed(1) : 0}"></td>`

export type BigFigure = { key: string; value: string; unit: string; method: string }
export const bigFigure = (page: Page, { key, value, unit, method }: BigFigure): Html =>
  html`<p class="figure big"><b>${live(page, key, value)}</b>${unit}<span class="method">${method}</span></p>`

/** One thing about one number: unit that bends with it. */
export const counted = ({ t, show }: Page, what: string, n: number): string => t(`reports.count.${what}`, { n, shown: show(n) })
