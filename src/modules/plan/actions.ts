/** What people do to a plan: open a year, set its ways, name and mend what its lists hold. */
import { assertMay } from '../../core/access.ts'
import type { Context } from '../../core/context.ts'
import { type Db, transact } from '../../core/database.ts'
import { record } from '../../core/events.ts'
import { notFound, Problem } from '../../core/problem.ts'
import { loadPlaces } from '../places/load.ts'
import type { Asked, IndicatorChange, Method, NewNameAnswer, NewPlan, Plan, PlanChange, SectorChange } from './contract.ts'
import { lockLists } from './lists/adding.ts'
import { confirmName, mergeName, type NewNameList } from './lists/new-names.ts'
import { looks } from './look.ts'
import { getPlan } from './queries.ts'

export { addToLists } from './lists/adding.ts'

/** Creates a plan; the same plan again is the one that is there. */
export function createPlan(ctx: Context, { code, names, firstMonth, lastMonth, defaultMethod, asks }: NewPlan): Promise<Plan> {
  assertMay(ctx, 'plan.edit')
  assertInOrder(firstMonth, lastMonth)
  return transact(ctx.db, async (db) => {
    if (!(await db.selectFrom('places').select('code').limit(1).executeTakeFirst())) await loadPlaces(db)
    const plan = {
      code,
      names: JSON.stringify(names ?? { en: code }),
      firstMonth,
      lastMonth,
      defaultMethod,
      asks: asks ?? askedIn(firstMonth),
    }
    const fresh = await db
      .insertInto('plans')
      .values(plan)
      .onConflict((c) => c.column('code').doNothing())
      .returning('id')
      .executeTakeFirst()
    const stored = await getPlan(db, code)
    if (fresh) await record(db, ctx.actor, 'plan.created', code)
    else if (stored.firstMonth !== firstMonth || stored.lastMonth !== lastMonth)
      throw new Problem(409, 'plan/exists', { plan: code, firstMonth: stored.firstMonth, lastMonth: stored.lastMonth })
    return stored
  })
}

/** What the platform asked of its partners: admin 1 and the value of cash always, COVID-19 until 2022, other genders and admin 2 from 2022. */
export function askedIn(month: string): Asked[] {
  const year = Number(month.slice(0, 4))
  return [
    'population',
    'age-gender',
    'admin1',
    'cash-value',
    ...(year <= 2022 ? (['covid19'] as const) : []),
    ...(year >= 2022 ? (['other-gender', 'admin2'] as const) : []),
  ]
}

const assertInOrder = (firstMonth: string, lastMonth: string) => {
  if (firstMonth > lastMonth) throw new Problem(422, 'plan/months-reversed', { firstMonth, lastMonth })
}

/** Runs work on a plan inside a transaction, and records that its lists are not what they were. */
const change = (
  ctx: Context,
  code: string,
  detail: Record<string, unknown>,
  work: (db: Db, plan: Plan) => Promise<void>,
): Promise<Plan> => {
  assertMay(ctx, 'plan.edit')
  return transact(ctx.db, async (db) => {
    await work(db, await getPlan(db, code))
    await record(db, ctx.actor, 'plan.listed', code, detail)
    return getPlan(db, code)
  })
}

export const changePlan = (ctx: Context, code: string, { names, ...changes }: PlanChange): Promise<Plan> =>
  change(ctx, code, { what: 'plan' }, async (db, plan) => {
    assertInOrder(changes.firstMonth ?? plan.firstMonth, changes.lastMonth ?? plan.lastMonth)
    const set = { ...changes, ...(names && { names: JSON.stringify({ ...plan.names, ...names }) }) }
    if (Object.keys(set).length > 0) await db.updateTable('plans').set(set).where('id', '=', plan.id).execute()
  })

/** Stores the method of people reached for one country of the plan. */
export const storeMethod = (ctx: Context, code: string, country: string, method: Method): Promise<Plan> =>
  change(ctx, code, { what: 'method', country, method }, async (db, plan) => {
    const place = await db
      .selectFrom('places')
      .select('code')
      .where('code', '=', country)
      .where('level', '=', 0)
      .executeTakeFirst()
    if (!place) notFound('country', country)
    await db
      .insertInto('planMethods')
      .values({ planId: plan.id, country, method })
      .onConflict((c) => c.columns(['planId', 'country']).doUpdateSet({ method }))
      .execute()
  })

export const changeSector = (ctx: Context, code: string, id: number, { names, ...changes }: SectorChange): Promise<Plan> =>
  change(ctx, code, { what: 'sector', id }, async (db, plan) => {
    if (changes.look !== undefined && !Object.hasOwn(looks, changes.look))
      throw new Problem(422, 'plan/look-unknown', { look: changes.look, looks: Object.keys(looks).join(', ') })
    const sector = await db
      .selectFrom('planSectors')
      .select('names')
      .where('planId', '=', plan.id)
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    if (!sector) return notFound('sector', id)
    const set = { ...changes, ...(names && { names: JSON.stringify({ ...(sector.names as object), ...names }) }) }
    if (Object.keys(set).length > 0) await db.updateTable('planSectors').set(set).where('id', '=', id).execute()
  })

export const changeIndicator = (ctx: Context, code: string, id: number, { names, ...changes }: IndicatorChange): Promise<Plan> =>
  change(ctx, code, { what: 'indicator', id }, async (db, plan) => {
    const indicator = await db
      .selectFrom('planIndicators')
      .select('names')
      .where('planId', '=', plan.id)
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    if (!indicator) return notFound('indicator', id)
    const set = { ...changes, ...(names && { names: JSON.stringify({ ...(indicator.names as object), ...names }) }) }
    if (Object.keys(set).length > 0) await db.updateTable('planIndicators').set(set).where('id', '=', id).execute()
  })

/** Confirms a name that rows brought in, or says which entry it is another name of; then rows follow (`plan.merged`). */
export const answerNewName = (
  ctx: Context,
  code: string,
  list: NewNameList,
  entry: string,
  { confirm, sameAs }: NewNameAnswer,
): Promise<Plan> =>
  change(ctx, code, { what: list, entry }, async (db, plan) => {
    if ((confirm === undefined) === (sameAs === undefined)) throw new Problem(422, 'plan/answer-unclear')
    await lockLists(db)
    if (sameAs === undefined) return confirmName(db, plan.id, list, entry)
    await mergeName(db, plan.id, list, entry, String(sameAs))
    await record(db, ctx.actor, 'plan.merged', code, { list, from: entry, to: String(sameAs) })
  })
