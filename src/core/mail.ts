/** Letters to people by mail: written down first, sent by a job over SMTP, tried again while the server is away, never lost. */
import { sql } from 'kysely'
import { v7 } from 'uuid'
import type { Db } from './database.ts'
import { translator } from './i18n.ts'
import { enqueue, type Jobs } from './jobs.ts'
import { log } from './log.ts'
import { mailServer } from './mail/server.ts'
import { type Sent, sendLetter } from './mail/smtp.ts'

/** `reason` and `day` make it one: the same again is not written. */
export type NewMail = { userId: string; reason: string; day: string; subject: string; body: string }

/** Tries of one job; the waits between them grow to about three hours in all. Later ones follow every quarter of an hour. */
const attempts = 8
/** A reminder older than this is of no use to anybody. */
const staleDays = 3

/** Writes letters down, in the transaction of the deed they follow from. @returns how many were new */
export async function writeMails(db: Db, mails: NewMail[]): Promise<number> {
  if (mails.length === 0) return 0
  const rows = await db
    .insertInto('mails')
    .values(mails.map((mail) => ({ id: v7(), ...mail })))
    .onConflict((c) => c.columns(['userId', 'reason', 'day']).doNothing())
    .returning('id')
    .execute()
  for (const { id } of rows) await orderSending(db, id)
  return rows.length
}

/** Without a mail server nothing is ordered: the letters stay, and are shown to administrators. */
async function orderSending(db: Db, id: string): Promise<void> {
  if (mailServer() !== undefined) await enqueue(db, 'mail.send', { id }, { key: `mail ${id}`, attempts, queue: 'mail' })
}

export const mailJobs: Jobs = {
  'mail.send': { run: ({ db }, { id }) => sendMail(db, String(id)) },
  'mail.left': { run: ({ db }) => orderLeft(db), every: '*/15 * * * *' },
}

type Waiting = { id: string; subject: string; body: string; name: string; address: string; isDisabled: boolean }

/** Sends one letter, if it still waits. Fails when the server cannot take it now, so that the job is tried again; what it refuses for good is given up. */
export async function sendMail(db: Db, id: string): Promise<void> {
  const server = mailServer()
  if (server === undefined) return
  const { rows } = await sql<Waiting>`
    select m.id, m.subject, m.body, u.name, u.email as address, u.disabled_at is not null as is_disabled
    from mails m join users u on u.id = m.user_id where m.id = ${id} and m.sent_at is null and m.given_up_at is null`.execute(db)
  const [letter] = rows
  if (!letter) return
  const sent: Sent = letter.isDisabled ? { outcome: 'refused', error: 'disabled' } : await sendLetter(server, letter)
  await noteDown(db, id, sent)
  if (sent.outcome === 'later') throw new Error(`mail ${id} was not taken: ${sent.error}`)
}

async function noteDown(db: Db, id: string, sent: Sent): Promise<void> {
  await sql`update mails set attempts = attempts + 1, error = ${sent.outcome === 'sent' ? null : sent.error.slice(0, 500)},
    sent_at = case when ${sent.outcome === 'sent'} then now() end, given_up_at = case when ${sent.outcome === 'refused'} then now() end
    where id = ${id}`.execute(db)
  if (sent.outcome !== 'sent') log.warn({ mail: id, outcome: sent.outcome, error: sent.error }, 'mail was not taken')
}

/** Letters that wait because there was no server, or because all tries were used up. What came too late is given up. */
async function orderLeft(db: Db): Promise<void> {
  await sql`update mails set given_up_at = now(), error = coalesce(error, 'late')
    where sent_at is null and given_up_at is null and made_at < now() - make_interval(days => ${staleDays})`.execute(db)
  const { rows } = await sql<{ id: string }>`
    select m.id from mails m where m.sent_at is null and m.given_up_at is null
      and not exists (select from graphile_worker.jobs j where j.key = 'mail ' || m.id and j.attempts < j.max_attempts)
    order by m.made_at limit 500`.execute(db)
  for (const { id } of rows) await orderSending(db, id)
}

/** An administrator has a letter tried again, also one that was given up. False where there is none that waits. */
export async function sendAgain(db: Db, id: string): Promise<boolean> {
  const found = await db
    .updateTable('mails')
    .set({ givenUpAt: null, madeAt: new Date() })
    .where('id', '=', id)
    .where('sentAt', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (found) await orderSending(db, id)
  return found !== undefined
}

/** The frame of every letter: a greeting, what it is about, where to go, why it came. */
export function letterBody(language: Parameters<typeof translator>[0], name: string, words: string[], link: string): string {
  const t = translator(language)
  return [t('core.mail.hello', { name }), ...words, `${t('core.mail.open')}\n${link}`, `-- \n${t('core.mail.foot')}`].join('\n\n')
}
