import { brotliCompressSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { scenario, type World } from '../../../test/scenario.ts'
import { loadSample } from '../../sample/load.ts'
import { samplePlan } from '../../sample/overview.ts'
import { minified } from './pages/style.ts'
import { findEdition, getDocument } from './publications.ts'

const slug = `${samplePlan}-2020-07-2020-09`
const visitor = async (world: World) => {
  await loadSample(world.db)
  const get = async (path: string) => {
    const { status, headers, body } = await world.as('nobody').get(path)
    return { status, headers, body: body as string }
  }
  return { get }
}
const food = async ({ db }: World) => {
  const edition = (await findEdition(db, slug))!
  return (await getDocument(db, edition.id, 'en'))!.sectors.find((s) => s.look === 'food')!
}

describe('A visitor', () => {
  test(
    'finds an honest page before anything is published',
    scenario(async (world) => {
      await world.db.updateTable('publications').set({ withdrawnAt: new Date() }).execute()
      const { status, body } = await world.as('nobody').get('/')
      expect([status, body]).toEqual([200, expect.stringContaining('No overview is published yet')])
    }),
  )
  test(
    'sees the latest overview first, in four languages, without a script, with its map and its differences',
    scenario(async (world) => {
      const { get } = await visitor(world)
      for (const [language, title] of [
        ['en', 'What was done in'],
        ['es', 'Lo que se hizo en'],
        ['pt', 'O que foi feito em'],
        ['fr', 'Ce qui a été fait dans'],
      ]) {
        const { body, headers } = await get(`/?language=${language}`)
        expect(body).toContain(`<html lang="${language}">`)
        expect(headers.get('content-language')).toBe(language)
        for (const part of [title, '51\u202f285', '<svg class="map"', '207\u202f914', '−1\u202f514', 'id="tie-out"'])
          expect(body).toContain(part)
        expect(body).not.toMatch(/<script|javascript:|\son[a-z]+=/i)
      }
    }),
  )
  test(
    'gets no more than 60 kB with the map, the charts and the stylesheet',
    scenario(async (world) => {
      const { get } = await visitor(world)
      const { body } = await get('/?language=es')
      const style = await get(body.match(/\/look\/[\w.-]+/)![0])
      expect(style.headers.get('cache-control')).toContain('immutable')
      expect(brotliCompressSync(body).length + brotliCompressSync(style.body).length).toBeLessThan(60_000)
    }),
  )
  test(
    'is told by the tag when nothing has changed',
    scenario(async (world) => {
      await loadSample(world.db)
      const { app } = { app: world.as('nobody') }
      const first = await app.get('/')
      expect(first.headers.get('etag')).toMatch(/^"/)
      expect((await app.get('/')).headers.get('etag')).toBe(first.headers.get('etag'))
      expect((await app.get('/?language=fr')).headers.get('etag')).not.toBe(first.headers.get('etag'))
    }),
  )
  test(
    'opens a figure down to the rows behind it',
    scenario(async (world) => {
      const { get } = await visitor(world)
      const key = `people.s${(await food(world)).id}`
      expect((await get('/')).body).toContain(`/overviews/${slug}/figures/${key}?language=en`)
      const { status, body } = await get(`/overviews/${slug}/figures/${key}`)
      expect(status).toBe(200)
      for (const part of ['51\u202f285', 'Food kits', '48\u202f090', 'Peru', 'Direct assistance', 'UTC'])
        expect(body).toContain(part)
      expect(body.match(/<tr><th scope="row">/g)).toHaveLength(13)
      expect((await get(`/overviews/${slug}/figures/people.s0`)).status).toBe(404)
    }),
  )
  test(
    'reads all rows, or those of one sector',
    scenario(async (world) => {
      const { get } = await visitor(world)
      const rows = async (path: string) => (await get(path)).body.match(/<tr><th scope="row">/g)?.length
      expect(await rows(`/overviews/${slug}/rows`)).toBe(105)
      expect(await rows(`/overviews/${slug}/rows?sector=${(await food(world)).id}`)).toBe(13)
      expect((await get(`/overviews/${slug}/rows?after=x`)).status).toBe(400)
    }),
  )
  test(
    'sees the picture of a published story, and no other file',
    scenario(async (world) => {
      const { get } = await visitor(world)
      const src = (await get('/')).body.match(/\/pictures\/[0-9a-f-]{36}/)![0]
      expect((await get(src)).headers.get('content-type')).toBe('image/png')
      await world.db.updateTable('publications').set({ withdrawnAt: new Date() }).execute()
      expect((await get(src)).status).toBe(404)
      expect((await get('/pictures/00000000-0000-0000-0000-000000000000')).status).toBe(404)
    }),
  )
  test(
    'never sees how somebody agreed to be shown',
    scenario(async (world) => {
      const { get } = await visitor(world)
      const edition = (await findEdition(world.db, slug))!
      expect(JSON.stringify(await getDocument(world.db, edition.id, 'en'))).not.toContain('nobody is shown')
      expect((await get('/')).body).not.toContain('nobody is shown')
    }),
  )
  test(
    'reads names with markup in them as they are written',
    scenario(async (world) => {
      await loadSample(world.db)
      const listed = (await world.as('regional-officer').get('/api/overviews')).body as { id: string; plan: string }[]
      const overview = listed.find((o) => o.plan === samplePlan)
      await world
        .as('regional-officer')
        .put(`/api/overviews/${overview!.id}/texts/en/contact`, { body: '<script>alert(1)</script> & "us"', version: 1 })
      await world
        .as('regional-officer')
        .post(`/api/overviews/${overview!.id}/publish`, { languages: ['en'], agreedDifferences: true })
      const { body } = await world.as('nobody').get('/')
      expect(body).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;us&quot;')
    }),
  )
})

test('the stylesheet is made smaller without changing what it says', () => {
  expect(minified('/* a */ .a, .b { color : red;\n  width: calc(100% - 32px) }\n.c::after { content: " / " }')).toBe(
    '.a,.b{color :red;width:calc(100% - 32px)}.c::after{content:" / "}',
  )
})
