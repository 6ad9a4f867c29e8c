/** Every route of the API as nobody, as a stranger of another country, as another body, and as each role: nothing is seen or changed that should not be. */
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { createApp } from '../src/app.ts'
import { nobody } from '../src/core/access.ts'
import type { Db } from '../src/core/database.ts'
import { loadSample } from '../src/sample/load.ts'
import { ownDatabase } from './own-database.ts'
import { textOf } from './sweep/answer.ts'
import { type Asked, type Expectation, expectations, publicPages } from './sweep/expectations.ts'
import { unsighted } from './sweep/groups.ts'
import { type Planted, plant, stateOf, writesOf } from './sweep/planting.ts'
import { app, routeOf, routes, send } from './sweep/sending.ts'
import { actorFor, consent, everybody, onlookers, strangers, type Who } from './sweep/world.ts'

test('every route of the API has its expectation, and every expectation its route', () => {
  const expected = new Set(Object.keys(expectations).map(routeOf))
  expect(routes.filter((route) => !expected.has(route))).toEqual([])
  expect([...expected].filter((route) => !routes.includes(route) && route !== 'GET /api/openapi.json')).toEqual([])
  expect(routes.length).toBeGreaterThan(10)
})

test('the pages without sign-in are the ones that are meant to be', () => {
  const pages = app.routes.filter((r) => r.method !== 'ALL' && !r.path.startsWith('/api/')).map((r) => r.path)
  expect([...new Set(pages)].toSorted()).toEqual(publicPages.toSorted())
})

test('whoever has not signed in does not even hear what is wrong with a request', async () => {
  const refusing = createApp(async () => ({
    db: undefined as never,
    actor: nobody,
    accessChecked: false,
    language: 'en',
    requestId: 'sweep',
  }))
  for (const route of routes.filter((r) => r !== 'GET /api/openapi.json')) {
    const [method, pattern] = route.split(' ') as [string, string]
    const body = method === 'GET' ? {} : { body: '{', headers: { 'content-type': 'application/json' } }
    const answer = await refusing.request(pattern.replace(/\{\w+\}/g, 'x'), { method, ...body })
    expect(answer.status, route).toBe(401)
  }
})

type Answer = { status: number; text: string; changed: boolean }

describe('each route as everybody', () => {
  let planted: Planted
  let db: Db
  // Every question is taken back: before each of them stands what was planted.
  let initial: string

  beforeAll(async () => {
    // Its own: it holds one transaction for minutes, and whoever registers the same people would wait for it.
    const own = await ownDatabase('sweep', 2)
    await loadSample(own.db)
    const trx = await own.db.startTransaction().execute()
    db = trx as unknown as Db
    planted = await plant(db)
    initial = await stateOf(db)
    return async () => {
      await trx.rollback().execute()
      await own.drop()
    }
  })

  /** Asks, looks, and takes back whatever was done. */
  async function ask(who: Who, route: string, asked: Asked): Promise<Answer> {
    await sql`savepoint asking`.execute(db)
    try {
      const before = await writesOf(db)
      const response = await send(db, actorFor(who, planted), route, asked)
      const status = response.status
      const text = await textOf(response)
      // After an error inside, the state cannot be read; the status says it all.
      const wrote = status < 500 && (await writesOf(db)) !== before
      return { status, text, changed: wrote && (await stateOf(db)) !== initial }
    } finally {
      await sql`rollback to savepoint asking`.execute(db)
    }
  }

  for (const [route, expected] of Object.entries(expectations))
    for (const who of everybody)
      test(`${route} as ${who}`, async () => {
        const asked = expected.ask?.(planted) ?? {}
        judge(who, route, expected, await ask(who, routeOf(route), asked), JSON.stringify(asked))
      })

  test('a change is seen as one, and is taken back', async () => {
    const change = () => ask('administrator', 'PATCH /api/plans/{plan}', { path: { plan: planted.plan }, body: { dueDay: 17 } })
    expect(await change()).toMatchObject({ status: 200, changed: true })
    expect(await stateOf(db)).toBe(initial)
    expect(await change()).toMatchObject({ changed: true })
    expect(await ask('administrator', 'GET /api/plans/{plan}', { path: { plan: planted.plan } })).toMatchObject({
      changed: false,
    })
  })

  for (const page of publicPages)
    for (const who of ['nobody', 'viewer UY', 'administrator'] as const)
      test(`${page} shows ${who} nothing that is not published`, async () => {
        const { slug, pictureId, plan, plannedDraft, publishedPlan, publishedActivity } = planted
        const common = { slug, file: '../package.json' }
        for (const own of [
          { edition: '1', format: 'html', key: 'people', plan, part: 'EC', id: pictureId },
          { edition: '2', format: 'csv', key: 'zafiro', plan, part: 'plan.xlsx', id: plannedDraft },
          { edition: '2', format: 'csv', key: 'zafiro', plan: publishedPlan, part: 'activities.csv', id: publishedActivity },
          { edition: '2', format: 'csv', key: 'zafiro', plan: publishedPlan, part: 'plan.xlsx', id: publishedActivity },
        ]) {
          const parts = { ...common, ...own }
          const address = page.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(parts[name as keyof typeof parts]))
          const answer = await ask(who, `GET ${address}`, {})
          const said = `${answer.status} ${answer.text.slice(0, 600)}`
          const isOpen = ['/', '/overviews', '/plans'].includes(page) || (page.includes(':plan') && own.plan === publishedPlan)
          expect(answer.status, said).toBe(isOpen ? 200 : 404)
          expect(planted.leak(answer.text, address), said).toBeUndefined()
          expect(answer.text).not.toContain(consent)
        }
      })

  function judge(who: Who, route: string, expected: Expectation, answer: Answer, asked: string): void {
    const said = `${answer.status} ${answer.text.slice(0, 600)}`
    if (expected.open.includes(who)) expect(answer.status, said).toBeLessThan(300)
    else expect(refusals(who, expected), said).toContain(answer.status)
    const leak = (expected.figures ? planted.leakOfOpen : planted.leak)(answer.text, asked)
    if (expected.sees?.includes(who)) expect(leak, said).toBeDefined()
    else if (expected.figures || strangers.includes(who) || (route.startsWith('GET') && !expected.open.includes(who)))
      expect(leak, said).toBeUndefined()
    if (!['administrator', 'regional'].includes(who)) expect(answer.text, said).not.toContain(consent)
    const mayChange = !route.startsWith('GET') && expected.open.includes(who) && (expected.own || !onlookers.includes(who))
    if (!mayChange) expect(answer.changed, `${route} changed something for ${who}`).toBe(false)
  }

  function refusals(who: Who, { single, blind = unsighted }: Expectation): number[] {
    if (who === 'nobody') return [401]
    return single && !blind.includes(who) ? [404] : [403, 404]
  }
})
