/** What a device, or somebody who speaks like one, must not bring about: answers are sentences, nothing is written wrongly, the server stays up. */
import { gzipSync } from 'node:zlib'
import { v7 as uuid } from 'uuid'
import { describe, expect, it } from 'vitest'
import { createApp } from '../src/app.ts'
import type { Operation, SyncAnswer } from '../src/modules/delivery/field/contract.ts'
import { loadPlaces } from '../src/modules/places/load.ts'
import { aPost, aUser, giving, type Post, registering, worker } from './field.ts'
import { ownDatabase } from './own-database.ts'
import { actorWith, scenario, type World } from './scenario.ts'

/** Two posts with a worker and a device each. */
async function twoPosts(world: Pick<World, 'db' | 'ctx'>, intervalDays = 0) {
  const side = async (id: string) => {
    const post = await aPost(world.db, { intervalDays })
    await aUser(world.db, id, post)
    const device = uuid()
    await world.db.insertInto('devices').values({ id: device, userId: id, name: 'Phone' }).execute()
    const app = createApp(async () => ({ ...world.ctx(), actor: { ...actorWith(worker(post)), id } }))
    const raw = (body: Uint8Array | string, headers: Record<string, string> = {}) =>
      app.request('/api/field/sync', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: body as BodyInit,
      })
    const sync = async (operations: unknown[], { sentAt = new Date(), of = device as string | null } = {}) => {
      const answer = await raw(JSON.stringify({ device: of, sentAt: sentAt.toISOString(), operations }))
      return { status: answer.status, body: (await answer.json()) as SyncAnswer & { code?: string; title?: string } }
    }
    return { post, device, raw, sync }
  }
  return { ours: await side(`ours-${uuid()}`), theirs: await side(`theirs-${uuid()}`) }
}

const outcomes = ({ body }: { body: SyncAnswer }) => body.answers.map(({ outcome }) => outcome)
const codes = ({ body }: { body: SyncAnswer }) => body.answers.map(({ problem }) => problem?.code)
const entriesOf = (db: World['db'], { organisation }: Post) =>
  db.selectFrom('deliveries').selectAll().where('organisationId', '=', organisation).execute()
const years = (n: number) => n * 365 * 86_400_000

describe('a device of somebody else', () => {
  it(
    'brings nothing, and is told nothing but that it is not this one’s',
    scenario(async (world) => {
      const { ours, theirs } = await twoPosts(world)
      const answer = await ours.sync([registering(ours.post)], { of: theirs.device })
      expect(answer).toMatchObject({
        status: 403,
        body: { code: 'delivery/device-of-another', title: expect.stringMatching(/\w/) },
      })
      const seen = await world.db
        .selectFrom('devices')
        .select('clockSeconds')
        .where('id', '=', theirs.device)
        .executeTakeFirstOrThrow()
      expect(seen.clockSeconds).toBe(0)
      expect(
        await world.db.selectFrom('households').select('id').where('organisationId', '=', ours.post.organisation).execute(),
      ).toEqual([])
    }),
  )

  it(
    'has operations whose ids, taken by another, answer nothing of theirs and change nothing',
    scenario(async (world) => {
      const { ours, theirs } = await twoPosts(world)
      const household = registering(theirs.post)
      await theirs.sync([household])
      const taken: Operation = { ...registering(ours.post), id: household.id }
      const answer = await ours.sync([taken, { ...giving(ours.post, household.body.id), id: household.id }])
      expect(codes(answer)).toEqual(['delivery/operation-id-taken', 'delivery/operation-id-taken'])
      expect(await entriesOf(world.db, ours.post)).toEqual([])
      expect(outcomes(await theirs.sync([household]))).toEqual(['done'])
    }),
  )
})

describe('an operation on a household outside the grant', () => {
  it(
    'is refused as if it were not there, whichever it is, and writes nothing',
    scenario(async (world) => {
      const { ours, theirs } = await twoPosts(world)
      const foreign = registering(theirs.post)
      const own = registering(ours.post)
      await theirs.sync([foreign])
      await ours.sync([own])
      const [head] = foreign.body.persons
      const { id, organisation: _, consents: __, needs: ___, ...content } = foreign.body
      const consent = {
        id: uuid(),
        personId: head!.id,
        purpose: 'sharing',
        isGiven: true,
        textVersion: 1,
        language: 'es',
        how: 'spoken',
        at: new Date().toISOString(),
      }
      const about = (household: string) => [
        {
          kind: 'household.change',
          id: uuid(),
          household,
          body: { id: uuid(), version: 1, base: content, content: { ...content, note: 'mine now' } },
        },
        { kind: 'consent.record', id: uuid(), household, body: consent },
        { kind: 'consent.withdraw', id: uuid(), household, consent: uuid() },
        {
          kind: 'need.record',
          id: uuid(),
          household,
          body: { id: uuid(), personId: head!.id, need: 'pregnant', since: '2026-01-01' },
        },
        giving(ours.post, household),
        { ...giving(theirs.post, household) },
      ]
      const there = await ours.sync(about(id))
      const nowhere = await ours.sync(about(uuid()))
      expect(there.status).toBe(200)
      expect(outcomes(there)).toEqual(Array(6).fill('refused'))
      expect(codes(there)).toEqual(codes(nowhere))
      // Somebody of theirs put into a household of ours, by their ids.
      const stolen = { ...registering(ours.post), body: { ...registering(ours.post).body, persons: foreign.body.persons } }
      expect(outcomes(await ours.sync([stolen]))).toEqual(['refused'])
      expect(
        outcomes(await ours.sync([{ ...foreign, id: uuid(), body: { ...foreign.body, organisation: ours.post.organisation } }])),
      ).toEqual(['refused'])
      const kept = await world.db
        .selectFrom('households')
        .select(['note', 'organisationId'])
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
      expect(kept).toEqual({ note: '', organisationId: theirs.post.organisation })
      expect(await entriesOf(world.db, ours.post)).toEqual([])
      expect(await entriesOf(world.db, theirs.post)).toEqual([])
    }),
  )
})

describe('an operation that is known', () => {
  it(
    'is answered as it was, whatever is said under its id now',
    scenario(async (world) => {
      const { ours } = await twoPosts(world)
      const household = registering(ours.post)
      const kit = giving(ours.post, household.body.id)
      const first = await ours.sync([household, kit])
      const changed = [
        { ...household, body: { ...household.body, note: 'changed on the way', id: uuid() } },
        { ...kit, body: { ...kit.body, quantity: 1000, id: uuid() } },
        { ...giving(ours.post, household.body.id), id: household.id },
      ]
      const again = await ours.sync(changed)
      expect(again.body.answers.slice(0, 2)).toEqual(first.body.answers)
      expect(await entriesOf(world.db, ours.post)).toMatchObject([{ quantity: 1 }])
      // The same entry under another operation: it is the entry that counts.
      const other = { ...kit, id: uuid(), body: { ...kit.body, quantity: 1000 } }
      expect(outcomes(await ours.sync([other]))).toEqual(['done'])
      expect(await entriesOf(world.db, ours.post)).toMatchObject([{ quantity: 1 }])
    }),
  )
})

describe('a clock ten years away', () => {
  for (const [what, away] of [
    ['ahead', years(10)],
    ['behind', -years(10)],
  ] as const)
    it(
      `${what} writes nothing in that year`,
      scenario(async (world) => {
        const { ours } = await twoPosts(world)
        const household = registering(ours.post)
        const there = new Date(Date.now() + away)
        const kit = giving(ours.post, household.body.id, new Date(there.getTime() - 600_000))
        expect(outcomes(await ours.sync([household, kit], { sentAt: there }))).toEqual(['done', 'done'])
        const [entry] = await entriesOf(world.db, ours.post)
        expect(Math.abs(entry!.at.getTime() - (Date.now() - 600_000))).toBeLessThan(20_000)
      }),
    )

  it(
    'that is only said of the entry is a sentence, or now, never the future',
    scenario(async (world) => {
      const { ours } = await twoPosts(world)
      const household = registering(ours.post)
      const kits = [years(10), -years(9), -years(300)].map((away) =>
        giving(ours.post, household.body.id, new Date(Date.now() + away)),
      )
      const answer = await ours.sync([household, ...kits])
      expect(codes(answer)).toEqual([undefined, 'delivery/in-future', undefined, 'delivery/too-long-ago'])
      for (const { at } of await entriesOf(world.db, ours.post)) expect(at.getTime()).toBeLessThan(Date.now() + 1000)
      for (const sentAt of ['9999-12-31T23:59:59Z', '0001-01-01T00:00:00Z'])
        expect((await ours.sync([giving(ours.post, household.body.id)], { sentAt: new Date(sentAt) })).status).toBe(200)
    }),
  )
})

describe('a batch that is no batch', () => {
  it(
    'is answered in words: too many, too deep, too large, not what it says',
    scenario(async (world) => {
      const { ours } = await twoPosts(world)
      const ask = async (body: Uint8Array | string, headers = {}) => {
        const answer = await ours.raw(body, headers)
        return { status: answer.status, body: (await answer.json()) as { title: string; issues?: unknown[] } }
      }
      const frame = (operations: string) => `{"device":null,"sentAt":"2026-01-01T00:00:00Z","operations":${operations}}`
      const gzip = { 'content-encoding': 'gzip' }
      const kit = giving(ours.post, uuid())
      const said = {
        many: await ask(frame(JSON.stringify(Array.from({ length: 501 }, () => ({ ...kit, id: uuid() }))))),
        deep: await ask(frame('['.repeat(500_000) + ']'.repeat(500_000))),
        deepAnswers: await ask(
          frame(
            JSON.stringify([{ ...kit, body: { ...kit.body, answers: {} } }]).replace(
              '"answers":{}',
              `"answers":{"a":${'['.repeat(300_000)}${']'.repeat(300_000)}}`,
            ),
          ),
        ),
        unknown: await ask(frame('[{"kind":"household.erase","id":"0190b0c0-0000-7000-8000-000000000000"}]')),
        text: await ask('not json'),
        notGzip: await ask('{}', gzip),
        cutGzip: await ask(gzipSync(frame('[]')).subarray(0, 20), gzip),
        twice: await ask(gzipSync(gzipSync(frame('[]'))), gzip),
        bomb: await ask(gzipSync(Buffer.alloc(400 * 2 ** 20, 32)), gzip),
        brotli: await ask('x', { 'content-encoding': 'br' }),
        many2: await ask(gzipSync(frame(`[${'{},'.repeat(2_000_000)}{}]`)), gzip),
        proto: await ask(frame('[{"__proto__":{"kind":"household.register"},"constructor":1}]')),
      }
      for (const [what, answer] of Object.entries(said)) {
        expect([400, 413, 415], what).toContain(answer.status)
        expect(answer.body.title, what).toMatch(/\w+ \w+/)
        expect(JSON.stringify(answer.body).length, what).toBeLessThan(10_000)
      }
      expect(await world.db.selectFrom('operations').select('id').where('userId', 'like', 'ours-%').execute()).toEqual([])
    }),
  )

  it(
    'with what is never seen, or turns the writing round, is kept without it',
    scenario(async (world) => {
      const { ours } = await twoPosts(world)
      const [nul, turned, lone] = [registering(ours.post), registering(ours.post), registering(ours.post)]
      nul.body.persons[0]!.given = 'Ana\u0000Maria'
      nul.body.note = 'one\nline\u0007'
      turned.body.persons[0]!.given = '\u202eairaM\u2066'
      lone.body.persons[0]!.family = 'Bad\ud800'
      const kit = giving(ours.post, nul.body.id)
      kit.body.collectedBy = '\u202eodatnevnI\u0000'
      expect(outcomes(await ours.sync([nul, turned, lone, kit]))).toEqual(['done', 'done', 'done', 'done'])
      const persons = await world.db
        .selectFrom('persons')
        .select(['given', 'family'])
        .where('organisationId', '=', ours.post.organisation)
        .execute()
      expect(persons.map((p) => p.given)).toEqual(expect.arrayContaining(['AnaMaria', 'airaM']))
      expect(persons.map((p) => p.family)).toContain('Bad\ufffd')
      const { note } = await world.db
        .selectFrom('households')
        .select('note')
        .where('id', '=', nul.body.id)
        .executeTakeFirstOrThrow()
      expect(note).toBe('one\nline')
      expect(await entriesOf(world.db, ours.post)).toMatchObject([{ collectedBy: 'odatnevnI' }])
    }),
  )

  it('with what no column can hold is refused in words, and stops nothing behind it', async () => {
    // What the database refuses ends its transaction: each operation needs one of its own.
    const own = await ownDatabase('hostile', 4)
    try {
      await loadPlaces(own.db)
      const { ours } = await twoPosts({
        db: own.db,
        ctx: () => ({ db: own.db, actor: actorWith([]), accessChecked: false, language: 'en', requestId: 'test' }),
      })
      const [household, bad, good] = [registering(ours.post), registering(ours.post), registering(ours.post)]
      bad.body.country = 'E\u0000C'
      const consent = {
        id: uuid(),
        personId: household.body.persons[0]!.id,
        purpose: 'sharing',
        isGiven: true,
        textVersion: 2 ** 40,
        language: 'es',
        how: 'spoken',
        at: new Date().toISOString(),
      }
      const far = { kind: 'consent.record', id: uuid(), household: household.body.id, body: consent }
      const answer = await ours.sync([household, bad, far, good])
      expect(outcomes(answer)).toEqual(['done', 'refused', 'refused', 'done'])
      expect(codes(answer).slice(1, 3)).toEqual(['core/not-understood', 'people/consent-text-unknown'])
      expect(await ours.sync([bad])).toMatchObject({ status: 200, body: { answers: [answer.body.answers[1]] } })
    } finally {
      await own.drop()
    }
  })
})
