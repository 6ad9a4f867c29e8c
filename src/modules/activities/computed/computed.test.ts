/** From deliveries to rows: what each state of a row does when its entries change. */
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { deliver, makeLine } from '../../../../test/lines.ts'
import { keptAndCounted, makePlan, newRows, soundRow, type TestPlan } from '../../../../test/month.ts'
import { scenario, type World } from '../../../../test/scenario.ts'
import { cellOf } from '../../delivery/rules/cells.ts'
import type { ActivityRow } from '../contract.ts'
import { foldSums } from '../sums.ts'
import { computeRows } from './compute.ts'

const girl = cellOf('inDestination', 'girls')
const woman = cellOf('inDestination', 'women')
const otherAdult = cellOf('inDestination', 'otherAdult')
const womanInTransit = cellOf('inTransit', 'women')

const rowsOf = async ({ as }: World, plan: TestPlan): Promise<ActivityRow[]> =>
  (await as('administrator').get(`/api/plans/${plan.code}/activities?limit=500`)).body.rows
const step = async ({ as }: World, plan: TestPlan, ...names: string[]) => {
  for (const name of names)
    expect(
      (await as('administrator').post(`/api/plans/${plan.code}/activities/steps`, { id: v7(), step: name, filter: {} })).status,
    ).toBe(200)
}
/** Lines of the sample wait in the same database: they are left out. */
const compute = async ({ ctx, db }: World) => {
  await sql`delete from line_news where line_id in (select l.id from delivery_lines l join plans p on p.id = l.plan_id where p.is_sample)`.execute(
    db,
  )
  return computeRows(ctx())
}
const tiesOut = async ({ db }: World, plan: TestPlan) => {
  const { kept, counted } = await keptAndCounted(db, plan.id)
  expect(kept).toEqual(counted)
}

describe('a row worked out from deliveries', () => {
  it(
    'says the people of the month, the new ones and both breakdowns, and is sound',
    scenario(async (world) => {
      const plan = await makePlan(world.db)
      const line = await makeLine(world.db, plan)
      await deliver(
        world.db,
        plan,
        line,
        { cell: woman, people: 3, quantity: 3, entries: 3 },
        { cell: womanInTransit, people: 2, entries: 2 },
        { cell: girl, people: 4, firsts: 0 },
      )
      await deliver(world.db, plan, line, { cell: girl, groupedMonth: 10, groupedNew: 6 })
      expect(await compute(world)).toMatchObject({ lines: 1, made: 1 })
      const [row] = await rowsOf(world, plan)
      expect(row).toMatchObject({ state: 'draft', line, isBlocked: false, kind: 'direct', may: { edit: false, describe: true } })
      expect(row!.cells).toMatchObject({
        peopleInMonth: 19,
        newPeople: 11,
        inDestination: 9,
        inTransit: 2,
        girls: 6,
        women: 5,
        men: 0,
        outputQuantity: null,
        isCash: false,
        inPlan: true,
        title: 'People direct',
      })
      await tiesOut(world, plan)
    }),
  )

  it(
    'counts people of another gender also where the plan has no cell for them',
    scenario(async (world) => {
      const plan = await makePlan(world.db)
      await deliver(world.db, plan, await makeLine(world.db, plan), { cell: otherAdult, people: 1 }, { cell: woman, people: 1 })
      await compute(world)
      const [row] = await rowsOf(world, plan)
      expect(row!.cells).toMatchObject({ newPeople: 2, women: 1, otherAdult: 1, otherUnder18: null })
      expect(row!.findings).toEqual([])
    }),
  )

  it(
    'says of people trained how many, of outputs how much, and of cash by which mechanism',
    scenario(async (world) => {
      const plan = await makePlan(world.db)
      await deliver(world.db, plan, await makeLine(world.db, plan, { indicator: plan.trained }), {
        cell: woman,
        people: 7,
        quantity: 7,
      })
      await deliver(world.db, plan, await makeLine(world.db, plan, { indicator: plan.output }), { quantity: 1200, people: 3 })
      await deliver(world.db, plan, await makeLine(world.db, plan, { mechanism: plan.mechanism }), {
        cell: woman,
        people: 2,
        cashValueUsd: 90.5,
      })
      await compute(world)
      const rows = await rowsOf(world, plan)
      expect(rows.map((r) => r.cells)).toMatchObject([
        { peopleInMonth: 7, newPeople: null, women: null, outputQuantity: null },
        { peopleInMonth: null, newPeople: null, outputQuantity: 1200 },
        { peopleInMonth: 2, isCash: true, cashValueUsd: 90.5, cashMechanism: plan.mechanism },
      ])
      expect(rows.every((r) => !r.isBlocked)).toBe(true)
      await tiesOut(world, plan)
    }),
  )

  it(
    'follows its entries while it is open, with one line of history a day',
    scenario(async (world) => {
      const plan = await makePlan(world.db)
      const line = await makeLine(world.db, plan)
      for (const people of [3, 2, -1]) {
        await deliver(world.db, plan, line, { cell: woman, people })
        await compute(world)
      }
      const [row] = await rowsOf(world, plan)
      expect(row!.cells).toMatchObject({ peopleInMonth: 4, women: 4 })
      const detail = (await world.as('administrator').get(`/api/plans/${plan.code}/activities/${row!.id}`)).body
      expect(detail.changes).toMatchObject([{ rule: 'computed', before: { newPeople: 3 }, after: { newPeople: 4 } }])
      expect((await world.as('administrator').post(`/api/changes/${detail.changes[0].batchId}/undo`, {})).body).toMatchObject({
        rows: 0,
      })
      await tiesOut(world, plan)
    }),
  )

  it(
    'leaves when everything was taken back before anybody sent it, and comes again',
    scenario(async (world) => {
      const plan = await makePlan(world.db)
      const line = await makeLine(world.db, plan)
      await deliver(world.db, plan, line, { cell: woman, people: 3 })
      await compute(world)
      await deliver(world.db, plan, line, { cell: woman, people: -3 })
      expect(await compute(world)).toMatchObject({ removed: 1 })
      expect(await rowsOf(world, plan)).toEqual([])
      await deliver(world.db, plan, line, { cell: woman, people: 1 })
      expect(await compute(world)).toMatchObject({ made: 1 })
      await tiesOut(world, plan)
    }),
  )

  it(
    'says nothing, and is not blocked, when everything was taken back after it was sent',
    scenario(async (world) => {
      const plan = await makePlan(world.db)
      const line = await makeLine(world.db, plan)
      await deliver(world.db, plan, line, { cell: woman, people: 3 })
      await compute(world)
      await step(world, plan, 'submit', 'return')
      await deliver(world.db, plan, line, { cell: woman, people: -3 })
      await compute(world)
      expect(await rowsOf(world, plan)).toMatchObject([
        { state: 'returned', isBlocked: false, findings: [], cells: { newPeople: 0, peopleInMonth: 0 } },
      ])
      await tiesOut(world, plan)
    }),
  )

  it(
    'goes back to be looked at when it was accepted and its entries change',
    scenario(async (world) => {
      const plan = await makePlan(world.db)
      const line = await makeLine(world.db, plan)
      await deliver(world.db, plan, line, { cell: woman, people: 3 })
      await compute(world)
      await step(world, plan, 'submit', 'accept')
      await deliver(world.db, plan, line, { cell: girl, people: 2 })
      expect(await compute(world)).toMatchObject({ sentBack: 1 })
      const [row] = await rowsOf(world, plan)
      expect(row).toMatchObject({ state: 'submitted', cells: { newPeople: 5, girls: 2 }, isBlocked: false })
      const steps = await world.db.selectFrom('monthSteps').selectAll().where('planId', '=', plan.id).orderBy('at').execute()
      expect(steps.map((s) => [s.step, s.by])).toContainEqual(['submitted', 'test-user'])
      expect(steps).toHaveLength(3)
      await step(world, plan, 'accept')
      await tiesOut(world, plan)
    }),
  )

  it(
    'stands when it is locked: one correction follows the entries until it is accepted, then another',
    scenario(async (world) => {
      const plan = await makePlan(world.db)
      const line = await makeLine(world.db, plan)
      await deliver(world.db, plan, line, { cell: woman, people: 10 })
      await compute(world)
      await step(world, plan, 'submit', 'accept', 'lock')
      await deliver(world.db, plan, line, { cell: woman, people: 2 })
      expect(await compute(world)).toMatchObject({ corrected: 1 })
      await deliver(world.db, plan, line, { cell: girl, people: 1 })
      await compute(world)
      const [locked, correction, ...none] = await rowsOf(world, plan)
      expect(none).toEqual([])
      expect(locked).toMatchObject({ state: 'locked', cells: { newPeople: 10 } })
      expect(correction).toMatchObject({
        state: 'submitted',
        corrects: locked!.id,
        line,
        cells: { newPeople: 3, women: 2, girls: 1, men: null },
      })
      await step(world, plan, 'accept', 'lock')
      await deliver(world.db, plan, line, { cell: woman, people: -5 })
      await compute(world)
      expect((await rowsOf(world, plan))[2]).toMatchObject({
        state: 'submitted',
        corrects: locked!.id,
        cells: { newPeople: -5, women: -5, girls: null },
      })
      await deliver(world.db, plan, line, { cell: woman, people: 5 })
      await compute(world)
      expect(await rowsOf(world, plan)).toHaveLength(2)
      await tiesOut(world, plan)
    }),
  )

  it(
    'does not ask a returned correction again until the entries say something else',
    scenario(async (world) => {
      const plan = await makePlan(world.db)
      const line = await makeLine(world.db, plan)
      await deliver(world.db, plan, line, { cell: woman, people: 10 })
      await compute(world)
      await step(world, plan, 'submit', 'accept', 'lock')
      await deliver(world.db, plan, line, { cell: woman, people: 2 })
      await compute(world)
      await step(world, plan, 'return')
      await deliver(world.db, plan, line)
      await compute(world)
      expect((await rowsOf(world, plan))[1]).toMatchObject({ state: 'returned', cells: { newPeople: 2 } })
      await deliver(world.db, plan, line, { cell: woman, people: 1 })
      await compute(world)
      expect((await rowsOf(world, plan))[1]).toMatchObject({ state: 'submitted', cells: { newPeople: 3 } })
      await tiesOut(world, plan)
    }),
  )

  it(
    'moves the month the entry belongs to, whenever it arrives',
    scenario(async (world) => {
      const plan = await makePlan(world.db)
      const [march, may] = [await makeLine(world.db, plan), await makeLine(world.db, plan, { month: '2021-05' })]
      await deliver(world.db, plan, march, { cell: woman, people: 4 })
      await deliver(world.db, plan, may, { cell: woman, people: 5 })
      await compute(world)
      await deliver(world.db, plan, march, { cell: woman, people: 1 })
      await deliver(world.db, plan, may, { cell: woman, people: -2 })
      await compute(world)
      expect((await rowsOf(world, plan)).map((r) => [r.cells.month, r.cells.newPeople])).toEqual([
        ['2021-03', 5],
        ['2021-05', 3],
      ])
    }),
  )

  it(
    'is the same worked out twice, and whether sums are folded or not',
    scenario(async (world) => {
      const plan = await makePlan(world.db)
      const line = await makeLine(world.db, plan)
      await deliver(world.db, plan, line, { cell: woman, people: 4, quantity: 4 })
      await compute(world)
      const before = await rowsOf(world, plan)
      await sql`insert into line_sums select plan_id, line_id, cell, people, people, entries, quantity, cash_value_usd, grouped_month, grouped_new from delivery_sums where plan_id = ${plan.id}`.execute(
        world.db,
      )
      await sql`delete from delivery_sums where plan_id = ${plan.id}`.execute(world.db)
      await foldSums(world.db)
      await deliver(world.db, plan, line)
      await deliver(world.db, plan, line)
      expect(await compute(world)).toMatchObject({ lines: 1, made: 0, changed: 0 })
      expect(await compute(world)).toMatchObject({ lines: 0 })
      expect(await rowsOf(world, plan)).toEqual(before)
    }),
  )

  it(
    'keeps a name that a person gave it, and its numbers from every hand',
    scenario(async (world) => {
      const plan = await makePlan(world.db)
      const line = await makeLine(world.db, plan)
      await deliver(world.db, plan, line, { cell: woman, people: 4 })
      await compute(world)
      const [row] = await rowsOf(world, plan)
      const path = `/api/plans/${plan.code}/activities`
      const save = (cells: object, version: number) =>
        world.as('administrator').put(path, { rows: [{ id: row!.id, version, cells }] })
      expect((await save({ newPeople: 9 }, 1)).body).toMatchObject({ status: 409, code: 'activities/computed' })
      expect((await save({ month: '2021-04' }, 1)).status).toBe(409)
      expect((await save({ title: 'Kits at the bridge', description: 'Every day' }, 1)).body.saved).toMatchObject([
        { cells: { title: 'Kits at the bridge' } },
      ])
      await deliver(world.db, plan, line, { cell: woman, people: 1 })
      await compute(world)
      expect((await rowsOf(world, plan))[0]!.cells).toMatchObject({ title: 'Kits at the bridge', newPeople: 5 })
      const fixes = { batchId: v7(), rule: 'raise-total', ids: [row!.id], filter: {} }
      expect((await world.as('administrator').post(`${path}/fixes`, fixes)).body).toMatchObject({ rows: 0, left: 1 })
      await step(world, plan, 'submit', 'accept', 'lock')
      const correction = { id: v7(), cells: { newPeople: 1 }, reason: 'no' }
      expect((await world.as('administrator').post(`${path}/${row!.id}/corrections`, correction)).body.code).toBe(
        'activities/computed',
      )
    }),
  )

  it(
    'is asked about where somebody entered the same month as well',
    scenario(async (world) => {
      const plan = await makePlan(world.db)
      const path = `/api/plans/${plan.code}/activities`
      const entered = soundRow(plan)
      await world
        .as('administrator')
        .put(path, newRows(entered, { ...entered, admin1: 'XA-2' }, { ...entered, month: '2021-04' }))
      const line = await makeLine(world.db, plan)
      await deliver(world.db, plan, line, { cell: woman, people: 4 })
      await compute(world)
      const codes = async () => (await rowsOf(world, plan)).map((r) => r.findings.map((f) => f.code))
      expect(await codes()).toEqual([['also-computed'], [], [], []])
      await world.as('administrator').put(path, newRows({ ...entered, peopleInMonth: 121 }))
      expect(await codes()).toEqual([['also-computed'], [], [], [], ['also-computed']])
      await deliver(world.db, plan, line, { cell: woman, people: -4 })
      await compute(world)
      expect(await codes()).toEqual([[], [], [], []])
      await tiesOut(world, plan)
    }),
  )
})
