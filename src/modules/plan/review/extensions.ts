/** The last day of each step, and later days given to one organisation. */
import { sql } from 'kysely'
import { assertMay, may, type Reach, visible } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { type Db, transact } from '../../../core/database.ts'
import { record } from '../../../core/events.ts'
import { notFound, Problem } from '../../../core/problem.ts'
import { getPlan } from '../queries.ts'
import { openVersion } from '../versions/open.ts'
import type { Deadlines, Extension, NewExtension } from './contract.ts'
import { daysOf } from './queries.ts'
import { inReach } from './reach.ts'

/** The days stand in the order of the steps; a day may be left open. */
export async function setDeadlines(ctx: Context, planCode: string, days: Deadlines): Promise<Deadlines> {
  assertMay(ctx, 'submission.approve')
  return transact(ctx.db, async (db) => {
    const plan = await getPlan(db, planCode)
    const { number } = await openVersion(db, plan, ctx.actor.id)
    assertInOrder(days)
    const stored = await db
      .updateTable('planVersions')
      .set(days)
      .where('planId', '=', plan.id)
      .where('number', '=', number)
      .returningAll()
      .executeTakeFirstOrThrow()
    await record(db, ctx.actor, 'plan.deadlines-set', plan.code, { number, ...days })
    return daysOf(stored)
  })
}

const order = ['submitBy', 'endorseBy', 'validateBy', 'approveBy'] as const

function assertInOrder(days: Deadlines): void {
  const given = order.filter((step) => days[step] !== null)
  const wrong = given.findIndex((step, i) => i > 0 && days[step]! < days[given[i - 1]!]!)
  if (wrong > 0)
    throw new Problem(422, 'plan/deadlines-order', {
      step: given[wrong],
      day: days[given[wrong]!],
      before: given[wrong - 1],
      dayBefore: days[given[wrong - 1]!],
    })
}

/** Officers give extensions: a country's to organisations that plan there, the region's to all. A sector's coordinator does not. */
const officersReach = (ctx: Context): Reach => {
  const reach = visible(ctx, 'submission.validate')
  return reach === 'all' ? reach : { countries: reach.countries, organisations: [], sectors: [] }
}
export const mayExtendAnywhere = (ctx: Context): boolean => {
  if (!may(ctx, 'submission.validate')) return false
  const reach = officersReach(ctx)
  return reach === 'all' || reach.countries.length > 0
}

export async function giveExtension(
  ctx: Context,
  planCode: string,
  organisationId: number,
  { submitBy, reason }: NewExtension,
): Promise<Extension> {
  const reach = officersReach(ctx)
  return transact(ctx.db, async (db) => {
    const plan = await getPlan(db, planCode)
    const { number, submitBy: last } = await openVersion(db, plan, ctx.actor.id)
    await assertPlansWithin(db, plan.id, organisationId, reach)
    if (last === null) throw new Problem(422, 'plan/extension-of-nothing')
    if (submitBy <= last) throw new Problem(422, 'plan/extension-not-later', { day: submitBy, last })
    const given = { submitBy, reason, givenBy: ctx.actor.id, givenAt: new Date() }
    await db
      .insertInto('planExtensions')
      .values({ planId: plan.id, number, organisationId, ...given })
      .onConflict((c) => c.columns(['planId', 'number', 'organisationId']).doUpdateSet(given))
      .execute()
    await record(db, ctx.actor, 'plan.extension-given', plan.code, { number, organisationId, submitBy })
    const [extension] = await listExtensions({ ...ctx, db }, plan.id, number, organisationId)
    return extension!
  })
}

export async function takeExtensionBack(ctx: Context, planCode: string, organisationId: number): Promise<void> {
  const reach = officersReach(ctx)
  return transact(ctx.db, async (db) => {
    const plan = await getPlan(db, planCode)
    const { number } = await openVersion(db, plan, ctx.actor.id)
    await assertPlansWithin(db, plan.id, organisationId, reach)
    const gone = await db
      .deleteFrom('planExtensions')
      .where('planId', '=', plan.id)
      .where('number', '=', number)
      .where('organisationId', '=', organisationId)
      .returning('organisationId')
      .executeTakeFirst()
    if (!gone) return notFound('extension', organisationId)
    await record(db, ctx.actor, 'plan.extension-taken-back', plan.code, { number, organisationId })
  })
}

/** Whoever plans nothing anywhere yet may ask any country. */
async function assertPlansWithin(db: Db, planId: number, organisationId: number, reach: Reach): Promise<void> {
  const body = await db.selectFrom('organisations').select('id').where('id', '=', organisationId).executeTakeFirst()
  if (!body) notFound('organisation', organisationId)
  if (reach === 'all') return
  const { rows } = await sql<{ mine: boolean; others: boolean }>`
    select exists (select from plan_activities where plan_id = ${planId} and organisation_id = ${organisationId} and country = any(${reach.countries}::text[])) as mine,
      exists (select from plan_activities where plan_id = ${planId} and organisation_id = ${organisationId}) as others`.execute(
    db,
  )
  const { mine, others } = rows[0]!
  if (reach.countries.length === 0 || (others && !mine)) throw new Problem(403, 'plan/extension-elsewhere')
}

/** Extensions that concern the asker: of organisations whose activities are in sight. */
export async function listExtensions(ctx: Context, planId: number, number: number, of?: number): Promise<Extension[]> {
  const sight = visible(ctx, 'submission.read')
  const own = sight === 'all' ? [] : sight.organisations
  const { rows } = await sql<Omit<Extension, 'givenAt'> & { givenAt: Date }>`
    select e.organisation_id, coalesce(nullif(o.acronym, ''), o.names ->> ${ctx.language}, o.names ->> 'en', o.id::text) as organisation,
      e.submit_by, e.reason, coalesce(u.name, e.given_by) as given_by, e.given_at
    from plan_extensions e join organisations o on o.id = e.organisation_id left join users u on u.id = e.given_by
    where e.plan_id = ${planId} and e.number = ${number} ${of === undefined ? sql`` : sql`and e.organisation_id = ${of}`}
      and (${sight === 'all' || of !== undefined} or e.given_by = ${ctx.actor.id} or e.organisation_id = any(${own}::int[]) or exists (
        select from plan_activities a left join plan_sectors s on s.id = a.sector_id
        where a.plan_id = e.plan_id and a.organisation_id = e.organisation_id and ${inReach(sight)}))
    order by e.submit_by, organisation`.execute(ctx.db)
  return rows.map((r) => ({ ...r, givenAt: r.givenAt.toISOString() }))
}
