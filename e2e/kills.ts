/** Devices that send without pause while the server or its database is killed again and again: what was said to be done is there once, and every figure is what a recount says. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { v7 as uuid } from 'uuid'
import { type Db, openDatabase, openPool } from '../src/core/database.ts'
import { enterPostgres } from '../src/core/postgres.ts'
import type { Operation, SyncAnswer } from '../src/modules/delivery/field/contract.ts'
import { checkDeliveries } from '../src/modules/delivery/ledger/checking.ts'
import { aHousehold } from '../test/people.ts'
import { type Server, startServer } from './server.ts'

export type Tally = { kills: number; sent: number; done: number; lost: number; twice: number; wrong: string[] }
type Told = { households: Set<string>; deliveries: Set<string>; reversals: Set<string> }
type Line = { address: string; cookie: string; isOver: boolean }

const devices = 6
const worker = 'field@senda.example'

/** @param times how often something is killed @param seed for the moments, so that a run can be told apart from another */
export async function killWhileSending(times: number, seed: number, hint: (text: string) => void = () => {}): Promise<Tally> {
  const random = randomFrom(seed)
  const tally: Tally = { kills: 0, sent: 0, done: 0, lost: 0, twice: 0, wrong: [] }
  const told: Told = { households: new Set(), deliveries: new Set(), reversals: new Set() }
  let server = await startServer({ env: { SENDA_LOG: 'fatal' } })
  const line: Line = { address: server.address, cookie: await signIn(server), isOver: false }
  const ground = await groundOf(line)
  const sending = Array.from({ length: devices }, () => send(line, ground, told, tally, random))
  try {
    for (; tally.kills < times; tally.kills++) {
      await wait(40 + random() * 900)
      server = await killed(server, random())
      line.address = server.address
      await compare(server, told, tally)
      if (tally.kills % 10 === 9) hint(`${tally.kills + 1} kills, ${tally.done} operations done`)
    }
    line.isOver = true
    await Promise.all(sending)
    await compare(server, told, tally)
  } finally {
    line.isOver = true
    await server.stop()
  }
  return tally
}

/** The server, its database, or both at once. A database that went away under a server is started again by it. */
async function killed(server: Server, chance: number): Promise<Server> {
  if (chance > 0.35) await killDatabase(server.data)
  if (chance > 0.7) return server
  await server.kill()
  return startServer({ data: server.data, env: { SENDA_LOG: 'fatal' } })
}

/** Where it is still down from the last time, the next one is waited for: every kill kills something. */
async function killDatabase(data: string): Promise<void> {
  for (const patience = Date.now() + 60_000; ; await wait(20)) {
    try {
      const pid = Number(readFileSync(join(data, 'postgresql/postmaster.pid'), 'utf8').split('\n')[0])
      return void process.kill(pid, 'SIGKILL')
    } catch (error) {
      const isDown = ['ESRCH', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? '')
      if (!isDown || Date.now() > patience) throw error
    }
  }
}

async function signIn({ address, passwords }: Server): Promise<string> {
  const answer = await fetch(`${address}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: address },
    body: JSON.stringify({ email: worker, password: passwords[worker] }),
  })
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

type Ground = { organisation: number; site: { id: string; country: string; admin1: string | null }; services: number[] }

async function groundOf(line: Line): Promise<Ground> {
  const get = async (path: string) => (await fetch(`${line.address}/api${path}`, { headers: { cookie: line.cookie } })).json()
  const [me, sites, services] = await Promise.all([get('/me'), get('/sites'), get('/services')])
  const free = (services as { id: number; intervalDays: number; questions: unknown[]; hasValue: boolean }[]).filter(
    (s) => s.intervalDays === 0 && s.questions.length === 0 && !s.hasValue,
  )
  const { scopeId } = me.grants.find((g: { scope: string }) => g.scope === 'organisation')
  return { organisation: Number(scopeId), site: sites[0], services: free.map((s) => s.id) }
}

/** One device: a batch is sent until it is answered; some are sent once more all the same. */
async function send(line: Line, ground: Ground, told: Told, tally: Tally, random: () => number): Promise<void> {
  const own: string[] = []
  const given: string[] = []
  const device = uuid()
  await until(line, () => ask(line, '/field/devices', { id: device, name: 'Telephone' }))
  while (!line.isOver) {
    const operations = batch(ground, own, given, random)
    const body = () => ({ device, sentAt: new Date().toISOString(), operations })
    const answer = (await until(line, () => ask(line, '/field/sync', body()))) as SyncAnswer
    tally.sent += operations.length
    if (random() < 0.15) await ask(line, '/field/sync', body()).catch(() => undefined)
    for (const [i, { outcome, problem }] of answer.answers.entries()) {
      if (outcome !== 'done') tally.wrong.push(`${operations[i]?.kind}: ${outcome} ${problem?.title ?? ''}`)
      else note(operations[i]!, told, tally, own, given)
    }
  }
}

function note(operation: Operation, told: Told, tally: Tally, own: string[], given: string[]): void {
  tally.done++
  if (operation.kind === 'household.register') {
    told.households.add(operation.body.id)
    own.push(operation.body.id)
  }
  if (operation.kind === 'delivery.record') {
    told.deliveries.add(operation.body.id)
    given.push(operation.body.id)
  }
  if (operation.kind === 'delivery.reverse') told.reversals.add(operation.body.id)
}

function batch(ground: Ground, own: string[], given: string[], random: () => number): Operation[] {
  const made: Operation[] = []
  const at = () => new Date().toISOString()
  const household = aHousehold({ organisation: ground.organisation, site: ground.site, size: 1 + Math.floor(random() * 4) })
  made.push({ kind: 'household.register', id: uuid(), body: household })
  for (let i = Math.floor(random() * 12); i >= 0; i--) {
    const to = i % 3 === 0 || own.length === 0 ? household.id : own[Math.floor(random() * own.length)]!
    const service = ground.services[Math.floor(random() * ground.services.length)]!
    const body = { id: uuid(), organisation: ground.organisation, site: ground.site.id, service, household: to, at: at() }
    made.push({ kind: 'delivery.record', id: uuid(), body: { ...givenOnce, ...body } })
  }
  if (given.length > 0 && random() < 0.3) {
    const [delivery] = given.splice(Math.floor(random() * given.length), 1)
    made.push({ kind: 'delivery.reverse', id: uuid(), body: { id: uuid(), delivery: delivery!, reason: 'not given', at: at() } })
  }
  return made
}

const givenOnce = {
  to: 'household' as const,
  person: null,
  collectedBy: '',
  distribution: null,
  quantity: 1,
  cashValueUsd: null,
  mechanism: null,
  implementer: null,
  activity: null,
  groups: [],
  answers: {},
  overrideReason: '',
  proof: null,
}

async function ask(line: Line, path: string, body: unknown): Promise<unknown> {
  const answer = await fetch(`${line.address}/api${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: line.cookie, origin: line.address },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(20_000),
  })
  if (!answer.ok) throw new Error(`${answer.status} ${(await answer.text()).slice(0, 300)}`)
  return answer.json()
}

/** As a device does: again and again, until the server answers. What it says no to is no fault of the line. */
async function until<T>(line: Line, work: () => Promise<T>): Promise<T> {
  for (const patience = Date.now() + 120_000; ; ) {
    try {
      return await work()
    } catch (error) {
      const said = error instanceof Error ? error.message : String(error)
      if (/^4\d\d/.test(said) || Date.now() > patience) throw error
      await wait(line.isOver ? 300 : 100)
    }
  }
}

/** Looks into the database itself, beside the server. */
async function compare(server: Server, told: Told, tally: Tally): Promise<void> {
  const postgres = await enterPostgres(server.data)
  const pool = openPool(postgres.url, 2)
  const db = openDatabase(pool)
  try {
    const [households, deliveries, reversals] = [[...told.households], [...told.deliveries], [...told.reversals]]
    const entries = await idsOf(db, 'deliveries', [...deliveries, ...reversals])
    const registered = await idsOf(db, 'households', households)
    const said = deliveries.length + reversals.length + households.length
    tally.lost = Math.max(tally.lost, said - new Set(entries).size - new Set(registered).size)
    tally.twice = Math.max(tally.twice, entries.length - new Set(entries).size)
    const differences = await checkDeliveries(db)
    tally.wrong.push(...differences.slice(0, 5).map((difference) => JSON.stringify(difference)))
  } finally {
    await db.destroy()
    await postgres.leave()
  }
}

const idsOf = async (db: Db, table: 'deliveries' | 'households', ids: string[]): Promise<string[]> => {
  const found: string[] = []
  for (let at = 0; at < ids.length; at += 5000) {
    const rows = await db
      .selectFrom(table)
      .select('id')
      .where('id', 'in', ids.slice(at, at + 5000))
      .execute()
    found.push(...rows.map((row) => row.id))
  }
  return found
}

/** Mulberry32: the same seed, the same moments. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
