/** A device on a bad line, in virtual time, against the real app and a real database. */
import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { v7 as uuid } from 'uuid'
import { describe, expect, it } from 'vitest'
import { createApp } from '../src/app.ts'
import type { Operation } from '../src/modules/delivery/field/contract.ts'
import type { Clock, Heard, Line } from '../src/web/field/sync/line.ts'
import { newPace } from '../src/web/field/sync/pace.ts'
import { keepSending } from '../src/web/field/sync/send.ts'
import { aPost, aUser, giving, registering, worker } from './field.ts'
import { aDevice, type KeptDevice } from './kept-device.ts'
import { keepMorning } from './morning.ts'
import { actorWith, scenario } from './scenario.ts'
import { luck, secondGeneration, sentAgain, slowLine } from './slow-line.ts'

const alone = <T>(work: () => Promise<T>) => work()

describe('a morning of 1 000 deliveries and 200 photos over 2G', () => {
  it(
    'arrives whole, once and in order, and no byte goes twice beyond what was cut',
    { timeout: 600_000 },
    scenario(async ({ db, ctx }) => {
      const post = await aPost(db)
      await aUser(db, 'test-user', post)
      const app = createApp(async () => ({ ...ctx(), actor: actorWith(worker(post)) }))
      const { vault, out } = await aDevice()
      const random = luck(2021)
      const { photos } = await keepMorning(vault, post, random)
      const arrived: string[] = []
      const { line, clock, sent, seconds } = slowLine(
        async (path, request) => {
          arrived.push(path.includes('/photos/') ? 'photo' : 'sync')
          return app.request(path, request)
        },
        secondGeneration,
        random,
        Date.now(),
      )
      const pace = newPace()
      const counted = sentAgain(line)
      expect(await keepSending({ out, line: counted.line, clock, pace }, alone)).toBe('sent')

      const rows = await db
        .selectFrom('deliveries')
        .select(['id', 'proof', 'isDouble'])
        .where('organisationId', '=', post.organisation)
        .execute()
      expect(rows).toHaveLength(1000)
      const kept = await db.selectFrom('photos').select('id').where('organisationId', '=', post.organisation).execute()
      expect(new Set(kept.map(({ id }) => id))).toEqual(new Set(photos))
      expect((await vault.operations()).every(({ outcome }) => outcome === 'done')).toBe(true)
      expect(await vault.pictureCount()).toBe(0)
      // Deliveries before photos: after the first photo no batch goes.
      expect(arrived.lastIndexOf('sync')).toBeLessThan(arrived.indexOf('photo'))
      // A batch or a photo was cut, never more: 62 kB are what ten seconds carry.
      expect(sent.largestCut).toBeLessThan(70_000)
      expect(counted.bytes()).toBe(0)
      expect(sent.lostAnswers).toBeGreaterThan(0)
      // Two hundred photos alone take 1 950 s on this line when nothing breaks.
      expect(seconds()).toBeLessThan(3600)
    }),
  )
})

/** What a line may do to a request: nothing, lose it, lose its answer, break it in the server, carry it out twice. */
type Fate = 'well' | 'lost' | 'unheard' | 'broken' | 'twice'
const fates = fc.array(fc.constantFrom<Fate>('well', 'lost', 'unheard', 'broken', 'twice'), { maxLength: 12 })

/** A server of the kind there is: each operation once, the same answer again. */
function aServer() {
  const answers = new Map<string, Operation>()
  const carriedOut: string[] = []
  const photos: string[] = []
  const ask = (path: string, body: Uint8Array): Heard => {
    if (path.includes('/photos/')) {
      photos.push(path)
      return { status: 200, body: {} }
    }
    const { operations } = JSON.parse(new TextDecoder().decode(body)) as { operations: Operation[] }
    for (const one of operations)
      if (!answers.has(one.id)) {
        answers.set(one.id, one)
        carriedOut.push(one.id)
      }
    return {
      status: 200,
      body: { answers: operations.map(({ id }) => ({ id, outcome: 'done', isDouble: false, problem: null })) },
    }
  }
  return { ask, carriedOut, photos }
}

const unzip = async (body: Uint8Array<ArrayBuffer>): Promise<Uint8Array> =>
  new Uint8Array(await new Response(new Blob([body]).stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer())

function fatefulLine(server: ReturnType<typeof aServer>, all: Fate[]): Line {
  const left = [...all]
  return async ({ path, headers, body }) => {
    const plain = headers['content-encoding'] ? await unzip(body) : body
    const fate = left.shift() ?? 'well'
    if (fate === 'lost') throw new Error('lost')
    if (fate === 'broken') return { status: 500, body: { code: 'core/internal', title: '' } }
    if (fate === 'twice') server.ask(path, plain)
    const heard = server.ask(path, plain)
    if (fate === 'unheard') throw new Error('unheard')
    return heard
  }
}
const clock: Clock = { now: () => Date.now(), wait: async () => {}, random: () => 0.5 }
const post = { organisation: 1, site: { id: uuid(), country: 'EC', admin1: null }, service: 1 }

async function keepSome(device: KeptDevice, count: number): Promise<string[]> {
  const household = registering(post, 1)
  const operations: Operation[] = [household, ...Array.from({ length: count }, () => giving(post, household.body.id))]
  for (const [i, operation] of operations.entries()) {
    const picture = { id: uuid(), household: household.body.id, person: null, kind: 'proof' as const, type: 'image/jpeg' }
    await device.vault.keepDone(
      operation,
      new Date().toISOString(),
      i % 3 === 0 ? [{ ...picture, content: new ArrayBuffer(8) }] : [],
    )
  }
  return operations.map(({ id }) => id)
}

describe('whatever the line does', () => {
  it('two devices send what they did once and each in its order; every photo comes after its deed', async () => {
    await fc.assert(
      fc.asyncProperty(fates, fates, fc.integer({ min: 1, max: 12 }), async (one, two, count) => {
        const server = aServer()
        const devices = await Promise.all([aDevice(), aDevice()])
        const done = await Promise.all(devices.map((device) => keepSome(device, count)))
        const endings = await Promise.all(
          devices.map(({ out }, i) =>
            keepSending(
              { out, line: fatefulLine(server, i === 0 ? one : two), clock, pace: { ...newPace(), target: 900 } },
              alone,
            ),
          ),
        )
        expect(endings).toEqual(['sent', 'sent'])
        for (const own of done) expect(server.carriedOut.filter((id) => own.includes(id))).toEqual(own)
        expect(new Set(server.carriedOut).size).toBe(2 * (count + 1))
        expect(new Set(server.photos).size).toBe(2 * Math.ceil((count + 1) / 3))
        for (const { vault } of devices) expect([await vault.pictureCount(), (await vault.waiting()).length]).toEqual([0, 0])
      }),
      { numRuns: 40 },
    )
  }, 120_000)

  it('one operation that the server stumbles over is left for later; only what depends on it waits with it', async () => {
    const device = await aDevice()
    const [bad, good] = [registering(post, 1), registering(post, 1)]
    const behind = giving(post, bad.body.id)
    for (const one of [bad, behind, good, giving(post, good.body.id)]) await device.vault.keepDone(one, '', [])
    let stumbles = 8
    const server = aServer()
    const line: Line = async ({ path, body }) => {
      const plain = await unzip(body)
      const text = new TextDecoder().decode(plain)
      if (text.includes(bad.id) && stumbles-- > 0) return { status: 500, body: {} }
      return server.ask(path, plain)
    }
    expect(await keepSending({ out: device.out, line, clock, pace: newPace() }, alone)).toBe('sent')
    expect(server.carriedOut.slice(0, 2)).not.toContain(behind.id)
    expect(server.carriedOut.indexOf(bad.id)).toBeLessThan(server.carriedOut.indexOf(behind.id))
    expect(server.carriedOut).toHaveLength(4)
  })

  it('one that the server will never understand is refused, alone, and said so', async () => {
    const device = await aDevice()
    const all = Array.from({ length: 5 }, () => registering(post, 1))
    for (const one of all) await device.vault.keepDone(one, '', [])
    const server = aServer()
    const line: Line = async ({ path, body }) => {
      const plain = await unzip(body)
      const isWrong = new TextDecoder().decode(plain).includes(all[2]!.id)
      return isWrong ? { status: 400, body: { code: 'core/invalid-request', title: 'Not understood.' } } : server.ask(path, plain)
    }
    expect(await keepSending({ out: device.out, line, clock, pace: newPace() }, alone)).toBe('sent')
    const outcomes = (await device.vault.operations()).map(({ outcome }) => outcome)
    expect(outcomes).toEqual(['done', 'done', 'refused', 'done', 'done'])
    expect((await device.vault.operations())[2]?.problem?.title).toBe('Not understood.')
  })

  it('a revoked device, another person’s, an ended sign-in and a right taken away end the sending; a stranger’s 410 does not', async () => {
    const device = await aDevice()
    await device.vault.keepDone(registering(post, 1), '', [])
    const answered = async (...answers: Heard[]) => {
      const line: Line = async () => answers.shift()!
      return keepSending({ out: device.out, line, clock, pace: newPace() }, alone)
    }
    expect(await answered({ status: 410, body: { code: 'delivery/device-revoked' } })).toBe('revoked')
    expect(await answered({ status: 502, body: undefined }, { status: 401, body: {} })).toBe('sign-in')
    expect(await answered({ status: 403, body: {} })).toBe('not-allowed')
    expect(await answered({ status: 403, body: { code: 'delivery/device-of-another' } })).toBe('another')
    expect(await answered({ status: 410, body: undefined }, { status: 401, body: {} })).toBe('sign-in')
    expect(await device.vault.waiting()).toHaveLength(1)
  })
})
