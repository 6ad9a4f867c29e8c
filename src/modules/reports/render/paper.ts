/** The overview in the words of a printed page: every text and number ready to be set, for PDF and DOCX alike. */
import { translator } from '../../../core/i18n.ts'
import { type Look, looks } from '../../plan/look.ts'
import type { OverviewDocument, Run } from '../contract.ts'
import { blues, classLimits, legendOf, mapWords } from '../map.ts'
import { dayOf, freshness, howSector, howTotal, sectorFigures } from '../pages/overview.ts'
import { counted, type Page, pageOf, plain } from '../pages/parts.ts'
import { differencesOf } from '../pages/tie-out.ts'
import { signed } from '../rules/numbers.ts'

const nowhere: Page['address'] = { home: '', overviews: '', self: () => '', figure: () => null, rows: null, download: null }
export const paperPage = (document: OverviewDocument): Page => pageOf(document, translator(document.language), nowhere)

export type Part = { title: string; text: Run[][]; note?: string; list?: string[] }
export type Paper = ReturnType<typeof paperOf>

export function paperOf(document: OverviewDocument) {
  const page = paperPage(document)
  const { t, show } = page
  const words = mapWords(document, t)
  const most = Math.max(1, ...document.countries.map((c) => c.people))
  const limits = classLimits(document.countries.map((c) => c.people))
  const part = (title: string, text: Run[][], more: Omit<Part, 'title' | 'text'> = {}): Part[] =>
    text.length === 0 && !more.note ? [] : [{ title: t(`reports.page.${title}`), text, ...more }]
  return {
    language: document.language,
    brand: document.plan.name,
    kicker: `${t('reports.page.overview')} · ${document.period}`,
    period: document.period,
    titleText: plain(document.title),
    leadText: document.lead.map(plain).join(' '),
    title: document.title,
    lead: document.lead,
    edition: document.published
      ? t('reports.page.published', { edition: document.edition, day: dayOf(document.published, document.language) })
      : t('reports.page.draft'),
    freshness: freshness(page),
    howTotal: howTotal(page),
    methodName: document.methodName,
    words: paperWords(page),
    headline: headline(page),
    mapAlt: `${words.title}. ${words.description}`,
    mapMethod: `${t('reports.map.method', { method: document.methodName })} ${t('reports.map.frontiers')}`,
    legend: [
      ...legendOf(limits, words, show).map((text, i) => ({ text, colour: blues[i]! as string })),
      { text: words.nothing, colour: 'none' },
    ],
    countries: document.countries.map((c) => ({
      name: c.name,
      people: c.people > 0 ? show(c.people) : null,
      share: (100 * c.people) / most,
      hosted: c.hosted === null ? '–' : show(c.hosted),
    })),
    totalPeople: show(document.totals.people),
    totalCountries: show(document.totals.countries),
    totalHosted: show(document.countries.reduce((sum, c) => sum + (c.hosted ?? 0), 0)),
    sectors: sectors(page),
    apart: apart(page),
    silent: document.silent?.length ? t('reports.map.silent', { countries: document.silent.join(', ') }) : '',
    before: [
      ...part('context', document.context),
      ...part('achievements', document.achievements),
      ...part('initiatives', document.initiatives),
    ],
    stories: document.stories.map((s) => ({ ...s, caption: [s.caption, s.credit].filter(Boolean).join(' · ') })),
    between: part('support', document.support),
    tieOut: tieOut(page),
    after: [
      ...part('method', document.method, {
        note: t('reports.page.hosted-source', { sources: document.hostedSources.join('; ') || '–' }),
      }),
      ...part('donors', document.donorsText, document.donors.length > 0 ? { list: document.donors.map((d) => d.name) } : {}),
      ...part('contact', document.contact),
    ],
  }
}

function headline(page: Page) {
  const {
    document: { totals, methodName, figures },
    t,
    show,
  } = page
  const isDirect = totals.directRows > 0
  const trained = {
    value: show(totals.trained),
    unit: counted(page, 'trained-unit', totals.trained),
    method: t('reports.page.apart'),
  }
  const output = { value: show(totals.output), unit: t('reports.page.output-unit'), method: t('reports.page.output-apart') }
  return [
    {
      value: isDirect ? show(totals.people) : '–',
      unit: counted(page, 'people-unit', totals.people),
      method: isDirect ? methodName : t('reports.map.nothing'),
    },
    {
      value: show(totals.countries),
      unit: t('reports.page.of-countries', { n: totals.hosts, shown: show(totals.hosts) }),
      method: '',
    },
    ...('trained' in figures ? [trained] : []),
    ...('output' in figures ? [output] : []),
  ]
}

function sectors(page: Page) {
  const { document, show } = page
  const most = Math.max(1, ...document.sectors.map((s) => s.people))
  return document.sectors.map((s) => ({
    name: s.name,
    look: s.look,
    colour: looks[(s.look in looks ? s.look : 'common') as Look].light as string,
    isDirect: s.rows > 0,
    people: show(s.people),
    countries: show(s.countries),
    share: (100 * s.people) / most,
    text: s.text,
    how: howSector(page, s),
    figures: sectorFigures(page, s),
    byCountry: s.byCountry.map((c) => ({
      name: c.name,
      people: show(c.people),
      share: (100 * c.people) / (s.byCountry[0]?.people || 1),
    })),
  }))
}

function apart({ document, show }: Page) {
  const number = (key: string, n: number) => (key in document.figures ? show(n) : '–')
  return document.sectors
    .filter((s) => s.rows === 0 && s.trained + s.output > 0)
    .map((s) => ({ name: s.name, trained: number(`trained.s${s.id}`, s.trained), output: number(`output.s${s.id}`, s.output) }))
}

function tieOut({ document: { tieOut: lines, language }, t, show }: Page) {
  if (lines.length === 0) return null
  const differing = lines.filter((l) => !l.agrees).length
  const [printed, counted] = [lines.reduce((n, l) => n + l.printedPeople, 0), lines.reduce((n, l) => n + l.countedPeople, 0)]
  return {
    lead: differing === 0 ? t('reports.page.ties-out') : t('reports.page.tie-out-lead', { n: differing, shown: show(differing) }),
    sectors: [...Map.groupBy(differencesOf(lines), (d) => d.line)].map(([line, own]) => ({
      name: line.name,
      sentence: line.sentence,
      lines: own.map((d) => ({
        what: t(`reports.page.${d.what}`),
        printed: show(d.printed),
        counted: show(d.counted),
        difference: signed(d.counted - d.printed, language),
      })),
    })),
    printed: show(printed),
    counted: show(counted),
    difference: signed(counted - printed, language),
    others: t('reports.page.others-tie', { n: lines.length - differing, shown: show(lines.length - differing) }),
  }
}

const wordKeys = {
  country: 'country',
  people: 'people',
  hosted: 'hosted',
  allCountries: 'all-countries',
  where: 'where-title',
  bySector: 'by-sector',
  sector: 'sector',
  countries: 'countries',
  allSectors: 'all-sectors',
  sectorBySector: 'sector-by-sector',
  stories: 'stories',
  tieOut: 'tie-out',
  what: 'what',
  printed: 'printed',
  sumOfRows: 'sum-of-rows',
  difference: 'difference',
  known: 'known',
  allSectorsPeople: 'all-sectors-people',
  share: 'share',
  apart: 'apart-title',
  trained: 'trained',
  outputs: 'outputs',
} as const
function paperWords({ t }: Page) {
  const words = Object.fromEntries(Object.entries(wordKeys).map(([word, key]) => [word, t(`reports.page.${key}`)])) as Record<
    keyof typeof wordKeys,
    string
  >
  return {
    ...words,
    contents: t('reports.form.contents'),
    nothing: t('reports.map.nothing'),
    page: t('reports.form.page', { page: '{page}', pages: '{pages}' }),
  }
}
