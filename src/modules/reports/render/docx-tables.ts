/** The tables of the Word document: real ones, with heads that repeat and bars that print. */
import { AlignmentType, BorderStyle, Paragraph, ShadingType, Table, TableCell, TableRow, TextRun, WidthType } from 'docx'

export const ink = '1d2430'
export const quiet = '5c6675'
const line = 'd9d5ca'

export const small = (text: string) =>
  new Paragraph({ spacing: { before: 60, after: 60 }, children: [new TextRun({ text, size: 17, color: quiet })] })
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }
export const noBorders = { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none }
export const lines = {
  ...noBorders,
  bottom: { style: BorderStyle.SINGLE, size: 6, color: quiet },
  insideHorizontal: { style: BorderStyle.SINGLE, size: 4, color: line },
}

type CellOptions = { end?: boolean; strong?: boolean; width?: number; quietly?: boolean }
export const cell = (children: Paragraph[], { width }: CellOptions) =>
  new TableCell({
    children,
    margins: { top: 10, bottom: 10, left: 70, right: 70 },
    ...(width ? { width: { size: width, type: WidthType.PERCENTAGE } } : {}),
  })
/** Kept with what follows: a table stays on one page, with the line that explains it, as long as it fits. */
export const words = (text: string, o: CellOptions) =>
  cell(
    [
      new Paragraph({
        alignment: o.end ? AlignmentType.END : AlignmentType.START,
        spacing: { after: 0, line: 240 },
        keepNext: true,
        children: [new TextRun({ text, size: 19, bold: o.strong === true, ...(o.quietly ? { color: quiet } : {}) })],
      }),
    ],
    o,
  )

/** A bar is an empty shaded paragraph, drawn in from the end: it prints in every office, and the number stands beside it. */
export function bar(share: number, colour: string, width: number): TableCell {
  const room = (pageWidth * width) / 100 - 160
  const right = Math.round(room * (1 - Math.max(0.008, share / 100)))
  return cell(
    [
      new Paragraph({
        spacing: { before: 40, after: 0, line: 200 },
        keepNext: true,
        indent: { right },
        shading: { type: ShadingType.CLEAR, fill: colour.slice(1), color: 'auto' },
        children: [new TextRun({ text: '', size: 14 })],
        run: { size: 14 },
      }),
    ],
    { width },
  )
}
const pageWidth = 9406

export const table = (head: string[], ends: number[], body: TableRow[], foot?: string[]) =>
  new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    borders: lines,
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: head.map((text, i) => words(text, { end: ends.includes(i), quietly: true })),
      }),
      ...body,
      ...(foot
        ? [
            new TableRow({
              cantSplit: true,
              children: foot.map((text, i) => words(text, { end: ends.includes(i), strong: true })),
            }),
          ]
        : []),
    ],
  })
export const row = (children: TableCell[]) => new TableRow({ cantSplit: true, children })
