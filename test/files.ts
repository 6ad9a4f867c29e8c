/** Files as partners send them, good and bad, made on the spot: workbooks from their XML, text in any encoding. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'

export type Folder = { path: string; put: (name: string, content: string | Uint8Array) => string; clear: () => void }

export function temporaryFiles(): Folder {
  const path = mkdtempSync(join(tmpdir(), 'senda-files-'))
  const put = (name: string, content: string | Uint8Array) => {
    const at = join(path, name)
    writeFileSync(at, content)
    return at
  }
  return { path, put, clear: () => rmSync(path, { recursive: true, force: true }) }
}

/** The headers of the short form, in the order of `shortRow`. */
export const shortHeaders = [
  'Country',
  'Admin1',
  'Appealing_org',
  'Implementation',
  'Implementing_partner',
  'Month',
  'Subsector',
  'Indicator',
  'Activity_Name',
  'Activity_Description',
  'RMRPActivity',
  'CVA',
  'Value',
  'Delivery_mechanism',
  'Quantity_output',
  'Total_monthly',
  'New_beneficiaries',
  'IN_DESTINATION',
  'IN_TRANSIT',
  'Host_Communities',
  'PENDULARS',
  'Returnees',
  'Girls',
  'Boys',
  'Women',
  'Men',
]
type Value = string | number | null
/** A sound row of the test plan (test/month.ts): 100 new people. `over` by header. */
export function shortRow(over: Record<string, Value> = {}): Value[] {
  const row: Record<string, Value> = {
    Country: 'Altland',
    Admin1: 'Norte',
    Appealing_org: 'Red Solidaria',
    Implementation: 'No',
    Month: '2021-03',
    Subsector: 'Food Security',
    Indicator: 'People direct',
    Activity_Name: 'Food kits',
    RMRPActivity: 'Yes',
    CVA: 'No',
    Total_monthly: 120,
    New_beneficiaries: 100,
    IN_DESTINATION: 70,
    IN_TRANSIT: 30,
    Girls: 25,
    Boys: 25,
    Women: 30,
    Men: 20,
    ...over,
  }
  return shortHeaders.map((h) => row[h] ?? null)
}

export const csvOf = (rows: readonly (readonly Value[])[], separator = ','): string =>
  rows.map((row) => row.map((v) => quoted(v, separator)).join(separator)).join('\r\n')
const quoted = (value: Value, separator: string): string => {
  const text = value === null ? '' : String(value)
  return text.includes(separator) || /["\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Cells of a sheet's XML: numbers as numbers, text inline; `{ xml }` as it stands. */
export type Raw = Value | boolean | { xml: (at: string) => string }
export function sheetXml(rows: readonly (readonly Raw[])[], after = ''): string {
  const lines = rows.map(
    (row, r) => `<row r="${r + 1}">${row.map((value, c) => cellXml(value, `${letters(c)}${r + 1}`)).join('')}</row>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${lines.join('')}</sheetData>${after}</worksheet>`
}
export const letters = (at: number): string =>
  (at < 26 ? '' : letters(Math.floor(at / 26) - 1)) + String.fromCharCode(65 + (at % 26))

function cellXml(value: Raw, at: string): string {
  if (value === null) return ''
  if (typeof value === 'object') return value.xml(at)
  if (typeof value === 'number') return `<c r="${at}"><v>${value}</v></c>`
  if (typeof value === 'boolean') return `<c r="${at}" t="b"><v>${value ? 1 : 0}</v></c>`
  return `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${value.replace(/[<&]/g, (c) => (c === '<' ? '&lt;' : '&amp;'))}</t></is></c>`
}

/** A workbook of these sheets. `more`: other parts, or other contents for the usual ones. */
export function workbookOf(sheets: Record<string, string>, more: Record<string, string | Uint8Array> = {}): Buffer {
  const names = Object.keys(sheets)
  const rels = names.map(
    (_, i) =>
      `<Relationship Id="rId${i + 1}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
  )
  return zipOf({
    'xl/workbook.xml': `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>${names.map((n, i) => `<sheet name="${n}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${rels.join('')}</Relationships>`,
    ...Object.fromEntries(names.map((n, i) => [`xl/worksheets/sheet${i + 1}.xml`, sheets[n]!])),
    ...more,
  })
}

export function zipOf(parts: Record<string, string | Uint8Array>): Buffer {
  const files: Buffer[] = []
  const entries: Buffer[] = []
  let offset = 0
  for (const [name, content] of Object.entries(parts)) {
    const plain = Buffer.from(content)
    const packed = deflateRawSync(plain)
    const about = Buffer.alloc(26)
    about.writeUInt16LE(20, 0)
    about.writeUInt16LE(8, 4)
    about.writeUInt32LE(crc32(plain), 10)
    about.writeUInt32LE(packed.length, 14)
    about.writeUInt32LE(plain.length, 18)
    about.writeUInt16LE(name.length, 22)
    const end = Buffer.alloc(16)
    end.writeUInt32LE(offset, 12)
    const file = Buffer.concat([Buffer.from('PK\x03\x04'), about, Buffer.from(name), packed])
    entries.push(Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), about, end.subarray(2), Buffer.from(name)]))
    files.push(file)
    offset += file.length
  }
  const directory = Buffer.concat(entries)
  const last = Buffer.alloc(18)
  last.writeUInt16LE(entries.length, 4)
  last.writeUInt16LE(entries.length, 6)
  last.writeUInt32LE(directory.length, 8)
  last.writeUInt32LE(offset, 12)
  return Buffer.concat([...files, directory, Buffer.from('PK\x05\x06'), last])
}
