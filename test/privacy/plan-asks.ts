/** Routes of plans of which the sweep asks what is not there: here it is there, and who is answered is written down once more. */
import { v7 as uuid } from 'uuid'
import type { Grant } from '../../src/core/access.ts'
import type { Db } from '../../src/core/database.ts'
import type { Asked } from '../sweep/expectations.ts'
import type { Planted } from '../sweep/planting.ts'
import { writer } from '../sweep/world.ts'
import { meets } from './oracle.ts'

/** What is there to be changed, removed, taken back, published. */
export type Planned = { emptyObjective: string; objective: string; area: string; contribution: string; quietPlan: string }
type There = Planted & Planned
type PlanAsk = { ask: (p: There) => Asked; answered: (grants: readonly Grant[], p: There) => boolean }

export async function insertPlannedBeside(db: Db, { planId, organisationA }: Planted): Promise<Planned> {
  const ids = { emptyObjective: uuid(), objective: uuid(), area: uuid(), contribution: uuid() }
  const names = JSON.stringify({ en: 'Shelter' })
  const own = { planId, changedBy: writer, names }
  const objectives = [ids.emptyObjective, ids.objective].map((id, position) => ({ ...own, id, position }))
  await db.insertInto('planObjectives').values(objectives).execute()
  await db
    .insertInto('planAreas')
    .values({ ...own, id: ids.area, objectiveId: ids.objective, position: 0 })
    .execute()
  const given = { id: ids.contribution, flowId: ids.contribution, source: 'hand', form: 'hand', status: 'paid', country: 'EC' }
  await db
    .insertInto('contributions')
    .values({ ...given, planId, donor: 'Norland', amount: 100, currency: 'USD', usd: 100, enteredBy: writer })
    .execute()
  return { ...ids, quietPlan: await insertQuiet(db, organisationA) }
}

/** Published once, and nobody revises it. */
async function insertQuiet(db: Db, organisationId: number): Promise<string> {
  const code = 'random-quiet-2020'
  const row = { code, names: JSON.stringify({ en: 'Quiet 2020' }), firstMonth: '2020-01', lastMonth: '2020-12' }
  const { id: planId } = await db.insertInto('plans').values(row).returning('id').executeTakeFirstOrThrow()
  await db.insertInto('planOrganisations').values({ planId, organisationId, role: 'appealing' }).execute()
  const version = { planId, number: 1, openedBy: writer, publishedAt: new Date(), publishedBy: writer }
  await db.insertInto('planVersions').values(version).execute()
  return code
}

type Covers = (scope: Grant['scope']) => boolean
const region: Covers = ({ kind }) => kind === 'region'
const some = (grants: readonly Grant[], roles: readonly string[], covers: Covers): boolean =>
  grants.some(({ role, scope }) => roles.includes(role) && covers(scope))

const officers = ['administrator', 'regional-officer']
const steers = (grants: readonly Grant[]): boolean => some(grants, officers, region)
/** What organisation A plans. */
const plans = (grants: readonly Grant[], { organisationA }: There): boolean =>
  some(
    grants,
    [...officers, 'organisation-office', 'organisation-reporter'],
    (scope) => region(scope) || (scope.kind === 'organisation' && scope.organisationId === organisationA),
  )
const ofEcuador: Covers = (scope) => region(scope) || (scope.kind === 'country' && scope.country === 'EC')
/** The money of Ecuador. */
const enters = (grants: readonly Grant[]): boolean => some(grants, [...officers, 'country-officer'], ofEcuador)
/** Until when something is planned in Ecuador: not for one sector alone. */
const decides = (grants: readonly Grant[]): boolean =>
  some(grants, [...officers, 'country-officer', 'sector-coordinator'], ofEcuador)
const looks = (grants: readonly Grant[]): boolean => grants.some(({ role }) => !meets.includes(role))

const planned = '/api/plans/{plan}'
export const planAsks: Record<string, PlanAsk> = {
  [`POST ${planned}/new-names/{list}/{entry}`]: {
    ask: (p) => ({ path: { plan: p.plan, list: 'organisations', entry: p.organisationA }, body: { confirm: true } }),
    answered: steers,
  },
  [`PUT ${planned}/areas/order`]: {
    ask: (p) => ({
      path: { plan: p.plan },
      body: {
        objectives: [
          { id: p.objective, areas: [p.area] },
          { id: p.emptyObjective, areas: [] },
        ],
      },
    }),
    answered: steers,
  },
  [`DELETE ${planned}/areas/objectives/{id}`]: {
    ask: (p) => ({ path: { plan: p.plan, id: p.emptyObjective }, query: 'version=1' }),
    answered: steers,
  },
  [`PUT ${planned}/areas/{id}`]: {
    ask: (p) => ({
      path: { plan: p.plan, id: p.area },
      body: {
        ...{ version: 1, objectiveId: p.objective, names: { en: 'Beds' }, narratives: {}, bullets: {}, targetGroups: [] },
        ...{ peopleTargeted: 5, entitiesTargeted: null, fundingRequiredUsd: null, fundingConfirmedUsd: null },
        ...{ planTypes: [], countries: [] },
      },
    }),
    answered: steers,
  },
  [`DELETE ${planned}/areas/{id}`]: {
    ask: (p) => ({ path: { plan: p.plan, id: p.area }, query: 'version=1' }),
    answered: steers,
  },
  [`GET ${planned}/planned-activities/template.xlsx`]: {
    ask: (p) => ({ path: { plan: p.plan }, query: `organisation=${p.organisationA}&country=EC` }),
    answered: plans,
  },
  [`POST ${planned}/planned-activities/copy`]: {
    ask: (p) => ({ path: { plan: p.publishedPlan }, body: { from: p.plan, organisationId: p.organisationA } }),
    answered: plans,
  },
  [`POST ${planned}/versions`]: { ask: (p) => ({ path: { plan: p.quietPlan }, body: {} }), answered: steers },
  // What is published is read by whoever signs in.
  [`GET ${planned}/versions/{number}`]: { ask: (p) => ({ path: { plan: p.publishedPlan, number: 1 } }), answered: () => true },
  [`POST ${planned}/versions/{number}/publish`]: {
    ask: (p) => ({ path: { plan: p.publishedPlan, number: 2 }, body: { agreedDifferences: true } }),
    answered: steers,
  },
  [`DELETE ${planned}/extensions/{organisation}`]: {
    ask: (p) => ({ path: { plan: p.plan, organisation: p.organisationA } }),
    answered: decides,
  },
  [`GET ${planned}/funding/contributions/{id}/changes`]: {
    ask: (p) => ({ path: { plan: p.plan, id: p.contribution } }),
    answered: looks,
  },
  [`POST ${planned}/funding/contributions/{id}/reversal`]: {
    ask: (p) => ({ path: { plan: p.plan, id: p.contribution }, body: { id: uuid(), reason: 'entered twice' } }),
    answered: enters,
  },
}
