/** The explorer: every activity once in every order, sums of what fits, addresses that ask for nothing that is there. */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { scenario, type World } from '../../../../test/scenario.ts'
import { plantYear, type Year } from '../../../../test/year.ts'

type Answer = {
  rows: { id: string; title: string; targetPeople: number | null; totalUsd: number }[]
  hasBefore: boolean
  hasAfter: boolean
  totals: { activities: number; usd: number; directTarget: number }
}
let made = 0
const planted = (world: World): Promise<Year> =>
  plantYear(world.db, { countries: 4, organisations: 8, activities: 230, published: true, code: `explored-${++made}` })
const ask = async (world: World, { code }: Year, query: string): Promise<Answer> =>
  (await world.as('viewer').get(`/api/plans/${code}/published-activities?${query}`)).body as Answer

test.each(['title', 'target', 'budget'] as const)(
  'by %s: forwards and backwards every activity comes once, in one order',
  (sort) =>
    scenario(async (world) => {
      const year = await planted(world)
      // Many are equal in what they are sorted by: nobody is lost between two pages.
      await sql`update published_activities set title = left(title, 4), target_people = target_people / 1000 * 1000 where plan_id = ${year.planId}`.execute(
        world.db,
      )
      const forwards: string[] = []
      let page = await ask(world, year, `sort=${sort}`)
      expect(page.hasBefore).toBe(false)
      for (; ; page = await ask(world, year, `sort=${sort}&after=${page.rows.at(-1)!.id}`)) {
        forwards.push(...page.rows.map((r) => r.id))
        if (!page.hasAfter) break
      }
      expect(new Set(forwards).size).toBe(230)
      expect(forwards).toHaveLength(230)
      const backwards: string[] = []
      for (
        let back = await ask(world, year, `sort=${sort}&last=true`);
        ;
        back = await ask(world, year, `sort=${sort}&before=${back.rows[0]!.id}`)
      ) {
        backwards.unshift(...back.rows.map((r) => r.id))
        if (!back.hasBefore) break
      }
      expect(backwards).toEqual(forwards)
    })(),
)

test(
  'sums are those of all that fit, whatever page is shown',
  scenario(async (world) => {
    const year = await planted(world)
    const { rows } = await sql<{ country: string; sectorId: number; n: number; usd: number; target: number }>`
      select country, sector_id, count(*) as n, sum(coalesce(in_kind_usd, 0) + coalesce(cash_usd, 0)) as usd, coalesce(sum(target_people) filter (where kind = 'direct'), 0) as target
      from published_activities where plan_id = ${year.planId} group by 1, 2 order by 3 desc limit 3`.execute(world.db)
    for (const { country, sectorId, n, usd, target } of rows) {
      const answer = await ask(world, year, `country=${country}&sector=${sectorId}&sort=budget`)
      expect(answer.totals).toMatchObject({ activities: n, usd, directTarget: target })
      const budgets = answer.rows.map((r) => r.totalUsd)
      expect(budgets).toEqual(budgets.toSorted((a, b) => b - a))
    }
  }),
)

test(
  'words are found whatever their case and accents, all of them, in any order',
  scenario(async (world) => {
    const year = await planted(world)
    const { rows } = await sql<{
      id: string
    }>`select id from published_activities where plan_id = ${year.planId} order by id limit 1`.execute(world.db)
    const id = rows[0]!.id
    await sql`update published_activities set title = 'Alimentación en Ñuñoa', words = 'alimentacion en nunoa para ninas' where plan_id = ${year.planId} and id = ${id}`.execute(
      world.db,
    )
    for (const words of ['ÑUÑOA', 'nunoa alimentación', '  Niñas,  NUNOA ', 'alim', 'en'])
      expect(
        (await ask(world, year, `words=${encodeURIComponent(words)}`)).rows.map((r) => r.id),
        words,
      ).toContain(id)
    expect((await ask(world, year, 'words=nunoa%20cuenca')).totals.activities).toBe(0)
    // What a pattern would take for a wildcard is no word, and asks for nothing.
    expect((await ask(world, year, `words=${encodeURIComponent('%_')}`)).totals.activities).toBe(230)
  }),
)

test(
  'what asks for nothing that is there is answered with what to do',
  scenario(async (world) => {
    const year = await planted(world)
    const visitor = world.as('nobody')
    const page = async (query: string) => visitor.get(`/plans/${year.code}/activities?${query}`)
    const first = (await ask(world, year, 'last=true')).rows.at(-1)!.id
    const beyond = await page(`after=${first}`)
    expect(beyond.status).toBe(200)
    expect(beyond.body).toContain('the list ends before it')
    expect((await page('after=00000000-0000-7000-8000-000000000000')).body).toContain('the list ends before it')
    expect((await page('country=ZZ')).body).toContain('No activity of this plan fits')
    expect((await page('country=&sector=&organisation=&kind=&words=&sort=title')).body).toContain('230 activities')
    for (const unknown of ['kind=foo', 'sector=abc', 'sort=colour', 'after=1', 'organisation=99999999999', 'sector=-1e99'])
      expect((await page(unknown)).status, unknown).toBe(400)
    expect((await visitor.get(`/plans/${year.code}/activities/1`)).status).toBe(404)
    expect((await visitor.get(`/plans/${year.code}/nothing.csv`)).status).toBe(404)
    expect((await visitor.get(`/plans/${year.code}/XX`)).status).toBe(404)
    expect((await visitor.get(`/api/plans/${year.code}/published-activities`)).status).toBe(401)
  }),
)

test(
  'the address keeps what was asked, in the form and in every link',
  scenario(async (world) => {
    const year = await planted(world)
    const country = year.countries[0]!
    const body = String(
      (await world.as('nobody').get(`/plans/${year.code}/activities?language=es&country=${country}&words=a%26b&sort=target`))
        .body,
    )
    expect(body).toContain(`<option value="${country}" selected>`)
    expect(body).toContain('value="a&amp;b"')
    expect(body).toContain('<option value="target" selected>')
    const found = await world.as('nobody').get(`/plans/${year.code}/activities?country=${country}`)
    const csv = String(found.body)
      .match(/href="([^"]*activities\.csv[^"]*)"/)![1]!
      .replaceAll('&amp;', '&')
    expect(new URL(csv, 'http://x').searchParams.get('country')).toBe(country)
    const file = String((await world.as('nobody').get(`/plans/${year.code}/activities.csv?country=${country}`)).body)
    const { rows } = await sql<{
      n: number
    }>`select count(*) as n from published_activities where plan_id = ${year.planId} and country = ${country}`.execute(world.db)
    expect(file.match(/^[0-9a-f]{8}-/gm)).toHaveLength(rows[0]!.n)
  }),
)
