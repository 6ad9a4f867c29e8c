/** What was done on this device: kept first, shown at once, sent when it can be. One list for all screens, and for all windows of one person. */
import type { Operation } from '../../modules/delivery/field/contract.ts'
import { rememberSent } from '../activities/kept.ts'
import type { Done, Outbox, Picture } from './field.ts'
import { empty, onOutbox, outboxNow, show } from './outboxNow.ts'
import { onStanding, type Session, standingNow } from './standing.ts'
import { outgoingOf } from './store/outgoing.ts'
import type { NewPicture } from './store/vault.ts'
import type { Outgoing } from './sync/line.ts'

/** Days that what was sent is still shown. */
const shown = 7
let openFor: Session | undefined

/** Other windows of the same person hear that something changed, or that something is to be sent. */
type Word = { user: string; what: 'changed' | 'send' }
let channel: BroadcastChannel | undefined
const senders = new Set<() => void>()
/** Hears that there is something to send. */
export const onToSend = (send: () => void): (() => void) => {
  senders.add(send)
  return () => void senders.delete(send)
}
export function toSend(isOurs = true): void {
  for (const send of senders) send()
  if (isOurs) tell('send')
}
function listen(): void {
  if (channel || typeof BroadcastChannel === 'undefined') return
  channel = new BroadcastChannel('senda-field')
  channel.onmessage = ({ data }: MessageEvent<Word>) => {
    if (data.user !== openFor?.user) return
    if (data.what === 'send') toSend(false)
    else void read()
  }
}

onStanding(() => {
  const { session } = standingNow()
  if (session === openFor) return
  openFor = session
  show(empty)
  listen()
  if (session)
    void read()
      .then(prune)
      .then(() => toSend())
})

async function read(): Promise<void> {
  const session = openFor
  if (!session) return
  const [all, pictures, sentAt] = await Promise.all([
    session.vault.operations(),
    session.vault.pictureCount(),
    session.vault.thing<string>('sentAt'),
  ])
  if (session === openFor) show({ all, waiting: waitingOf(all), pictures, sentAt: sentAt ?? null })
}

const waitingOf = (all: Done[]): number => all.filter(({ outcome }) => outcome === 'waiting').length

/** Puts what is new or changed into the list, and tells the other windows. */
function place(changed: Done[], part: Partial<Outbox> = {}): void {
  const now = new Map(changed.map((done) => [done.id, done]))
  const kept = outboxNow().all.map((done) => now.get(done.id) ?? done)
  const known = new Set(outboxNow().all.map(({ id }) => id))
  const all = [...kept, ...changed.filter(({ id }) => !known.has(id))]
  show({ all, waiting: waitingOf(all), ...part })
  tell('changed')
}

const tell = (what: Word['what']): void => {
  if (openFor) channel?.postMessage({ user: openFor.user, what } satisfies Word)
}

async function prune(): Promise<void> {
  const before = new Date(Date.now() - shown * 86_400_000).toISOString()
  const old = outboxNow().all.filter(
    ({ outcome, sentAt, problem }) => outcome === 'done' && !problem && sentAt && sentAt < before,
  )
  if (old.length > 0) await openFor?.vault.dropOperations(old).then(read)
}

/** Most deeds have no picture: the means to shrink one come with the first. */
export async function allSmall(pictures: Picture[]): Promise<NewPicture[]> {
  if (pictures.length === 0) return []
  const { compressed } = await import('./compress.ts')
  return Promise.all(pictures.map(compressed))
}

/** Durable when it returns: the browser or the phone may die now. */
export async function keep(session: Session, operation: Operation, pictures: Picture[]): Promise<Done> {
  const small = await allSmall(pictures)
  const done = await session.vault.keepDone(operation, new Date().toISOString(), small)
  if (session === openFor) place([done], { pictures: await session.vault.pictureCount() })
  toSend()
  return done
}

/** Waits up to `ms` for the server's word. */
export function outcome(id: string, ms: number): Promise<Done> {
  const find = () => outboxNow().all.find((done) => done.id === id)
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer)
      stop()
      const found = find()
      if (found) resolve(found)
      else reject(new Error(`nothing was done as ${id}`))
    }
    const look = () => {
      if ((find()?.outcome ?? 'waiting') !== 'waiting') end()
    }
    const timer = setTimeout(end, ms)
    const stop = onOutbox(look)
    look()
  })
}

/** Seen and settled by the person: a refused one, with its pictures, is kept no longer. */
export async function dismiss(id: string): Promise<void> {
  const done = outboxNow().all.find((one) => one.id === id)
  if (!done || done.outcome === 'waiting') return
  await openFor?.vault.dropOperations([done])
  await read()
  tell('changed')
}

export const showSending = (isSending: boolean): void => show({ isSending })

/** What the sending asks of this device, shown while it goes. */
export const outgoing = (session: Session): Outgoing =>
  outgoingOf(session.vault, session.device, (done, sentAt) => {
    if (sentAt) void rememberSent(session.user).catch(() => undefined)
    if (session === openFor) place(done, sentAt ? { sentAt } : {})
    void session.vault
      .pictureCount()
      .then((pictures) => session === openFor && pictures !== outboxNow().pictures && show({ pictures }))
  })
