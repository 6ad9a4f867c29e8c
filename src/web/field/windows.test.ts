/** What a browser does with a device: two windows of it at once, a phone left lying, a worker that wakes it, signing out. */
import 'fake-indexeddb/auto'
import { v7 as uuid } from 'uuid'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { giving, registering } from '../../../test/field.ts'
import type { Operation, SyncRequest } from '../../modules/delivery/field/contract.ts'

const post = { organisation: 1, site: { id: uuid(), country: 'EC', admin1: null }, service: 1 }
const pin = '271828'
const minute = 60_000

let events: EventTarget
let worker: EventTarget
let channels: BroadcastChannel[]
let server: ReturnType<typeof aServer>
let beforeRelease: (() => Promise<void>) | undefined

/** Takes its time, and writes down every operation each time it comes. */
function aServer() {
  const came: string[] = []
  let [now, most] = [0, 0]
  const answer = async (_url: string, { body }: RequestInit): Promise<Response> => {
    most = Math.max(most, ++now)
    const text = new Response(body as BodyInit).body!.pipeThrough(new DecompressionStream('gzip'))
    const { operations } = (await new Response(text).json()) as SyncRequest
    came.push(...operations.map(({ id }) => id))
    await new Promise((resolve) => setTimeout(resolve, 20))
    now--
    const answers = operations.map(({ id }) => ({ id, outcome: 'done', isDouble: false, problem: null }))
    return Response.json({ answers, clockSeconds: 0, now: new Date().toISOString() })
  }
  return { came, answer, mostAtOnce: () => most }
}

/** As Web Locks are: whoever comes second is told so, if they asked not to wait. */
function theLocks() {
  const held = new Set<string>()
  return {
    request: async <A>(name: string, _: { ifAvailable: true }, work: (lock: object | null) => A | Promise<A>): Promise<A> => {
      if (held.has(name)) return work(null)
      held.add(name)
      try {
        const done = await work({})
        await beforeRelease?.()
        return done
      } finally {
        held.delete(name)
      }
    },
  }
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] })
  ;[events, worker, channels, server, beforeRelease] = [new EventTarget(), new EventTarget(), [], aServer(), undefined]
  const serviceWorker = Object.assign(worker, { getRegistration: async () => undefined })
  vi.stubGlobal('addEventListener', events.addEventListener.bind(events))
  vi.stubGlobal('document', { visibilityState: 'visible', documentElement: { lang: 'en' }, cookie: '' })
  vi.stubGlobal('navigator', { locks: theLocks(), serviceWorker, languages: ['en'] })
  vi.stubGlobal('fetch', (url: string, request: RequestInit) => server.answer(url, request))
  const Channel = BroadcastChannel
  vi.stubGlobal(
    'BroadcastChannel',
    class extends Channel {
      constructor(name: string) {
        super(name)
        channels.push(this)
      }
      // What ends after its test has nobody to tell.
      override postMessage(word: unknown) {
        if (channels.includes(this)) super.postMessage(word)
      }
    },
  )
})
afterEach(() => {
  for (const channel of channels.splice(0)) channel.close()
  vi.unstubAllGlobals()
  vi.useRealTimers()
  vi.resetModules()
})

/** A window of its own: every module once more. */
async function aWindow(person: string) {
  vi.resetModules()
  const [session, sending, outbox, { outboxNow }, { standingNow }] = await Promise.all([
    import('./session.ts'),
    import('./sending.ts'),
    import('./outbox.ts'),
    import('./outboxNow.ts'),
    import('./standing.ts'),
  ])
  sending.beginSending()
  await session.meet(person)
  const state = () => standingNow().state
  const vault = () => standingNow().session!.vault
  const keep = async (operation: Operation) => {
    await outbox.keep(standingNow().session!, operation, [])
    return operation.id
  }
  return {
    ...session,
    state,
    vault,
    keep,
    done: () => keep(registering(post)),
    isSending: () => outboxNow().isSending,
    toSend: outbox.toSend,
    whyNot: sending.whyNot,
    waiting: () => outboxNow().waiting,
    known: () => outboxNow().all.length,
  }
}

async function aPhone(person = uuid()) {
  const phone = await aWindow(person)
  await phone.setUp(pin, 'Phone', 1000)
  return phone
}

async function twoWindows() {
  const person = uuid()
  const one = await aPhone(person)
  const other = await aWindow(person)
  expect(await other.unlock(pin)).toBe(true)
  return [one, other] as const
}

it('two windows of one device send at once: each deed goes once, and nothing waits in either', async () => {
  const [one, other] = await twoWindows()
  const ids = await Promise.all(Array.from({ length: 16 }, (_, n) => (n % 2 ? one : other).done()))
  one.toSend()
  other.toSend()
  await vi.waitFor(() => expect([one, other].map((w) => [w.known(), w.waiting()])).toEqual([16, 16].map((n) => [n, 0])), 5000)
  expect(server.came.toSorted()).toEqual(ids.toSorted())
  expect(server.mostAtOnce()).toBe(1)
})

it('what one window does while the other has just found nothing left is sent all the same', async () => {
  const [one, other] = await twoWindows()
  const ids = [await one.done()]
  await vi.waitFor(() => expect([one.waiting(), other.waiting(), server.came]).toEqual([0, 0, ids]), 5000)
  beforeRelease = async () => {
    beforeRelease = undefined
    ids.push(await other.done())
    // Until the other window has heard that somebody else sends.
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  ids.push(await one.done())
  await vi.waitFor(() => expect([one.waiting(), other.waiting(), server.came]).toEqual([0, 0, ids]), 5000)
  expect(ids).toHaveLength(3)
})

it('the worker behind the pages wakes a window that waits for the line: what waits is sent at once', async () => {
  const soon = setTimeout
  const phone = await aPhone()
  const noLine = vi.fn(() => Promise.reject(new TypeError('no line')))
  // Of itself it tries again after half a second at least: never, here.
  const paused = vi.fn()
  vi.stubGlobal('setTimeout', (work: () => void, ms: number) => (ms < 500 ? soon(work, ms) : paused()))
  vi.stubGlobal('fetch', noLine)
  const id = await phone.done()
  await vi.waitFor(() => expect([phone.waiting(), paused.mock.calls.length]).toEqual([1, 1]), 5000)
  vi.stubGlobal('fetch', (url: string, request: RequestInit) => server.answer(url, request))
  worker.dispatchEvent(new MessageEvent('message', { data: 'send' }))
  await vi.waitFor(() => expect([phone.waiting(), server.came]).toEqual([0, [id]]), 5000)
})

it('locks after ten minutes in which nobody touched it, and not before', async () => {
  const phone = await aPhone()
  vi.advanceTimersByTime(9.5 * minute)
  events.dispatchEvent(new Event('pointerdown'))
  vi.advanceTimersByTime(9.5 * minute)
  expect(phone.state()).toBe('open')
  events.dispatchEvent(new Event('keydown'))
  vi.advanceTimersByTime(9.5 * minute)
  expect(phone.state()).toBe('open')
  vi.advanceTimersByTime(minute)
  expect(phone.state()).toBe('locked')
  expect(await phone.unlock(pin)).toBe(true)
  vi.advanceTimersByTime(9.5 * minute)
  expect(phone.state()).toBe('open')
})

it('a phone that slept, its clocks standing still, is locked by the first that wakes it: a look or a touch', async () => {
  for (const wakes of ['visibilitychange', 'pointerdown', 'keydown']) {
    const phone = await aPhone()
    vi.setSystemTime(Date.now() + 11 * minute)
    expect(phone.state()).toBe('open')
    events.dispatchEvent(new Event(wakes))
    expect([wakes, phone.state()]).toEqual([wakes, 'locked'])
  }
})

/** What the server says while somebody else is signed in, or once the device was revoked. */
const says = (status: number, code: string) => async () => Response.json({ code, title: code }, { status })

it('another person signed in in the same browser: the device stops and locks, and keeps all of it until its own person is back', async () => {
  const phone = await aPhone()
  vi.stubGlobal('fetch', says(403, 'delivery/device-of-another'))
  const id = await phone.done()
  await vi.waitFor(() => expect(phone.state()).toBe('locked'), 5000)
  expect([await phone.deviceHere(), phone.whyNot()]).toEqual([expect.any(String), 'sign-in'])
  await (await import('./along.ts')).checkIn((await phone.deviceHere())!)
  vi.stubGlobal('fetch', (url: string, request: RequestInit) => server.answer(url, request))
  expect(await phone.unlock(pin)).toBe(true)
  expect(phone.whyNot()).toBeUndefined()
  await vi.waitFor(() => expect([phone.waiting(), server.came]).toEqual([0, [id]]), 5000)
})

it('work goes out in the name of who did it, from a device and from a desk: whoever signed in since is not taken for them', async () => {
  const names: (string | undefined)[] = []
  const asked = async (_url: string, request: RequestInit) => {
    names.push((request.headers as Record<string, string>)['senda-user'])
    return Response.json({ code: 'core/another-person', title: 'another' }, { status: 403 })
  }
  const [one, other] = [uuid(), uuid()]
  const desk = await aWindow(other)
  vi.stubGlobal('fetch', asked)
  const perform = (await import('./perform.ts')).perform(registering(post))
  await expect(perform).rejects.toMatchObject({ code: 'core/another-person' })
  desk.leave()
  const phone = await aPhone(one)
  await phone.done()
  await vi.waitFor(() => expect([phone.state(), phone.whyNot()]).toEqual(['locked', 'sign-in']), 5000)
  expect(await phone.unsentOf(one)).toBe(1)
  expect(new Set(names)).toEqual(new Set([other, one]))
})

it('what the server says of one person’s device empties nobody else’s', async () => {
  const [one, other] = [uuid(), uuid()]
  await aPhone(other)
  const phone = await aPhone(one)
  const asked: ((answer: Response) => void)[] = []
  vi.stubGlobal('fetch', () => new Promise<Response>((resolve) => asked.push(resolve)))
  await phone.done()
  await vi.waitFor(() => expect(asked).toHaveLength(1), 5000)
  await phone.meet(other)
  const revoked = says(410, 'delivery/device-revoked')
  asked[0]!(await revoked())
  vi.stubGlobal('fetch', revoked)
  await (await import('./along.ts')).checkIn(uuid())
  expect([phone.state(), await phone.unlock(pin)]).toEqual(['locked', true])
  expect(await phone.unsentOf(one)).toBe(1)
})

it('set up in one window, it is not set up again from another that looked before: what was done stays, and opens with its first PIN', async () => {
  const person = uuid()
  const stale = await aWindow(person)
  expect(stale.state()).toBe('new')
  const one = await aPhone(person)
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no line')))
  await one.done()
  await stale.setUp('314159', 'Computer', 1000)
  expect([stale.state(), await stale.unsentOf(person)]).toEqual(['locked', 1])
  expect([await stale.unlock('314159'), await stale.unlock(pin)]).toEqual([false, true])
})

it('what is there and does not open at the moment is locked, never a desk; the PIN tries again', async () => {
  const person = uuid()
  await aPhone(person)
  const open = indexedDB.open
  indexedDB.open = () => {
    throw new DOMException('the disk is busy', 'UnknownError')
  }
  const phone = await aWindow(person)
  expect(phone.state()).toBe('locked')
  await expect(phone.setUp('314159', 'Computer', 1000)).rejects.toThrow('the disk is busy')
  await expect(phone.unlock(pin)).rejects.toThrow('the disk is busy')
  indexedDB.open = open
  expect(await phone.unlock(pin)).toBe(true)
})

const full = new DOMException('the device is full', 'QuotaExceededError')

/** Nothing more can be written down: neither what is new nor what changes. */
function fillUp(isFull: (store: string) => boolean): () => void {
  const put = IDBObjectStore.prototype.put
  IDBObjectStore.prototype.put = function (...row) {
    if (isFull(this.name)) throw full
    return put.apply(this, row)
  }
  return () => {
    IDBObjectStore.prototype.put = put
  }
}

it('a device too full to write down what the server said shows that it is not sending, and tries again: each deed stands once', async () => {
  const phone = await aPhone()
  const registered = registering(post)
  const household = registered.body.id
  await phone.keep(registered)
  await vi.waitFor(() => expect(phone.waiting()).toBe(0), 5000)
  const free = fillUp((store) => store === 'operations')
  const kit = await phone.keep(giving(post, household))
  await vi.waitFor(() => expect(server.came.filter((id) => id === kit).length).toBeGreaterThan(1), 10_000)
  expect(phone.waiting()).toBe(1)
  free()
  await vi.waitFor(() => expect([phone.waiting(), phone.isSending()]).toEqual([0, false]), 10_000)
  expect((await phone.vault().household(household))?.given).toHaveLength(1)
})

it('a full device opens with the right PIN although the tries cannot be given back; where none can be written down it says so', async () => {
  const phone = await aPhone()
  phone.lock()
  let writes = 0
  const free = fillUp((store) => store === 'lock' && ++writes > 1)
  expect(await phone.unlock(pin)).toBe(true)
  phone.lock()
  await expect(phone.unlock(pin)).rejects.toBe(full)
  expect(phone.state()).toBe('locked')
  free()
  expect(await phone.unlock(pin)).toBe(true)
})

it('signing out says what would be lost and takes all of it, also while the device is locked', async () => {
  const person = uuid()
  const phone = await aPhone(person)
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no line')))
  await phone.done()
  await phone.done()
  phone.lock()
  const { unsentHere, emptyFor } = await import('./leaving.ts')
  expect(await unsentHere(person)).toBe(2)
  await emptyFor(person)
  expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain(`senda-field-${person}`)
  expect(await unsentHere(person)).toBeUndefined()
})
