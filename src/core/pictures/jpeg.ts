/** A JPEG segment by segment, scan by scan, to its own end: APPn but JFIF and Adobe's colour mark, and comments, are left out wherever they stand. Which way is up is kept. */
import type { Cleaned } from './cleaned.ts'

export function cleanJpeg(content: Buffer): Cleaned | undefined {
  const kept: Buffer[] = []
  let [at, pixels, up, scans] = [2, 0, 1, 0]
  while (at + 2 <= content.length && content[at] === 0xff) {
    const marker = content[at + 1]!
    if (marker === 0xd9) return scans > 0 ? { content: joined(kept, up), pixels } : undefined
    if (marker === 0xff) at++
    if (marker === 0xff) continue
    if (at + 4 > content.length) return undefined
    const end = at + 2 + content.readUInt16BE(at + 2)
    if (end > content.length) return undefined
    const segment = content.subarray(at, end)
    if (marker === 0xe1) up = orientationOf(segment) ?? up
    else if (!isApp(marker) && marker !== 0xfe) kept.push(segment)
    if (isFrame(marker) && segment.length >= 9) pixels = Math.max(pixels, segment.readUInt16BE(5) * segment.readUInt16BE(7))
    at = end
    if (marker !== 0xda) continue
    at = endOfScan(content, end)
    kept.push(content.subarray(end, at))
    scans++
  }
  return undefined
}

const joined = (kept: Buffer[], up: number): Buffer =>
  Buffer.concat([Buffer.from([0xff, 0xd8]), ...(up > 1 ? [orientation(up)] : []), ...kept, Buffer.from([0xff, 0xd9])])

const isApp = (marker: number) => marker >= 0xe1 && marker <= 0xef && marker !== 0xee
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)

/** The next mark that is neither a byte of the picture (FF 00) nor a restart (FF D0 to D7). */
function endOfScan(content: Buffer, from: number): number {
  for (let at = content.indexOf(0xff, from); at >= 0 && at + 1 < content.length; at = content.indexOf(0xff, at + 1)) {
    const next = content[at + 1]!
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at
  }
  return content.length
}

const exifMark = Buffer.from('Exif\0\0', 'latin1')
function orientationOf(segment: Buffer): number | undefined {
  if (!segment.subarray(4, 10).equals(exifMark) || segment.length < 22) return undefined
  const tiff = segment.subarray(10)
  const little = tiff.toString('latin1', 0, 2) === 'II'
  const u16 = (i: number) => (i + 2 > tiff.length ? 0 : little ? tiff.readUInt16LE(i) : tiff.readUInt16BE(i))
  const start = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4)
  for (let n = 0; n < u16(start); n++) {
    const entry = start + 2 + n * 12
    if (u16(entry) === 0x0112) return u16(entry + 8) <= 8 ? u16(entry + 8) : undefined
  }
  return undefined
}

/** An Exif segment that says only which way is up. */
const orientation = (up: number): Buffer =>
  Buffer.concat([
    Buffer.from([0xff, 0xe1, 0, 34]),
    exifMark,
    Buffer.from([0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, up, 0, 0, 0, 0, 0, 0]),
  ])
