import { v7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { keptAndCounted, makePlan, newRows, soundRow, type TestPlan } from '../../../../test/month.ts'
import { grant, scenario, type World } from '../../../../test/scenario.ts'

const reporterOf = (world: World, { organisations }: TestPlan, at = 0) =>
  world.as([grant('organisation-reporter', { kind: 'organisation', organisationId: organisations[at]! })])
const officerOf = (world: World, country: string) => world.as([grant('country-officer', { kind: 'country', country })])
const rowsOf = (plan: TestPlan) => `/api/plans/${plan.code}/activities`
const step = (name: string, filter = {}, more = {}) => ({ id: v7(), step: name, filter, ...more })

describe('a month', () => {
  test(
    'is entered, sent, reviewed, accepted and locked, and its sums go with it',
    scenario(async (world) => {
      const plan = await makePlan(world.db)
      const reporter = reporterOf(world, plan)
      const officer = officerOf(world, 'XA')
      const saved = await reporter.put(rowsOf(plan), newRows(soundRow(plan), soundRow(plan, { admin1: 'XA-2', newPeople: 90 })))
      expect(saved).toMatchObject({ status: 200, body: { conflicts: [], saved: [{ isBlocked: false }, { isBlocked: true }] } })

      expect((await reporter.post(`${rowsOf(plan)}/steps`, step('submit'))).body).toEqual({
        step: 'submit',
        rows: 1,
        left: [{ reason: 'blocked', rows: 1 }],
      })
      const waiting = await officer.get(`${rowsOf(plan)}?state=submitted`)
      expect(waiting.body).toMatchObject({ total: 1, rows: [{ may: { edit: false, review: true } }] })

      const id = waiting.body.rows[0].id
      const back = step(
        'return',
        { month: '2021-03' },
        { ids: [id], comments: [{ activityId: id, cell: 'newPeople', body: 'Is this the whole month?' }] },
      )
      expect((await officer.post(`${rowsOf(plan)}/steps`, back)).body).toMatchObject({ rows: 1, left: [] })
      expect((await reporter.get(`${rowsOf(plan)}/${id}`)).body).toMatchObject({
        state: 'returned',
        may: { edit: true },
        commentList: [{ by: 'Amina', cell: 'newPeople' }],
      })

      await reporter.post(`${rowsOf(plan)}/steps`, step('submit'))
      expect(
        (await officer.post(`${rowsOf(plan)}/steps`, step('accept', { country: 'XA', month: '2021-03' }))).body,
      ).toMatchObject({ rows: 1 })
      expect((await officer.post(`${rowsOf(plan)}/steps`, step('lock', { country: 'XA', month: '2021-03' }))).body).toMatchObject(
        { rows: 1 },
      )

      const { kept, counted } = await keptAndCounted(world.db, plan.id)
      expect(kept).toEqual(counted)
      const steps = await world.db
        .selectFrom('monthSteps')
        .select(['step', 'rows', 'month'])
        .where('planId', '=', plan.id)
        .orderBy('step')
        .execute()
      expect(steps.map((s) => s.step)).toEqual(['accepted', 'locked', 'returned', 'submitted', 'submitted'])
    }),
  )
})
