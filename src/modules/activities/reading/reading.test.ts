/** Any file people send: read as it is, or refused with a sentence. */
import { afterAll, describe, expect, test } from 'vitest'
import { csvOf, type Raw, sheetXml, shortHeaders, shortRow, temporaryFiles, workbookOf, zipOf } from '../../../../test/files.ts'
import type { Problem } from '../../../core/problem.ts'
import type { RawRow } from '../../../core/tables/cells.ts'
import type { Column } from '../contract.ts'
import { variants } from '../rules/variants.ts'
import { openTable } from './file.ts'

const files = temporaryFiles()
afterAll(files.clear)

async function read(path: string) {
  const table = await openTable(path)
  const rows: RawRow[] = []
  try {
    for await (const some of table.rows) rows.push(...some)
  } finally {
    table.close()
  }
  const at = (column: Column) => table.placing.columns.indexOf(column)
  return { ...table, all: rows, cell: (row: number, column: Column) => rows[row]?.values[at(column)] }
}
const refusal = (path: string): Promise<Problem> =>
  read(path).then(
    () => Promise.reject(new Error('it was read')),
    (error: Problem) => error,
  )
const sheetOf = (...rows: (readonly Raw[])[]) => workbookOf({ Rows: sheetXml([shortHeaders, ...rows]) })
const withCell = (header: string, cell: Raw): Raw[] => shortRow().map((v, i) => (shortHeaders[i] === header ? cell : v))

describe('workbooks', () => {
  test('rows and their numbers are read, rows with nothing in them left out', async () => {
    const { all, cell } = await read(
      files.put(
        'plain.xlsx',
        sheetOf(
          shortRow(),
          shortRow().map(() => null),
          shortRow({ Admin1: 'Sur', New_beneficiaries: 0.02 }),
        ),
      ),
    )
    expect(all.map((r) => r.number)).toEqual([2, 4])
    expect([cell(0, 'admin1'), cell(1, 'admin1'), cell(1, 'newPeople')]).toEqual(['Norte', 'Sur', 0.02])
  })

  test('the official form: bands, help, names; «Total monthly beneficiaries» twice, the second is the new people', async () => {
    const names = [
      'Country',
      'Country Admin1',
      'Appealing organisation Name',
      'Implementation Set up',
      'Month',
      'Subsector',
      'Indicator',
      'Activity Name',
      'RMRP Activity',
      'CVA',
      'Total monthly beneficiaries',
      'Total monthly beneficiaries',
      'Notes of our own',
    ]
    const { placing, cell, all } = await read(
      files.put(
        'official.xlsx',
        workbookOf({
          Read: sheetXml([['How to fill in']]),
          '5W': sheetXml([['WHERE'], names.map((n) => `Help: ${n}`), names, names.map((_, i) => i)]),
        }),
      ),
    )
    expect(placing.headerRow).toBe(3)
    expect([cell(0, 'peopleInMonth'), cell(0, 'newPeople')]).toEqual([10, 11])
    expect(placing.headers.filter((h) => h.column === null)).toEqual([{ header: 'Notes of our own', column: null }])
    expect(all).toHaveLength(1)
  })

  test('every way a header is written, in any order', async () => {
    const columns = Object.keys(variants) as Column[]
    for (let way = 0; way < 4; way++) {
      const headers = columns.map((c) => variants[c][way] ?? variants[c][0]!).toReversed()
      const { placing } = await read(files.put('ways.xlsx', workbookOf({ S: sheetXml([headers, headers.map(() => 'x')]) })))
      expect(placing.columns).toEqual(columns.toReversed())
    }
  })

  test('dates, booleans, formulas and their errors', async () => {
    const styles =
      '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="mmm\\-yy"/><numFmt numFmtId="171" formatCode="#,##0"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs></styleSheet>'
    const rows: Raw[][] = [
      withCell('Month', { xml: (at) => `<c r="${at}" s="1"><v>44317</v></c>` }),
      withCell('CVA', true),
      withCell('Girls', { xml: (at) => `<c r="${at}" s="2"><f>SUM(A1:A2)</f><v>7</v></c>` }),
      withCell('Girls', { xml: (at) => `<c r="${at}"><f>SUM(A1:A2)</f></c>` }),
      withCell('Girls', { xml: (at) => `<c r="${at}" t="e"><f>1/0</f><v>#DIV/0!</v></c>` }),
      withCell('Activity_Name', { xml: (at) => `<c r="${at}" t="str"><f>A1&amp;B1</f><v>Kits_x000D_ and more</v></c>` }),
    ]
    const { cell } = await read(
      files.put('kinds.xlsx', workbookOf({ Rows: sheetXml([shortHeaders, ...rows]) }, { 'xl/styles.xml': styles })),
    )
    expect([cell(0, 'month'), cell(1, 'isCash'), cell(2, 'girls'), cell(3, 'girls'), cell(4, 'girls'), cell(5, 'title')]).toEqual(
      ['2021-05-01', true, 7, { unreadable: '=SUM(A1:A2)' }, { unreadable: '#DIV/0!' }, 'Kits\r and more'],
    )
  })

  test('texts that cells share, with formatting inside and phonetic guides beside', async () => {
    const shared =
      '<sst><si><r><t>Altl</t></r><r><t>and</t></r><rPh sb="0" eb="1"><t>guide</t></rPh></si><si><t>Norte</t></si></sst>'
    const row = withCell('Country', { xml: (at) => `<c r="${at}" t="s"><v>0</v></c>` })
    const { cell } = await read(
      files.put('shared.xlsx', workbookOf({ Rows: sheetXml([shortHeaders, row]) }, { 'xl/sharedStrings.xml': shared })),
    )
    expect(cell(0, 'country')).toBe('Altland')
  })

  test('a name merged over rows holds for each of them; a number of people for none but the first', async () => {
    const empty = shortRow({ Admin1: null, New_beneficiaries: null })
    const column = (header: string) => String.fromCharCode(65 + shortHeaders.indexOf(header))
    const merges = `<mergeCells count="2"><mergeCell ref="${column('Admin1')}2:${column('Admin1')}3"/><mergeCell ref="${column('New_beneficiaries')}2:${column('New_beneficiaries')}3"/></mergeCells>`
    const { cell } = await read(
      files.put('merged.xlsx', workbookOf({ Rows: sheetXml([shortHeaders, shortRow(), empty, shortRow()], merges) })),
    )
    expect([cell(1, 'admin1'), cell(0, 'newPeople'), cell(1, 'newPeople'), cell(2, 'newPeople')]).toEqual([
      'Norte',
      100,
      { unreadable: '↑ 100' },
      100,
    ])
  })
})

describe('text files', () => {
  const text = csvOf([shortHeaders, shortRow({ Activity_Name: 'Atención «básica» – niñas' })])
  const umlauts = Buffer.from(text.replace('–', '-'), 'latin1')

  test.each<[string, Uint8Array]>([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16 with its mark', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 without', Buffer.from(text, 'utf16le')],
    ['UTF-16 the other way round', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['Windows-1252', umlauts],
  ])('%s', async (name, bytes) => {
    const { cell, all } = await read(files.put(`${name}.csv`, bytes))
    expect(all).toHaveLength(1)
    expect(cell(0, 'title')).toMatch(/^Atención «básica» [–-] niñas$/)
    expect(cell(0, 'country')).toBe('Altland')
  })

  test.each([
    [',', 'point'],
    [';', 'comma'],
    ['\t', 'point'],
  ])('separated by %j', async (separator, style) => {
    const table = await read(
      files.put('separated.csv', csvOf([shortHeaders, shortRow({ Activity_Name: 'A "quoted" name; with, signs' })], separator)),
    )
    expect(table.cell(0, 'title')).toBe('A "quoted" name; with, signs')
    expect(table.style).toBe(style)
  })

  test('quotes inside a cell, line ends inside quotes, and numbers of rows as spreadsheets count them', async () => {
    const rows = csvOf([shortHeaders, shortRow({ Activity_Name: 'one\ntwo' }), [], shortRow()]).replace(
      'Food kits',
      'Food "big" kits',
    )
    const { all, cell } = await read(files.put('quotes.csv', rows))
    expect(all.map((r) => r.number)).toEqual([2, 4])
    expect([cell(0, 'title'), cell(1, 'title')]).toEqual(['one\ntwo', 'Food "big" kits'])
  })
})

describe('what cannot be read is said in words', () => {
  const good = sheetOf(shortRow())
  const ole = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(2000)])
  const bomb = '<c><v>1</v></c>'.repeat(3_000_000)

  test.each<[string, string, string | Uint8Array | (() => Uint8Array)]>([
    ['nothing in it', 'activities/file-empty', ''],
    ['a workbook cut off', 'core/workbook-truncated', good.subarray(0, good.length - 400)],
    ['a workbook cut off early', 'core/workbook-truncated', good.subarray(0, 100)],
    ['a locked workbook', 'core/workbook-encrypted', Buffer.concat([ole, Buffer.from('EncryptedPackage', 'utf16le')])],
    ['an old workbook', 'core/workbook-old', ole],
    [
      'a workbook that swells',
      'core/workbook-too-large',
      () => workbookOf({ Rows: sheetXml([]) }, { 'xl/worksheets/sheet1.xml': bomb }),
    ],
    ['texts that swell', 'core/workbook-too-large', () => workbookOf({ Rows: sheetXml([]) }, { 'xl/sharedStrings.xml': bomb })],
    [
      'thousands of parts',
      'core/workbook-too-large',
      () => zipOf(Object.fromEntries(Array.from({ length: 5100 }, (_, i) => [`p${i}`, 'x']))),
    ],
    ['broken inside', 'core/workbook-broken', workbookOf({ Rows: `${sheetXml([shortHeaders])}<<` })],
    [
      'entities that swell',
      'core/workbook-broken',
      workbookOf({
        Rows: `<!DOCTYPE a [<!ENTITY a "x">]><worksheet><sheetData><row><c t="inlineStr"><is><t>&a;</t></is></c></row></sheetData></worksheet>`,
      }),
    ],
    ['an .xlsb', 'core/workbook-other', zipOf({ 'xl/workbook.bin': 'x' })],
    [
      'an .ods',
      'core/workbook-other',
      zipOf({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '<x/>' }),
    ],
    ['a .numbers', 'core/workbook-other', zipOf({ 'Index/Document.iwa': 'x' })],
    ['a text document', 'core/file-not-readable', zipOf({ 'word/document.xml': '<x/>' })],
    ['a PDF', 'core/file-not-readable', '%PDF-1.7'],
    ['a web page', 'core/file-not-readable', '<html><table></table></html>'],
    ['far too wide', 'core/too-wide', workbookOf({ Rows: sheetXml([shortHeaders, [{ xml: () => '<c r="ZZ2"><v>1</v></c>' }]]) })],
    ['prose', 'activities/no-headers', 'Dear colleagues,\nplease find attached'],
    ['NUL bytes', 'core/nul-bytes', `${csvOf([shortHeaders, shortRow()])}\r\n\u0000\u0000`],
    [
      'a quote that never closes',
      'activities/csv-broken',
      () => Buffer.from(`${csvOf([shortHeaders])}\r\n"${'never closed, '.repeat(100_000)}`),
    ],
  ])('%s', async (name, code, content) => {
    const problem = await refusal(
      files.put(`${name.replace(/\W/g, '-')}.dat`, typeof content === 'function' ? content() : content),
    )
    expect(problem.code).toBe(code)
  })

  test('a text without end is marked in its cell, and the row is kept', async () => {
    const endless = 'x'.repeat(30_000)
    for (const path of [
      files.put('endless.csv', csvOf([shortHeaders, shortRow({ Activity_Name: endless })])),
      files.put('endless.xlsx', sheetOf(withCell('Activity_Name', endless))),
    ]) {
      const title = (await read(path)).cell(0, 'title')
      expect(title).toMatchObject({ unreadable: expect.stringMatching(/^x{200} … \(\d+\)$/) })
    }
  })

  test('separators at the end of a line are no columns; filled cells far beyond the headers are another table', async () => {
    const rows = csvOf([shortHeaders, shortRow()])
    expect((await read(files.put('commas.csv', rows + ','.repeat(1000)))).all).toHaveLength(1)
    expect(await refusal(files.put('wide.csv', `${rows}${',1'.repeat(1000)}`))).toMatchObject({ code: 'core/too-wide' })
  })

  test('headers that are missing are named as the official workbook prints them', async () => {
    const headers = shortHeaders.filter((h) => !['CVA', 'Month'].includes(h))
    expect(await refusal(files.put('missing.csv', csvOf([headers])))).toMatchObject({
      code: 'activities/headers-missing',
      detail: { headers: 'Month · CVA', count: 2 },
    })
  })

  test('headers that stand twice are named', async () => {
    expect(await refusal(files.put('doubled.csv', csvOf([[...shortHeaders, 'girls', 'Women.under.18']])))).toMatchObject({
      code: 'activities/headers-doubled',
      detail: { headers: 'girls · Women.under.18' },
    })
    expect(await refusal(files.put('tripled.csv', csvOf([[...shortHeaders, 'Total monthly beneficiaries']])))).toMatchObject({
      code: 'activities/headers-doubled',
    })
  })
})
