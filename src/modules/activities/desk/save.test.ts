/** Saving rows: several people at once, sent twice, out of reach, names typed by hand. */
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { keptAndCounted, makePlan, newRows, soundRow, type TestPlan } from '../../../../test/month.ts'
import { grant, scenario, type World } from '../../../../test/scenario.ts'
import { emptyCells } from './cells.ts'
import { recheckPlan } from './recheck.ts'

const reporterOf = (world: World, { organisations }: TestPlan, at = 0) =>
  world.as([grant('organisation-reporter', { kind: 'organisation', organisationId: organisations[at]! })])
const rowsOf = (plan: TestPlan) => `/api/plans/${plan.code}/activities`

describe('a row typed into the grid', () => {
  test(
    'shows what is wrong with it, with the sum and what was expected',
    scenario(async (world) => {
      const plan = await makePlan(world.db)
      const saved = await reporterOf(world, plan).put(rowsOf(plan), newRows(soundRow(plan, { girls: 1 })))
      expect(saved.body.saved[0]).toMatchObject({
        isBlocked: true,
        kind: 'direct',
        version: 1,
        may: { edit: true, review: false },
      })
      expect(saved.body.saved[0].findings).toMatchObject([{ code: 'age-gender-breakdown', values: { sum: 76, expected: 100 } }])
    }),
  )

  test(
    'is one row however often it is sent',
    scenario(async (world) => {
      const plan = await makePlan(world.db)
      const rows = newRows(soundRow(plan))
      const first = await reporterOf(world, plan).put(rowsOf(plan), rows)
      expect((await reporterOf(world, plan).put(rowsOf(plan), rows)).body).toEqual(first.body)
      expect((await reporterOf(world, plan).get(rowsOf(plan))).body.total).toBe(1)
      const { kept, counted } = await keptAndCounted(world.db, plan.id)
      expect(kept).toEqual(counted)
    }),
  )

  test(
    'keeps every change with who, why, before and after',
    scenario(async (world) => {
      const plan = await makePlan(world.db)
      const reporter = reporterOf(world, plan)
      const id = (await reporter.put(rowsOf(plan), newRows(soundRow(plan)))).body.saved[0].id
      await reporter.put(rowsOf(plan), {
        rows: [{ id, version: 1, cells: { girls: 30, boys: 20 }, reason: 'Lists counted again' }],
      })
      const detail = await reporter.get(`${rowsOf(plan)}/${id}`)
      expect(detail.body).toMatchObject({
        version: 2,
        cells: { girls: 30 },
        changes: [
          {
            by: 'test-user',
            reason: 'Lists counted again',
            rule: null,
            before: { girls: 25, boys: 25 },
            after: { girls: 30, boys: 20 },
            undone: false,
          },
        ],
      })
    }),
  )

  test(
    'that somebody else changed meanwhile comes back with theirs, and nothing is overwritten',
    scenario(async (world) => {
      const plan = await makePlan(world.db)
      const reporter = reporterOf(world, plan)
      const id = (await reporter.put(rowsOf(plan), newRows(soundRow(plan)))).body.saved[0].id
      await reporter.put(rowsOf(plan), { rows: [{ id, version: 1, cells: { title: 'Hot meals' } }] })
      const other = { id: v7(), version: 0, cells: soundRow(plan) }
      const late = await reporter.put(rowsOf(plan), { rows: [{ id, version: 1, cells: { title: 'Soup' } }, other] })
      expect(late.body.conflicts).toMatchObject([{ id, theirs: { version: 2, cells: { title: 'Hot meals' } } }])
      expect(late.body.saved.map((r: { id: string }) => r.id)).toEqual([other.id])
    }),
  )

  test(
    'cannot be changed once it is sent',
    scenario(async (world) => {
      const plan = await makePlan(world.db)
      const reporter = reporterOf(world, plan)
      const id = (await reporter.put(rowsOf(plan), newRows(soundRow(plan)))).body.saved[0].id
      await reporter.post(`${rowsOf(plan)}/steps`, { id: v7(), step: 'submit', filter: {} })
      const stale = await reporter.put(rowsOf(plan), { rows: [{ id, version: 1, cells: { girls: 1 } }] })
      expect(stale.body.conflicts).toMatchObject([{ theirs: { state: 'submitted' } }])
      const seen = await reporter.put(rowsOf(plan), { rows: [{ id, version: 2, cells: { girls: 1 } }] })
      expect(seen).toMatchObject({ status: 409, body: { code: 'activities/not-open', state: 'submitted' } })
    }),
  )
})

describe('reach', () => {
  test(
    'a reporter writes no row for another partner and moves none there',
    scenario(async (world) => {
      const plan = await makePlan(world.db)
      const reporter = reporterOf(world, plan)
      const other = { organisation: plan.organisations[1]! }
      expect(await reporter.put(rowsOf(plan), newRows(soundRow(plan, other)))).toMatchObject({
        status: 403,
        body: { code: 'activities/out-of-reach' },
      })
      const id = (await reporter.put(rowsOf(plan), newRows(soundRow(plan)))).body.saved[0].id
      expect(await reporter.put(rowsOf(plan), { rows: [{ id, version: 1, cells: other }] })).toMatchObject({ status: 403 })
      expect(
        await reporterOf(world, plan, 1).put(rowsOf(plan), { rows: [{ id, version: 1, cells: { girls: 3 } }] }),
      ).toMatchObject({ status: 404 })
    }),
  )

  test(
    'an officer moves no row out of their country',
    scenario(async (world) => {
      const plan = await makePlan(world.db)
      const officer = world.as([grant('country-officer', { kind: 'country', country: 'XA' })])
      const id = (await officer.put(rowsOf(plan), newRows(soundRow(plan)))).body.saved[0].id
      const moved = await officer.put(rowsOf(plan), { rows: [{ id, version: 1, cells: { country: 'XB', admin1: 'XB-1' } }] })
      expect(moved).toMatchObject({ status: 403, body: { code: 'activities/out-of-reach' } })
    }),
  )

  test(
    'a viewer writes nothing',
    scenario(async (world) => {
      const plan = await makePlan(world.db)
      expect(await world.as('viewer').put(rowsOf(plan), newRows(soundRow(plan)))).toMatchObject({
        status: 403,
        body: { permission: 'activities.write' },
      })
    }),
  )
})

describe('names typed by hand', () => {
  test(
    'find their place without case and accents; a near miss is a suggestion; the text stays until it is mended',
    scenario(async (world) => {
      const plan = await makePlan(world.db)
      const reporter = reporterOf(world, plan)
      const { country: _c, admin1: _a, ...cells } = soundRow(plan)
      const id = v7()
      const saved = await reporter.put(rowsOf(plan), {
        rows: [{ id, version: 0, cells, asWritten: { country: 'ALTLAND', admin1: 'Norde', girls: '25 ' } }],
      })
      expect(saved.body.saved[0]).toMatchObject({
        cells: { country: 'XA', admin1: null, girls: 25 },
        asWritten: { admin1: 'Norde' },
      })
      expect(saved.body.saved[0].findings).toMatchObject([
        { code: 'place-unknown', values: { written: 'Norde', suggestion: 'Norte' } },
      ])
      const mended = await reporter.put(rowsOf(plan), { rows: [{ id, version: 1, cells: { admin1: 'XA-1' } }] })
      expect(mended.body.saved[0]).toMatchObject({ asWritten: {}, findings: [], isBlocked: false })
    }),
  )

  test(
    'join a list that is open and are shown as new',
    scenario(async (world) => {
      const plan = await makePlan(world.db, { open: ['mechanisms'] })
      const cells = soundRow(plan, { isCash: true, cashValueUsd: 900 })
      const saved = await reporterOf(world, plan).put(rowsOf(plan), {
        rows: [{ id: v7(), version: 0, cells, asWritten: { cashMechanism: 'Mobile money' } }],
      })
      expect(saved.body.saved[0]).toMatchObject({
        asWritten: {},
        isBlocked: false,
        findings: [{ code: 'name-new', cells: ['cashMechanism'] }],
      })
    }),
  )

  test(
    'find their place in open rows when the list is imported after them',
    scenario(async (world) => {
      const plan = await makePlan(world.db)
      const cells = { ...emptyCells, ...soundRow(plan, { isCash: true, cashValueUsd: 900 }) }
      const id = v7()
      const reporter = reporterOf(world, plan)
      await reporter.put(rowsOf(plan), { rows: [{ id, version: 0, cells, asWritten: { cashMechanism: 'Mobile money' } }] })
      expect((await reporter.get(`${rowsOf(plan)}/${id}`)).body.findings).toMatchObject([{ code: 'mechanism-unknown' }])
      await world.db.insertInto('planMechanisms').values({ planId: plan.id, name: 'Mobile money', key: 'mobile money' }).execute()
      expect(await recheckPlan(world.ctx(), plan.id)).toEqual({ placed: 1, found: 0 })
      expect((await reporter.get(`${rowsOf(plan)}/${id}`)).body).toMatchObject({ asWritten: {}, findings: [], version: 2 })
      await world.db.updateTable('planIndicators').set({ kind: 'output' }).where('id', '=', plan.direct).execute()
      expect(await recheckPlan(world.ctx(), plan.id)).toEqual({ placed: 0, found: 1 })
      expect((await reporter.get(rowsOf(plan))).body.rows[0]).toMatchObject({ kind: 'output', isBlocked: true })
      const { kept, counted } = await keptAndCounted(world.db, plan.id)
      expect(kept).toEqual(counted)
    }),
  )
})

describe('a row that says the same as another', () => {
  const codes = (row: { findings: { code: string }[] }) => row.findings.map((f) => f.code)

  test(
    'is asked about when it is typed or changed into it, the one that was there is not',
    scenario(async (world) => {
      const plan = await makePlan(world.db)
      const reporter = reporterOf(world, plan)
      const rows = newRows(soundRow(plan), soundRow(plan), soundRow(plan, { title: 'Hot meals' }))
      expect((await reporter.put(rowsOf(plan), rows)).body.saved.map(codes)).toEqual([[], ['duplicate-row'], []])

      const [first, second, third] = rows.rows.map((r) => r.id)
      const title = soundRow(plan).title
      const same = await reporter.put(rowsOf(plan), { rows: [{ id: third, version: 1, cells: { title } }] })
      expect(same.body.saved.map(codes)).toEqual([['duplicate-row']])

      // The first becomes another row: of the two that are left one stands alone.
      await reporter.put(rowsOf(plan), { rows: [{ id: first, version: 1, cells: { title: 'Shelter kits' } }] })
      expect((await reporter.get(rowsOf(plan))).body.rows.map(codes)).toEqual([[], [], ['duplicate-row']])
      await reporter.put(rowsOf(plan), { rows: [{ id: second, version: 1, cells: { title: 'Blankets' } }] })
      expect((await reporter.get(rowsOf(plan))).body.rows.map(codes)).toEqual([[], [], []])
      const { kept, counted } = await keptAndCounted(world.db, plan.id)
      expect(kept).toEqual(counted)
    }),
  )

  test(
    'that is far beyond the usual says so with both numbers',
    scenario(async (world) => {
      const plan = await makePlan(world.db)
      const reporter = reporterOf(world, plan)
      const months = ['2021-01', '2021-02', '2021-03'].map((month, at) => soundRow(plan, { month, title: `Kits ${at}` }))
      const rows = newRows(
        ...months,
        soundRow(plan, { month: '2021-04', peopleInMonth: 900, newPeople: 900, inDestination: 870, girls: 825 }),
      )
      await reporter.put(rowsOf(plan), rows)
      const far = rows.rows[3]!.id
      await sql`update activity_reports set findings = '{outlier}' where id = ${far}::uuid`.execute(world.db)
      expect((await reporter.get(`${rowsOf(plan)}/${far}`)).body.findings).toEqual([
        { code: 'outlier', cells: ['newPeople'], values: { value: 900, largest: 100, months: 3 } },
      ])
    }),
  )
})
