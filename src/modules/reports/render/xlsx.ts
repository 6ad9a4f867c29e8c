/** All figures of an overview as a workbook: figures, sectors, countries, differences, rows. Texts are texts: nothing in it is a formula. */
import { type WriteSheet, writeXlsx } from 'hucre/xlsx'
import { translator } from '../../../core/i18n.ts'
import type { OverviewDocument, PublishedRow } from '../contract.ts'
import { freshness, howTotal } from '../pages/overview.ts'
import { plain } from '../pages/parts.ts'
import { type Cell, exact, figuresSheet, type Sheet } from './figures-table.ts'
import { paperPage } from './paper.ts'

export async function overviewXlsx(document: OverviewDocument, rows: PublishedRow[]): Promise<Buffer> {
  const sheets = [
    about(document),
    figuresSheet(document),
    sectors(document),
    countries(document),
    ...(document.tieOut.length > 0 ? [tieOut(document)] : []),
    rowsSheet(document, rows),
  ]
  const written = await writeXlsx({
    sheets: sheets.map(asSheet),
    properties: { title: plain(document.title), creator: document.plan.name },
  })
  return Buffer.from(written)
}

function asSheet({ name, head, tags, lines, widths }: Sheet): WriteSheet {
  const top: Cell[][] = tags.length > 0 ? [head, tags] : head.length > 0 ? [head] : []
  return {
    name,
    rows: [...top, ...lines],
    columns: widths.map((width) => ({ width })),
    freezePane: { rows: top.length, columns: 0 },
    cells: new Map(head.map((value, column) => [`0,${column}`, { value, style: { font: { bold: true } } }])),
  }
}

function about(document: OverviewDocument): Sheet {
  const page = paperPage(document)
  const texts = [
    plain(document.title),
    freshness(page),
    ...document.lead.map(plain),
    howTotal(page),
    ...document.method.map(plain),
  ]
  return { name: page.t('reports.form.sheet-about'), head: [], tags: [], widths: [120], lines: texts.map((text) => [text]) }
}

function sectors(document: OverviewDocument): Sheet {
  const t = translator(document.language)
  return {
    name: t('reports.form.sheet-sectors'),
    widths: [40, 14, 12, 18, 24, 10],
    head: [
      t('reports.page.sector'),
      t('reports.page.people'),
      t('reports.page.countries'),
      t('reports.measure.trained'),
      t('reports.measure.output'),
      t('reports.figure.rows'),
    ],
    tags: ['#sector+name', '#reached', '#country+num', '#output+trained+num', '#output+num', '#meta+rows'],
    lines: document.sectors.map((s) => {
      const sent = (what: 'people' | 'countries' | 'trained' | 'output') =>
        `${what}.s${s.id}` in document.figures ? exact(s[what]) : null
      return [s.name, sent('people'), sent('countries'), sent('trained'), sent('output'), s.rows]
    }),
  }
}

function countries(document: OverviewDocument): Sheet {
  const t = translator(document.language)
  return {
    name: t('reports.form.sheet-countries'),
    widths: [10, 28, 14, 18, 12],
    head: ['ISO 3166', t('reports.page.country'), t('reports.page.people'), t('reports.page.hosted'), t('reports.page.month')],
    tags: ['#country+code', '#country+name', '#reached', '#population+hosted', '#date+hosted'],
    lines: document.countries.map((c) => [c.code, c.name, c.people > 0 ? exact(c.people) : null, c.hosted, c.hostedAsOf]),
  }
}

function tieOut(document: OverviewDocument): Sheet {
  const t = translator(document.language)
  const pair = (what: 'people' | 'countries') => [
    `${t(`reports.page.${what}`)}: ${t('reports.page.printed')}`,
    `${t(`reports.page.${what}`)}: ${t('reports.page.sum-of-rows')}`,
  ]
  return {
    name: t('reports.form.sheet-tie-out'),
    widths: [36, 18, 18, 18, 18, 90],
    head: [t('reports.page.sector'), ...pair('people'), ...pair('countries'), t('reports.page.known')],
    tags: [],
    lines: document.tieOut.map((l) => [
      l.name,
      l.printedPeople,
      exact(l.countedPeople),
      l.printedCountries,
      l.countedCountries,
      l.sentence,
    ]),
  }
}

function rowsSheet(document: OverviewDocument, rows: PublishedRow[]): Sheet {
  const t = translator(document.language)
  return {
    name: t('reports.form.sheet-rows'),
    widths: [48, 30, 28, 24, 9, 22, 12, 14, 50],
    head: ['activity', 'sector', 'place', 'organisation', 'month', 'kind', 'number', 'cash-value', 'note'].map((key) =>
      t(`reports.page.${key}`),
    ),
    tags: [
      '#activity+name',
      '#sector+name',
      '#loc+name',
      '#org+name',
      '#date+reported',
      '#indicator+type',
      '#indicator+num',
      '#value+usd',
      '#description',
    ],
    lines: rows.map((r) => [
      r.activity,
      r.sector,
      r.place,
      r.organisation,
      r.month,
      r.kind ? t(`reports.kind.${r.kind}`) : '',
      exact(r.number),
      r.cashValueUsd,
      r.note,
    ]),
  }
}
