import { expect, test } from 'vitest'
import { cleanPicture } from './pictures.ts'

const most = 20_000_000
const segment = (marker: number, body: Buffer) =>
  Buffer.concat([Buffer.from([0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 255]), body])
const frame = (height: number, width: number) =>
  segment(0xc0, Buffer.from([8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0]))
const scan = Buffer.concat([segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])), Buffer.from([1, 0xff, 0, 2, 0xff, 0xd3, 3])])
const exif = segment(0xe1, Buffer.from('Exif\0\0GPS 4.60,-74.08'))
const jpeg = (...parts: Buffer[]) => Buffer.concat([Buffer.from([0xff, 0xd8]), ...parts, Buffer.from([0xff, 0xd9])])

const chunk = (type: string, body: Buffer) => {
  const length = Buffer.alloc(4)
  length.writeUInt32LE(body.length)
  return Buffer.concat([Buffer.from(type), length, body, Buffer.alloc(body.length % 2)])
}
const webp = (...chunks: Buffer[]) => {
  const body = Buffer.concat([Buffer.from('WEBP'), ...chunks])
  return chunk('RIFF', body)
}
const vp8 = (width: number, height: number) =>
  chunk('VP8 ', Buffer.from([0, 0, 0, 0x9d, 1, 0x2a, width & 255, width >> 8, height & 255, height >> 8, 7]))
const vp8x = (flags: number) => chunk('VP8X', Buffer.from([flags, 0, 0, 0, 9, 0, 0, 9, 0, 0]))

const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAG7buVgAAAABJRU5ErkJggg==', 'base64')
const wide = (width: number, height: number) => {
  const copy = Buffer.from(png)
  copy.writeUInt32BE(width, 16)
  copy.writeUInt32BE(height, 20)
  return copy
}

test('what the camera wrote goes wherever it stands: before, between two scans, in a second picture behind the end', () => {
  const thumbnail = jpeg(exif, frame(4, 4), scan)
  const content = jpeg(exif, segment(0xfe, Buffer.from('taken by Ana')), frame(600, 800), scan, exif, scan)
  const cleaned = cleanPicture(Buffer.concat([content, thumbnail, Buffer.from('<script>alert(1)</script>')]), most)
  expect(cleaned).toEqual({ type: 'image/jpeg', content: jpeg(frame(600, 800), scan, scan) })
  expect(cleanPicture(cleaned!.content, most)).toEqual(cleaned)
})

test('of a WebP the picture is left, without place, history and what hangs on behind', () => {
  const parts = [chunk('EXIF', Buffer.from('GPS 4.60,-74.08')), chunk('XMP ', Buffer.from('by Ana'))]
  const sent = Buffer.concat([webp(vp8x(0x1c), vp8(10, 10), ...parts), Buffer.from('<svg onload=alert(1)>')])
  const cleaned = cleanPicture(sent, most)
  expect(cleaned).toEqual({ type: 'image/webp', content: webp(vp8x(0x10), vp8(10, 10)) })
  expect(cleanPicture(cleaned!.content, most)).toEqual(cleaned)
  expect(cleanPicture(webp(vp8x(2), chunk('ANIM', Buffer.alloc(6)), chunk('ANMF', Buffer.alloc(16))), most)).toBeUndefined()
})

test.each([
  ['a JPEG of four thousand million pixels', jpeg(frame(65_000, 65_000), scan)],
  ['a JPEG of no height', jpeg(frame(0, 100), scan)],
  ['a JPEG without a picture', jpeg(exif)],
  ['a JPEG cut off in the picture', jpeg(frame(600, 800), scan).subarray(0, -2)],
  ['a JPEG cut off in its head', jpeg(exif, frame(600, 800), scan).subarray(0, 20)],
  ['a PNG as wide as a town', wide(2_000_000_000, 2_000_000_000)],
  ['a PNG cut off', png.subarray(0, 50)],
  ['a WebP as large as a field', webp(vp8(16_000, 16_000))],
  ['a WebP cut off', webp(vp8(10, 10)).subarray(0, -2)],
  ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')],
  ['HTML behind the first bytes of a JPEG', Buffer.from('\xff\xd8\xff<html><script>alert(1)</script>', 'latin1')],
  ['GIF', Buffer.from('GIF89a')],
  ['nothing', Buffer.alloc(0)],
])('%s is no picture', (_, bytes) => {
  expect(cleanPicture(bytes, most)).toBeUndefined()
})

test('whatever bytes come, it ends with a picture or without one', () => {
  for (let seed = 1; seed < 400; seed++) {
    const head = [jpeg(exif, frame(6, 8), scan), png, webp(vp8x(0), vp8(10, 10))][seed % 3]!
    const broken = Buffer.from(head)
    for (let i = 0; i < 4; i++) broken[12 + ((seed * 31 + i * 17) % (head.length - 12))] = (seed * 7 + i * 101) & 255
    expect(() => cleanPicture(broken, most)).not.toThrow()
  }
})
