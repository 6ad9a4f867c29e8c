import { readFileSync } from 'node:fs'
import { v7 as uuid } from 'uuid'
import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { scenario, type World } from '../../../test/scenario.ts'
import { loadSample } from '../../sample/load.ts'
import { samplePlan } from '../../sample/overview.ts'
import type { Overview, OverviewDocument, PickedFigure, TieOutLine, TypedNumber } from './contract.ts'

type Problem = { status: number; code: string; title: string } & Record<string, unknown>
const slug = `${samplePlan}-2020-07-2020-09`

/** The sample's overview as its writer sees it. */
async function written(world: World) {
  await loadSample(world.db)
  const officer = world.as('regional-officer')
  const listed = await officer.get('/api/overviews')
  expect(listed, JSON.stringify(listed.body)).toMatchObject({ status: 200 })
  const first = (listed.body as { id: string; slug: string }[]).find((o) => o.slug === slug)
  const at = `/api/overviews/${first!.id}`
  const overview = (await officer.get(at)).body as Overview
  const document = async (language = 'en') => (await officer.get(`${at}/document?language=${language}`)).body as OverviewDocument
  const text = (part: string, language = 'en') => overview.texts.find((t) => t.part === part && t.language === language)!
  const save = (part: string, body: string, version = text(part)?.version ?? 0, language = 'en') =>
    officer.put(`${at}/texts/${language}/${part}`, { body, version })
  const publish = (languages = ['en'], agreedDifferences = true) =>
    officer.post(`${at}/publish`, { languages, agreedDifferences })
  return { officer, at, id: first!.id, overview, document, text, save, publish }
}
const page = async (world: World, path: string) => {
  const answer = await world.as('nobody').get(path)
  return { ...answer, body: answer.body as string }
}

describe('Writing an overview', () => {
  test(
    'a text is kept with its past',
    scenario(async (world) => {
      const { save, officer, at } = await written(world)
      expect(await save('contact', 'Write to us.')).toMatchObject({ status: 200, body: { version: 2, savedBy: 'Amina' } })
      const history = (await officer.get(`${at}/texts/en/contact/history`)).body as { version: number; body: string }[]
      expect(history.map((h) => h.version)).toEqual([2, 1])
      expect(history[0]!.body).toBe('Write to us.')
    }),
  )
  test(
    'of two who write at once the second is told, and sees what the first wrote',
    scenario(async (world) => {
      const { save } = await written(world)
      await save('lead', 'Hers.', 1)
      const second = await save('lead', 'His.', 1)
      expect(second).toMatchObject({ status: 409, body: { code: 'reports/text-changed', theirs: { body: 'Hers.', version: 2 } } })
      expect(await save('lead', 'Hers.', 1)).toMatchObject({ status: 200, body: { version: 2 } })
    }),
  )
  test(
    'a part that the overview does not have is refused in words',
    scenario(async (world) => {
      const { save } = await written(world)
      expect(await save('sector:999999', 'x', 0)).toMatchObject({
        status: 422,
        body: { code: 'reports/no-such-part', title: '“sector:999999” is not a part of this overview.' },
      })
    }),
  )
  test(
    'a figure is filled in, a broken one is named with its reason',
    scenario(async (world) => {
      const { save, document } = await written(world)
      await save('lead', 'Food: [[people sector=food round=thousand]], [[people sector=water]].')
      expect((await document()).lead[0]).toEqual([
        { text: 'Food: ' },
        { figure: expect.stringMatching(/^people\.s\d+$/), shown: '51\u202f000' },
        { text: ', ' },
        { broken: '[[people sector=water]]', why: 'The plan has no sector “water”.' },
        { text: '.' },
      ])
    }),
  )
  test(
    'what nobody wrote is said by sentences made from the figures',
    scenario(async (world) => {
      const { save, document } = await written(world)
      await save('lead', '')
      const { lead, automatic } = await document()
      expect(automatic).toEqual(['lead'])
      expect(lead[0]!.map((r) => ('text' in r ? r.text : 'shown' in r ? r.shown : '')).join('')).toBe(
        'People received direct assistance 207\u202f914 times in 16 countries. The largest sector was Protection with 77\u202f415 people.',
      )
    }),
  )
  test(
    'figures are picked by words, with what they say about the printed total',
    scenario(async (world) => {
      const { officer, at } = await written(world)
      const find = async (q: string, language = 'en') =>
        (await officer.get(`${at}/figures?q=${encodeURIComponent(q)}&language=${language}`)).body as z.infer<
          typeof PickedFigure
        >[]
      expect((await find('food kits peru'))[0]).toMatchObject({
        token: '[[people sector=food country=PE indicator=food-kits]]',
        figure: { value: 48090 },
      })
      expect((await find('kits alimentos perú', 'es'))[0]).toMatchObject({ figure: { value: 48090 } })
      const food = (await find('food')).filter((f) => /^\[\[(people|countries) sector=food\]\]$/.test(f.token))
      expect(food.map((f) => [f.figure.value, f.agrees])).toEqual([
        [51285, true],
        [11, false],
      ])
    }),
  )
  test(
    'a typed number that a figure gives is found',
    scenario(async (world) => {
      const { save, officer, at } = await written(world)
      await save('context', 'Uruguay gave 454 people dental care in 2020.')
      const typed = (await officer.get(`${at}/typed-numbers`)).body as z.infer<typeof TypedNumber>[]
      expect(typed).toEqual([
        {
          language: 'en',
          part: 'context',
          shown: '454',
          candidates: expect.arrayContaining([
            {
              reference: '[[people sector=health country=UY indicator=dental]]',
              label: 'Health · Dental care · Uruguay · people',
            },
          ]),
        },
      ])
    }),
  )
  test(
    'the same period of a plan has one overview',
    scenario(async (world) => {
      const { officer } = await written(world)
      expect(
        await officer.post('/api/overviews', { id: uuid(), plan: samplePlan, firstMonth: '2020-07', lastMonth: '2020-09' }),
      ).toMatchObject({ status: 409, body: { code: 'reports/overview-exists' } })
      expect(
        await officer.post('/api/overviews', { id: uuid(), plan: samplePlan, firstMonth: '2020-06', lastMonth: '2020-09' }),
      ).toMatchObject({ status: 422, body: { code: 'reports/period-outside' } })
      const one = { id: uuid(), plan: samplePlan, firstMonth: '2020-09', lastMonth: '2020-09' }
      expect([(await officer.post('/api/overviews', one)).status, (await officer.post('/api/overviews', one)).status]).toEqual([
        200, 200,
      ])
    }),
  )
})

describe('Publishing', () => {
  test(
    'freezes the document: later changes do not reach the edition, a correction is a new one',
    scenario(async (world) => {
      const { save, publish } = await written(world)
      await save('contact', 'Write to the new office.')
      expect((await page(world, `/overviews/${slug}`)).body).not.toContain('Write to the new office.')
      expect(await publish()).toMatchObject({ status: 200, body: { edition: 2, slug } })
      expect((await page(world, `/overviews/${slug}`)).body).toContain('Write to the new office.')
      const first = await page(world, `/overviews/${slug}/edition/1`)
      expect(first.body).not.toContain('Write to the new office.')
      expect(first.body).toContain('A newer edition exists: edition 2.')
    }),
  )
  test(
    'is refused while a figure is broken',
    scenario(async (world) => {
      const { save, publish } = await written(world)
      await save('lead', '[[people sector=water]]')
      expect(await publish()).toMatchObject({ status: 422, body: { code: 'reports/broken-references', n: 1 } })
    }),
  )
  test(
    'is refused while a difference to a printed total has no sentence, or was not seen',
    scenario(async (world) => {
      const { save, publish, document } = await written(world)
      const food = (await document()).sectors.find((s) => s.look === 'food')!.id
      expect(await publish(['en'], false)).toMatchObject({ status: 409, body: { code: 'reports/differences-not-seen' } })
      await save(`tie-out:${food}`, '')
      const refused = await publish()
      expect(refused).toMatchObject({ status: 422, body: { code: 'reports/differences-without-sentence' } })
      expect((refused.body as Problem).title).toContain('Food security and nutrition (en)')
    }),
  )
  test(
    'is refused where rows are counted that nobody accepted, and where there are none',
    scenario(async (world) => {
      const { officer } = await written(world)
      const begin = async (firstMonth: string, include: string) => {
        const id = uuid()
        await officer.post('/api/overviews', { id, plan: samplePlan, firstMonth, lastMonth: firstMonth, include })
        return officer.post(`/api/overviews/${id}/publish`, { languages: ['en'], agreedDifferences: true })
      }
      expect(await begin('2020-09', 'drafts')).toMatchObject({ status: 422, body: { code: 'reports/drafts-not-published' } })
      expect(await begin('2020-07', 'accepted')).toMatchObject({ status: 422, body: { code: 'reports/nothing-to-publish' } })
    }),
  )
  test(
    'can be taken back: the edition leaves the public pages and stays on file',
    scenario(async (world) => {
      const { officer, at } = await written(world)
      expect((await officer.post(`${at}/withdraw`, { edition: 1 })).status).toBe(204)
      expect((await page(world, `/overviews/${slug}`)).status).toBe(404)
      expect((await page(world, '/')).body).toContain('No overview is published yet')
      expect(((await officer.get(at)).body as Overview).publications).toMatchObject([{ edition: 1, withdrawn: true }])
    }),
  )
  test(
    'lists only those sectors whose printed totals differ',
    scenario(async (world) => {
      const { officer, at } = await written(world)
      const lines = (await officer.get(`${at}/tie-out?language=es`)).body as TieOutLine[]
      expect(lines.filter((l) => !l.agrees).map((l) => l.look)).toEqual(['food', 'nfi', 'health', 'integration'])
    }),
  )
})

describe('Stories and donors', () => {
  test(
    'a photograph needs a word on consent, is kept without its notes, and goes with its story',
    scenario(async (world) => {
      const { officer, at } = await written(world)
      const id = uuid()
      const story = {
        position: 1,
        country: 'PE',
        texts: { en: { title: 'Ana', body: 'She opened a shop.', caption: 'Lima', alt: 'A shop' } },
        credit: 'M. Example',
        consent: '',
      }
      const form = (bytes: Buffer, name = 'a.png') => {
        const data = new FormData()
        data.append('file', new Blob([new Uint8Array(bytes)]), name)
        return data
      }
      const drawing = readFileSync(new URL('../../../db/sample/story.png', import.meta.url))
      const send = (bytes: Buffer) => officer.post(`${at}/stories/${id}/picture`, form(bytes))
      expect((await officer.put(`${at}/stories/${id}`, story)).status).toBe(200)
      expect(await send(drawing)).toMatchObject({ status: 422, body: { code: 'reports/consent-missing' } })
      await officer.put(`${at}/stories/${id}`, { ...story, consent: 'Signed form, 3 August' })
      expect(await send(Buffer.from('<svg/>'))).toMatchObject({ status: 415, body: { code: 'reports/not-a-picture' } })
      expect((await send(drawing)).status).toBe(200)
      expect((await officer.get(`${at}/stories/${id}/picture`)).headers.get('content-type')).toBe('image/png')
      expect((await officer.delete(`${at}/stories/${id}`)).status).toBe(204)
      expect((await officer.get(`${at}/stories`)).body as unknown[]).toHaveLength(1)
    }),
  )
  test(
    'donors are named with a link that is a web address',
    scenario(async (world) => {
      const { officer, at, document } = await written(world)
      expect((await officer.put(`${at}/donors`, [{ name: 'A donor', link: 'javascript:alert(1)' }])).status).toBe(400)
      await officer.put(`${at}/donors`, [
        { name: 'Zeta', link: null },
        { name: 'Alpha', link: 'https://example.org' },
      ])
      expect((await document()).donors.map((d) => d.name)).toEqual(['Alpha', 'Zeta'])
    }),
  )
})

describe('Who may', () => {
  test(
    'a viewer and a reporter see no draft; a country officer reads but does not write; nobody writes unasked',
    scenario(async (world) => {
      const { at } = await written(world)
      for (const role of ['viewer', 'organisation-reporter'] as const) expect((await world.as(role).get(at)).status).toBe(403)
      const officer = world.as('country-officer')
      expect((await officer.get(at)).body).toMatchObject({ may: { compose: false, publish: false } })
      expect((await officer.put(`${at}/texts/en/lead`, { body: 'x', version: 1 })).status).toBe(403)
      expect((await officer.post(`${at}/publish`, { languages: ['en'], agreedDifferences: true })).status).toBe(403)
      expect((await world.as('nobody').get(at)).status).toBe(401)
    }),
  )
})
