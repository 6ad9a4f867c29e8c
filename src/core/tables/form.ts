/** What kind of file somebody sent, told by its first bytes, never by its name. */
import { open } from 'node:fs/promises'
import { Problem } from '../problem.ts'

/** @throws Problem with the reason in words when it is neither a workbook nor text */
export async function formOf(path: string): Promise<'workbook' | 'text' | 'empty'> {
  const start = await firstBytes(path, 4096)
  if (start.length === 0) return 'empty'
  if (starts(start, [0x50, 0x4b, 0x03, 0x04]) || starts(start, [0x50, 0x4b, 0x05, 0x06])) return 'workbook'
  if (starts(start, [0xd0, 0xcf, 0x11, 0xe0]))
    throw new Problem(415, (await isEncrypted(path)) ? 'core/workbook-encrypted' : 'core/workbook-old')
  if (isOtherBinary(start)) throw new Problem(415, 'core/file-not-readable')
  return 'text'
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
