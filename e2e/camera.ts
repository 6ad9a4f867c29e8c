/** A browser whose camera sees one code: what a telephone held over a card would see. */
import { writeFileSync } from 'node:fs'
import { encode } from 'uqr'
import { flags } from './browser.ts'

/** @param file where the film is put: some pictures of the code, again and again */
export function seesCode(file: string, text: string): string[] {
  writeFileSync(file, film(text))
  return [
    ...flags,
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${file}`,
  ]
}

const [width, height] = [640, 480]

/** YUV4MPEG2 (https://wiki.multimedia.cx/index.php/YUV4MPEG2): a grey plane with the code in its middle, colour planes without colour. */
function film(text: string): Buffer {
  const { data, size } = encode(text, { border: 4 })
  const scale = Math.floor((height * 0.8) / size)
  const [left, top] = [Math.floor((width - size * scale) / 2), Math.floor((height - size * scale) / 2)]
  const light = Buffer.alloc(width * height, 235)
  for (let y = 0; y < size * scale; y++)
    for (let x = 0; x < size * scale; x++)
      if (data[Math.floor(y / scale)]![Math.floor(x / scale)]) light[(top + y) * width + left + x] = 16
  const frame = Buffer.concat([Buffer.from('FRAME\n'), light, Buffer.alloc((width * height) / 2, 128)])
  return Buffer.concat([
    Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`),
    ...Array.from({ length: 5 }, () => frame),
  ])
}
