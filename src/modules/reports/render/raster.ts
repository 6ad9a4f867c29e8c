/** The map as a small PNG, for programs that do not read SVG: filled outlines, no names (a table beside it has them). */
import { crc32, deflateSync } from 'node:zlib'
import { blues, classLimits, classOf, type Mapped } from '../map.ts'
import { countryOutlines, height, width } from '../outlines.ts'

const scale = 0.5
const [columns, rows] = [width * scale, height * scale]
/** White, the five blues, nothing reported, a country that is not of the response. */
const palette = ['#ffffff', ...blues, '#dedbd2', '#f3f1eb']
const [nothing, origin] = [6, 7]

export function mapPng({ countries }: Pick<Mapped, 'countries'>): Buffer {
  const people = new Map(countries.map((c) => [c.code, c.people]))
  const limits = classLimits([...people.values()])
  const pixels = Buffer.alloc(columns * rows)
  for (const { country, rings } of countryOutlines()) {
    const n = people.get(country)
    fill(pixels, rings, n === undefined ? origin : n > 0 ? classOf(n, limits) : nothing)
  }
  return png(pixels)
}

/** Even-odd scan lines, one in the middle of each row. A border of one pixel between countries stays white. */
function fill(pixels: Buffer, rings: [number, number][][], colour: number): void {
  for (let y = 0; y < rows; y++) {
    const at = (y + 0.5) / scale
    const crossings = rings
      .flatMap((ring) =>
        ring.flatMap((a, i) => {
          const b = ring[(i + 1) % ring.length]!
          return a[1] <= at === b[1] <= at ? [] : [(a[0] + ((at - a[1]) * (b[0] - a[0])) / (b[1] - a[1])) * scale]
        }),
      )
      .sort((a, b) => a - b)
    for (let i = 0; i + 1 < crossings.length; i += 2)
      for (let x = Math.max(0, Math.ceil(crossings[i]!)); x < Math.min(columns, crossings[i + 1]! - 0.6); x++)
        pixels[y * columns + x] = colour
  }
}

function png(pixels: Buffer): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(columns, 0)
  header.writeUInt32BE(rows, 4)
  header.set([8, 3], 8) // eight bits, palette
  const lines = Buffer.alloc(rows * (columns + 1))
  for (let y = 0; y < rows; y++) pixels.copy(lines, y * (columns + 1) + 1, y * columns, (y + 1) * columns)
  const colours = Buffer.from(palette.flatMap((c) => [1, 3, 5].map((i) => Number.parseInt(c.slice(i, i + 2), 16))))
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10])
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('PLTE', colours),
    chunk('IDAT', deflateSync(lines)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data])
  const out = Buffer.alloc(body.length + 8)
  out.writeUInt32BE(data.length, 0)
  body.copy(out, 4)
  out.writeUInt32BE(crc32(body), body.length + 4)
  return out
}
