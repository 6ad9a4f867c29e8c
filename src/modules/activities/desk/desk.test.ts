/** The way of a month through the desk, as reporters, officers and viewers live it. */
import { v7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { keptAndCounted, makePlan, newRows, soundRow, type TestPlan } from '../../../../test/month.ts'
import { grant, scenario, type World } from '../../../../test/scenario.ts'

const reporterOf = (world: World, { organisations }: TestPlan, at = 0) =>
  world.as([grant('organisation-reporter', { kind: 'organisation', organisationId: organisations[at]! })])
const officerOf = (world: World, country: string) => world.as([grant('country-officer', { kind: 'country', country })])
const rowsOf = (plan: TestPlan) => `/api/plans/${plan.code}/activities`
const step = (name: string, filter = {}, more = {}) => ({ id: v7(), step: name, filter, ...more })

/** A row that went the whole way. */
async function lockedRow(world: World, plan: TestPlan) {
  const office = world.as('regional-officer')
  const saved = await office.put(rowsOf(plan), newRows(soundRow(plan)))
  for (const name of ['submit', 'accept', 'lock']) await office.post(`${rowsOf(plan)}/steps`, step(name))
  return saved.body.saved[0].id as string
}

async function expectSumsToBalance(world: World, plan: TestPlan) {
  const { kept, counted } = await keptAndCounted(world.db, plan.id)
  expect(kept).toEqual(counted)
}

describe('a month', () => {
  test(
    'is entered, sent, returned with a question, sent again, accepted and locked',
    scenario(async (world) => {
      const plan = await makePlan(world.db)
      const reporter = reporterOf(world, plan)
      const officer = officerOf(world, 'XA')
      const saved = await reporter.put(rowsOf(plan), newRows(soundRow(plan), soundRow(plan, { admin1: 'XA-2', newPeople: 90 })))
      expect(saved).toMatchObject({ status: 200, body: { conflicts: [], saved: [{ isBlocked: false }, { isBlocked: true }] } })

      const sent = await reporter.post(`${rowsOf(plan)}/steps`, step('submit'))
      expect(sent.body).toEqual({ step: 'submit', rows: 1, left: [{ reason: 'blocked', rows: 1 }] })
      const waiting = await officer.get(`${rowsOf(plan)}?state=submitted`)
      expect(waiting.body).toMatchObject({ total: 1, rows: [{ may: { edit: false, review: true } }] })

      const id = waiting.body.rows[0].id
      const question = { activityId: id, cell: 'newPeople', body: 'Is this the whole month?' }
      const back = await officer.post(
        `${rowsOf(plan)}/steps`,
        step('return', { month: '2021-03' }, { ids: [id], comments: [question] }),
      )
      expect(back.body).toMatchObject({ rows: 1, left: [] })
      const returned = await reporter.get(`${rowsOf(plan)}/${id}`)
      expect(returned.body).toMatchObject({
        state: 'returned',
        may: { edit: true },
        comments: 1,
        commentList: [{ by: 'Amina', cell: 'newPeople' }],
      })

      await reporter.post(`${rowsOf(plan)}/steps`, step('submit'))
      const month = { country: 'XA', month: '2021-03' }
      expect((await officer.post(`${rowsOf(plan)}/steps`, step('accept', month))).body).toMatchObject({ rows: 1 })
      expect((await officer.post(`${rowsOf(plan)}/steps`, step('lock', month))).body).toMatchObject({ rows: 1 })

      await expectSumsToBalance(world, plan)
      const history = await world.db
        .selectFrom('monthSteps')
        .select('step')
        .where('planId', '=', plan.id)
        .orderBy('step')
        .execute()
      expect(history.map((s) => s.step)).toEqual(['accepted', 'locked', 'returned', 'submitted', 'submitted'])
    }),
  )

  test(
    'is not accepted by the partner who reports it',
    scenario(async (world) => {
      const plan = await makePlan(world.db)
      const reporter = reporterOf(world, plan)
      await reporter.put(rowsOf(plan), newRows(soundRow(plan)))
      await reporter.post(`${rowsOf(plan)}/steps`, step('submit'))
      const answer = await reporter.post(`${rowsOf(plan)}/steps`, step('accept'))
      expect(answer).toMatchObject({ status: 403, body: { code: 'core/not-allowed', permission: 'activities.review' } })
    }),
  )

  test(
    'is accepted by an officer only as far as the rows lie in their country',
    scenario(async (world) => {
      const plan = await makePlan(world.db)
      const reporter = reporterOf(world, plan)
      await reporter.put(rowsOf(plan), newRows(soundRow(plan), soundRow(plan, { country: 'XB', admin1: 'XB-1' })))
      await reporter.post(`${rowsOf(plan)}/steps`, step('submit'))
      expect((await officerOf(world, 'XA').post(`${rowsOf(plan)}/steps`, step('accept'))).body).toMatchObject({
        rows: 1,
        left: [],
      })
      expect((await officerOf(world, 'XB').get(`${rowsOf(plan)}?state=submitted`)).body).toMatchObject({ total: 1 })
      await expectSumsToBalance(world, plan)
    }),
  )

  test(
    'sent twice with the same order moves once and answers the same',
    scenario(async (world) => {
      const plan = await makePlan(world.db)
      const reporter = reporterOf(world, plan)
      await reporter.put(rowsOf(plan), newRows(soundRow(plan)))
      const order = step('submit')
      const first = await reporter.post(`${rowsOf(plan)}/steps`, order)
      expect((await reporter.post(`${rowsOf(plan)}/steps`, order)).body).toEqual(first.body)
      await expectSumsToBalance(world, plan)
    }),
  )

  test(
    'counts rows named one by one that are somebody else’s or already sent',
    scenario(async (world) => {
      const plan = await makePlan(world.db)
      const mine = await reporterOf(world, plan).put(rowsOf(plan), newRows(soundRow(plan)))
      const theirs = await reporterOf(world, plan, 1).put(
        rowsOf(plan),
        newRows(soundRow(plan, { organisation: plan.organisations[1]! })),
      )
      const ids = [mine.body.saved[0].id, theirs.body.saved[0].id]
      const sent = await reporterOf(world, plan).post(`${rowsOf(plan)}/steps`, step('submit', {}, { ids }))
      expect(sent.body).toEqual({ step: 'submit', rows: 1, left: [{ reason: 'not-yours', rows: 1 }] })
      const again = await reporterOf(world, plan).post(`${rowsOf(plan)}/steps`, step('submit', {}, { ids }))
      expect(again.body.left).toEqual([
        { reason: 'wrong-state', rows: 1 },
        { reason: 'not-yours', rows: 1 },
      ])
    }),
  )
})

describe('who sees which rows', () => {
  test(
    'a viewer sees only what was accepted, in the grid, by its address and in the file',
    scenario(async (world) => {
      const plan = await makePlan(world.db)
      const settled = await lockedRow(world, plan)
      const draft = (await reporterOf(world, plan).put(rowsOf(plan), newRows(soundRow(plan)))).body.saved[0].id
      const viewer = world.as('viewer')
      expect((await viewer.get(rowsOf(plan))).body).toMatchObject({ total: 1, rows: [{ id: settled }] })
      expect((await viewer.get(`${rowsOf(plan)}?last=true`)).body.rows).toHaveLength(1)
      expect(await viewer.get(`${rowsOf(plan)}/${settled}`)).toMatchObject({ status: 200 })
      expect(await viewer.get(`${rowsOf(plan)}/${draft}`)).toMatchObject({ status: 404 })
      expect((await viewer.get(`${rowsOf(plan)}.csv`)).body.trim().split('\n')).toHaveLength(2)
    }),
  )

  test(
    'a partner sees nothing of another partner, and an officer nothing of another country',
    scenario(async (world) => {
      const plan = await makePlan(world.db)
      const id = await lockedRow(world, plan)
      for (const stranger of [reporterOf(world, plan, 1), officerOf(world, 'XB')]) {
        expect((await stranger.get(rowsOf(plan))).body).toMatchObject({ rows: [], total: 0 })
        expect(await stranger.get(`${rowsOf(plan)}/${id}`)).toMatchObject({ status: 404 })
        expect(await stranger.post(`/api/activities/${id}/comments`, { id: v7(), body: 'Hello' })).toMatchObject({ status: 404 })
        expect(await stranger.post(`${rowsOf(plan)}/${id}/corrections`, { id: v7(), withdraw: true, reason: 'x' })).toMatchObject(
          { status: 404 },
        )
        expect(
          (await stranger.get(`/api/plans/${plan.code}/completeness`)).body.lines.every((l: { rows: number }) => l.rows === 0),
        ).toBe(true)
      }
    }),
  )

  test(
    'nobody is asked to sign in first',
    scenario(async (world) => {
      const plan = await makePlan(world.db)
      const nobody = world.as('nobody')
      for (const path of [
        rowsOf(plan),
        `${rowsOf(plan)}.csv`,
        `${rowsOf(plan)}.xlsx`,
        `${rowsOf(plan)}/${v7()}`,
        `/api/plans/${plan.code}/today`,
        `/api/plans/${plan.code}/completeness`,
      ])
        expect(await nobody.get(path)).toMatchObject({ status: 401, body: { code: 'core/sign-in-first' } })
      expect(await nobody.put(rowsOf(plan), newRows(soundRow(plan)))).toMatchObject({ status: 401 })
    }),
  )

  test(
    'somebody who reports for one partner and views the region sees drafts only of that partner',
    scenario(async (world) => {
      const plan = await makePlan(world.db)
      await lockedRow(world, plan)
      await reporterOf(world, plan, 1).put(rowsOf(plan), newRows(soundRow(plan, { organisation: plan.organisations[1]! })))
      await reporterOf(world, plan, 2).put(rowsOf(plan), newRows(soundRow(plan, { organisation: plan.organisations[2]! })))
      const both = world.as([
        grant('viewer'),
        grant('organisation-reporter', { kind: 'organisation', organisationId: plan.organisations[1]! }),
      ])
      const page = await both.get(rowsOf(plan))
      expect(page.body.total).toBe(2)
      expect(page.body.rows.map((r: { state: string }) => r.state)).toEqual(['locked', 'draft'])
    }),
  )
})

describe('corrections of a locked row', () => {
  test(
    'say what the numbers should be; the row stays and the difference is reviewed like any row',
    scenario(async (world) => {
      const plan = await makePlan(world.db)
      const id = await lockedRow(world, plan)
      const reporter = reporterOf(world, plan)
      const correction = {
        id: v7(),
        cells: { newPeople: 90, inDestination: 60, girls: 15 },
        reason: 'Ten families were counted twice',
      }
      const made = await reporter.post(`${rowsOf(plan)}/${id}/corrections`, correction)
      expect(made.body).toMatchObject({
        state: 'submitted',
        corrects: id,
        isBlocked: false,
        findings: [],
        cells: { newPeople: -10, inDestination: -10, girls: -10, men: null, country: 'XA' },
      })
      expect((await reporter.post(`${rowsOf(plan)}/${id}/corrections`, correction)).body).toMatchObject({ id: correction.id })

      await officerOf(world, 'XA').post(`${rowsOf(plan)}/steps`, step('accept'))
      expect((await reporter.get(`${rowsOf(plan)}/${id}`)).body).toMatchObject({
        state: 'locked',
        cells: { newPeople: 100 },
        corrections: [correction.id],
      })
      expect((await reporter.get(rowsOf(plan))).body.sums).toMatchObject({ newPeople: 90, girls: 15 })
      await expectSumsToBalance(world, plan)
    }),
  )

  test(
    'withdraw the row: what it said comes to nothing',
    scenario(async (world) => {
      const plan = await makePlan(world.db)
      const id = await lockedRow(world, plan)
      const reporter = reporterOf(world, plan)
      await reporter.post(`${rowsOf(plan)}/${id}/corrections`, {
        id: v7(),
        cells: { newPeople: 110, inDestination: 80, men: 30 },
        reason: 'Ten more',
      })
      await reporter.post(`${rowsOf(plan)}/${id}/corrections`, {
        id: v7(),
        withdraw: true,
        reason: 'Reported by another partner',
      })
      expect((await reporter.get(`${rowsOf(plan)}?month=2021-03`)).body.sums).toMatchObject({
        newPeople: 0,
        peopleInMonth: 0,
        girls: 0,
      })
      const again = await reporter.post(`${rowsOf(plan)}/${id}/corrections`, { id: v7(), withdraw: true, reason: 'Once more' })
      expect(again).toMatchObject({ status: 422, body: { code: 'activities/nothing-to-correct' } })
    }),
  )

  test(
    'are refused where the row would contradict itself, or can still be changed',
    scenario(async (world) => {
      const plan = await makePlan(world.db)
      const id = await lockedRow(world, plan)
      const reporter = reporterOf(world, plan)
      const broken = await reporter.post(`${rowsOf(plan)}/${id}/corrections`, {
        id: v7(),
        cells: { newPeople: 90 },
        reason: 'Too many',
      })
      expect(broken).toMatchObject({
        status: 422,
        body: { code: 'activities/correction-contradicts', finding: 'population-breakdown' },
      })
      const draft = (await reporter.put(rowsOf(plan), newRows(soundRow(plan)))).body.saved[0].id
      const early = await reporter.post(`${rowsOf(plan)}/${draft}/corrections`, { id: v7(), withdraw: true, reason: 'x' })
      expect(early).toMatchObject({ status: 409, body: { code: 'activities/not-locked' } })
    }),
  )
})

describe('who reported', () => {
  test(
    'a partner without a row in a month did not report, and an empty line stands for each that is expected',
    scenario(async (world) => {
      const plan = await makePlan(world.db)
      await reporterOf(world, plan).put(
        rowsOf(plan),
        newRows(soundRow(plan), soundRow(plan, { newPeople: 90 }), soundRow(plan, { month: '2021-05' })),
      )
      const answer = await world
        .as('regional-officer')
        .get(`/api/plans/${plan.code}/completeness?by=organisation&from=2021-03&until=2021-05`)
      expect(answer.body.months).toEqual(['2021-03', '2021-04', '2021-05'])
      expect(answer.body.lines.map((l: { name: string }) => l.name)).toEqual(['Casa Abierta', 'Puentes', 'Red Solidaria'])
      expect(answer.body.lines[2]).toMatchObject({
        rows: 3,
        cells: [
          { month: '2021-03', rows: 2, blocked: 1, states: { draft: 2 } },
          { month: '2021-05', rows: 1 },
        ],
      })
      const countries = await officerOf(world, 'XB').get(`/api/plans/${plan.code}/completeness?by=country`)
      expect(countries.body.lines).toMatchObject([{ key: 'XB', name: 'Bergland', cells: [] }])
      const own = await reporterOf(world, plan).get(`/api/plans/${plan.code}/completeness?by=organisation`)
      expect(own.body.lines.map((l: { name: string }) => l.name)).toEqual(['Red Solidaria'])
    }),
  )
})
