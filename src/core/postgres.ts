/**
 * The embedded PostgreSQL, shared by every process of Senda on this machine (server, command line): who needs it and finds it
 * not running starts it, the last to leave stops it. Each process shows that it is there by a shared advisory lock.
 */
import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { log } from './log.ts'
import { type DatabasePlace, placeFor } from './postgres/place.ts'
import { runningPid, startLog, startServer, stopServer } from './postgres/server.ts'
import { Problem } from './problem.ts'

export type EmbeddedPostgres = {
  /** Connection string of the database `senda`. */
  url: string
  /** Close all own connections first. */
  leave: () => Promise<void>
}

const presence = 7_350_001
const minute = 60_000
const recovering = '57P03'

export async function enterPostgres(data: string): Promise<EmbeddedPostgres> {
  const place = placeOrProblem(data)
  const client = await present(place)
  try {
    await makeDatabase(client)
  } catch (error) {
    await leave(place, client)
    throw error
  }
  return { url: urlOf(place, 'senda'), leave: staying(place, client) }
}

/** Stays present: when the server went away under us (killed, out of memory), it is started again. The answer is how to leave. */
function staying(place: DatabasePlace, first: pg.Client): () => Promise<void> {
  let client = first
  let isLeaving = false
  let returning = Promise.resolve()
  const watch = () =>
    void client.once('end', () => {
      if (!isLeaving) returning = comeBack()
    })
  const comeBack = async () => {
    for (let pause = 500; !isLeaving; pause = Math.min(pause * 2, minute)) {
      try {
        client = await present(place)
        log.warn('the database went away and was started again')
        return watch()
      } catch (error) {
        log.error({ message: (error as Error).message }, 'the database does not start')
        await wait(pause, undefined, { ref: false })
      }
    }
  }
  watch()
  return async () => {
    isLeaving = true
    await returning
    await leave(place, client)
  }
}

function placeOrProblem(data: string): DatabasePlace {
  try {
    return placeFor(data)
  } catch (error) {
    if (!(error instanceof Error) || !('syscall' in error)) throw error
    throw new Problem(503, 'core/no-database', { reason: error.message })
  }
}

const urlOf = (place: DatabasePlace, database: string): string =>
  `postgres://senda@/${database}?host=${encodeURIComponent(place.socket)}`

/** A connection that holds the shared lock: from then on nobody stops the server. */
async function present(place: DatabasePlace): Promise<pg.Client> {
  const began = Date.now()
  for (;;) {
    const answer = await connect(place)
    if (answer instanceof pg.Client) return answer
    if (runningPid(place) === undefined) await startOrWait(place, began)
    else if (Date.now() - began > (answer.code === recovering ? 30 : 1) * minute)
      throw new Problem(503, 'core/no-database', { reason: answer.message })
    else await wait(40)
  }
}

async function connect(place: DatabasePlace): Promise<pg.Client | { code?: string; message: string }> {
  const client = new pg.Client({ connectionString: urlOf(place, 'postgres'), application_name: 'senda presence' })
  client.on('error', () => {})
  try {
    await client.connect()
    // Waits while somebody is stopping the server, and is then cut: the loop begins again.
    await client.query('select pg_advisory_lock_shared($1)', [presence])
    return client
  } catch (error) {
    await client.end().catch(() => {})
    const { code, message } = error as { code?: string; message: string }
    if (code === '28000' || code === 'EACCES') throw new Problem(503, 'core/no-database', { reason: message })
    return { code, message }
  }
}

/** Waits until the server answers or has given up. Two who start at once: the second gives up, and finds the first. */
async function start(place: DatabasePlace): Promise<void> {
  const server = startServer(place)
  const until = Date.now() + minute
  while (server.exitCode === null && server.signalCode === null && server.pid !== undefined && Date.now() < until) {
    if (runningPid(place) === server.pid) return
    await wait(10)
  }
  for (let i = 0; i < 25 && runningPid(place) === undefined; i++) await wait(20)
  if (runningPid(place) === undefined) throw new Problem(503, 'core/no-database', { reason: lastWords(place) })
}

/** Of a server that was killed, processes may go on for moments, and somebody else may be starting one: what fails for that reason does not for long. */
const patience = 10_000

async function startOrWait(place: DatabasePlace, began: number): Promise<void> {
  try {
    await start(place)
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'core/no-database' || Date.now() - began > patience) throw error
    await wait(100)
  }
}

async function leave(place: DatabasePlace, client: pg.Client): Promise<void> {
  try {
    await client.query('select pg_advisory_unlock_shared($1)', [presence])
    if (await isAlone(client)) await stopServer(place)
  } catch (error) {
    if (runningPid(place) !== undefined) throw error
  } finally {
    await client.end().catch(() => {})
  }
}

/** Once the own lock is given back, somebody else may be stopping the server: whoever is cut off then was not the last. */
const isAlone = (client: pg.Client): Promise<boolean> =>
  client.query('select pg_try_advisory_lock($1) as alone', [presence]).then(
    ({ rows }) => rows[0].alone,
    () => false,
  )

async function makeDatabase(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query("select 1 from pg_database where datname = 'senda'")
  if (rowCount) return
  await client.query('create database senda').catch((error) => {
    if (error.code !== '42P04' && error.code !== '23505') throw error
  })
}

function lastWords(place: DatabasePlace): string {
  try {
    return readFileSync(startLog(place), 'utf8').trim().split('\n').slice(-3).join(' ') || 'it does not answer'
  } catch {
    return 'it does not answer'
  }
}
