/** The overview as a Word document: headings, real tables, alternative texts, the language said, so that an office can go on writing. */
import { HeadingLevel, ImageRun, Paragraph, Table, TableRow, TextRun, WidthType } from 'docx'
import { translator } from '../../../core/i18n.ts'
import type { OverviewDocument, Run } from '../contract.ts'
import { mapSvg, mapWords } from '../map.ts'
import { wordFile } from './docx-house.ts'
import { bar, cell, noBorders, row, small, table, words } from './docx-tables.ts'
import { type Paper, paperOf } from './paper.ts'
import type { Pictures } from './pictures.ts'
import { mapPng } from './raster.ts'
import { imageSize } from './size.ts'

export function overviewDocx(document: OverviewDocument, pictures: Pictures): Promise<Buffer> {
  const paper = paperOf(document)
  return wordFile({
    title: paper.titleText,
    subject: paper.period,
    author: paper.brand,
    description: paper.leadText,
    language: document.language,
    footer: paper.edition,
    page: paper.words.page,
    children: [
      ...opening(paper),
      ...map(document, paper),
      ...bySector(paper),
      ...parts(paper.before),
      ...sectors(paper),
      ...stories(paper, pictures),
      ...parts(paper.between),
      ...tieOut(paper),
      ...parts(paper.after),
    ],
  })
}

const heading = (text: string, level: 1 | 2) =>
  new Paragraph({ text, heading: level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2 })
const caption = (text: string) =>
  new Paragraph({ keepNext: true, spacing: { before: 240, after: 60 }, children: [new TextRun({ text, bold: true, size: 20 })] })
const runs = (list: Run[], size?: number) =>
  list.map(
    (r) =>
      new TextRun({
        text: 'text' in r ? r.text : 'figure' in r ? r.shown : r.broken,
        bold: 'figure' in r,
        ...(size ? { size } : {}),
      }),
  )
const texts = (list: Run[][], size?: number, keepNext = false) =>
  list.map((p) => new Paragraph({ keepNext, children: runs(p, size) }))

function opening(paper: Paper): (Paragraph | Table)[] {
  const cells = paper.headline.map((f) =>
    cell(
      [
        new Paragraph({ spacing: { after: 0 }, children: [new TextRun({ text: f.value, bold: true, size: 36 })] }),
        new Paragraph({ spacing: { after: 0 }, children: [new TextRun({ text: f.unit, size: 19 })] }),
        small(f.method),
      ],
      { width: 100 / paper.headline.length },
    ),
  )
  return [
    small(paper.kicker),
    new Paragraph({ heading: HeadingLevel.TITLE, children: runs(paper.title) }),
    small(paper.freshness),
    ...texts(paper.lead, 26),
    new Table({
      width: { size: 100, type: WidthType.PERCENTAGE },
      borders: noBorders,
      rows: [new TableRow({ children: cells })],
    }),
    small(paper.howTotal),
  ]
}

function map(document: OverviewDocument, paper: Paper): (Paragraph | Table)[] {
  const svg = Buffer.from(mapSvg(document, mapWords(document, translator(document.language)), true))
  const { words: w } = paper
  return [
    heading(w.where, 1),
    new Paragraph({
      children: [
        new ImageRun({
          type: 'svg',
          data: svg,
          fallback: { type: 'png', data: mapPng(document) },
          transformation: { width: 330, height: 380 },
          altText: { name: w.where, title: w.where, description: paper.mapAlt },
        }),
      ],
    }),
    small(paper.legend.map((l) => l.text).join(' · ')),
    small(paper.mapMethod),
    table(
      [w.country, w.people, w.share, w.hosted],
      [1, 3],
      paper.countries.map((c) =>
        row([
          words(c.name, { width: 28 }),
          words(c.people ?? w.nothing, { end: true, width: 18, quietly: c.people === null }),
          c.people ? bar(c.share, '#0b5cab', 34) : words('', { width: 34 }),
          words(c.hosted, { end: true, width: 20, quietly: true }),
        ]),
      ),
      [w.allCountries, paper.totalPeople, '', paper.totalHosted],
    ),
  ]
}

function bySector({ words: w, sectors: list, apart, silent, totalPeople, totalCountries }: Paper): (Paragraph | Table)[] {
  const others = apart.map((s) =>
    row([words(s.name, { width: 50 }), words(s.trained, { end: true, width: 25 }), words(s.output, { end: true, width: 25 })]),
  )
  const direct = list.filter((s) => s.isDirect)
  const body = direct.map((s) =>
    row([
      words(s.name, { width: 34 }),
      words(s.people, { end: true, width: 16 }),
      words(s.countries, { end: true, width: 14 }),
      bar(s.share, s.colour, 36),
    ]),
  )
  return [
    heading(w.bySector, 1),
    table([w.sector, w.people, w.countries, w.share], [1, 2], body, [w.allSectors, totalPeople, totalCountries, '']),
    ...(others.length > 0 ? [caption(w.apart), table([w.sector, w.trained, w.outputs], [1, 2], others), new Paragraph({})] : []),
    ...(silent ? [small(silent)] : []),
  ]
}

const parts = (list: Paper['before']): Paragraph[] =>
  list.flatMap((p) => [
    heading(p.title, 1),
    ...texts(p.text),
    ...(p.note ? [small(p.note)] : []),
    ...(p.list ?? []).map((text) => new Paragraph({ text, bullet: { level: 0 } })),
  ])

function sectors({ words: w, sectors: list }: Paper): (Paragraph | Table)[] {
  return [
    heading(w.sectorBySector, 1),
    ...list.flatMap((s) => [
      heading(s.name, 2),
      new Paragraph({
        keepNext: true,
        children: s.figures.flatMap((f) => [new TextRun({ text: f.value, bold: true, size: 34 }), new TextRun(` ${f.unit}    `)]),
      }),
      ...texts(s.text, undefined, true),
      ...(s.byCountry.length > 0
        ? [
            table(
              [w.country, w.people, w.share],
              [1],
              s.byCountry.map((c) =>
                row([words(c.name, { width: 34 }), words(c.people, { end: true, width: 18 }), bar(c.share, s.colour, 48)]),
              ),
            ),
          ]
        : []),
      small(s.how),
    ]),
  ]
}

function stories(paper: Paper, pictures: Pictures): Paragraph[] {
  if (paper.stories.length === 0) return []
  return [
    heading(paper.words.stories, 1),
    ...paper.stories.flatMap((s) => {
      const picture = s.picture ? pictures.get(s.picture) : undefined
      return [
        heading(s.title, 2),
        ...(picture ? [photograph(picture, s.title, s.alt), small(s.caption)] : []),
        ...s.body.map((text) => new Paragraph({ text })),
      ]
    }),
  ]
}
function photograph(
  { mediaType, content }: { mediaType: string; content: Buffer },
  name: string,
  description: string,
): Paragraph {
  const size = imageSize(content)
  return new Paragraph({
    children: [
      new ImageRun({
        type: mediaType === 'image/png' ? 'png' : 'jpg',
        data: content,
        transformation: { width: 440, height: Math.round((440 * size.height) / size.width) },
        altText: { name, title: name, description },
      }),
    ],
  })
}

function tieOut({ tieOut: out, words: w }: Paper): (Paragraph | Table)[] {
  if (!out) return []
  const body = out.sectors.flatMap((s) =>
    s.lines.map((l, i) =>
      row([
        words(i === 0 ? s.name : '', { width: 20 }),
        words(l.what, { width: 12 }),
        words(l.printed, { end: true, width: 11 }),
        words(l.counted, { end: true, width: 12 }),
        words(l.difference, { end: true, width: 11 }),
        words(i === 0 ? s.sentence : '', { width: 34 }),
      ]),
    ),
  )
  const head = [w.sector, w.what, w.printed, w.sumOfRows, w.difference, w.known]
  return [
    heading(w.tieOut, 1),
    new Paragraph({ text: out.lead }),
    ...(body.length > 0
      ? [table(head, [2, 3, 4], body, [w.allSectorsPeople, '', out.printed, out.counted, out.difference, '']), small(out.others)]
      : []),
  ]
}
