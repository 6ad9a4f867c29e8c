/** One server per database: a lock that lives as long as the connection it was taken on, and falls with the process however that ends. */
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { log } from './log.ts'
import { Problem } from './problem.ts'

export const serverKey = 7_350_002

/** Refuses in words when another server works on this database. `lost` is called when the place was lost to another one. */
export async function takeOnlyPlace(url: string, lost: () => void): Promise<{ leave: () => Promise<void> }> {
  let client = await takeSoon(url)
  if (!client) throw new Problem(409, 'core/already-running')
  let isLeaving = false
  const watch = (held: pg.Client) =>
    held.once('end', async () => {
      if (isLeaving) return
      client = await takeAgain(url)
      if (!client) return lost()
      watch(client)
    })
  watch(client)
  const leave = async () => {
    isLeaving = true
    await client?.end()
  }
  return { leave }
}

/** Whoever just ended may hold the lock a moment longer, until the database notices. */
async function takeSoon(url: string): Promise<pg.Client | undefined> {
  for (let left = 5; left > 0; left--) {
    const client = await take(url)
    if (client) return client
    await wait(200)
  }
  return undefined
}

async function take(url: string): Promise<pg.Client | undefined> {
  const client = new pg.Client({ connectionString: url, application_name: 'senda server', keepAlive: true })
  client.on('error', (error) => log.warn({ message: error.message }, 'database connection lost'))
  await client.connect()
  const { rows } = await client.query('select pg_try_advisory_lock($1) as mine', [serverKey])
  if (rows[0].mine) return client
  await client.end()
  return undefined
}

/** After the database went away: until it is back, and then only if nobody else was quicker. */
async function takeAgain(url: string): Promise<pg.Client | undefined> {
  for (;;) {
    try {
      return await take(url)
    } catch {
      await wait(500)
    }
  }
}
