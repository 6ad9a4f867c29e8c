/** The letters, newest first. */
import { sql } from 'kysely'
import type { Db } from '../database.ts'
import type { MailLine, Mails } from './contract.ts'
import { mailTrouble } from './server.ts'

type Line = Omit<MailLine, 'madeAt' | 'sentAt' | 'state'> & { madeAt: Date; sentAt: Date | null; givenUpAt: Date | null }

export async function listMails(db: Db, limit: number, after?: string): Promise<Mails> {
  const trouble = mailTrouble()
  const beyond = after === undefined ? sql`` : sql`where (m.made_at, m.id) < (select made_at, id from mails where id = ${after})`
  const { rows } = await sql<Line>`
    select m.id, u.name as "to", m.subject, m.made_at, m.sent_at, m.given_up_at, m.attempts, m.error
    from mails m join users u on u.id = m.user_id ${beyond} order by m.made_at desc, m.id desc limit ${limit}`.execute(db)
  const waiting = await sql<{ waiting: number }>`
    select count(*)::int as waiting from mails where sent_at is null and given_up_at is null`.execute(db)
  return {
    trouble,
    waiting: waiting.rows[0]!.waiting,
    rows: rows.map(({ givenUpAt, madeAt, sentAt, ...line }) => ({
      ...line,
      madeAt: madeAt.toISOString(),
      sentAt: sentAt?.toISOString() ?? null,
      state: sentAt ? 'sent' : givenUpAt ? 'given-up' : trouble ? 'not-sent' : 'waiting',
    })),
  }
}
