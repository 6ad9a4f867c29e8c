/** What waits for somebody's decision: counted per step, sector, organisation and country; what is due first stands first. */
import { type RawBuilder, sql } from 'kysely'
import { may, type Permission, type Reach, visible } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { asReader, type Db } from '../../../core/database.ts'
import type { Plan } from '../contract.ts'
import { getPlan } from '../queries.ts'
import type { ActivityState } from '../submissions/contract.ts'
import { waitingComments } from '../submissions/views.ts'
import type { QueueLine, ReviewQueue, WaitingActivity, WaitingPage, WaitingQuery, WaitingStep } from './contract.ts'
import { listExtensions, mayExtendAnywhere } from './extensions.ts'
import { extensionsOf, findOpenVersion, fits, isFreshTo, noDays, type OpenDays, writtenIn } from './queries.ts'
import { inReach, isNowhere, reachOf } from './reach.ts'
import { lastDayOf, ways } from './rules.ts'

const waitingSteps: readonly WaitingStep[] = ['submit', 'endorse', 'validate', 'approve']

export async function getQueue(ctx: Context, planCode: string, today: string): Promise<ReviewQueue> {
  visible(ctx, 'submission.read')
  const plan = await getPlan(ctx.db, planCode)
  const version = await findOpenVersion(ctx.db, plan.id)
  const asOf = await momentOf(ctx.db)
  return {
    version: version?.number ?? null,
    asOf,
    today,
    days: version?.days ?? noDays,
    lines: await linesOf(ctx, plan, version, today),
    extensions: version ? await listExtensions(ctx, plan.id, version.number) : [],
    may: {
      steps: waitingSteps.filter((step) => !isNowhere(reachOf(ctx, permissionOf(step)))),
      deadlines: may(ctx, 'submission.approve', {}),
      extend: mayExtendAnywhere(ctx),
    },
  }
}

/** By the clock of the database, which dates every change. */
async function momentOf(db: Db): Promise<string> {
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(db)
  return rows[0]!.now.toISOString()
}

const permissionOf = (step: WaitingStep): Permission => ways[step][0]!.permission
const statesOf = (step: WaitingStep): ActivityState[] => ways[step].map((w) => w.from)

/** Whose chore a step is: an organisation's, a country's, the region's. Others may see it and step in. */
const isOwn = (step: WaitingStep, reach: Reach): boolean => (step === 'approve') === (reach === 'all')

/** The lines of every step that the asker may take somewhere. */
export async function linesOf(ctx: Context, plan: Plan, version: OpenDays | undefined, today: string): Promise<QueueLine[]> {
  const extended = version ? await extensionsOf(ctx.db, plan.id, version.number) : new Map<number, string>()
  const days = version?.days ?? noDays
  const wrote = await writtenIn(ctx.db, plan.id, ctx.actor.id)
  const lines: QueueLine[] = []
  for (const step of waitingSteps) {
    const reach = reachOf(ctx, permissionOf(step))
    if (isNowhere(reach)) continue
    for (const counted of await countWaiting(ctx, reach, waits(ctx, plan.id, step, reach, wrote))) {
      const lastDay = lastDayOf(ways[step][0]!.lastDay, days, extended.get(counted.organisationId))
      const daysLeft = lastDay === null ? null : daysBetween(today, lastDay)
      lines.push({ ...counted, step, lastDay, daysLeft, isOwn: isOwn(step, reach) })
    }
  }
  return lines.toSorted(dueFirst)
}

export const daysBetween = (from: string, until: string): number =>
  Math.round((Date.parse(`${until}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)

const dueFirst = (a: QueueLine, b: QueueLine): number =>
  Number(b.isOwn) - Number(a.isOwn) ||
  (a.daysLeft ?? Number.POSITIVE_INFINITY) - (b.daysLeft ?? Number.POSITIVE_INFINITY) ||
  (a.country ?? '').localeCompare(b.country ?? '') ||
  (a.sectorId ?? 0) - (b.sectorId ?? 0) ||
  b.people - a.people ||
  b.activities - a.activities

type Counted = Omit<QueueLine, 'step' | 'lastDay' | 'daysLeft' | 'isOwn'>

/** What somebody wrote or sent waits for somebody else. */
function waits(ctx: Context, planId: number, step: WaitingStep, reach: Reach, wrote: string[]): RawBuilder<unknown> {
  const fresh = step === 'submit' ? sql`true` : isFreshTo(ctx.actor.id, wrote)
  return sql`a.plan_id = ${planId} and a.state = any(${statesOf(step)}::text[]) and ${inReach(reach)} and ${fresh}`
}

const named = (language: Context['language']) =>
  sql`coalesce(nullif(o.acronym, ''), o.names ->> ${language}, o.names ->> 'en', o.id::text) as organisation`

async function countWaiting({ db, language }: Context, reach: Reach, where: RawBuilder<unknown>): Promise<Counted[]> {
  const counted = (reader: Db) =>
    sql<Counted>`
    with counted as (
      select a.country, a.sector_id, a.organisation_id, count(*)::int as activities,
        count(*) filter (where a.state = 'returned')::int as returned, count(*) filter (where a.is_blocked)::int as blocked,
        coalesce(sum(a.target_people) filter (where a.kind = 'direct'), 0) as people,
        coalesce(sum(coalesce(a.in_kind_usd, 0) + coalesce(a.cash_usd, 0)), 0) as usd
      from plan_activities a left join plan_sectors s on s.id = a.sector_id where ${where} group by 1, 2, 3)
    select c.*, ${named(language)} from counted c join organisations o on o.id = c.organisation_id
    order by c.country, c.sector_id, organisation`.execute(reader)
  return (await asReader(db, reach, counted)).rows
}

/** The activities behind a line, page by page. */
export async function listWaiting(ctx: Context, planCode: string, query: WaitingQuery): Promise<WaitingPage> {
  const { step, after, limit, ...filter } = query
  const reach = visible(ctx, permissionOf(step))
  const sight = visible(ctx, 'submission.read')
  const plan = await getPlan(ctx.db, planCode)
  const wrote = await writtenIn(ctx.db, plan.id, ctx.actor.id)
  const where = [waits(ctx, plan.id, step, reach, wrote), ...fits(filter), ...(after ? [sql`a.id > ${after}`] : [])]
  const page = (reader: Db) =>
    sql<Omit<WaitingActivity, 'changedAt' | 'comments'> & { changedAt: Date }>`
    select a.id, a.version, a.state, a.title, a.country, a.admin1, a.sector_id, a.indicator_id, a.target_people as people,
      coalesce(a.in_kind_usd, 0) + coalesce(a.cash_usd, 0) as usd, a.findings, a.is_blocked, a.changed_at, ${named(ctx.language)}
    from plan_activities a left join plan_sectors s on s.id = a.sector_id join organisations o on o.id = a.organisation_id
    where ${sql.join(where, sql` and `)} order by a.id limit ${limit + 1}`.execute(reader)
  const { rows } = await asReader(ctx.db, sight, page)
  const shown = rows.slice(0, limit)
  const comments = await waitingComments(
    ctx.db,
    shown.map((r) => r.id),
  )
  return {
    rows: shown.map((r) => ({ ...r, changedAt: r.changedAt.toISOString(), comments: comments.get(r.id) ?? 0 })),
    hasMore: rows.length > limit,
  }
}
