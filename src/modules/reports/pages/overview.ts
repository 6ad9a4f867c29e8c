/** The overview as a page: one column of text with figures in it, a map, bars, the differences to what was printed. */
import { html, raw } from 'hono/html'
import { mapSvg, mapWords } from '../map.ts'
import { bigFigure, counted, type Html, icon, live, type Page, paragraphs, runs } from './parts.ts'
import { apartTable, countryTable, mapLegend, sectorBars, sectorTable } from './tables.ts'
import { tieOutSection } from './tie-out.ts'

const formats = [
  ['pdf', 'PDF'],
  ['docx', 'DOCX'],
  ['xlsx', 'XLSX'],
  ['csv', 'CSV, HXL'],
  ['html', 'HTML'],
] as const

export const overviewIcons = (page: Page): string[] => ['download', ...page.document.sectors.map((s) => s.look), 'common']

export const overviewBody = (page: Page): Html => html`${opening(page)}${where(page)}${bySector(page)}
${written(page, 'context')}${written(page, 'achievements')}${written(page, 'initiatives')}
<h2>${page.t('reports.page.sector-by-sector')}</h2>
${page.document.sectors.map((sector, i) => html`${sectorStory(page, sector)}${i === 3 || (i === page.document.sectors.length - 1 && i < 3) ? stories(page) : ''}`)}
${written(page, 'support')}${tieOutSection(page)}${method(page)}${donors(page)}${written(page, 'contact')}`

function opening(page: Page): Html {
  const { document, t, address } = page
  return html`<section>
<nav class="crumbs" aria-label="${t('reports.page.where')}"><ol><li><a href="${address.overviews}">${t('reports.page.overviews')}</a><li aria-current="page">${document.period}</ol></nav>
<h1>${runs(page, document.title)}</h1>
${document.lead.map((p) => html`<p class="lead">${runs(page, p)}</p>`)}
<p class="quiet">${freshness(page)}</p>
${address.download ? html`<ul class="downloads" aria-label="${t('reports.page.download')}">${formats.map(([format, name]) => html`<li><a class="button" href="${address.download!(format)}">${icon('download')}${name}</a>`)}</ul>` : ''}
${headline(page)}
<details class="made"><summary>${t('reports.page.how-these')}</summary><p>${howTotal(page)}</p></details>
</section>`
}

export function freshness({ document, t, show }: Page): string {
  const stand = document.published
    ? t('reports.page.published', { edition: document.edition, day: dayOf(document.published, document.language) })
    : t('reports.page.draft')
  return [
    document.plan.name,
    stand,
    document.methodName,
    t('reports.count.rows-from', { n: document.totals.rows, shown: show(document.totals.rows) }),
  ].join(' · ')
}
export const dayOf = (at: string, language: string): string =>
  new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(at))

function headline(page: Page): Html {
  const { document, t, show } = page
  const { people, countries, hosts, trained, output, directRows } = document.totals
  const silent = document.countries.filter((c) => c.people === 0).map((c) => c.name)
  const missing =
    silent.length === 0
      ? t('reports.page.all-reported')
      : silent.length <= 2
        ? t('reports.page.silent', { countries: silent.join(', '), n: silent.length })
        : t('reports.page.silent-many', { shown: show(silent.length) })
  return html`<div class="figures">
${bigFigure(page, { key: 'people', value: directRows > 0 ? show(people) : '–', unit: counted(page, 'people-unit', people), method: directRows > 0 ? document.methodName : t('reports.map.nothing') })}
${bigFigure(page, { key: 'countries', value: show(countries), unit: t('reports.page.of-countries', { n: hosts, shown: show(hosts) }), method: missing })}
${'trained' in document.figures ? bigFigure(page, { key: 'trained', value: show(trained), unit: counted(page, 'trained-unit', trained), method: t('reports.page.apart') }) : ''}
${'output' in document.figures ? bigFigure(page, { key: 'output', value: show(output), unit: t('reports.page.output-unit'), method: t('reports.page.output-apart') }) : ''}</div>`
}

export function howTotal({ document, t, show }: Page): string {
  const { people, directRows, range } = document.totals
  const spread =
    range.least < range.most ? ` ${t('reports.page.range', { least: show(range.least), most: show(range.most) })}` : ''
  return (
    t('reports.page.how-total', { people: show(people), n: directRows, rows: show(directRows), method: document.methodName }) +
    spread
  )
}

function where(page: Page): Html {
  const { t } = page
  return html`<section aria-labelledby="h-map"><h2 id="h-map">${t('reports.page.where-title')}</h2>
<div class="story"><figure class="stack">${raw(mapSvg(page.document, mapWords(page.document, t)))}
<figcaption class="stack">${mapLegend(page)}<span class="quiet">${t('reports.map.method', { method: page.document.methodName })} ${t('reports.map.frontiers')}</span></figcaption></figure>
${countryTable(page)}</div></section>`
}

const bySector = (page: Page): Html =>
  html`<section aria-labelledby="h-sec"><h2 id="h-sec">${page.t('reports.page.by-sector')}</h2>${sectorTable(page)}${apartTable(page)}
${page.document.silent?.length ? html`<p class="quiet">${page.t('reports.map.silent', { countries: page.document.silent.join(', ') })}</p>` : ''}</section>`

const titles = {
  context: 'context',
  achievements: 'achievements',
  initiatives: 'initiatives',
  support: 'support',
  contact: 'contact',
} as const
function written(page: Page, part: keyof typeof titles): Html {
  const text = page.document[part]
  return text.length === 0
    ? ''
    : html`<section aria-labelledby="h-${part}"><h2 id="h-${part}">${page.t(`reports.page.${titles[part]}`)}</h2>${paragraphs(page, text)}</section>`
}

type Sector = Page['document']['sectors'][number]
function sectorStory(page: Page, sector: Sector): Html {
  const { t } = page
  const anchor = `s${sector.id}`
  return html`<section class="story" id="${anchor}" data-sector="${sector.look}" aria-labelledby="h-${anchor}">
<div class="stack"><h3 id="h-${anchor}">${icon(sector.look, 'i sector')} ${sector.name}</h3>
<div class="figures">${sectorFigures(page, sector).map(({ key, value, unit }) => html`<p class="figure"><b>${live(page, key, value)}</b> ${unit}</p>`)}</div>
${paragraphs(page, sector.text)}
<details class="made"><summary>${t('reports.page.how-this')}</summary><p>${howSector(page, sector)} ${page.address.rows ? html`<a href="${page.address.rows(sector.id)}">${t('reports.page.open-rows')}</a>` : ''}</p></details></div>
${sectorBars(page, sector)}</section>`
}

/** What was counted in a sector: people and countries, or, where nobody was assisted directly, people trained and outputs. */
export function sectorFigures(page: Page, { id, rows, people, countries, trained, output }: Sector) {
  const { document, t, show } = page
  const figures =
    rows > 0
      ? [
          { key: `people.s${id}`, value: show(people), unit: counted(page, 'people-unit', people) },
          { key: `countries.s${id}`, value: show(countries), unit: counted(page, 'countries-unit', countries) },
        ]
      : [
          { key: `trained.s${id}`, value: show(trained), unit: counted(page, 'trained-unit', trained) },
          { key: `output.s${id}`, value: show(output), unit: t('reports.page.output-unit') },
        ].filter(({ key }) => key in document.figures)
  return figures.length > 0 ? figures : [{ key: '', value: '–', unit: t('reports.map.nothing') }]
}

export function howSector({ document, t, show }: Page, sector: Sector): string {
  if (sector.rows === 0)
    return ['trained', 'output']
      .filter((what) => `${what}.s${sector.id}` in document.figures)
      .map((what) => t(`reports.figure.method-${what}`))
      .join(' ')
  const line = document.tieOut.find((l) => l.sector === sector.id)
  const made = t('reports.page.how-sector', {
    people: show(sector.people),
    n: sector.rows,
    rows: show(sector.rows),
    countries: show(sector.countries),
    period: document.period,
  })
  return line
    ? `${made} ${t(line.agrees ? 'reports.page.agrees' : 'reports.page.disagrees', { people: show(line.printedPeople), countries: show(line.printedCountries) })}`
    : made
}

function stories(page: Page): Html {
  return html`${page.document.stories.map(
    (s) => html`<section class="story" aria-labelledby="st-${s.id}">
${s.picture ? html`<figure class="stack"><img class="picture" src="${s.picture}" alt="${s.alt}" loading="lazy" width="600" height="300"><figcaption class="quiet">${[s.caption, s.credit].filter(Boolean).join(' · ')}</figcaption></figure>` : ''}
<div class="stack"><h3 id="st-${s.id}">${s.title}</h3>${s.body.map((p) => html`<p>${p}</p>`)}</div></section>`,
  )}`
}

function method(page: Page): Html {
  const { document, t, show } = page
  return html`<section id="method" aria-labelledby="h-method"><h2 id="h-method">${t('reports.page.method')}</h2>${paragraphs(page, document.method)}
${page.address.rows ? html`<p><a href="${page.address.rows()}">${t('reports.page.open-all-rows', { n: document.totals.rows, shown: show(document.totals.rows) })}</a></p>` : ''}
<p class="quiet">${t('reports.page.hosted-source', { sources: document.hostedSources.join('; ') || '–' })}</p></section>`
}

function donors(page: Page): Html {
  const { document, t } = page
  if (document.donors.length === 0 && document.donorsText.length === 0) return ''
  return html`<section aria-labelledby="h-donors"><h2 id="h-donors">${t('reports.page.donors')}</h2>${paragraphs(page, document.donorsText)}
${document.donors.length > 0 ? html`<ul class="donors">${document.donors.map((d) => html`<li>${d.link ? html`<a href="${d.link}" rel="noopener">${d.name}</a>` : d.name}`)}</ul>` : ''}</section>`
}
