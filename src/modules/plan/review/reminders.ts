/** Letters about a plan: to those for whom something waits before a last day, and to those whose activities came back. */
import { sql } from 'kysely'
import type { Actor } from '../../../core/access.ts'
import { screenAddress } from '../../../core/address.ts'
import type { Context } from '../../../core/context.ts'
import type { Db } from '../../../core/database.ts'
import { textIn, translator } from '../../../core/i18n.ts'
import { jobContext } from '../../../core/jobs.ts'
import { letterBody, type NewMail, writeMails } from '../../../core/mail.ts'
import { type Reader, readersWith } from '../../organisations/readers.ts'
import type { Plan } from '../contract.ts'
import { getPlan, listPlans } from '../queries.ts'
import type { QueueLine, WaitingStep } from './contract.ts'
import { dayIn } from './leaving.ts'
import { findOpenVersion, type OpenDays } from './queries.ts'
import { daysBetween, linesOf } from './queue.ts'

/** So many days before a last day somebody hears of it. */
const remindedAt: readonly number[] = [7, 3, 1, 0]
const deciding = ['submission.write', 'submission.endorse', 'submission.validate', 'submission.approve'] as const

/** Every plan that is open, as the day's job does it. */
export async function remindAll(ctx: Context, today: string): Promise<void> {
  for (const plan of await listPlans(ctx.db)) await remind(ctx, plan, today, (days) => remindedAt.includes(days))
}

/** One plan, for the command line: everybody for whom something waits within the next `days` days. @returns letters written */
export async function remindPlan(ctx: Context, planCode: string, today: string, days: number): Promise<number> {
  return remind(ctx, await getPlan(ctx.db, planCode), today, (left) => left >= 0 && left <= days)
}

async function remind(ctx: Context, plan: Plan, today: string, isTime: (daysLeft: number) => boolean): Promise<number> {
  const version = await findOpenVersion(ctx.db, plan.id)
  if (!version || !(await anyDayNear(ctx.db, plan.id, version, today, isTime))) return 0
  let written = 0
  for (const reader of await readersWith(ctx.db, deciding)) {
    const lines = await linesOf(asking(ctx.db, reader), plan, version, today)
    written += await writeMails(ctx.db, lettersTo(reader, plan, lines, today, isTime))
  }
  return written
}

/** Most days are no day of reminding: then nobody's queue is counted. */
async function anyDayNear(
  db: Db,
  planId: number,
  version: OpenDays,
  today: string,
  isTime: (daysLeft: number) => boolean,
): Promise<boolean> {
  const extended = await db
    .selectFrom('planExtensions')
    .select('submitBy')
    .where('planId', '=', planId)
    .where('number', '=', version.number)
    .execute()
  const days = [...Object.values(version.days), ...extended.map((e) => e.submitBy)]
  return days.some((day) => day !== null && isTime(daysBetween(today, day)))
}

/** As the person themselves would ask. */
const asking = (db: Db, reader: Reader): Context => ({
  ...jobContext(db, 'remind'),
  actor: actorOf(reader),
  language: reader.language,
})
const actorOf = ({ id, name, grants }: Reader): Actor => ({ id, name, grants })

/** One letter for each step that waits and whose day is near. */
function lettersTo(
  reader: Reader,
  plan: Plan,
  lines: QueueLine[],
  today: string,
  isTime: (daysLeft: number) => boolean,
): NewMail[] {
  const due = lines.filter((l) => l.isOwn && l.daysLeft !== null && isTime(l.daysLeft))
  return [...Map.groupBy(due, (l) => l.step)].map(([step, of]) => {
    const activities = of.reduce((sum, l) => sum + l.activities, 0)
    return letter(reader, plan, step, today, { activities, day: dayIn(reader.language, of[0]!.lastDay!) })
  })
}

type Values = { activities: number; day: string }

function letter(reader: Reader, plan: Plan, about: WaitingStep | 'returned', day: string, values: Values): NewMail {
  const { id, name, language } = reader
  const t = translator(language)
  const named = { ...values, plan: textIn(plan.names, language) || plan.code }
  const step = about === 'returned' ? 'submit' : about
  const link = screenAddress(`/plan/${plan.code}/review?${new URLSearchParams({ plan: plan.code, step })}`)
  return {
    userId: id,
    reason: `plan.${about} ${plan.code}`,
    day,
    subject: t(`plan.mail.${about}.subject`, named),
    body: letterBody(language, name, [t(`plan.mail.${about}.words`, named)], link),
  }
}

/** To whoever sent the activities of one decision that returned them; where that is nobody who signs in, to all who write for the organisation. */
export async function tellReturned(ctx: Context, batchId: string, today: string): Promise<void> {
  const { rows } = await sql<{ plan: string; organisationId: number; submittedBy: string | null; activities: number }>`
    select p.code as plan, a.organisation_id, a.submitted_by, count(*)::int as activities
    from plan_activity_changes c join plan_activities a on a.id = c.activity_id join plans p on p.id = a.plan_id
    where c.batch_id = ${batchId} and c.step = 'return' and a.state = 'returned' group by 1, 2, 3`.execute(ctx.db)
  if (rows.length === 0) return
  const plan = await getPlan(ctx.db, rows[0]!.plan)
  const readers = await readersWith(ctx.db, ['submission.write'])
  const told = new Map<Reader, number>()
  for (const { organisationId, submittedBy, activities } of rows) {
    const sender = readers.filter((r) => r.id === submittedBy)
    for (const reader of sender.length > 0 ? sender : readers.filter((r) => writesFor(r, organisationId)))
      told.set(reader, (told.get(reader) ?? 0) + activities)
  }
  await writeMails(
    ctx.db,
    [...told].map(([reader, activities]) => letter(reader, plan, 'returned', today, { activities, day: '' })),
  )
}

const writesFor = ({ grants }: Reader, organisationId: number): boolean =>
  grants.some((g) => g.scope.kind === 'organisation' && g.scope.organisationId === organisationId)
