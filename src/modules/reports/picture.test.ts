import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { cleanedPicture } from './picture.ts'

const segment = (marker: number, body: Buffer) =>
  Buffer.concat([Buffer.from([0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 255]), body])
const exif = (orientation: number, note: string) =>
  segment(
    0xe1,
    Buffer.concat([
      Buffer.from('Exif\0\0'),
      Buffer.from([0x49, 0x49, 0x2a, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0]),
      Buffer.from(note),
    ]),
  )
const frame = segment(0xc0, Buffer.from([8, 0, 4, 0, 6, 1, 1, 0x11, 0]))
const jpeg = (...before: Buffer[]) =>
  Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    ...before,
    frame,
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.from([1, 2, 3, 0xff, 0xd9]),
    Buffer.from('a video with a voice'),
  ])

test('a photograph loses where and when it was taken, by whom, and what hangs on behind it', () => {
  const { kind, content } = cleanedPicture(
    'a.jpg',
    jpeg(exif(1, 'GPS 4.60,-74.08'), segment(0xfe, Buffer.from('taken by Ana')), segment(0xed, Buffer.from('Photoshop 3.0'))),
  )
  expect(kind).toBe('jpg')
  for (const word of ['GPS', 'Ana', 'Photoshop', 'voice', 'Exif']) expect(content.includes(word)).toBe(false)
  expect(content.subarray(-5)).toEqual(Buffer.from([1, 2, 3, 0xff, 0xd9]))
})
test('which way is up stays known', () => {
  const { content } = cleanedPicture('a.jpg', jpeg(exif(6, 'GPS 4.60,-74.08')))
  expect(content.includes('GPS')).toBe(false)
  expect(cleanedPicture('b.jpg', content).content).toEqual(content)
  expect(content.includes(Buffer.from([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6]))).toBe(true)
})
test('of a PNG only what draws the picture is kept', () => {
  const drawing = readFileSync(new URL('../../../db/sample/story.png', import.meta.url))
  const text = Buffer.from('tEXtAuthor\0Ana')
  const chunk = Buffer.concat([Buffer.from([0, 0, 0, text.length - 4]), text, Buffer.from([0, 0, 0, 0])])
  const { content } = cleanedPicture(
    'a.png',
    Buffer.concat([drawing.subarray(0, 33), chunk, drawing.subarray(33), Buffer.from('behind the end')]),
  )
  expect(content).toEqual(drawing)
})
test.each([
  ['a.svg', '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'],
  ['a.jpg', 'GIF89a'],
  ['a.jpg', '\xff\xd8\xff\xe1\xff\xff'],
  ['a.png', '\x89PNG\r\n\x1a\n'],
  ['', ''],
])('%s that is no picture is refused in words', (name, bytes) => {
  expect(() => cleanedPicture(name, Buffer.from(bytes, 'latin1'))).toThrowError('reports/not-a-picture')
})
