/** Sends what waits, whenever there is reason to believe that it would be heard. One window at a time. */
import { heardOf, inName } from '../api.ts'
import { onToSend, outgoing, showSending, toSend } from './outbox.ts'
import { lock, notTheirs, wasRevoked } from './session.ts'
import { onStanding, type Session, standingNow } from './standing.ts'
import type { Asked, Clock, Ending, Heard } from './sync/line.ts'
import { newPace, wasCut } from './sync/pace.ts'

/** Longer than any batch should take: then nobody knows what became of it, and it is asked again. */
const patience = 90_000
const pace = newPace()
let isRunning = false
/** Asked to send while it was sending: once more. */
let again = false
let wake = () => {}
let blocked: Ending | undefined

/** Why nothing is sent although there is a line: `sign-in`, `not-allowed`. */
export const whyNot = (): Ending | undefined => blocked

/** @param by whose work it carries */
export async function line({ method, path, headers, body }: Asked, by: string | undefined): Promise<Heard> {
  const request = { method, headers: { ...headers, ...inName(by) }, body, signal: AbortSignal.timeout(patience) }
  const answer = await heardOf(`/api${path}`, request)
  return { status: answer.status, body: await answer.json().catch(() => undefined) }
}

const clock: Clock = {
  now: () => Date.now(),
  random: Math.random,
  wait: (ms) =>
    new Promise((resolve) => {
      void askForBackground()
      const timer = setTimeout(resolve, ms)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    }),
}

function send(): void {
  again = true
  wake()
  if (isRunning) return
  isRunning = true
  void run().finally(() => {
    isRunning = false
  })
}

async function run(): Promise<void> {
  while (again) {
    again = false
    const { session } = standingNow()
    if (!session) return
    showSending(true)
    const ending = await sendFrom(session).finally(() => showSending(false))
    blocked = ending === 'sign-in' || ending === 'not-allowed' ? ending : undefined
    if (ending === 'revoked') await wasRevoked(session.device.id)
    if (ending === 'another') {
      blocked = 'sign-in'
      notTheirs(session.device.id)
    }
  }
}

async function sendFrom(session: Session): Promise<Ending> {
  const { keepSending } = await import('./sync/send.ts')
  const hold = alone(session.user)
  const own = (asked: Asked) => line(asked, session.user)
  return keepSending({ out: guarded(session), line: own, clock, pace }, (work) => hold(() => work().catch(failed)))
}

const goesOn = 60 * 60_000
const closed = new Error('the device is closed')
/** A phone that lies on the table locks, and what it is sending goes on for an hour; emptied or opened anew, this run ends. */
function guarded(session: Session) {
  const out = outgoing(session)
  let lockedAt: number | undefined
  const check = () => {
    const now = standingNow()
    lockedAt = now.state === 'locked' ? (lockedAt ?? Date.now()) : undefined
    if (lockedAt === undefined ? now.session !== session : Date.now() - lockedAt > goesOn) throw closed
  }
  return {
    ...out,
    waiting: async (most: number) => {
      check()
      return out.waiting(most)
    },
  }
}

function failed(error: unknown): Ending {
  // Its database was closed under it.
  if (error === closed || standingNow().state !== 'open') return 'sent'
  // A full device cannot write down what the server said: it asks again later, and hears the same.
  wasCut(pace)
  return 'away'
}

/** Another window that sends already goes on; this one has nothing to do. */
const alone =
  (user: string) =>
  (work: () => Promise<Ending>): Promise<Ending> =>
    'locks' in navigator
      ? navigator.locks.request(`senda-field-${user}`, { ifAvailable: true }, (own) => (own ? work() : 'sent'))
      : work()

const away = 10 * 60_000
let lastTouched = Date.now()

/** Locks by itself: whoever finds the phone finds it closed. */
function lockWhenAway(): void {
  if (standingNow().state === 'open' && Date.now() - lastTouched > away) lock()
}

let begun = false
/** Once per window, with the first screen of the field. */
export function beginSending(): void {
  if (begun) return
  begun = true
  onToSend(send)
  onStanding(() => {
    lastTouched = Date.now()
    // Opened or met anew, nobody has said anything against it yet.
    if (standingNow().state !== 'locked') blocked = undefined
  })
  addEventListener('online', () => toSend())
  addEventListener('visibilitychange', () => {
    lockWhenAway()
    if (document.visibilityState === 'visible') toSend(false)
  })
  for (const touch of ['pointerdown', 'keydown'])
    addEventListener(
      touch,
      () => {
        lockWhenAway()
        lastTouched = Date.now()
      },
      { capture: true, passive: true },
    )
  setInterval(lockWhenAway, 30_000)
  navigator.serviceWorker?.addEventListener('message', ({ data }) => {
    if (data === 'send') toSend(false)
  })
}

/** Where the browser can wait for the line with the window closed, it wakes whoever is open. */
export async function askForBackground(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration('/app/')
  const sync = (registration as { sync?: { register: (tag: string) => Promise<void> } } | undefined)?.sync
  await sync?.register('senda-field').catch(() => undefined)
}
