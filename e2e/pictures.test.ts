/** A picture as a telephone takes it, in a real browser: small when it arrives, upright, and without what the camera wrote into it. */
import { expect, it } from 'vitest'
import type { Household } from '../src/modules/people/contract.ts'
import { aPerson } from '../test/people.ts'
import { makeWorld } from './browser.ts'
import { registryOf } from './people.ts'

const world = makeWorld()
const place = 'Calle Inventada 7, Tulcan'

/** What a camera writes beside the points: that it was held upright (6), and where. */
function notes(): Buffer {
  const words = Buffer.from(`${place}\0`, 'latin1')
  const entry = (tag: number, type: number, count: number, value: Buffer) => {
    const head = Buffer.alloc(8)
    head.writeUInt16BE(tag, 0)
    head.writeUInt16BE(type, 2)
    head.writeUInt32BE(count, 4)
    return Buffer.concat([head, value])
  }
  const entries = [entry(0x010e, 2, words.length, Buffer.from([0, 0, 0, 38])), entry(0x0112, 3, 1, Buffer.from([0, 6, 0, 0]))]
  const tiff = Buffer.concat([Buffer.from('MM\0*\0\0\0\x08\0\x02', 'latin1'), ...entries, Buffer.alloc(4), words])
  const content = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff])
  const head = Buffer.from([0xff, 0xe1, 0, 0])
  head.writeUInt16BE(content.length + 2, 2)
  return Buffer.concat([head, content])
}

it('a photo of 3 000 × 2 000 points arrives at 100 kB at most, upright, opens, and says nothing of where it was taken', async () => {
  const registry = await registryOf(world)
  const { page } = registry
  const household = await registry.register({ persons: [aPerson({ given: 'Rosa', family: 'Ejemplo' })] })
  await page.goto(`/app/people/${household.id}`)
  const drawn = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(3000, 2000)
    const pen = canvas.getContext('2d')!
    const points = pen.createImageData(3000, 2000)
    // A sky, edges, and the grain of a sensor in the evening.
    for (let at = 0, n = 7; at < points.data.length; at += 4) {
      const [x, y] = [(at / 4) % 3000, Math.floor(at / 12_000)]
      n = (n * 1_103_515_245 + 12_345) % 2_147_483_648
      const grain = (n % 41) - 20 + ((x >> 5) % 3) * 30 + ((y >> 6) % 2) * 40
      points.data.set([x / 20 + grain, y / 14 + grain, 90 + grain, 255], at)
    }
    pen.putImageData(points, 0, 0)
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.95 })
    return Array.from(new Uint8Array(await blob.arrayBuffer()))
  })
  const taken = Buffer.concat([Buffer.from(drawn.slice(0, 2)), notes(), Buffer.from(drawn.slice(2))])
  expect(taken.length).toBeGreaterThan(1_000_000)
  expect(taken.includes(place)).toBe(true)

  await page.getByRole('button', { name: 'Take a photo' }).click()
  await page.getByLabel('The person agrees to this photo being kept').check()
  await page.getByLabel('Photo of the person').setInputFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer: taken })
  await page.getByRole('img', { name: 'Photo of Rosa Ejemplo' }).waitFor()

  const { photos } = await registry.ask<Household>('GET', `/people/households/${household.id}`)
  expect(photos).toHaveLength(1)
  const kept = await page.request.get(`/api/people/households/${household.id}/photos/${photos[0]!.id}`)
  const bytes = await kept.body()
  expect(kept.headers()['content-type']).toBe('image/jpeg')
  expect(bytes.length).toBeLessThanOrEqual(100_000)
  expect([bytes.includes(place), bytes.includes('Exif')]).toEqual([false, false])
  // What the camera saw is redder to its right and greener to its foot: held upright, redder to the foot and greener to the left.
  const { width, height, redder, greener } = await page.evaluate(async (content) => {
    const image = await createImageBitmap(new Blob([new Uint8Array(content)]))
    const pen = new OffscreenCanvas(2, 2).getContext('2d')!
    pen.drawImage(image, 0, 0, 2, 2)
    const [atTop, atFoot] = [pen.getImageData(0, 0, 2, 1).data, pen.getImageData(0, 1, 2, 1).data]
    return {
      width: image.width,
      height: image.height,
      redder: atFoot[0]! + atFoot[4]! - atTop[0]! - atTop[4]!,
      greener: atTop[1]! + atFoot[1]! - atTop[5]! - atFoot[5]!,
    }
  }, Array.from(bytes))
  expect(Math.max(width, height)).toBeLessThanOrEqual(1280)
  expect(Math.min(width, height)).toBeGreaterThan(500)
  expect(height / width).toBeCloseTo(1.5, 2)
  expect([redder > 60, greener > 60]).toEqual([true, true])
}, 240_000)
