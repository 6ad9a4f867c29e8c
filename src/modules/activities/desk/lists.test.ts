/** What follows for rows when the lists of their plan change: they are checked again, and move with a name that is another's. */
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { expect, test } from 'vitest'
import { keptAndCounted, makePlan, newRows, soundRow, type TestPlan } from '../../../../test/month.ts'
import { scenario, type World } from '../../../../test/scenario.ts'
import { jobs } from '../../../app.ts'
import type { Db } from '../../../core/database.ts'
import { runJob } from '../../../core/jobs.ts'
import { importList } from '../../plan/lists/import.ts'

const pathOf = (plan: TestPlan) => `/api/plans/${plan.code}/activities`

type Ordered = { name: string; payload: Record<string, unknown> }
const ordered = async (db: Db, plan: TestPlan): Promise<Ordered[]> =>
  (
    await sql<Ordered>`select t.identifier as name, j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where j.payload->>'plan' = ${plan.code} order by j.id`.execute(db)
  ).rows

async function runOrdered(world: World, plan: TestPlan): Promise<string[]> {
  const waiting = await ordered(world.db, plan)
  for (const { name, payload } of waiting) await runJob(world.ctx(), jobs, name, payload)
  return waiting.map((job) => job.name)
}

async function expectSumsToHold(db: Db, plan: TestPlan): Promise<void> {
  const { kept, counted } = await keptAndCounted(db, plan.id)
  expect(kept).toEqual(counted)
}

test(
  'rows that came before the list are checked again after it, once for any number of changes',
  scenario(async (world) => {
    const plan = await makePlan(world.db, { open: ['indicators'] })
    const office = world.as('regional-officer')
    const cells = soundRow(plan, { indicator: null })
    const id = v7()
    await office.put(pathOf(plan), { rows: [{ id, version: 0, cells, asWritten: { indicator: 'Hot meals' } }] })
    expect((await office.get(`${pathOf(plan)}/${id}`)).body).toMatchObject({ kind: null })

    const list = [
      ['Sector', 'Indicator', 'Type'],
      ['Food Security', 'Hot meals', 'Output'],
    ]
    await importList(world.ctx(), plan.code, 'indicators', list, 'indicators.csv')
    await importList(world.ctx(), plan.code, 'indicators', list, 'indicators.csv')

    expect(await runOrdered(world, plan)).toEqual(['plan.submissions.recheck', 'activities.recheck'])
    const { body } = await office.get(`${pathOf(plan)}/${id}`)
    expect(body).toMatchObject({ kind: 'output', isBlocked: true })
    expect(body.findings.map((f: { code: string }) => f.code)).toContain('output-missing')
    await expectSumsToHold(world.db, plan)
  }),
)

/** One row in each state for `organisation`, the locked one with a correction, in the order drafts, submitted, accepted, locked, correction. */
async function rowsInEveryState(world: World, plan: TestPlan, organisation: number): Promise<string[]> {
  const office = world.as('regional-officer')
  const admin1 = ['XA-1', 'XA-2', 'XA-1', 'XA-2']
  const rows = newRows(...admin1.map((a, at) => soundRow(plan, { organisation, admin1: a, title: `Kits ${at}` })))
  await office.put(pathOf(plan), rows)
  const ids = rows.rows.map((r) => r.id)
  const step = (name: string, which: string[]) =>
    office.post(`${pathOf(plan)}/steps`, { id: v7(), step: name, filter: {}, ids: which })
  await step('submit', ids.slice(1))
  await step('accept', ids.slice(2))
  await step('lock', ids.slice(3))
  const correction = v7()
  await office.post(`${pathOf(plan)}/${ids[3]}/corrections`, {
    id: correction,
    cells: { newPeople: 90, inDestination: 60, girls: 15 },
    reason: 'recount',
  })
  return [...ids, correction]
}

test(
  'rows of every state move with a name that turns out to be another name of an entry',
  scenario(async (world) => {
    const plan = await makePlan(world.db, { open: ['organisations'] })
    const [kept] = plan.organisations
    const { id: from } = await world.db
      .insertInto('organisations')
      .values({ names: '{"en":"Red Solid."}' })
      .returning('id')
      .executeTakeFirstOrThrow()
    await world.db
      .insertInto('planOrganisations')
      .values({ planId: plan.id, organisationId: from, role: 'appealing', isNew: true })
      .execute()
    const ids = await rowsInEveryState(world, plan, from)
    const office = world.as('regional-officer')
    const row = async (id: string) => (await office.get(`${pathOf(plan)}/${id}`)).body
    const before = await Promise.all(ids.map(row))
    expect(before.map((r) => r.state)).toEqual(['draft', 'submitted', 'accepted', 'locked', 'submitted'])

    const answer = await office.post(`/api/plans/${plan.code}/new-names/organisations/${from}`, { sameAs: kept })
    expect(answer.status).toBe(200)
    expect((await runOrdered(world, plan)).toSorted()).toEqual([
      'activities.merge',
      'activities.recheck',
      'plan.submissions.merge',
      'plan.submissions.recheck',
    ])

    for (const [at, id] of ids.entries()) {
      const after = await row(id)
      expect(after.cells).toEqual({ ...before[at].cells, organisation: kept })
      expect(after).toMatchObject({ state: before[at].state, isBlocked: false })
      expect(after.changes).toMatchObject([
        { before: { organisation: from }, after: { organisation: kept }, reason: 'Another name of the same entry' },
      ])
    }
    // What was new about the draft's organisation is new no more.
    expect((await row(ids[0]!)).findings).toEqual([])
    await expectSumsToHold(world.db, plan)
    await runOrdered(world, plan)
    expect((await row(ids[3]!)).changes).toHaveLength(1)
  }),
)

test(
  'places move in the same way, other rows stay as they are',
  scenario(async (world) => {
    const plan = await makePlan(world.db, { open: ['places'] })
    await world.db
      .insertInto('places')
      .values({ code: 'XA-x', level: 1, country: 'XA', parent: 'XA', names: '{"en":"El Norte"}' })
      .execute()
    await world.db
      .insertInto('planPlaces')
      .values({
        planId: plan.id,
        country: 'XA',
        countryName: 'Altland',
        placeCode: 'XA-x',
        name: 'El Norte',
        countryKey: 'altland',
        key: 'el norte',
        isNew: true,
      })
      .execute()
    const office = world.as('regional-officer')
    const rows = newRows(soundRow(plan, { admin1: 'XA-x' }), soundRow(plan, { admin1: 'XA-2' }))
    await office.put(pathOf(plan), rows)
    await office.post(`/api/plans/${plan.code}/new-names/places/XA-x`, { sameAs: 'XA-1' })
    await runOrdered(world, plan)
    const { body } = await office.get(pathOf(plan))
    expect(body.rows.map((r: { cells: { admin1: string }; version: number }) => [r.cells.admin1, r.version])).toEqual([
      ['XA-1', 2],
      ['XA-2', 1],
    ])
    await expectSumsToHold(world.db, plan)
  }),
)
