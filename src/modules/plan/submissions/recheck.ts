/** When a plan's lists change, activities still being written are placed and checked again; what was submitted stays as it was submitted. */
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Context } from '../../../core/context.ts'
import { type Db, transact } from '../../../core/database.ts'
import { record } from '../../../core/events.ts'
import type { Jobs } from '../../../core/jobs.ts'
import { listsOf } from '../lists/known.ts'
import { getPlan } from '../queries.ts'
import { openStates } from './contract.ts'
import { placedAgain, withTotals } from './rules/place.ts'
import { changeActivities, contentOf, lockActivities, refindActivities } from './store.ts'

const atATime = 1000

/** Safe to run twice and beside people at work. @returns activities whose cells found their place, and those whose findings alone changed */
export async function recheckPlanned(ctx: Context, planId: number): Promise<{ placed: number; found: number }> {
  const deed = { batchId: uuid(), actor: ctx.actor, reason: 'plan.submission.reason.lists' }
  const done = { placed: 0, found: 0 }
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const ids = await openIds(ctx.db, planId, after)
    await transact(ctx.db, async (db) => {
      const lists = await listsOf(db, planId)
      const rows = (await lockActivities(db, ids)).filter((row) => (openStates as readonly string[]).includes(row.state))
      const edits = rows.map((stored) => ({ stored, ...withTotals(placedAgain(contentOf(stored), lists), lists) }))
      const placed = new Set(await changeActivities(db, edits, lists, deed))
      done.placed += placed.size
      done.found += await refindActivities(
        db,
        rows.filter((row) => !placed.has(row.id)),
        lists,
      )
    })
    if (ids.length < atATime) break
    after = ids.at(-1)!
  }
  if (done.placed + done.found > 0)
    await record(ctx.db, ctx.actor, 'planned-activities.rechecked', deed.batchId, { planId, ...done })
  return done
}

async function openIds(db: Db, planId: number, after: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from plan_activities where plan_id = ${planId} and id > ${after}::uuid and state = any(${[...openStates]}::text[]) order by id limit ${atATime}`.execute(
    db,
  )
  return rows.map((row) => row.id)
}

/** A name turned out to be another's: activities that carried it carry the other. */
export async function mergePlanned({ db }: Context, planId: number, list: string, from: string, to: string): Promise<void> {
  if (list === 'places')
    await sql`update plan_activities set admin1 = ${to} where plan_id = ${planId} and admin1 = ${from}`.execute(db)
  if (list === 'organisations')
    await sql`update plan_activities set organisation_id = ${Number(to)} where plan_id = ${planId} and organisation_id = ${Number(from)}`.execute(
      db,
    )
}

export const submissionJobs: Jobs = {
  'plan.submissions.recheck': {
    run: async (ctx, { plan }) => void (await recheckPlanned(ctx, (await getPlan(ctx.db, String(plan))).id)),
  },
  'plan.submissions.merge': {
    run: async (ctx, { plan, list, from, to }) =>
      mergePlanned(ctx, (await getPlan(ctx.db, String(plan))).id, String(list), String(from), String(to)),
  },
}
