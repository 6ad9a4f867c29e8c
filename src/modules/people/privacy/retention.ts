/** How long people are kept after they were last seen: the rule of each organisation, what is due soon, and the daily job that erases what is past its time or whose consent was taken back. */
import { sql } from 'kysely'
import { assertMay, type Reach, visible } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { type Db, transact } from '../../../core/database.ts'
import { record } from '../../../core/events.ts'
import type { Jobs } from '../../../core/jobs.ts'
import { log } from '../../../core/log.ts'
import { Problem } from '../../../core/problem.ts'
import { forgetLookups } from '../lookups/lookups.ts'
import { inReach } from '../search/reach.ts'
import type { DueHousehold, PeopleRules } from './contract.ts'
import { eraseHousehold, forgetProofs } from './erasing.ts'
import { stands } from './held.ts'
import { erasePerson } from './one-person.ts'
import { listWithdrawn } from './withdrawn.ts'

export const defaultMonths = 24

/** Of the organisations whose people the asker reads, and what holds where there is no own rule (organisation 0). */
export async function listRules(ctx: Context): Promise<PeopleRules[]> {
  const reach = visible(ctx, 'people.read')
  const own = reach === 'all' ? [] : [...reach.organisations, ...(reach.sites ?? []).map((s) => Number(s.split(':')[0]))]
  let query = ctx.db.selectFrom('peopleRules').select(['organisationId', 'retentionMonths']).orderBy('organisationId')
  if (reach !== 'all') query = query.where('organisationId', 'in', [0, ...own])
  const rules = (await query.execute()).map((r) => ({ organisation: r.organisationId, retentionMonths: r.retentionMonths }))
  return rules.some((r) => r.organisation === 0) ? rules : [{ organisation: 0, retentionMonths: defaultMonths }, ...rules]
}

/** Of one organisation by those who manage its people; of all by whoever manages people everywhere. */
export function setRules(ctx: Context, { organisation, retentionMonths }: PeopleRules): Promise<PeopleRules[]> {
  assertMay(ctx, 'people.manage', organisation === 0 ? {} : { organisationId: organisation })
  return transact(ctx.db, async (db) => {
    const rule = { retentionMonths, changedBy: ctx.actor.id, changedAt: new Date() }
    await db
      .insertInto('peopleRules')
      .values({ organisationId: organisation, ...rule })
      .onConflict((c) => c.column('organisationId').doUpdateSet(rule))
      .execute()
    await record(db, ctx.actor, 'people-rules.set', String(organisation), { retentionMonths })
    return listRules({ ...ctx, db })
  })
}

const clock = sql`h.last_seen_at + make_interval(months => coalesce(own.retention_months, everybody.retention_months, ${sql.lit(defaultMonths)}))`
const kept = sql`households h left join people_rules own on own.organisation_id = h.organisation_id
  left join people_rules everybody on everybody.organisation_id = 0`

const mostDue = 500

/** What is erased within the next 30 days: those whose consent was taken back, then those whose time is over, the next first. */
export async function listDue(ctx: Context): Promise<DueHousehold[]> {
  const reach = visible(ctx, 'people.manage')
  const withdrawn = await listWithdrawn(ctx.db, reach)
  const before = new Set(withdrawn.flatMap((h) => (h.person === null ? h.id : [])))
  return [...withdrawn, ...(await listOver(ctx, reach)).filter((h) => !before.has(h.id))].slice(0, mostDue)
}

async function listOver(ctx: Context, reach: Reach): Promise<DueHousehold[]> {
  const { rows } = await sql<
    Omit<DueHousehold, 'person' | 'lastSeenAt' | 'due' | 'reason' | 'withdrawnAt'> & { lastSeenAt: Date; due: Date }
  >`
    select h.id, h.card, h.organisation_id as organisation, h.site_id as site, h.last_seen_at, ${clock} as due
    from ${kept} where ${stands} and h.last_seen_at < now() - interval '11 days' and ${clock} < now() + interval '30 days' and ${inReach(reach, 'h')}
    order by due, h.id limit ${mostDue}`.execute(ctx.db)
  return rows.map((r) => ({
    ...r,
    person: null,
    lastSeenAt: r.lastSeenAt.toISOString(),
    due: r.due.toISOString(),
    reason: 'retention',
    withdrawnAt: null,
  }))
}

/** @returns how many were erased */
export async function eraseDue(ctx: Context): Promise<number> {
  let erased = 0
  for (;;) {
    const before = erased
    for (const id of await dueNow(ctx.db)) erased += Number(await eraseUnlessHeld(ctx, { id, person: null }, 'retention'))
    if (erased === before) break
  }
  const now = new Date().toISOString()
  for (const one of await listWithdrawn(ctx.db, 'all')) {
    if (one.due > now) continue
    erased += Number(await eraseUnlessHeld(ctx, one, 'consent withdrawn'))
  }
  const rule = await ctx.db.selectFrom('peopleRules').select('retentionMonths').where('organisationId', '=', 0).executeTakeFirst()
  await forgetProofs(ctx.db, rule?.retentionMonths ?? defaultMonths)
  await forgetLookups(ctx.db)
  if (erased > 0) log.info({ erased }, 'what was past its time was erased')
  return erased
}

/** Somebody may hold it, or merge it, while the list is gone through: the others go all the same. */
async function eraseUnlessHeld(
  ctx: Context,
  { id, person }: Pick<DueHousehold, 'id' | 'person'>,
  reason: string,
): Promise<boolean> {
  try {
    await (person === null ? eraseHousehold(ctx, id, reason) : erasePerson(ctx, id, person, reason))
    return true
  } catch (error) {
    if (error instanceof Problem && error.status === 409) return false
    throw error
  }
}

async function dueNow(db: Db): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select h.id from ${kept} where ${stands} and h.last_seen_at < now() - interval '28 days' and ${clock} < now() order by h.last_seen_at limit 200`.execute(
    db,
  )
  return rows.map((r) => r.id)
}

export const retentionJobs: Jobs = { 'people.erase-due': { run: async (ctx) => void (await eraseDue(ctx)), every: '17 3 * * *' } }
