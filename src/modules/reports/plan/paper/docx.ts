/** The plan as a Word document: the same blocks as the PDF, so that an office can go on writing. */
import {
  HeadingLevel,
  ImageRun,
  LineRuleType,
  Paragraph,
  TableCell,
  TableRow,
  TextDirection,
  TextRun,
  VerticalAlignTable,
  WidthType,
  Table as WordTable,
} from 'docx'
import type { Language } from '../../../../core/i18n.ts'
import { wordFile } from '../../render/docx-house.ts'
import { bar, cell, lines, noBorders, quiet, row, small } from '../../render/docx-tables.ts'
import type { Block, Cell, Figure, PlanPaper, Table } from './blocks.ts'

/** @param drawings small pictures of the maps, for programs that do not read the drawn ones */
export function planDocx(paper: PlanPaper, drawings: Record<string, Buffer>): Promise<Buffer> {
  return wordFile({
    title: paper.title,
    subject: paper.kicker,
    author: paper.title,
    description: paper.lead,
    language: paper.language as Language,
    footer: paper.footer,
    page: paper.words.page,
    children: [...opening(paper), ...paper.blocks.flatMap((block) => written(block, paper, drawings))],
  })
}

type Written = (Paragraph | WordTable)[]

const opening = (paper: PlanPaper): Written => [
  small(paper.kicker),
  new Paragraph({ text: paper.title, heading: HeadingLevel.TITLE }),
  small(paper.stand),
  ...(paper.notice ? [new Paragraph({ children: [new TextRun({ text: paper.notice, bold: true })] })] : []),
  new Paragraph({ children: [new TextRun({ text: paper.lead, size: 26 })] }),
  figures(paper.figures),
]

function written(block: Block, { maps }: PlanPaper, drawings: Record<string, Buffer>): Written {
  switch (block.kind) {
    case 'heading':
      return [new Paragraph({ text: block.text, heading: levels[block.level], pageBreakBefore: block.onNewPage === true })]
    case 'text':
      return block.paragraphs.map((text) => new Paragraph({ text }))
    case 'list':
      return block.items.map((text) => new Paragraph({ text, bullet: { level: 0 }, spacing: { after: 40 } }))
    case 'note':
      return [small(block.text)]
    case 'figures':
      return [figures(block.figures)]
    case 'map':
      return [
        new Paragraph({
          children: [
            new ImageRun({
              type: 'svg',
              data: Buffer.from(maps[block.file] ?? ''),
              fallback: { type: 'png', data: drawings[block.file] ?? Buffer.alloc(0) },
              transformation: { width: 300, height: 345 },
              altText: { name: block.file, title: block.method, description: block.alt },
            }),
          ],
        }),
        small(block.legend.map((l) => l.text).join(' · ')),
        small(block.method),
      ]
    case 'table':
      return [block.dense ? dense(block) : plain(block), block.note ? small(block.note) : thin]
  }
}
/** Keeps two tables apart without taking a line. */
const thin = new Paragraph({ spacing: { before: 0, after: 60, line: 40, lineRule: LineRuleType.EXACT } })
const levels = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 } as const

const figures = (list: Figure[]): WordTable =>
  new WordTable({
    width: { size: 100, type: WidthType.PERCENTAGE },
    borders: noBorders,
    rows: [
      new TableRow({
        children: list.map((f) =>
          cell(
            [
              new Paragraph({ spacing: { after: 0 }, children: [new TextRun({ text: f.value, bold: true, size: 30 })] }),
              new Paragraph({ spacing: { after: 0 }, children: [new TextRun({ text: f.unit, size: 19 })] }),
              small(f.how),
            ],
            { width: 100 / list.length },
          ),
        ),
      }),
    ],
  })

/** Of a hundred: names get the room, bars some, numbers what they need. */
function widthsOf({ columns, rows }: Table): number[] {
  const weights = columns.map((c, i) => (rows.some((r) => typeof r[i] !== 'string') ? 22 : c.wide || i === 0 ? 30 : 16))
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map((weight) => (100 * weight) / all)
}

type Style = { end: boolean; width: number; strong?: boolean; colour?: string }
const said = (text: string, { end, width, strong, colour }: Style): TableCell =>
  cell(
    [
      new Paragraph({
        alignment: end ? 'right' : 'left',
        spacing: { after: 0, line: 230 },
        children: [new TextRun({ text, size: 16, ...(strong ? { bold: true } : {}), ...(colour ? { color: colour } : {}) })],
      }),
    ],
    { width },
  )

function plain(block: Table): WordTable {
  const { columns, rows, total } = block
  const widths = widthsOf(block)
  const line = (texts: string[], more: Partial<Style>) =>
    texts.map((text, i) => said(text, { end: columns[i]!.align === 'right', width: widths[i]!, ...more }))
  const cells = (r: Cell[]) =>
    r.map((c, i) =>
      typeof c === 'string'
        ? said(c, { end: columns[i]!.align === 'right', width: widths[i]! })
        : bar(c.bar, c.colour, widths[i]!),
    )
  return new WordTable({
    width: { size: 100, type: WidthType.PERCENTAGE },
    borders: lines,
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: line(
          columns.map((c) => c.title),
          { colour: quiet },
        ),
      }),
      ...rows.map((r) => row(cells(r))),
      ...(total ? [row(line(total, { strong: true }))] : []),
    ],
  })
}

/** Many narrow columns: small figures under turned titles. */
function dense({ columns, rows }: Table): WordTable {
  const tiny = (text: string, end: boolean, colour?: string) =>
    new Paragraph({
      alignment: end ? 'right' : 'left',
      spacing: { after: 0, line: 220 },
      children: [new TextRun({ text, size: 13, ...(colour ? { color: colour } : {}) })],
    })
  const head = columns.map(
    (c) =>
      new TableCell({
        children: [tiny(c.title, false, quiet)],
        verticalAlign: VerticalAlignTable.BOTTOM,
        ...(c.turned ? { textDirection: TextDirection.BOTTOM_TO_TOP_LEFT_TO_RIGHT } : {}),
      }),
  )
  return new WordTable({
    width: { size: 100, type: WidthType.PERCENTAGE },
    borders: noBorders,
    rows: [
      new TableRow({ tableHeader: true, cantSplit: true, height: { value: 1500, rule: 'atLeast' }, children: head }),
      ...rows.map(
        (line) =>
          new TableRow({
            cantSplit: true,
            children: line.map(
              (said, i) =>
                new TableCell({
                  margins: { top: 10, bottom: 10, left: 30, right: 30 },
                  children: [tiny(typeof said === 'string' ? said : '', columns[i]!.align === 'right')],
                }),
            ),
          }),
      ),
    ],
  })
}
