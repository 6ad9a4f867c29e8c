/** In which encoding a text file is written: by its mark, by its bytes, else Windows-1252, which every byte fits. */
import { createReadStream } from 'node:fs'
import { Problem } from '../problem.ts'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

/** Reads the file once, without keeping it: its encoding and about how many lines it has. Text with NUL bytes is refused. */
export async function lookThrough(path: string): Promise<{ encoding: Encoding; lines: number }> {
  const utf8 = new TextDecoder('utf-8', { fatal: true })
  let encoding: Encoding = 'utf-8'
  let lines = 0
  let isFirst = true
  for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 20 }) as AsyncIterable<Buffer>) {
    if (isFirst) encoding = wideEncoding(chunk) ?? encoding
    isFirst = false
    lines += count(chunk, 0x0a)
    if (encoding.startsWith('utf-16')) continue
    if (chunk.includes(0))
      throw new Problem(422, 'core/nul-bytes', { line: lines - count(chunk.subarray(chunk.indexOf(0)), 0x0a) + 1 })
    if (encoding === 'utf-8' && !isUtf8(utf8, chunk)) encoding = 'windows-1252'
  }
  if (encoding === 'utf-8' && !ends(utf8)) encoding = 'windows-1252'
  return { encoding, lines: lines + 1 }
}

/** UTF-16 by its mark, or because every other byte of plain text is 0. */
function wideEncoding(chunk: Buffer): Encoding | undefined {
  if (chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le'
  if (chunk[0] === 0xfe && chunk[1] === 0xff) return 'utf-16be'
  const start = chunk.subarray(0, 200)
  const zeros = [0, 1].map((odd) => start.filter((byte, at) => at % 2 === odd && byte === 0).length)
  if (start.length < 20) return undefined
  if (zeros[1]! > start.length * 0.4 && zeros[0] === 0) return 'utf-16le'
  return zeros[0]! > start.length * 0.4 && zeros[1] === 0 ? 'utf-16be' : undefined
}

function isUtf8(decoder: TextDecoder, chunk: Buffer): boolean {
  try {
    decoder.decode(chunk, { stream: true })
    return true
  } catch {
    return false
  }
}

function ends(decoder: TextDecoder): boolean {
  try {
    decoder.decode()
    return true
  } catch {
    return false
  }
}

function count(bytes: Buffer, byte: number): number {
  let found = 0
  for (let at = bytes.indexOf(byte); at >= 0; at = bytes.indexOf(byte, at + 1)) found++
  return found
}
