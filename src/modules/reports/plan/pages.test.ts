/** The public pages of a plan: what is published and nothing else, whatever is asked of them. */
import { brotliCompressSync } from 'node:zlib'
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { describe, expect, test } from 'vitest'
import { browser } from '../../../../test/browser.ts'
import { scenario, type World } from '../../../../test/scenario.ts'
import { plantYear, type Year } from '../../../../test/year.ts'

const small = { countries: 3, organisations: 6, activities: 130 }
let made = 0
const planted = (world: World, options = {}): Promise<Year> =>
  plantYear(world.db, { ...small, published: true, code: `page-plan-${++made}`, ...options })
const text = (body: unknown): string => String(body)
/** As a reader sees numbers: with narrow blanks. */
const grouped = (n: number): string => String(Math.round(n)).replace(/\B(?=(\d{3})+$)/g, '\u202f')

const pagesOf = async (world: World, { code, countries }: Year): Promise<string[]> => {
  const { rows } = await sql<{
    id: string
  }>`select a.id from published_activities a join plans p on p.id = a.plan_id where p.code = ${code} order by a.id limit 1`.execute(
    world.db,
  )
  return [
    `/plans/${code}`,
    `/plans/${code}?map=target&language=es`,
    `/plans/${code}/${countries[0]}?language=pt`,
    `/plans/${code}/activities?language=fr`,
    ...rows.map(({ id }) => `/plans/${code}/activities/${id}`),
  ]
}

describe('a published plan', () => {
  test(
    'reads without sign-in and without a script, in four languages, within 60 kB',
    scenario(async (world) => {
      const visitor = world.as('nobody')
      for (const path of await pagesOf(world, await planted(world))) {
        const { status, body, headers } = await visitor.get(path)
        expect(status, path).toBe(200)
        expect(text(body)).not.toMatch(/<script|onclick=|reports\.plan\.|undefined|NaN|\[object/)
        expect(brotliCompressSync(Buffer.from(text(body))).length).toBeLessThan(50_000)
        const asked = new URL(path, 'http://x').searchParams.get('language')
        expect(headers.get('content-language')).toBe(asked ?? 'en')
        const style = text(body).match(/\/look\/[\w.-]+/)![0]
        expect((await visitor.get(style)).status).toBe(200)
      }
    }),
  )

  test(
    'says the numbers that its rows come to',
    scenario(async (world) => {
      const year = await planted(world)
      const { rows } = await sql<{ usd: number; activities: number }>`
        select sum(coalesce(in_kind_usd, 0) + coalesce(cash_usd, 0)) as usd, count(*) as activities from published_activities where plan_id = ${year.planId}`.execute(
        world.db,
      )
      const people = await sql<{ need: number }>`
        select sum(people) as need from (select sum(largest) as people from (
          select country, c.key, max(c.value::int) as largest from published_people p, jsonb_each_text(to_jsonb(p)) c
          where plan_id = ${year.planId} and what = 'need' and level = 'country' and c.key ~ '_(girls|boys|women|men)$' group by country, c.key) cells group by country) countries`.execute(
        world.db,
      )
      const page = text((await world.as('nobody').get(`/plans/${year.code}`)).body)
      expect(people.rows[0]!.need).toBeGreaterThan(1000)
      expect(page).toContain(`<b>${grouped(people.rows[0]!.need)}</b>`)
      expect(page).toContain(`US$\u202f${grouped(rows[0]!.usd)}`)
      expect(page).toContain(`${rows[0]!.activities} activities`)
    }),
  )

  test(
    'is not asked twice by who has it already',
    scenario(async (world) => {
      const year = await planted(world)
      for (const path of [`/plans/${year.code}`, `/plans/${year.code}/activities.csv`]) {
        const app = browser(world.db)
        const etag = (await app.get(path)).headers.get('etag')!
        expect(etag).toMatch(/^"[\w-]{22}"$/)
        expect((await app.get(path, { 'if-none-match': `W/${etag}` })).status).toBe(304)
        expect((await app.get(path, { 'if-none-match': '"other"' })).status).toBe(200)
      }
    }),
  )

  test(
    'a sample says so on every page',
    scenario(async (world) => {
      const year = await planted(world)
      await world.db.updateTable('plans').set({ isSample: true }).where('id', '=', year.planId).execute()
      for (const path of (await pagesOf(world, year)).filter((p) => !p.includes('language')))
        expect(text((await world.as('nobody').get(path)).body), path).toContain('This is a sample')
    }),
  )

  test(
    'stands in the list; older versions are kept and point to the newest',
    scenario(async (world) => {
      const year = await planted(world)
      await revise(world, year)
      const visitor = world.as('nobody')
      expect(text((await visitor.get('/plans')).body)).toContain(`/plans/${year.code}?language=en`)
      const newest = text((await visitor.get(`/plans/${year.code}`)).body)
      expect(newest).toContain('1 new, 2 changed, 3 gone')
      expect(newest).not.toContain('newer version')
      const older = text((await visitor.get(`/plans/${year.code}?version=1`)).body)
      expect(older).toContain('There is a newer version of this plan: version 2')
      expect(older).toContain(`/plans/${year.code}/activities?language=en&amp;version=1`)
      expect((await visitor.get(`/plans/${year.code}?version=3`)).status).toBe(404)
      expect((await visitor.get(`/plans/${year.code}?version=x`)).status).toBe(404)
    }),
  )
})

/** Version 2: one activity more, two changed, three gone. */
async function revise({ db }: World, { planId }: Year): Promise<void> {
  await db
    .insertInto('planVersions')
    .values({ planId, number: 2, openedBy: 'x', publishedAt: new Date(), publishedBy: 'x' })
    .execute()
  const { rows } = await sql<{
    column: string
  }>`select column_name as column from information_schema.columns where table_name = 'published_activities' and column_name not in ('version', 'id')`.execute(
    db,
  )
  const columns = sql.raw(rows.map((r) => r.column).join(', '))
  await sql`insert into published_activities (version, id, ${columns}) select 2, id, ${columns} from published_activities where plan_id = ${planId} and version = 1 order by id offset 3`.execute(
    db,
  )
  await sql`insert into published_activities (version, id, ${columns}) select 2, ${uuid()}, ${columns} from published_activities where plan_id = ${planId} and version = 1 order by id limit 1`.execute(
    db,
  )
  await sql`update published_activities set title = title || ' again' where plan_id = ${planId} and version = 2 and id in (select id from published_activities where plan_id = ${planId} and version = 1 order by id offset 3 limit 2)`.execute(
    db,
  )
}

describe('what is not published', () => {
  test(
    'a plan in the making is not there, in no form',
    scenario(async (world) => {
      const { code, countries } = await planted(world, { published: false })
      const visitor = world.as('nobody')
      for (const below of [
        '',
        `/${countries[0]}`,
        '/activities',
        '/activities.csv',
        '/plan.xlsx',
        '/needs.csv',
        `/activities/${uuid()}`,
      ])
        expect((await visitor.get(`/plans/${code}${below}`)).status, below).toBe(404)
      expect(text((await visitor.get('/plans')).body)).not.toContain(code)
    }),
  )

  test(
    'what changed since the publication stands in no page and no file',
    scenario(async (world) => {
      const year = await planted(world)
      const { db } = world
      const pages = await pagesOf(world, year)
      await db
        .insertInto('planVersions')
        .values({ planId: year.planId, number: 2, openedBy: 'x', note: JSON.stringify({ en: 'zafiro' }) })
        .execute()
      await sql`update plan_activities set title = 'zafiro', description = 'zafiro', in_kind_usd = 7711319, target_people = 7711319 where plan_id = ${year.planId}`.execute(
        db,
      )
      await sql`update plan_people set destination_girls = 7711319 where plan_id = ${year.planId}`.execute(db)
      await sql`insert into plan_scenarios (plan_id, language, body, saved_by) values (${year.planId}, 'en', 'zafiro', 'x')`.execute(
        db,
      )
      await sql`insert into plan_profiles (plan_id, narratives, source, changed_by) values (${year.planId}, '{"en": "zafiro"}', 'zafiro', 'x')`.execute(
        db,
      )
      const files = [
        'plan.xlsx',
        'activities.csv',
        'activities.xlsx',
        'needs.csv',
        'targets.csv',
        'contributions.csv',
        'plan.xml',
      ]
      for (const path of [...pages, ...files.map((file) => `/plans/${year.code}/${file}`)]) {
        const { status, body } = await world.as('nobody').get(path)
        expect(status, path).toBe(200)
        const said = body instanceof Uint8Array ? await unpacked(body) : text(body)
        expect(said.replaceAll('\u202f', ''), path).not.toMatch(/zafiro|7711319/)
      }
    }),
  )
})

async function unpacked(bytes: Uint8Array): Promise<string> {
  const { readXlsx } = await import('hucre/xlsx')
  return bytes[0] === 0x50 ? JSON.stringify((await readXlsx(Buffer.from(bytes))).sheets) : Buffer.from(bytes).toString('utf8')
}

describe('whatever stands in a plan', () => {
  test(
    'hostile names are words on a page, and text in a file',
    scenario(async (world) => {
      const year = await planted(world)
      const hostile = `<script>alert(1)</script>"'&`
      const formula = `=cmd|' /C calc'!A0`
      await sql`update organisations set names = ${JSON.stringify({ en: hostile })}, acronym = '' where id = any(${year.organisations}::int[])`.execute(
        world.db,
      )
      await sql`update published_activities set title = ${formula}, description = ${hostile} where plan_id = ${year.planId}`.execute(
        world.db,
      )
      await sql`update plan_sectors set name = ${hostile} where plan_id = ${year.planId}`.execute(world.db)
      for (const path of await pagesOf(world, year)) {
        const page = text((await world.as('nobody').get(path)).body)
        expect(page, path).not.toContain('<script')
        if (!path.includes('language=pt')) expect(page, path).toContain('&lt;script&gt;')
      }
      const csv = text((await world.as('nobody').get(`/plans/${year.code}/activities.csv`)).body)
      expect(csv).toContain(`,'${formula},`)
      expect(csv).not.toMatch(/(^|,)"?=cmd/m)
      const book = await unpacked((await world.as('nobody').get(`/plans/${year.code}/activities.xlsx`)).body as Uint8Array)
      expect(book).toContain(`"'${formula}"`)
      expect(book).not.toContain(`"${formula}"`)
    }),
  )

  test(
    'a plan told in areas, without one activity, is a page too',
    scenario(async (world) => {
      const { db } = world
      const row = {
        code: `areas-${uuid()}`,
        names: JSON.stringify({ en: 'Told in areas' }),
        firstMonth: '2022-01',
        lastMonth: '2022-12',
      }
      await db.insertInto('plans').values(row).execute()
      const officer = world.as('regional-officer')
      const [objective, area] = [uuid(), uuid()]
      const names = {
        names: { en: 'Saving lives', es: 'Salvar vidas' },
        narratives: { en: 'First paragraph.\n\nSecond paragraph.' },
      }
      expect((await officer.put(`/api/plans/${row.code}/areas/objectives/${objective}`, { version: 0, ...names })).status).toBe(
        200,
      )
      const told = {
        bullets: { en: ['Food kits'] },
        targetGroups: ['children'],
        planTypes: ['own-appeal'],
        countries: ['EC'],
        peopleTargeted: 1234,
        entitiesTargeted: 7,
        fundingRequiredUsd: 5_000_000.5,
        fundingConfirmedUsd: 1_250_000,
      }
      expect(
        (await officer.put(`/api/plans/${row.code}/areas/${area}`, { version: 0, objectiveId: objective, ...names, ...told }))
          .status,
      ).toBe(200)
      const profile = {
        version: 0,
        narratives: { en: 'The whole plan.' },
        countries: ['EC', 'PE'],
        peopleInNeed: 8400000,
        peopleTargeted: 3800000,
        donors: ['Somebody generous'],
      }
      expect((await officer.put(`/api/plans/${row.code}/areas/profile`, profile)).status).toBe(200)
      expect((await world.as('nobody').get(`/plans/${row.code}`)).status).toBe(404)
      const published = await officer.post(`/api/plans/${row.code}/versions/1/publish`, {
        note: { en: 'The first.' },
        agreedDifferences: true,
      })
      expect(published.status, JSON.stringify(published.body)).toBe(200)
      const page = text((await world.as('nobody').get(`/plans/${row.code}`)).body)
      for (const said of [
        'Told in areas',
        'The first.',
        'The whole plan.',
        '8\u202f400\u202f000',
        '3\u202f800\u202f000',
        'US$\u202f5\u202f000\u202f001',
        'US$\u202f3\u202f750\u202f001',
        '1.1 Saving lives',
        'Second paragraph.',
        'Food kits',
        'own appeal',
        '1\u202f234',
        'Somebody generous',
        'Ecuador',
      ])
        expect(page).toContain(said)
      const explorer = await world.as('nobody').get(`/plans/${row.code}/activities`)
      expect(explorer.status).toBe(200)
      expect(text(explorer.body)).toContain('No activity of this plan fits')
      const csv = text((await world.as('nobody').get(`/plans/${row.code}/activities.csv`)).body)
      expect(csv.trim().split('\n')).toHaveLength(2)
      expect((await world.as('nobody').get(`/plans/${row.code}/plan.xlsx`)).status).toBe(200)
    }),
  )
})
