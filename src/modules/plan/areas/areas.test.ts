import { v7 as uuid } from 'uuid'
import { describe, expect, test } from 'vitest'
import { scenario, type World } from '../../../../test/scenario.ts'
import { createPlan } from '../actions.ts'
import type { CrisisPlan } from './contract.ts'
import { totalsOf } from './rules.ts'

const path = '/api/plans/areas-2022/areas'
const newPlan = (world: World) =>
  createPlan(world.ctx(), { code: 'areas-2022', firstMonth: '2022-01', lastMonth: '2022-12', defaultMethod: 'max-sector' })
const area = (objectiveId: string, more: Record<string, unknown> = {}) => ({
  version: 0,
  objectiveId,
  names: { en: 'Protection', es: 'Protección' },
  narratives: { en: 'Why it matters.' },
  bullets: { en: ['Legal advice', 'Safe spaces'] },
  targetGroups: ['refugees-and-migrants', 'host-community'],
  peopleTargeted: 1200,
  entitiesTargeted: 14,
  fundingRequiredUsd: 1000.1,
  fundingConfirmedUsd: 250.2,
  planTypes: ['refugee-and-migrant-response-plan'],
  countries: ['EC', 'PE'],
  ...more,
})
async function withObjective(world: World) {
  await newPlan(world)
  const region = world.as('regional-officer')
  const objective = uuid()
  const answer = await region.put(`${path}/objectives/${objective}`, { version: 0, names: { en: 'Save lives' }, narratives: {} })
  expect(answer, JSON.stringify(answer.body)).toMatchObject({ status: 200 })
  return { region, objective }
}

test('funding is added to the cent, people over areas never', () => {
  const one = { peopleTargeted: 100, entitiesTargeted: 2, fundingRequiredUsd: 0.1, fundingConfirmedUsd: 0.03, examples: [] }
  const other = {
    peopleTargeted: 80,
    entitiesTargeted: null,
    fundingRequiredUsd: 0.2,
    fundingConfirmedUsd: null,
    examples: ['names'],
  }
  expect(totalsOf([one, other])).toEqual({
    areas: 2,
    fundingRequiredUsd: 0.3,
    fundingConfirmedUsd: 0.03,
    coverage: 0.03 / 0.3,
    largestPeople: 100,
    entitiesTargeted: 2,
    isExample: false,
  })
  expect(totalsOf([])).toMatchObject({ coverage: null, largestPeople: null, entitiesTargeted: null })
  expect(totalsOf([{ ...one, examples: ['fundingRequiredUsd'] }]).isExample).toBe(true)
})

describe('The plan as it is told', () => {
  test(
    'is written by the region and read by all, with what it adds up to',
    scenario(async (world) => {
      const { region, objective } = await withObjective(world)
      const [first, second] = [uuid(), uuid()]
      await region.put(`${path}/${first}`, area(objective))
      await region.put(`${path}/${second}`, area(objective, { names: { en: 'Health' }, countries: ['CO'], peopleTargeted: 300 }))
      const profile = {
        narratives: { en: 'All of it' },
        countries: ['BR'],
        peopleInNeed: 10,
        peopleTargeted: 5,
        donors: ['Canada'],
      }
      await region.put(`${path}/profile`, { version: 0, ...profile })
      const told = (await world.as('viewer').get(path)).body as CrisisPlan
      expect(told).toMatchObject({
        profile: { ...profile, version: 1, changedBy: 'Amina' },
        totals: { areas: 2, fundingRequiredUsd: 2000.2, fundingConfirmedUsd: 500.4, largestPeople: 1200 },
        countries: ['BR', 'CO', 'EC', 'PE'],
        updatedBy: 'Amina',
      })
      expect(told.objectives[0]!.areas.map((a) => [a.names.en, a.position, a.version])).toEqual([
        ['Protection', 0, 1],
        ['Health', 1, 1],
      ])
      for (const role of ['viewer', 'country-officer', 'organisation-reporter'] as const)
        expect((await world.as(role).put(`${path}/${first}`, area(objective, { version: 1 }))).status).toBe(403)
    }),
  )

  test(
    'tells the second of two editors who was first, and what stands now',
    scenario(async (world) => {
      const { region, objective } = await withObjective(world)
      const id = uuid()
      await region.put(`${path}/${id}`, area(objective))
      const first = await region.put(`${path}/${id}`, area(objective, { version: 1, narratives: { en: 'First' } }))
      expect(first.body).toMatchObject({ objectives: [{ areas: [{ version: 2 }] }] })
      const second = await region.put(`${path}/${id}`, area(objective, { version: 1, narratives: { en: 'Second' } }))
      expect(second).toMatchObject({
        status: 409,
        body: { code: 'plan/area-changed', by: 'Amina', now: { narratives: { en: 'First' }, version: 2 } },
      })
      const objectives = `${path}/objectives/${objective}`
      await region.put(objectives, { version: 1, names: { en: 'One' }, narratives: {} })
      expect((await region.put(objectives, { version: 1, names: { en: 'Two' }, narratives: {} })).status).toBe(409)
      const profile = { narratives: {}, countries: [], peopleInNeed: null, peopleTargeted: null, donors: [] }
      await region.put(`${path}/profile`, { version: 0, ...profile })
      expect((await region.put(`${path}/profile`, { version: 0, ...profile })).body).toMatchObject({ code: 'plan/area-changed' })
    }),
  )

  test(
    'takes the same writing twice as one',
    scenario(async (world) => {
      const { region, objective } = await withObjective(world)
      const id = uuid()
      await region.put(`${path}/${id}`, area(objective))
      const again = await region.put(`${path}/${id}`, area(objective))
      expect(again).toMatchObject({ status: 200, body: { objectives: [{ areas: [{ version: 1 }] }], totals: { areas: 1 } } })
    }),
  )

  test(
    'is put in order whole or not at all',
    scenario(async (world) => {
      const { region, objective } = await withObjective(world)
      const [other, first, second] = [uuid(), uuid(), uuid()]
      await region.put(`${path}/objectives/${other}`, { version: 0, names: { en: 'Recover' }, narratives: {} })
      await region.put(`${path}/${first}`, area(objective))
      await region.put(`${path}/${second}`, area(objective, { names: { en: 'Health' } }))
      const moved = await region.put(`${path}/order`, {
        objectives: [
          { id: other, areas: [second] },
          { id: objective, areas: [first] },
        ],
      })
      const told = moved.body as CrisisPlan
      expect(told.objectives.map((o) => [o.names.en, o.areas.map((a) => a.names.en)])).toEqual([
        ['Recover', ['Health']],
        ['Save lives', ['Protection']],
      ])
      const short = await region.put(`${path}/order`, { objectives: [{ id: other, areas: [second, first] }] })
      expect(short).toMatchObject({ status: 409, body: { code: 'plan/order-incomplete' } })
      const doubled = [
        { id: other, areas: [second, second] },
        { id: objective, areas: [] },
      ]
      expect((await region.put(`${path}/order`, { objectives: doubled })).status).toBe(409)
    }),
  )

  test(
    'is removed by who saw what stands, an objective only when it is empty',
    scenario(async (world) => {
      const { region, objective } = await withObjective(world)
      const id = uuid()
      await region.put(`${path}/${id}`, area(objective))
      expect((await region.delete(`${path}/objectives/${objective}?version=1`)).body).toMatchObject({
        code: 'plan/objective-not-empty',
      })
      expect((await region.delete(`${path}/${id}?version=7`)).body).toMatchObject({ code: 'plan/area-changed' })
      expect((await region.delete(`${path}/${id}?version=1`)).status).toBe(200)
      expect((await region.delete(`${path}/${id}?version=1`)).status).toBe(404)
      expect((await region.delete(`${path}/objectives/${objective}?version=1`)).body).toMatchObject({ objectives: [] })
    }),
  )

  test(
    'refuses what has no name, an unknown country, an objective of nowhere, and too much text, in words',
    scenario(async (world) => {
      const { region, objective } = await withObjective(world)
      const refused = async (body: unknown) =>
        (await region.put(`${path}/${uuid()}`, body)).body as { code: string; title: string }
      expect(await refused(area(objective, { names: { en: ' ' } }))).toMatchObject({ code: 'plan/area-unnamed' })
      expect(await refused(area(objective, { countries: ['XX'] }))).toMatchObject({ code: 'core/not-found' })
      expect(await refused(area(uuid()))).toMatchObject({ code: 'core/not-found' })
      expect(await refused(area(objective, { version: 3 }))).toMatchObject({ code: 'core/not-found' })
      expect(await refused(area(objective, { fundingRequiredUsd: -1 }))).toMatchObject({ code: 'core/invalid-request' })
      expect(await refused(area(objective, { narratives: { en: 'word '.repeat(10_000) } }))).toMatchObject({ status: 400 })
    }),
  )

  test(
    'keeps an example marked until somebody writes the figure anew',
    scenario(async (world) => {
      const { region, objective } = await withObjective(world)
      const id = uuid()
      await region.put(`${path}/${id}`, area(objective))
      await world.db
        .updateTable('planAreas')
        .set({ examples: ['peopleTargeted', 'fundingRequiredUsd'] })
        .where('id', '=', id)
        .execute()
      const changed = await region.put(`${path}/${id}`, area(objective, { version: 1, peopleTargeted: 1300 }))
      expect((changed.body as CrisisPlan).objectives[0]!.areas[0]!.examples).toEqual(['fundingRequiredUsd'])
    }),
  )

  test(
    'is locked once the plan is published',
    scenario(async (world) => {
      const { region, objective } = await withObjective(world)
      await world.db.updateTable('planVersions').set({ publishedAt: new Date(), publishedBy: 'x' }).execute()
      const answer = await region.put(`${path}/${uuid()}`, area(objective))
      expect(answer).toMatchObject({ status: 409, body: { code: 'plan/locked', number: 1 } })
      expect((answer.body as { title: string }).title).toContain('revision')
    }),
  )
})
