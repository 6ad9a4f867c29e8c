/** Photographs without what the camera wrote into them: place, time, device, thumbnail. The picture itself is not touched. */
import { createHash } from 'node:crypto'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeTemporaryFolder, type ReceivedFile } from '../../core/files.ts'
import { Problem } from '../../core/problem.ts'

export const pictureLimit = 8 * 2 ** 20
const mostPixels = 50_000_000

/** Hands over the file as it is kept, for as long as `work` lasts. Its kind is told by its bytes, never by its name. */
export async function withCleanPicture<T>(file: ReceivedFile, work: (file: ReceivedFile) => Promise<T>): Promise<T> {
  const cleaned = cleanedPicture(file.name, await readFile(file.path))
  const folder = await makeTemporaryFolder()
  try {
    const path = join(folder, 'picture')
    await writeFile(path, cleaned.content, { mode: 0o600 })
    const sha256 = createHash('sha256').update(cleaned.content).digest('hex')
    return await work({
      ...file,
      name: `picture.${cleaned.kind}`,
      mediaType: cleaned.kind === 'png' ? 'image/png' : 'image/jpeg',
      path,
      bytes: cleaned.content.length,
      sha256,
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

export function cleanedPicture(name: string, content: Buffer): { kind: 'jpg' | 'png'; content: Buffer } {
  if (content.length > pictureLimit)
    throw new Problem(413, 'reports/picture-too-large', {
      size: Math.ceil(content.length / 2 ** 20),
      most: pictureLimit / 2 ** 20,
    })
  const cleaned = isJpeg(content) ? cleanJpeg(content) : isPng(content) ? cleanPng(content) : undefined
  if (!cleaned) throw new Problem(415, 'reports/not-a-picture', { name })
  return cleaned
}

type Cleaned = { kind: 'jpg' | 'png'; content: Buffer } | undefined
const isJpeg = (b: Buffer) => b.length > 4 && b.readUInt16BE(0) === 0xffd8
const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const isPng = (b: Buffer) => b.length > 33 && b.subarray(0, 8).equals(pngSignature)

/** Segments before the picture data; APPn but JFIF and Adobe's colour mark, and comments, are left out. Which way is up is kept. */
function cleanJpeg(content: Buffer): Cleaned {
  const kept: Buffer[] = [content.subarray(0, 2)]
  let [at, pixels, up] = [2, 0, 1]
  while (at + 4 <= content.length && content[at] === 0xff) {
    const marker = content[at + 1]!
    if (marker === 0xff) {
      at++
      continue
    }
    const end = at + 2 + content.readUInt16BE(at + 2)
    if (end > content.length) return undefined
    const segment = content.subarray(at, end)
    if (marker === 0xe1) up = orientationOf(segment) ?? up
    else if (!isApp(marker) && marker !== 0xfe) kept.push(segment)
    if (isFrame(marker) && segment.length >= 9) pixels = segment.readUInt16BE(5) * segment.readUInt16BE(7)
    at = end
    if (marker === 0xda) {
      if (pixels === 0 || pixels > mostPixels) return undefined
      return {
        kind: 'jpg',
        content: Buffer.concat([
          kept[0]!,
          ...(up > 1 ? [orientation(up)] : []),
          ...kept.slice(1),
          imageData(content.subarray(at)),
        ]),
      }
    }
  }
  return undefined
}
const isApp = (marker: number) => marker >= 0xe1 && marker <= 0xef && marker !== 0xee
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
/** Up to the end mark: what is appended after it (a video, a second picture) is left out. */
function imageData(rest: Buffer): Buffer {
  const end = rest.lastIndexOf(Buffer.from([0xff, 0xd9]))
  return end < 0 ? rest : rest.subarray(0, end + 2)
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

const pngKept = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'sBIT', 'bKGD', 'pHYs'])
function cleanPng(content: Buffer): Cleaned {
  const kept: Buffer[] = [content.subarray(0, 8)]
  if (content.readUInt32BE(16) * content.readUInt32BE(20) > mostPixels) return undefined
  for (let at = 8; at + 12 <= content.length; ) {
    const end = at + 12 + content.readUInt32BE(at)
    if (end > content.length) return undefined
    const type = content.toString('latin1', at + 4, at + 8)
    if (pngKept.has(type)) kept.push(content.subarray(at, end))
    if (type === 'IEND') return { kind: 'png', content: Buffer.concat(kept) }
    at = end
  }
  return undefined
}
