/** A workbook written while its rows are read: many sheets, any number of rows, the memory of a few hundred of them. */
import { crc32, createDeflateRaw } from 'node:zlib'
import { guarded, sheetName } from '../sheets.ts'

export type BookCell = string | number | null
/** `wide`: digits in groups; `money`: with cents; `words`: broken into lines. */
export type BookFormat = 'plain' | 'bold' | 'wide' | 'money' | 'words'
export type BookColumn = { width: number; format: BookFormat }
export type BookSheet = {
  name: string
  columns: BookColumn[]
  /** Rows at the top that are set bold and stay in sight. */
  head: BookCell[][]
  rows: Iterable<BookCell[]> | AsyncIterable<BookCell[]>
}

/** The bytes of the workbook, piece by piece. Texts that a spreadsheet would run as a formula are quoted for it. */
export async function* writeBook(sheets: BookSheet[]): AsyncGenerator<Buffer> {
  const zip = new ZipWriter()
  const names = distinct(sheets.map((sheet) => sheetName(sheet.name)))
  for (const [name, text] of frame(names)) yield* zip.entry(name, [text])
  for (const [at, sheet] of sheets.entries()) yield* zip.entry(`xl/worksheets/sheet${at + 1}.xml`, sheetXml(sheet))
  yield zip.end()
}

/** Two sheets of one name would make a workbook that does not open. */
function distinct(names: string[]): string[] {
  const used = new Set<string>()
  return names.map((name) => {
    let free = name
    for (let n = 2; used.has(free.toLowerCase()); n++) free = `${name.slice(0, 28)} ${n}`
    used.add(free.toLowerCase())
    return free
  })
}

const formats: Record<BookFormat, string> = {
  plain: '<xf/>',
  bold: '<xf fontId="1" applyFont="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>',
  wide: '<xf numFmtId="3" applyNumberFormat="1"/>',
  money: '<xf numFmtId="4" applyNumberFormat="1"/>',
  words: '<xf applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>',
}
const styleOf = (format: BookFormat): number => Object.keys(formats).indexOf(format)

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** Everything around the sheets. */
function frame(names: string[]): [string, string][] {
  const each = (of: (name: string, number: number) => string) => names.map((name, at) => of(name, at + 1)).join('')
  return [
    [
      '[Content_Types].xml',
      `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/>${each((_, n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${types}.worksheet+xml"/>`)}</Types>`,
    ],
    [
      '_rels/.rels',
      `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${each((name, n) => `<sheet name="${escaped(name)}" sheetId="${n}" r:id="rId${n}"/>`)}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${each((_, n) => `<Relationship Id="rId${n}" Type="${office}/worksheet" Target="worksheets/sheet${n}.xml"/>`)}<Relationship Id="rId${names.length + 1}" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    ],
    [
      'xl/styles.xml',
      `${head}<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="${Object.keys(formats).length}">${Object.values(formats).join('')}</cellXfs></styleSheet>`,
    ],
  ]
}

async function* sheetXml({ columns, head: top, rows }: BookSheet): AsyncGenerator<string> {
  const pane =
    top.length === 0
      ? ''
      : `<pane ySplit="${top.length}" topLeftCell="A${top.length + 1}" activePane="bottomLeft" state="frozen"/>`
  const widths = columns
    .map(({ width }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`)
    .join('')
  yield `${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews>${widths ? `<cols>${widths}</cols>` : ''}<sheetData>`
  const bold = columns.map(() => styleOf('bold'))
  const styles = columns.map(({ format }) => styleOf(format))
  const letters = columns.map((_, at) => letterOf(at))
  for (const [at, row] of top.entries()) yield rowXml(row, at + 1, letters, bold)
  let number = top.length
  for await (const row of rows) yield rowXml(row, ++number, letters, styles)
  yield '</sheetData></worksheet>'
}

function rowXml(row: BookCell[], number: number, letters: string[], styles: number[]): string {
  let xml = `<row r="${number}">`
  for (let at = 0; at < row.length; at++) {
    const value = row[at] ?? null
    if (value === null || value === '') continue
    const open = `<c r="${letters[at] ?? letterOf(at)}${number}" s="${styles[at] ?? 0}"`
    xml +=
      typeof value === 'number'
        ? `${open}><v>${value}</v></c>`
        : `${open} t="inlineStr"><is><t xml:space="preserve">${escaped(String(guarded(value)))}</t></is></c>`
  }
  return `${xml}</row>`
}

const letterOf = (at: number): string => (at < 26 ? '' : letterOf(Math.floor(at / 26) - 1)) + String.fromCharCode(65 + (at % 26))

/** A cell holds 32 767 characters; what XML cannot hold is left out. Most texts are fine as they are. */
const escaped = (text: string): string =>
  text.length <= 32_767 && !special.test(text) && text.isWellFormed()
    ? text
    : text
        .slice(0, 32_767)
        .toWellFormed()
        .replace(unfit, '')
        .replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]!)
const special = /[&<>"\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/
const unfit = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

const pieceLength = 2 ** 16

/** ZIP as a stream: lengths follow what they measure. */
class ZipWriter {
  private written = 0
  private readonly central: Buffer[] = []

  async *entry(name: string, texts: Iterable<string> | AsyncIterable<string>): AsyncGenerator<Buffer> {
    const started = this.written
    const measured = { crc: 0, inflated: 0, deflated: 0 }
    yield this.counted(Buffer.concat([local(name), Buffer.from(name)]))
    for await (const piece of deflated(gathered(texts), measured)) {
      measured.deflated += piece.length
      yield this.counted(piece)
    }
    if (Math.max(measured.inflated, this.written) > 0xffff_ffff) throw new Error('the workbook is larger than its form allows')
    const sizes = sizesOf(measured)
    yield this.counted(Buffer.concat([uint32(0x0807_4b50), sizes]))
    this.central.push(Buffer.concat([centralHead(name, sizes, started), Buffer.from(name)]))
  }

  end(): Buffer {
    const entries = Buffer.concat(this.central)
    const end = Buffer.alloc(22)
    end.writeUInt32LE(0x0605_4b50, 0)
    end.writeUInt16LE(this.central.length, 8)
    end.writeUInt16LE(this.central.length, 10)
    end.writeUInt32LE(entries.length, 12)
    end.writeUInt32LE(this.written, 16)
    return Buffer.concat([entries, end])
  }

  private counted(piece: Buffer): Buffer {
    this.written += piece.length
    return piece
  }
}

type Measured = { crc: number; inflated: number; deflated: number }
const uint32 = (...numbers: number[]): Buffer => {
  const buffer = Buffer.alloc(4 * numbers.length)
  for (const [at, n] of numbers.entries()) buffer.writeUInt32LE(n, 4 * at)
  return buffer
}
const sizesOf = ({ crc, inflated, deflated: small }: Measured): Buffer => uint32(crc, small, inflated)

/** Version 2.0; lengths follow (bit 3); names in UTF-8 (bit 11); deflate; the first day there is. */
const common = Buffer.from([20, 0, 0x08, 0x08, 8, 0, 0, 0, 0x21, 0])
const local = (name: string): Buffer => {
  const length = Buffer.alloc(4)
  length.writeUInt16LE(Buffer.byteLength(name), 0)
  return Buffer.concat([uint32(0x0403_4b50), common, uint32(0, 0, 0), length])
}
const centralHead = (name: string, sizes: Buffer, started: number): Buffer => {
  const rest = Buffer.alloc(18)
  rest.writeUInt16LE(Buffer.byteLength(name), 0)
  rest.writeUInt32LE(started, 14)
  return Buffer.concat([uint32(0x0201_4b50), Buffer.from([20, 0]), common, sizes, rest])
}

async function* gathered(texts: Iterable<string> | AsyncIterable<string>): AsyncGenerator<Buffer> {
  let piece = ''
  for await (const text of texts) {
    piece += text
    if (piece.length < pieceLength) continue
    yield Buffer.from(piece)
    piece = ''
  }
  yield Buffer.from(piece)
}

async function* deflated(pieces: AsyncGenerator<Buffer>, measured: Measured): AsyncGenerator<Buffer> {
  const squeeze = createDeflateRaw({ level: 3 })
  const fed = (async () => {
    for await (const piece of pieces) {
      measured.crc = crc32(piece, measured.crc)
      measured.inflated += piece.length
      if (!squeeze.write(piece)) await new Promise<void>((resolve) => squeeze.once('drain', resolve))
    }
    squeeze.end()
  })()
  fed.catch((error) => squeeze.destroy(error as Error))
  yield* squeeze as AsyncIterable<Buffer>
  await fed
}
