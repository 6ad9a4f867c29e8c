/** Letters against a real mail server: one that takes them, one that refuses, one that is silent, one that is cut, and none at all. */

import type { AddressInfo } from 'node:net'
import { createServer, type Server, type Socket } from 'node:net'
import { sql } from 'kysely'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { v7 as uuid } from 'uuid'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { scenario, type World } from '../../test/scenario.ts'
import type { Db } from './database.ts'
import { listMails } from './mail/list.ts'
import { mailServer, mailTrouble } from './mail/server.ts'
import { sendLetter } from './mail/smtp.ts'
import { letterBody, mailJobs, sendAgain, sendMail, writeMails } from './mail.ts'

const ends: (() => Promise<void>)[] = []
const names = ['SMTP_URL', 'MAIL_FROM', 'SENDA_URL'] as const
let before: (string | undefined)[]
beforeEach(() => {
  before = names.map((name) => process.env[name])
  delete process.env.SMTP_URL
  process.env.SENDA_URL = 'https://senda.example.org/'
})
afterEach(async () => {
  names.forEach((name, i) => {
    if (before[i] === undefined) delete process.env[name]
    else process.env[name] = before[i]
  })
  for (const end of ends.splice(0)) await end()
})

/** Plain SMTP on this machine; what arrived is in `letters`. */
async function smtp(options: SMTPServerOptions = {}): Promise<string[]> {
  const letters: string[] = []
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData: (stream, _, done) => {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        letters.push(Buffer.concat(parts).toString('utf8'))
        done(null)
      })
    },
    ...options,
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  use((server.server.address() as AddressInfo).port)
  ends.push(() => new Promise((resolve) => server.close(() => resolve())))
  return letters
}
const use = (port: number): void => {
  process.env.SMTP_URL = `smtp://127.0.0.1:${port}`
}

/** A server that speaks no SMTP beyond what `talk` does. */
async function line(talk: (socket: Socket) => void): Promise<void> {
  const sockets = new Set<Socket>()
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    talk(socket)
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  use((server.address() as AddressInfo).port)
  ends.push(async () => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
}

const refusing = (code: number): SMTPServerOptions => ({
  onRcptTo: (_, __, done) => done(Object.assign(new Error('no such box'), { responseCode: code })),
})

async function insertUser(db: Db, more: { disabledAt?: Date } = {}): Promise<string> {
  const id = `mail-${uuid()}`
  await db
    .insertInto('users')
    .values({ id, name: 'Olga Ñúñez', email: `${id}@alas.example`, ...more })
    .execute()
  return id
}
const letter = (userId: string, more: object = {}) => ({
  userId,
  reason: 'plan.submit rmrp-2022',
  day: '2026-03-01',
  subject: 'El envío cierra mañana',
  body: 'Hola',
  ...more,
})
const first = async (db: Db, userId: string) =>
  db.selectFrom('mails').selectAll().where('userId', '=', userId).orderBy('madeAt').executeTakeFirstOrThrow()
/** Of a letter by a person, whether it was written and sent as a job would. */
async function sent({ db }: World, more: { disabledAt?: Date } = {}) {
  const userId = await insertUser(db, more)
  await writeMails(db, [letter(userId)])
  const { id } = await first(db, userId)
  const error = await sendMail(db, id).then(
    () => undefined,
    (e: Error) => e.message,
  )
  return { id, userId, error, row: await first(db, userId) }
}

describe('a letter', () => {
  test(
    'arrives, with accents, once, and says that no person wrote it',
    scenario(async (world) => {
      const letters = await smtp()
      const { id, row } = await sent(world)
      expect(row.sentAt).not.toBeNull()
      await sendMail(world.db, id)
      expect(letters).toHaveLength(1)
      expect(letters[0]).toContain('To: =?UTF-8?')
      expect(letters[0]).toContain(`Message-ID: <${id}@senda.example.org>`)
      expect(letters[0]).toContain('Auto-Submitted: auto-generated')
      expect(letters[0]).toContain('From: Senda <no-reply@senda.example.org>')
    }),
  )

  test(
    'is written once per person, reason and day',
    scenario(async ({ db }) => {
      const [one, other] = [await insertUser(db), await insertUser(db)]
      expect(await writeMails(db, [letter(one), letter(one), letter(other)])).toBe(2)
      expect(await writeMails(db, [letter(one), letter(one, { day: '2026-03-02' }), letter(one, { reason: 'other' })])).toBe(2)
    }),
  )

  test(
    'to somebody who no longer signs in is not sent',
    scenario(async (world) => {
      const letters = await smtp()
      const { row } = await sent(world, { disabledAt: new Date() })
      expect(letters).toHaveLength(0)
      expect(row).toMatchObject({ sentAt: null, error: 'disabled' })
      expect(row.givenUpAt).not.toBeNull()
    }),
  )

  test('speaks the language of its reader and leads to a screen', () => {
    const body = letterBody('es', 'Olga', ['Una cosa.'], 'https://senda.example.org/app/plan')
    expect(body).toContain('Hola, Olga:\n\nUna cosa.\n\nÁbralo aquí:\nhttps://senda.example.org/app/plan')
  })
})

describe('a mail server', () => {
  test(
    'that is not set keeps letters, and administrators see it',
    scenario(async (world) => {
      const { row, error } = await sent(world)
      expect([row.sentAt, row.attempts, error]).toEqual([null, 0, undefined])
      const list = await listMails(world.db, 10)
      expect(list).toMatchObject({ trouble: 'none-set' })
      expect(list.rows[0]).toMatchObject({ to: 'Olga Ñúñez', state: 'not-sent' })
      const jobs = await sql<{
        n: number
      }>`select count(*) as n from graphile_worker.jobs where key = ${`mail ${row.id}`}`.execute(world.db)
      expect(jobs.rows[0]?.n).toBe(0)
      const letters = await smtp()
      await mailJobs['mail.left']!.run(world.ctx(), {})
      const ordered = await sql<{
        n: number
      }>`select count(*) as n from graphile_worker.jobs where key = ${`mail ${row.id}`}`.execute(world.db)
      expect(ordered.rows[0]?.n).toBe(1)
      await sendMail(world.db, row.id)
      expect(letters).toHaveLength(1)
    }),
  )

  test(
    'that refuses a person for good is not asked again, unless an administrator says so',
    scenario(async (world) => {
      await smtp(refusing(550))
      const { id, row, error } = await sent(world)
      expect(error).toBeUndefined()
      expect(row.error).toContain('no such box')
      expect((await listMails(world.db, 10)).rows[0]).toMatchObject({ state: 'given-up', attempts: 1 })
      const letters = await smtp()
      await sendMail(world.db, id)
      expect(letters).toHaveLength(0)
      expect(await sendAgain(world.db, id)).toBe(true)
      await sendMail(world.db, id)
      expect(letters).toHaveLength(1)
      expect(await sendAgain(world.db, id)).toBe(false)
    }),
  )

  test(
    'that cannot take it now is tried again',
    scenario(async (world) => {
      await smtp(refusing(451))
      const { error, row } = await sent(world)
      expect(error).toContain('was not taken')
      expect(row).toMatchObject({ sentAt: null, givenUpAt: null, attempts: 1 })
    }),
  )

  test('that says nothing is left after a while', async () => {
    await line(() => {})
    const began = Date.now()
    const answer = await sendLetter(
      mailServer()!,
      { id: uuid(), name: 'O', address: 'o@x.example', subject: 's', body: 'b' },
      300,
    )
    expect(answer.outcome).toBe('later')
    expect(Date.now() - began).toBeLessThan(5000)
  })

  test.each([
    ['before a word', (s: Socket) => s.destroy()],
    ['after its greeting', (s: Socket) => s.end('220 here\r\n')],
    ['in the middle of the letter', cutInTheMiddle],
  ])('whose line is cut %s takes it later', async (_, talk) => {
    await line(talk)
    const answer = await sendLetter(
      mailServer()!,
      { id: uuid(), name: 'O', address: 'o@x.example', subject: 's', body: 'b' },
      2000,
    )
    expect(answer.outcome).toBe('later')
  })

  test('that nobody runs takes it later', async () => {
    use(1)
    const answer = await sendLetter(mailServer()!, { id: uuid(), name: 'O', address: 'o@x.example', subject: 's', body: 'b' })
    expect(answer.outcome).toBe('later')
  })

  test('whose address is no address is told as such', () => {
    process.env.SMTP_URL = 'mail.example.org:25'
    expect([mailServer(), mailTrouble()]).toEqual([undefined, 'not-understood'])
    process.env.SMTP_URL = 'smtps://olga:se%40cret@mail.example.org'
    expect(mailServer()).toMatchObject({ port: 465, isSecure: true, login: { user: 'olga', pass: 'se@cret' } })
    process.env.SMTP_URL = 'smtp://olga:secret@mail.example.org'
    expect(mailServer()).toMatchObject({ port: 587, needsTls: true })
  })
})

/** Speaks as a mail server until the letter has begun. */
function cutInTheMiddle(socket: Socket): void {
  socket.write('220 here\r\n')
  socket.on('data', (data) => {
    const said = data.toString()
    if (said.startsWith('DATA')) socket.write('354 go on\r\n')
    else if (/^(EHLO|HELO|MAIL|RCPT)/.test(said)) socket.write('250 ok\r\n')
    else socket.destroy()
  })
}

test(
  'a letter that waited too long is given up',
  scenario(async (world) => {
    const { id } = await sent(world)
    await sql`update mails set made_at = now() - interval '4 days' where id = ${id}`.execute(world.db)
    await mailJobs['mail.left']!.run(world.ctx(), {})
    const { rows } = await listMails(world.db, 10)
    expect(rows.find((r) => r.id === id)).toMatchObject({ state: 'given-up', error: 'late' })
  }),
)
