/** Sends what waits, in its order, in batches that may be cut anywhere: operations first, then pictures one by one. */
import type { OperationAnswer, SyncRequest } from '../../../modules/delivery/field/contract.ts'
import type { Done } from '../field.ts'
import type { PictureAbout } from '../store/vault.ts'
import { answersIn, forPerson, isWord, problemOf } from './heard.ts'
import type { Clock, Ending, Heard, Line, Outgoing } from './line.ts'
import { ready } from './order.ts'
import { batchOf, mostOperations, type Pace, pause, strikesOut, wasCut, wasTooMuch, wentWell } from './pace.ts'
import { zipped } from './zipped.ts'

type Sending = { out: Outgoing; line: Line; clock: Clock; pace: Pace }

/** Until nothing is left to send, or somebody must do something. `hold` keeps other windows from sending meanwhile. */
export async function keepSending(sending: Sending, hold: (work: () => Promise<Ending>) => Promise<Ending>): Promise<Ending> {
  const { clock, pace } = sending
  for (;;) {
    const ending = await hold(() => sendAll(sending))
    if (ending !== 'away') return ending
    await clock.wait(pause(pace, clock.random))
  }
}

/** Sends until the first failure. */
export async function sendAll(sending: Sending): Promise<Ending> {
  const { out, pace } = sending
  for (;;) {
    const waiting = await out.waiting(mostOperations)
    const able = ready(waiting, isOut(pace))
    const step = able.length > 0 ? await sendBatch(sending, able) : await sendPicture(sending)
    if (step === 'nothing') return forLater(pace)
    if (step !== 'went') return step
  }
}

const isOut =
  ({ strikes }: Pace) =>
  (id: string): boolean =>
    (strikes.get(id) ?? 0) >= strikesOut

/** What was left for later is tried again after a pause. */
function forLater(pace: Pace): Ending {
  if (![...pace.strikes.values()].some((times) => times >= strikesOut)) return 'sent'
  pace.strikes.clear()
  pace.failures += 3
  return 'away'
}

type Step = 'went' | 'nothing' | Exclude<Ending, 'sent'>

async function sendBatch(sending: Sending, able: Done[]): Promise<Step> {
  const { out, pace, clock } = sending
  const texts = able.map(({ operation }) => JSON.stringify(operation))
  const batch = able.slice(0, batchOf(texts.map(bytesOf), pace))
  const sentAt = new Date(clock.now()).toISOString()
  const request: SyncRequest = { device: out.device?.id ?? null, sentAt, operations: batch.map(({ operation }) => operation) }
  const json = JSON.stringify(request)
  const body = await zipped(json)
  const began = clock.now()
  const heard = await ask(sending, 'POST', '/field/sync', { 'content-type': 'application/json', ...body.headers }, body.bytes)
  if (!heard) return 'away'
  if (heard.status !== 200) return unwell(sending, heard, batch)
  const answers = answersIn(heard)
  if (!answers) return strange(pace)
  await out.answered(answers, new Date(clock.now()).toISOString())
  if (answers.length < batch.length) return stumbled(pace, batch, answers)
  wentWell(pace, json.length, body.bytes.length, (clock.now() - began) / 1000)
  return 'went'
}

/** Somebody on the way answered in the server's place: a page to sign in to a hotel's network. */
function strange(pace: Pace): Step {
  wasCut(pace)
  return 'away'
}

/** The server carried out a part and failed at the next one. */
function stumbled(pace: Pace, batch: Done[], answers: OperationAnswer[]): Step {
  const heard = new Set(answers.map(({ id }) => id))
  const rest = batch.filter(({ id }) => !heard.has(id))
  if (batch.length === 1) strike(pace, batch)
  wasTooMuch(pace, rest.length)
  return answers.length > 0 ? 'went' : 'away'
}

const strike = (pace: Pace, [one]: { id: string }[]): void => {
  if (one) pace.strikes.set(one.id, (pace.strikes.get(one.id) ?? 0) + 1)
}

/** Not one word about the operations themselves. */
async function unwell(sending: Sending, heard: Heard, batch: Done[]): Promise<Step> {
  const { out, pace, clock } = sending
  const { code } = problemOf(heard)
  const person = forPerson(heard)
  if (person) return person
  if (code === 'delivery/device-unknown') return introduce(sending)
  if (heard.status === 500 && batch.length === 1) strike(pace, batch)
  // The server is away or busy: not because of these.
  if (![400, 409, 413, 415, 422, 500].includes(heard.status)) wasCut(pace)
  else wasTooMuch(pace, batch.length)
  const [one] = batch
  if (![400, 409, 415, 422].includes(heard.status) || code.startsWith('http/') || batch.length > 1 || !one) return 'away'
  // Alone, and the server will never understand it.
  const refused: OperationAnswer = { id: one.id, outcome: 'refused', isDouble: false, problem: problemOf(heard) }
  await out.answered([refused], new Date(clock.now()).toISOString())
  return 'went'
}

/** A server that does not know this device yet: set up without a network, or restored from an older copy. */
async function introduce(sending: Sending): Promise<Step> {
  const { out, pace } = sending
  const bytes = new TextEncoder().encode(JSON.stringify(out.device))
  const heard = await ask(sending, 'POST', '/field/devices', { 'content-type': 'application/json' }, bytes)
  if (heard && heard.status < 300) return 'went'
  if (heard) wasCut(pace)
  return (heard && forPerson(heard)) ?? 'away'
}

/** One at a time: each is whole or not there. Before the next one, operations done meanwhile go first. */
async function sendPicture(sending: Sending): Promise<Step> {
  const { out, pace } = sending
  const picture = await out.picture(isOut(pace))
  if (!picture) return 'nothing'
  const heard = await ask(
    sending,
    'PUT',
    pictureAddress(picture),
    { 'content-type': picture.type },
    new Uint8Array(picture.content),
  )
  if (!heard) return 'away'
  const person = forPerson(heard)
  if (person && person !== 'not-allowed') return person
  if (heard.status >= 500 || !isWord(heard)) {
    wasCut(pace)
    if (heard.status === 500) strike(pace, [picture])
    return 'away'
  }
  await out.pictureSettled(picture.id, heard.status < 300 ? null : problemOf(heard))
  pace.failures = 0
  return 'went'
}

export function pictureAddress({ household, id, kind, person }: PictureAbout): string {
  const query = new URLSearchParams(person ? { kind, person } : { kind })
  return `/people/households/${household}/photos/${id}?${query}`
}

async function ask(
  { line, pace }: Sending,
  method: 'POST' | 'PUT',
  path: string,
  headers: Record<string, string>,
  body: Uint8Array<ArrayBuffer>,
): Promise<Heard | undefined> {
  try {
    return await line({ method, path, headers, body })
  } catch {
    wasCut(pace)
    return undefined
  }
}

const bytesOf = (text: string): number => text.length
