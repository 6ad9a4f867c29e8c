/** Any file people send as a month's rows, opened as one table: its headers placed, its rows read as they are asked for. */
import { open } from 'node:fs/promises'
import { Problem } from '../../../core/problem.ts'
import type { NumberStyle } from '../rules/numbers.ts'
import type { Written } from '../rules/place.ts'
import { openCsv } from './csv.ts'
import type { Placing } from './headers.ts'
import { openWorkbook } from './workbook.ts'

/** One row as it stands in the file; `number` is the one spreadsheets show. */
export type RawRow = { number: number; values: Written[] }

export type Table = {
  placing: Placing
  /** Rows after the headers, some hundred at a time; rows in which no cell is filled are left out. */
  rows: AsyncIterable<RawRow[]>
  /** About how many, for the progress shown. */
  rowsTotal: number
  style: NumberStyle
  close: () => void
}

/** @throws Problem with the reason in words when the file is not one that can be read. The caller closes the table. */
export async function openTable(path: string): Promise<Table> {
  const start = await firstBytes(path, 4096)
  if (start.length === 0) throw new Problem(422, 'activities/file-empty')
  if (starts(start, [0x50, 0x4b, 0x03, 0x04]) || starts(start, [0x50, 0x4b, 0x05, 0x06])) return openWorkbook(path)
  if (starts(start, [0xd0, 0xcf, 0x11, 0xe0]))
    throw new Problem(415, (await isEncrypted(path)) ? 'activities/workbook-encrypted' : 'activities/workbook-old')
  if (isOtherBinary(start)) throw new Problem(415, 'activities/file-not-readable')
  return openCsv(path)
}

const starts = (bytes: Buffer, magic: number[]): boolean => magic.every((byte, at) => bytes[at] === byte)

/** PDF, RTF, pictures, gzip, web pages saved with the name of a workbook. */
const isOtherBinary = (bytes: Buffer): boolean =>
  [
    [0x25, 0x50, 0x44, 0x46],
    [0x7b, 0x5c, 0x72, 0x74],
    [0x89, 0x50, 0x4e, 0x47],
    [0xff, 0xd8, 0xff],
    [0x1f, 0x8b],
    [0x52, 0x61, 0x72, 0x21],
    [0x37, 0x7a],
  ].some((magic) => starts(bytes, magic)) || /^\s*<(!doctype html|html|\?xml|\?mso)/i.test(bytes.toString('latin1', 0, 200))

/** An encrypted workbook is an old-style container that names its content «EncryptedPackage». */
async function isEncrypted(path: string): Promise<boolean> {
  const bytes = await firstBytes(path, 4 * 2 ** 20)
  return bytes.includes(Buffer.from('EncryptedPackage', 'utf16le')) || bytes.includes(Buffer.from('EncryptionInfo', 'utf16le'))
}

async function firstBytes(path: string, count: number): Promise<Buffer> {
  const file = await open(path)
  try {
    const buffer = Buffer.alloc(count)
    const { bytesRead } = await file.read(buffer, 0, count, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
