/** A letter and its job: the server says “later” twice, and the letter arrives once, tried again by itself. */
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type OwnDatabase, ownDatabase } from '../../test/own-database.ts'
import { openPool } from './database.ts'
import { startJobs } from './jobs-worker.ts'
import { mailJobs, writeMails } from './mail.ts'

let house: OwnDatabase
const before = process.env.SMTP_URL
beforeAll(async () => {
  house = await ownDatabase('mail', 4)
})
afterAll(async () => {
  if (before === undefined) delete process.env.SMTP_URL
  else process.env.SMTP_URL = before
  await house.drop()
})

test('a letter that the server takes only at the third time arrives once', async () => {
  let [asked, arrived] = [0, 0]
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    onMailFrom: (_, __, done) => done(++asked < 3 ? Object.assign(new Error('busy'), { responseCode: 421 }) : undefined),
    onData: (stream, _, done) => {
      stream.resume()
      stream.on('end', () => {
        arrived++
        done(null)
      })
    },
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  process.env.SMTP_URL = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`
  const { db } = house
  await db.insertInto('users').values({ id: 'olga', name: 'Olga', email: 'olga@alas.example' }).execute()
  const letter = { userId: 'olga', reason: 'plan.submit', day: '2026-03-01', subject: 's', body: 'b' }
  await Promise.all([writeMails(db, [letter]), writeMails(db, [letter]), writeMails(db, [letter])])
  const pool = openPool(house.url, 3)
  const worker = await startJobs(db, pool, mailJobs)
  const sent = () => db.selectFrom('mails').select(['sentAt', 'attempts']).executeTakeFirstOrThrow()
  while ((await sent()).sentAt === null) await wait(200)
  await worker.stop()
  await pool.end()
  await new Promise<void>((resolve) => server.close(() => resolve()))
  expect([asked, arrived, (await sent()).attempts]).toEqual([3, 1, 3])
}, 60_000)
