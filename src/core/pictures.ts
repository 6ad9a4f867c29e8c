/** Pictures without what a camera or a program wrote into them: place, time, device, thumbnail, what hangs on behind. The picture itself is not touched. */
import type { Cleaned } from './pictures/cleaned.ts'
import { cleanJpeg } from './pictures/jpeg.ts'
import { cleanPng } from './pictures/png.ts'
import { cleanWebp } from './pictures/webp.ts'

export type PictureType = 'image/jpeg' | 'image/png' | 'image/webp'

type Kind = { type: PictureType; is: (bytes: Buffer) => boolean; clean: (bytes: Buffer) => Cleaned | undefined }

const starts = (bytes: Buffer, at: number, text: string): boolean => bytes.toString('latin1', at, at + text.length) === text

/** Told by the bytes, never by a name or by what somebody says of them. */
const kinds: Kind[] = [
  { type: 'image/jpeg', is: (b) => starts(b, 0, '\xff\xd8\xff'), clean: cleanJpeg },
  { type: 'image/png', is: (b) => starts(b, 0, '\x89PNG\r\n\x1a\n'), clean: cleanPng },
  { type: 'image/webp', is: (b) => starts(b, 0, 'RIFF') && starts(b, 8, 'WEBP'), clean: cleanWebp },
]

/** undefined: neither JPEG, PNG nor WebP, or cut off, or of more pixels than that: a few kilobytes can say that they are a wall. */
export function cleanPicture(content: Buffer, mostPixels: number): { type: PictureType; content: Buffer } | undefined {
  const kind = kinds.find(({ is }) => is(content))
  const cleaned = kind?.clean(content)
  if (!kind || !cleaned || cleaned.pixels === 0 || cleaned.pixels > mostPixels) return undefined
  return { type: kind.type, content: cleaned.content }
}
