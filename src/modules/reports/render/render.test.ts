import { parse } from 'csv-parse/sync'
import { readXlsx } from 'hucre/xlsx'
import { describe, expect, test } from 'vitest'
import yauzl from 'yauzl'
import { pdfText } from '../../../../test/pdf.ts'
import { scenario, type World } from '../../../../test/scenario.ts'
import { loadSample } from '../../../sample/load.ts'
import type { Run } from '../contract.ts'
import { download, type Made } from '../download.ts'
import { findEdition, getDocument } from '../publications.ts'
import { shown } from '../rules/numbers.ts'
import { overviewCsv } from './csv.ts'
import { overviewXlsx } from './xlsx.ts'

async function published(world: World, language: 'en' | 'es' | 'pt' | 'fr' = 'es') {
  await loadSample(world.db)
  const edition = (await findEdition(world.db))!
  const document = (await getDocument(world.db, edition.id, language))!
  return {
    document,
    made: (format: 'pdf' | 'docx' | 'xlsx' | 'csv' | 'html') =>
      download({ db: world.db, document, publicationId: edition.id }, format),
  }
}
/** Every number the document shows: in its texts and in its tables. */
function numbersOf({ document }: Awaited<ReturnType<typeof published>>): string[] {
  const texts: Run[][] = [
    document.title,
    ...document.lead,
    ...document.context,
    ...document.achievements,
    ...document.initiatives,
    ...document.support,
    ...document.method,
    ...document.sectors.flatMap((s) => s.text),
  ]
  const inTexts = texts.flat().flatMap((r) => ('figure' in r ? [r.shown] : []))
  const inTables = [
    ...document.sectors.flatMap((s) => [s.people, s.countries, ...s.byCountry.map((c) => c.people)]),
    ...document.countries.flatMap((c) => (c.people > 0 ? [c.people, c.hosted!] : [])),
  ]
  return [...new Set([...inTexts, ...inTables.map((n) => shown('people', n, document.language))])]
}
const missingIn = (text: string, numbers: string[]) => {
  const words = new Set(text.split(/[\s.,;:()·<>/]+(?<!\u202f)/u).flatMap((w) => [w, ...w.split(/[^\d\u202f−]+/u)]))
  return numbers.filter((n) => !words.has(n) && !text.includes(n))
}
const zipText = (content: Buffer, name: string): Promise<string> =>
  new Promise((resolve, reject) =>
    yauzl.fromBuffer(content, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error)
      zip.on('entry', (entry: { fileName: string }) => {
        if (entry.fileName !== name) return zip.readEntry()
        zip.openReadStream(entry as never, (wrong, stream) => {
          if (wrong) return reject(wrong)
          const parts: Buffer[] = []
          stream.on('data', (part: Buffer) => parts.push(part)).on('end', () => resolve(Buffer.concat(parts).toString('utf8')))
        })
      })
      zip.on('end', () => reject(new Error(`no ${name}`)))
      zip.readEntry()
    }),
  )
/** Text taken out of a PDF has plain blanks. */
const pagesOf = ({ content }: Made): string => pdfText(content).replace(/(?<=\d)[ \u2009\u202f](?=\d{3}(?!\d))/g, '\u202f')

describe('One document, five forms', () => {
  test(
    'page, Word document, sheet and table show the same numbers',
    scenario(async (world) => {
      const edition = await published(world)
      const numbers = numbersOf(edition)
      expect(numbers.length).toBeGreaterThan(90)
      const html = (await edition.made('html')).content
        .toString('utf8')
        .replace(/<style>.*?<\/style>/s, '')
        .replace(/<[^>]+>/g, ' ')
      expect(missingIn(html, numbers)).toEqual([])
      const docx = (await zipText((await edition.made('docx')).content, 'word/document.xml'))
        .replace(/<\/w:p>/g, ' ')
        .replace(/<[^>]+>/g, '')
      expect(missingIn(docx, numbers)).toEqual([])

      const values = Object.fromEntries(
        Object.entries(edition.document.figures).map(([key, f]) => [key, Math.round(f.value * 1e6) / 1e6]),
      )
      const csv = parse((await edition.made('csv')).content, { bom: true, from_line: 3 }) as string[][]
      expect(Object.fromEntries(csv.map((line) => [line[0], Number(line[6])]))).toEqual(values)
      const book = await readXlsx((await edition.made('xlsx')).content)
      const lines = book.sheets.find((s) => s.name === 'Cifras')!.rows.slice(2)
      expect(Object.fromEntries(lines.map((line) => [line[0], line[6]]))).toEqual(values)
      expect(book.sheets.find((s) => s.name === 'Filas')!.rows).toHaveLength(107)
    }),
  )
  test(
    'the PDF shows the same numbers too',
    scenario(async (world) => {
      const edition = await published(world)
      expect(missingIn(pagesOf(await edition.made('pdf')), numbersOf(edition))).toEqual([])
    }),
  )
  test(
    'the PDF says that it is PDF/UA, its language, its title and its structure',
    scenario(async (world) => {
      for (const language of ['es', 'fr'] as const) {
        const { made, document } = await published(world, language)
        const bytes = (await made('pdf')).content.toString('latin1')
        expect(bytes).toContain(`/Lang (${language})`)
        for (const part of ['pdfuaid:part>1<', '/MarkInfo', '/StructTreeRoot', 'DisplayDocTitle true', '/Outlines'])
          expect(bytes).toContain(part)
        expect(document.language).toBe(language)
      }
    }),
  )
  test(
    'the Word document has headings, alternative texts, repeated table heads and its language',
    scenario(async (world) => {
      const { made, document } = await published(world, 'pt')
      const { content } = await made('docx')
      const [body, styles] = [await zipText(content, 'word/document.xml'), await zipText(content, 'word/styles.xml')]
      expect(styles).toContain('pt-BR')
      expect(body.match(/w:val="Heading2"/g)?.length).toBeGreaterThanOrEqual(document.sectors.length)
      expect(body).toContain('w:tblHeader')
      expect(body).toMatch(/<wp:docPr[^>]+descr="Mapa de 17 países/)
    }),
  )
  test(
    'names that a spreadsheet would take for a formula stay names',
    scenario(async (world) => {
      const { document } = await published(world, 'en')
      const [key, figure] = Object.entries(document.figures)[0]!
      const trapped = { ...document, figures: { [key]: { ...figure, label: '=cmd|calc!A1' } } }
      expect(overviewCsv(trapped)).toContain(`'=cmd|calc!A1`)
      const sheet = await zipText(await overviewXlsx(trapped, []), 'xl/worksheets/sheet2.xml')
      expect(sheet).not.toContain('<f>')
    }),
  )
})
