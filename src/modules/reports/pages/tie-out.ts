/** Where totals printed at the time differ from the rows: both numbers, and the sentence that says what is known. */
import { html, raw } from 'hono/html'
import type { TieOutLine } from '../contract.ts'
import { signed } from '../rules/numbers.ts'
import { type Html, icon, type Page } from './parts.ts'

export type Difference = { line: TieOutLine; what: 'people' | 'countries'; printed: number; counted: number }
/** One line for each number that differs. */
export const differencesOf = (tieOut: TieOutLine[]): Difference[] =>
  tieOut.flatMap((line) => [
    ...(line.printedPeople === line.countedPeople
      ? []
      : [{ line, what: 'people' as const, printed: line.printedPeople, counted: line.countedPeople }]),
    ...(line.printedCountries === line.countedCountries
      ? []
      : [{ line, what: 'countries' as const, printed: line.printedCountries, counted: line.countedCountries }]),
  ])

export function tieOutSection(page: Page): Html {
  const { document, t, show } = page
  if (document.tieOut.length === 0) return ''
  const sectors = document.tieOut.filter((l) => !l.agrees).length
  const head = html`<section id="tie-out" aria-labelledby="h-tie"><h2 id="h-tie">${t('reports.page.tie-out')}</h2>`
  if (sectors === 0) return html`${head}<p>${t('reports.page.ties-out')}</p></section>`
  const sum = (of: (l: TieOutLine) => number) => document.tieOut.reduce((total, l) => total + of(l), 0)
  const [printed, rows] = [sum((l) => l.printedPeople), sum((l) => l.countedPeople)]
  return html`${head}<p>${t('reports.page.tie-out-lead', { n: sectors, shown: show(sectors) })}</p>
<div class="table" tabindex="0" role="region" aria-label="${t('reports.page.printed')} · ${t('reports.page.sum-of-rows')}"><table><caption class="hide">${t('reports.page.tie-out')}</caption><thead><tr><th>${t('reports.page.sector')}<th>${t('reports.page.what')}<th class="n">${t('reports.page.printed')}<th class="n">${t('reports.page.sum-of-rows')}<th class="n">${t('reports.page.difference')}<th>${t('reports.page.known')}<tbody>
${[...Map.groupBy(differencesOf(document.tieOut), (d) => d.line)].map(([line, own]) => differences(page, line, own))}<tfoot><tr><th scope="row" colspan="2">${t('reports.page.all-sectors-people')}<td class="n">${show(printed)}<td class="n">${show(rows)}<td class="n">${signed(rows - printed, document.language)}<td></table></div>
<p class="quiet">${t('reports.page.others-tie', { n: document.tieOut.length - sectors, shown: show(document.tieOut.length - sectors) })}</p></section>`
}

function differences(page: Page, line: TieOutLine, own: Difference[]): Html {
  const { document, t, show } = page
  const span = own.length > 1 ? raw(` rowspan="${own.length}"`) : ''
  return html`${own.map(
    (
      { what, printed, counted },
      i,
    ) => html`<tr>${i === 0 ? html`<th scope="row"${span} data-sector="${line.look}">${icon(line.look, 'i sector')} ${line.name}` : ''}<td>${t(`reports.page.${what}`)}<td class="n">${show(printed)}<td class="n">${show(counted)}<td class="n">${signed(counted - printed, document.language)}${i === 0 ? html`<td class="words"${span}>${line.sentence}` : ''}
`,
  )}`
}
