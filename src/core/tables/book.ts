/** A workbook: its sheets, and what their cells need to be understood (shared texts, date formats). */
import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { Problem } from '../problem.ts'
import type { RawRow } from './cells.ts'
import { readSheet, type Understanding } from './sheet.ts'
import { openZip, type Zip } from './zip.ts'

export type Sheet = { name: string; part: string }
export type Book = {
  sheets: Sheet[]
  /** Rows of a sheet in which some cell is filled, some at a time. `longest`: characters of one cell, `widest`: columns that are read. */
  rows: (sheet: Sheet, batch?: number, longest?: number, widest?: number) => AsyncGenerator<RawRow[]>
  /** The sheet as it is written. */
  stream: (sheet: Sheet) => ReturnType<Zip['stream']>
  close: () => void
}

/** @throws Problem when it is no workbook, or a damaged one. The caller closes it. */
export async function openBook(path: string): Promise<Book> {
  const zip = await openZip(path)
  try {
    return await bookOf(zip)
  } catch (error) {
    zip.close()
    throw error
  }
}

async function bookOf(zip: Zip): Promise<Book> {
  refuseOthers(zip)
  const { sheets, date1904 } = await sheetsOf(zip)
  if (sheets.length === 0) throw new Problem(422, 'core/workbook-broken')
  const cells: Understanding = { shared: await sharedTexts(zip), isDate: await dateStyles(zip), date1904 }
  return {
    sheets: sheets.slice(0, 50),
    async *rows({ part }, batch, longest, widest) {
      const stream = await zip.stream(part)
      try {
        yield* readSheet(stream, { ...cells, longest, widest }, batch)
      } finally {
        stream.destroy()
      }
    },
    stream: ({ part }) => zip.stream(part),
    close: zip.close,
  }
}

/** Other things that are zips too. */
function refuseOthers(zip: Zip): void {
  const others: [boolean, string][] = [
    [zip.has('xl/workbook.bin'), '.xlsb'],
    [zip.names.some((n) => n.endsWith('.iwa')), '.numbers'],
    [zip.has('content.xml') && zip.has('mimetype'), '.ods'],
  ]
  const other = others.find(([is]) => is)
  if (other) throw new Problem(415, 'core/workbook-other', { kind: other[1] })
  if (!zip.has('xl/workbook.xml')) throw new Problem(415, 'core/file-not-readable')
}

async function sheetsOf(zip: Zip): Promise<{ sheets: Sheet[]; date1904: boolean }> {
  const targets = new Map<string, string>()
  if (zip.has('xl/_rels/workbook.xml.rels'))
    await walk(zip, 'xl/_rels/workbook.xml.rels', (name, { Id, Target }) => {
      if (name === 'Relationship' && Id && Target)
        targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target.replace(/^\.\//, '')}`)
    })
  const sheets: Sheet[] = []
  let date1904 = false
  await walk(zip, 'xl/workbook.xml', (name, attributes) => {
    if (name === 'workbookPr') date1904 = ['1', 'true'].includes(attributes.date1904 ?? '')
    const part = targets.get(attributes['r:id'] ?? attributes['d3p1:id'] ?? '')
    if (name === 'sheet' && part && zip.has(part)) sheets.push({ name: attributes.name ?? '', part })
  })
  return { sheets, date1904 }
}

async function walk(
  zip: Zip,
  part: string,
  onTag: (name: string, attributes: Record<string, string | undefined>) => void,
): Promise<void> {
  const parser = new SaxesParser()
  parser.on('opentag', (tag: SaxesTagPlain) => onTag(tag.name.slice(tag.name.indexOf(':') + 1), tag.attributes))
  const text = await zip.text(part)
  try {
    parser.write(text).close()
  } catch {
    throw new Problem(422, 'core/workbook-broken')
  }
}

const longestTexts = 128 * 2 ** 20
const mostTexts = 2_000_000

/** Texts that cells share. Rich text is read as plain; phonetic guides are left out. */
async function sharedTexts(zip: Zip): Promise<string[]> {
  if (!zip.has('xl/sharedStrings.xml')) return []
  const texts: string[] = []
  let text = ''
  let total = 0
  let isText = false
  let isGuide = false
  const parser = new SaxesParser()
  parser.on('opentag', ({ name }) => {
    if (name.endsWith('rPh')) isGuide = true
    else if (name === 't' || name.endsWith(':t')) isText = !isGuide
    else if (name === 'si' || name.endsWith(':si')) text = ''
  })
  parser.on('text', (part) => {
    if (isText) text += part
  })
  parser.on('closetag', ({ name }) => {
    if (name.endsWith('rPh')) isGuide = false
    else if (name === 't' || name.endsWith(':t')) isText = false
    else if (name === 'si' || name.endsWith(':si')) {
      total += text.length
      if (total > longestTexts || texts.push(text) > mostTexts) throw new Problem(413, 'core/workbook-too-large')
    }
  })
  const decoder = new TextDecoder()
  try {
    for await (const chunk of await zip.stream('xl/sharedStrings.xml'))
      parser.write(decoder.decode(chunk as Buffer, { stream: true }))
    parser.close()
  } catch (error) {
    throw error instanceof Problem ? error : new Problem(422, 'core/workbook-broken')
  }
  return texts
}

/** Which cell styles show a date: Excel keeps dates as numbers and says so only in the format. */
async function dateStyles(zip: Zip): Promise<boolean[]> {
  if (!zip.has('xl/styles.xml')) return []
  const formats = new Map<number, string>()
  const styles: boolean[] = []
  let isCellStyles = false
  await walk(zip, 'xl/styles.xml', (name, { numFmtId, formatCode }) => {
    if (name === 'numFmt') formats.set(Number(numFmtId), formatCode ?? '')
    if (name === 'cellXfs' || name === 'cellStyles') isCellStyles = name === 'cellXfs'
    if (name === 'xf' && isCellStyles) styles.push(isDateFormat(Number(numFmtId ?? 0), formats))
  })
  return styles
}

function isDateFormat(id: number, formats: ReadonlyMap<number, string>): boolean {
  if ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)) return true
  const bare = (formats.get(id) ?? '').replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '')
  return /[ymd]/i.test(bare) && !/[0#?]/.test(bare)
}
