/** Workbooks that say what is wrong: each row under its headers, the cells marked, the reason in words beside them. */
import { Worker } from 'node:worker_threads'
import { type Cell, type CellValue, writeXlsx } from 'hucre/xlsx'
import { type Language, translator } from '../../../core/i18n.ts'
import { guarded, sheetName } from '../../../core/sheets.ts'

/** One row with its reasons. `at`: the columns a reason is about; none = the whole row. */
export type Marked = { number: number | null; cells: CellValue[]; reasons: { at: number[]; words: string }[] }
/** `note` stands above the headers, where it is read first and is no row when the sheet comes back. */
export type MarkedSheet = { name: string; headers: string[]; rows: Marked[]; note?: string }

/** Notes are costly in Excel; the words stand in the last column anyway. */
const mostNotes = 4000
const headStyle: Cell['style'] = {
  font: { bold: true, color: { rgb: 'FFFFFF' } },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: '0B5CAB' } },
  alignment: { vertical: 'center', wrapText: true },
}
const markStyle: Cell['style'] = { fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'F9DEDC' } } }

/** First column: the row's number in the file it came in. Last column: what is wrong. The headers between are read again on import. */
export async function writeMarked(sheets: MarkedSheet[], language: Language): Promise<Uint8Array> {
  const say = translator(language)
  const head = (headers: string[]) => [say('activities.sheet.row'), ...headers, say('activities.sheet.reason')]
  return writeXlsx({
    properties: { creator: 'Senda' },
    sheets: sheets.map((sheet) => ({
      name: sheetName(sheet.name),
      rows: [...above(sheet), head(sheet.headers), ...sheet.rows.map((row) => line(row, sheet.headers.length))],
      cells: marks(sheet, head(sheet.headers)),
      columns: [{ width: 7 }, ...sheet.headers.map(() => ({ width: 18 })), { width: 70 }],
      freezePane: { rows: above(sheet).length + 1, columns: 1 },
    })),
  })
}

const above = ({ note }: MarkedSheet): CellValue[][] => (note === undefined ? [] : [[note]])

/** Beyond this many rows the workbook is written in a thread of its own. */
const mostAtOnce = 300

/** As writeMarked, without holding up the process. */
export function markedWorkbook(sheets: MarkedSheet[], language: Language): Promise<Uint8Array> {
  if (sheets.reduce((rows, sheet) => rows + sheet.rows.length, 0) <= mostAtOnce) return writeMarked(sheets, language)
  const worker = new Worker(new URL('./book-worker.ts', import.meta.url), {
    workerData: { sheets, language },
    execArgv: ['--disable-warning=ExperimentalWarning'],
  })
  return new Promise((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
  })
}

function line({ number, cells, reasons }: Marked, width: number): CellValue[] {
  const filled = Array.from({ length: width }, (_, at) => guarded(cells[at] ?? null))
  return [number, ...filled, guarded(reasons.map((r) => r.words).join('\n'))]
}

/** Marked cells by `row,column`; notes on the first thousands. */
function marks(sheet: MarkedSheet, head: string[]): Map<string, Partial<Cell>> {
  const top = above(sheet).length
  const marked = new Map<string, Partial<Cell>>(head.map((_, at) => [`${top},${at}`, { style: headStyle }]))
  let notes = 0
  sheet.rows.forEach(({ reasons }, row) => {
    for (const { at, words } of reasons)
      for (const column of at) {
        const key = `${top + row + 1},${column + 1}`
        const before = marked.get(key)?.comment?.text
        const comment = notes < mostNotes ? { text: before ? `${before}\n${words}` : words, author: 'Senda' } : undefined
        if (comment) notes += 1
        marked.set(key, { style: markStyle, ...(comment && { comment }) })
      }
  })
  return marked
}
