/** The rows of one sheet, read as its XML streams past: never more than a batch of them in memory. */
import type { Readable } from 'node:stream'
import { SaxesParser } from 'saxes'
import { Problem } from '../problem.ts'
import { boundedTo, cellWeight, heaviestBatch, longestText, type RawRow, type Written, widest } from './cells.ts'

/** What the numbers in cells mean in this workbook. */
/** `longest`: characters of one cell that are read; what is longer is marked. `widest`: columns that are read. */
export type Understanding = {
  shared: readonly string[]
  isDate: readonly boolean[]
  date1904: boolean
  longest?: number | undefined
  widest?: number | undefined
}

type Cell = { at: number; type: string; style: string; value: string; text: string; formula: string | null }

/** Rows in which some cell is filled. @throws Problem when the XML is broken or the zip cut off */
export async function* readSheet(stream: Readable, understanding: Understanding, batch = 2000): AsyncGenerator<RawRow[]> {
  const reader = new SheetReader(understanding)
  const decoder = new TextDecoder()
  try {
    for await (const chunk of stream) {
      reader.write(decoder.decode(chunk as Buffer, { stream: true }))
      if (reader.rows.length >= batch || reader.weight >= heaviestBatch) yield reader.take()
    }
    reader.write(decoder.decode())
    reader.end()
  } finally {
    stream.destroy()
  }
  if (reader.rows.length > 0) yield reader.take()
}

class SheetReader {
  rows: RawRow[] = []
  /** Characters and cells in these rows. */
  weight = 0
  readonly #parser = new SaxesParser()
  readonly #understanding: Understanding
  #row: RawRow = { number: 0, values: [] }
  #isFilled = false
  #next = 0
  #cell: Cell | null = null
  #target: 'value' | 'text' | 'formula' | null = null
  #isGuide = false

  constructor(understanding: Understanding) {
    this.#understanding = understanding
    this.#parser.on('opentag', ({ name, attributes }) => this.#open(local(name), attributes))
    this.#parser.on('text', (text) => this.#text(text))
    this.#parser.on('cdata', (text) => this.#text(text))
    this.#parser.on('closetag', ({ name }) => this.#close(local(name)))
  }

  write(xml: string): void {
    this.#parsing(() => this.#parser.write(xml))
  }

  end(): void {
    this.#parsing(() => this.#parser.close())
  }

  get #longest(): number {
    return this.#understanding.longest ?? longestText
  }

  get #widest(): number {
    return this.#understanding.widest ?? widest
  }

  take(): RawRow[] {
    const taken = this.rows
    this.rows = []
    this.weight = 0
    return taken
  }

  #parsing(work: () => unknown): void {
    try {
      work()
    } catch (error) {
      throw error instanceof Problem ? error : new Problem(422, 'core/workbook-broken')
    }
  }

  #open(name: string, attributes: Record<string, string>): void {
    if (name === 'c') this.#openCell(attributes)
    else if (name === 'v') this.#target = 'value'
    else if (name === 't') this.#target = this.#isGuide ? null : 'text'
    else if (name === 'row') this.#openRow(attributes)
    else if (name === 'rPh') this.#isGuide = true
    else if (name === 'f' && this.#cell) {
      this.#target = 'formula'
      this.#cell.formula = ''
    }
  }

  #text(text: string): void {
    if (this.#target && this.#cell && this.#cell[this.#target]!.length <= this.#longest) this.#cell[this.#target] += text
  }

  #close(name: string): void {
    if (name === 'c') this.#closeCell()
    else if (name === 'v' || name === 't' || name === 'f') this.#target = null
    else if (name === 'row') {
      if (!this.#isFilled) return
      this.rows.push(this.#row)
      this.weight += this.#row.values.length * cellWeight
    } else if (name === 'rPh') this.#isGuide = false
  }

  #openRow({ r }: Record<string, string>): void {
    this.#row = { number: r ? Number(r) : this.#row.number + 1, values: [] }
    this.#isFilled = false
    this.#next = 0
  }

  #openCell({ r, t, s }: Record<string, string>): void {
    const at = r ? columnAt(r) : this.#next
    this.#next = at + 1
    this.#cell = { at, type: t ?? 'n', style: s ?? '', value: '', text: '', formula: null }
  }

  #closeCell(): void {
    const cell = this.#cell
    this.#cell = null
    if (!cell) return
    const written = writtenIn(cell, this.#understanding)
    if (written === null || written === '') return
    if (cell.at >= this.#widest) throw new Problem(422, 'core/too-wide', { row: this.#row.number, columns: this.#widest })
    const { values } = this.#row
    while (values.length < cell.at) values.push(null)
    values[cell.at] = written
    if (typeof written === 'string') this.weight += written.length
    this.#isFilled ||= typeof written !== 'string' || written.trim() !== ''
  }
}

const local = (name: string): string => (name.includes(':') ? name.slice(name.indexOf(':') + 1) : name)

/** `AB12` → 27 */
function columnAt(reference: string): number {
  let at = 0
  for (let i = 0; i < reference.length; i++) {
    const letter = reference.charCodeAt(i) - 64
    if (letter < 1 || letter > 26) break
    at = at * 26 + letter
  }
  return at - 1
}

function writtenIn(cell: Cell, { shared, isDate, date1904, longest = longestText }: Understanding): Written {
  const { type, value } = cell
  if (type === 'inlineStr') return boundedTo(longest, unescaped(cell.text))
  if (type === 's') return value === '' ? null : boundedTo(longest, unescaped(shared[Number(value)] ?? ''))
  if (type === 'str' || type === 'd') return boundedTo(longest, unescaped(value))
  // A formula that no program has worked out yet has nothing to say.
  if (value === '') return cell.formula === null ? null : { unreadable: `=${cell.formula.slice(0, 200)}` }
  if (type === 'b') return value === '1' || value === 'true'
  if (type === 'e') return { unreadable: value.slice(0, 200) }
  const number = Number(value)
  if (Number.isNaN(number)) return { unreadable: value.slice(0, 200) }
  return cell.style !== '' && isDate[Number(cell.style)] ? dateOf(number, date1904) : number
}

/** Excel counts days from 1900 (or 1904); a time of day stands behind the point. */
function dateOf(days: number, date1904: boolean): Written {
  const date = new Date((Math.floor(days) + (date1904 ? 1462 : 0) - 25_569) * 86_400_000)
  return days < 0 || Number.isNaN(date.getTime()) ? { unreadable: String(days) } : date.toISOString().slice(0, 10)
}

/** `_x000D_` is how workbooks write characters that XML cannot. */
const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9a-fA-F]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text
