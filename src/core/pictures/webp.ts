/** Of a WebP only the chunks that draw one still picture; whatever lies behind its own end is left out. */
import type { Cleaned } from './cleaned.ts'

const drawing = new Set(['VP8X', 'ALPH', 'VP8 ', 'VP8L'])

export function cleanWebp(content: Buffer): Cleaned | undefined {
  if (content.length < 20) return undefined
  const total = 8 + content.readUInt32LE(4)
  if (total > content.length) return undefined
  const kept: Buffer[] = []
  let [pixels, pictures] = [0, 0]
  for (let at = 12; at + 8 <= total; ) {
    const length = content.readUInt32LE(at + 4)
    const end = at + 8 + length + (length % 2)
    if (end > total) return undefined
    const type = content.toString('latin1', at, at + 4)
    const chunk = content.subarray(at, end)
    if (drawing.has(type)) kept.push(type === 'VP8X' ? withoutPromises(chunk) : chunk)
    if (type === 'VP8 ' || type === 'VP8L') pictures++
    pixels = Math.max(pixels, pixelsOf(type, chunk))
    at = end
  }
  // Moving pictures have theirs in frames; they are none that Senda keeps.
  return pictures === 1 ? { content: wrapped(kept), pixels } : undefined
}

/** Of what is promised only transparency is left: no place, no history, no colour profile, no movement. */
function withoutPromises(chunk: Buffer): Buffer {
  const copy = Buffer.from(chunk)
  if (copy.length > 8) copy[8] = copy[8]! & 0x10
  return copy
}

const u24 = (chunk: Buffer, at: number): number => chunk.readUIntLE(at, 3)

function pixelsOf(type: string, chunk: Buffer): number {
  if (type === 'VP8X' && chunk.length >= 18) return (u24(chunk, 12) + 1) * (u24(chunk, 15) + 1)
  if (type === 'VP8 ' && chunk.length >= 18) return (chunk.readUInt16LE(14) & 0x3fff) * (chunk.readUInt16LE(16) & 0x3fff)
  if (type !== 'VP8L' || chunk.length < 13) return 0
  const bits = chunk.readUInt32LE(9)
  return ((bits & 0x3fff) + 1) * (((bits >>> 14) & 0x3fff) + 1)
}

function wrapped(chunks: Buffer[]): Buffer {
  const body = Buffer.concat([Buffer.from('WEBP'), ...chunks])
  const length = Buffer.alloc(4)
  length.writeUInt32LE(body.length)
  return Buffer.concat([Buffer.from('RIFF'), length, body])
}
