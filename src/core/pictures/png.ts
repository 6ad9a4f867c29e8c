/** Of a PNG only the chunks that draw the picture, up to its end. */
import type { Cleaned } from './cleaned.ts'

const drawing = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'sBIT', 'bKGD', 'pHYs'])
const headLength = 33

export function cleanPng(content: Buffer): Cleaned | undefined {
  if (content.length < headLength || content.toString('latin1', 12, 16) !== 'IHDR') return undefined
  const pixels = content.readUInt32BE(16) * content.readUInt32BE(20)
  const kept: Buffer[] = [content.subarray(0, 8)]
  for (let at = 8; at + 12 <= content.length; ) {
    const end = at + 12 + content.readUInt32BE(at)
    if (end > content.length) return undefined
    const type = content.toString('latin1', at + 4, at + 8)
    if (drawing.has(type)) kept.push(content.subarray(at, end))
    if (type === 'IEND') return { content: Buffer.concat(kept), pixels }
    at = end
  }
  return undefined
}
