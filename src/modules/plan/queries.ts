/** Reading plans and everything their rows are checked against. */
import type { Db, Row } from '../../core/database.ts'
import { notFound } from '../../core/problem.ts'
import type { Texts } from '../places/contract.ts'
import type { Indicator, ListName, Method, Plan, PlanLists, Sector } from './contract.ts'
import { listedOrganisations, listedPlaces } from './lists/listed.ts'

const asPlan = ({ createdAt: _, ...row }: Row<'plans'>): Plan => ({
  ...row,
  names: row.names as Texts,
  defaultMethod: row.defaultMethod as Method,
  asks: row.asks as Plan['asks'],
})

export async function findPlan(db: Db, code: string): Promise<Plan | undefined> {
  const row = await db.selectFrom('plans').selectAll().where('code', '=', code).executeTakeFirst()
  return row && asPlan(row)
}

/** As findPlan; a Problem 404 where there is none. */
export const getPlan = async (db: Db, code: string): Promise<Plan> => (await findPlan(db, code)) ?? notFound('plan', code)

/** Newest period first. */
export async function listPlans(db: Db): Promise<Plan[]> {
  const rows = await db.selectFrom('plans').selectAll().orderBy('lastMonth', 'desc').orderBy('code').execute()
  return rows.map(asPlan)
}

export async function listSectors(db: Db, planId: number): Promise<Sector[]> {
  const rows = await db
    .selectFrom('planSectors')
    .selectAll()
    .where('planId', '=', planId)
    .orderBy('position')
    .orderBy('id')
    .execute()
  return rows.map(({ planId: _p, key: _k, ...s }) => ({
    ...s,
    names: s.names as Texts,
    southernCone: s.southernCone as Sector['southernCone'],
  }))
}

export async function listIndicators(db: Db, planId: number): Promise<Indicator[]> {
  const rows = await db.selectFrom('planIndicators').selectAll().where('planId', '=', planId).orderBy('id').execute()
  return rows.map(({ planId: _p, key: _k, detail: _d, ...i }) => ({
    ...i,
    kind: i.kind as Indicator['kind'],
    names: i.names as Texts,
  }))
}

export async function listMechanisms(db: Db, planId: number) {
  const rows = await db
    .selectFrom('planMechanisms')
    .select(['id', 'name', 'names', 'isNew'])
    .where('planId', '=', planId)
    .orderBy('id')
    .execute()
  return rows.map((m) => ({ ...m, names: m.names as Texts }))
}

export const listMethods = async (db: Db, planId: number): Promise<{ country: string; method: Method }[]> =>
  (
    await db.selectFrom('planMethods').select(['country', 'method']).where('planId', '=', planId).orderBy('country').execute()
  ).map((m) => ({ ...m, method: m.method as Method }))

export const listProportions = (db: Db, planId: number) =>
  db
    .selectFrom('planProportions')
    .select(['country', 'admin1', 'sectorId', 'girls', 'boys', 'women', 'men'])
    .where('planId', '=', planId)
    .orderBy('country')
    .orderBy('admin1')
    .orderBy('sectorId')
    .execute()

const allLists: ListName[] = ['places', 'organisations', 'implementers', 'indicators', 'mechanisms', 'proportions']

/** Lists nobody imported. */
export async function openLists(db: Db, planId: number): Promise<ListName[]> {
  const closed = await db.selectFrom('planLists').select('list').where('planId', '=', planId).execute()
  return allLists.filter((list) => !closed.some((c) => c.list === list))
}

/** Everything a row is checked against. Names of a place or body: the one shown first, then every other way it is written. */
export async function loadPlanLists(db: Db, planId: number): Promise<PlanLists> {
  const row = await db.selectFrom('plans').selectAll().where('id', '=', planId).executeTakeFirst()
  const plan = row ? asPlan(row) : notFound('plan', planId)
  const open = await openLists(db, planId)
  return {
    plan,
    open,
    places: await listedPlaces(db, plan, open.includes('places')),
    organisations: await listedOrganisations(db, planId),
    sectors: await listSectors(db, planId),
    indicators: await listIndicators(db, planId),
    mechanisms: await listMechanisms(db, planId),
    proportions: await listProportions(db, planId),
    methods: await listMethods(db, planId),
  }
}
