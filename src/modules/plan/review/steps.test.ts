/** Steps through the actions and through HTTP: done together, left with a reason, sent twice, too late, by the wrong person. */
import { v7 as uuid } from 'uuid'
import { describe, expect, test } from 'vitest'
import { asking, insertActivity, type PlannedWorld, planned } from '../../../../test/planned.ts'
import { refusal, take } from '../../../../test/planned-steps.ts'
import { createApp } from '../../../app.ts'
import { giveExtension, setDeadlines } from './extensions.ts'
import { takePlanStep } from './steps.ts'

const stored = ({ db }: PlannedWorld, id: string) =>
  db.selectFrom('planActivities').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const history = ({ db }: PlannedWorld, id: string) =>
  db.selectFrom('planActivityChanges').selectAll().where('activityId', '=', id).orderBy('id').execute()

describe('the way of an activity', () => {
  test(
    'leads from the organisation over its office and the country to the region, four people in all',
    planned(async (world) => {
      const { who } = world
      const id = await insertActivity(world)
      await take(world, who.sender, 'submit', [[id, 1]])
      await take(world, who.office, 'endorse', [[id, 2]])
      await take(world, who.coordinator, 'validate', [[id, 3]])
      const last = await take(world, who.region, 'approve', [[id, 4]])
      expect(last).toMatchObject({ done: [{ id, version: 5, state: 'approved' }], left: [] })
      expect(await stored(world, id)).toMatchObject({
        state: 'approved',
        changedBy: 'writer',
        submittedBy: 'sender',
        endorsedBy: 'office',
        validatedBy: 'coordinator',
        approvedBy: 'region',
      })
      const steps = (await history(world, id)).map((c) => [c.step, c.fromState, c.toState, c.by])
      expect(steps).toEqual([
        ['submit', 'draft', 'submitted', 'sender'],
        ['endorse', 'submitted', 'endorsed', 'office'],
        ['validate', 'endorsed', 'validated', 'coordinator'],
        ['approve', 'validated', 'approved', 'region'],
      ])
      const events = await world.db.selectFrom('events').select('action').where('action', 'like', 'submission.%').execute()
      expect(events.map((e) => e.action)).toEqual(expect.arrayContaining(['submission.submitted', 'submission.approved']))
    }),
  )

  test(
    'goes back with a reason, which stands beside it until it is settled; who endorsed before may endorse again',
    planned(async (world) => {
      const { who } = world
      const id = await insertActivity(world, { state: 'endorsed', submittedBy: 'sender', endorsedBy: 'office' })
      const bare = await refusal(take(world, who.officer, 'return', [[id, 1]]))
      expect([bare.status, bare.code]).toEqual([422, 'plan/return-without-reason'])
      const comments = [{ activityId: id, cell: 'women' as const, body: 'Only 90 live there' }]
      await take(world, who.officer, 'return', [[id, 1]], { comment: 'See the cells', comments })
      expect(await stored(world, id)).toMatchObject({ state: 'returned', endorsedBy: null, submittedBy: 'sender' })
      const said = await world.db.selectFrom('planActivityComments').selectAll().where('activityId', '=', id).execute()
      expect(said.map((c) => [c.cell, c.body, c.byName])).toEqual(
        expect.arrayContaining([
          [null, 'See the cells', 'Rosa'],
          ['women', 'Only 90 live there', 'Rosa'],
        ]),
      )
      await take(world, who.sender, 'submit', [[id, 2]])
      await take(world, who.office, 'endorse', [[id, 3]])
      expect(await stored(world, id)).toMatchObject({ state: 'endorsed', endorsedBy: 'office' })
    }),
  )

  test(
    'may be left by whoever plans it, and taken up again',
    planned(async (world) => {
      const { who } = world
      const id = await insertActivity(world, { state: 'validated', endorsedBy: 'office', validatedBy: 'officer' })
      await take(world, who.sender, 'withdraw', [[id, 1]], { comment: 'No funds' })
      await take(world, who.sender, 'revise', [[id, 2]])
      expect(await stored(world, id)).toMatchObject({ state: 'draft', endorsedBy: null, validatedBy: null, version: 3 })
      expect((await history(world, id))[0]).toMatchObject({ step: 'withdraw', reason: 'No funds' })
    }),
  )
})

describe('nobody decides on their own work', () => {
  test.each([
    ['writer', { enteredBy: 'officer' }, 'You wrote it yourself'],
    ['sender', { submittedBy: 'officer' }, 'You submitted it yourself'],
    ['endorser', { endorsedBy: 'officer' }, 'You endorsed it already'],
  ])('as %s', (_, hands, words) =>
    planned(async (world) => {
      const id = await insertActivity(world, { state: 'endorsed', ...hands })
      const { status, code, detail } = await refusal(take(world, world.who.officer, 'validate', [[id, 1]]))
      expect([status, code]).toEqual([403, 'plan/step-own'])
      expect(detail.sentence).toContain(words)
      expect((await stored(world, id)).state).toBe('endorsed')
    })(),
  )

  test(
    'not an administrator either, nor who wrote in it before somebody else did',
    planned(async (world) => {
      const id = await insertActivity(world, { state: 'validated' })
      await world.db
        .insertInto('planActivityChanges')
        .values({ id: uuid(), activityId: id, batchId: uuid(), by: 'administrator', before: '{}', after: '{}' })
        .execute()
      const problem = await refusal(take(world, world.who.administrator, 'approve', [[id, 1]]))
      expect(problem.code).toBe('plan/step-own')
      await take(world, world.who.region, 'approve', [[id, 1]])
    }),
  )
})

describe('a step is refused in words', () => {
  test(
    'where it is for somebody else',
    planned(async (world) => {
      const { who } = world
      const endorsed = await insertActivity(world, { state: 'endorsed' })
      const health = await insertActivity(world, { state: 'endorsed', ...world.health })
      expect((await refusal(take(world, who.writer, 'validate', [[endorsed, 1]]))).code).toBe('plan/step-not-yours')
      const elsewhere = await refusal(take(world, who.otherOfficer, 'validate', [[endorsed, 1]]))
      expect([elsewhere.status, elsewhere.code]).toEqual([404, 'plan/step-not-there'])
      expect(JSON.stringify(elsewhere.detail)).not.toContain('Beds')
      expect((await refusal(take(world, who.coordinator, 'validate', [[health, 1]]))).status).toBe(404)
      expect((await refusal(take(world, who.viewer, 'validate', [[health, 1]]))).code).toBe('core/not-allowed')
      expect((await refusal(take(world, who.otherOffice, 'endorse', [[endorsed, 1]]))).status).toBe(404)
    }),
  )

  test(
    'where it does not lead on from there',
    planned(async (world) => {
      const id = await insertActivity(world, { state: 'submitted' })
      const { status, code, detail } = await refusal(take(world, world.who.officer, 'validate', [[id, 1]]))
      expect([status, code]).toEqual([409, 'plan/step-wrong-state'])
      expect(detail.sentence).toContain('submitted')
    }),
  )

  test(
    'where something must be mended first, naming the activities; the others go',
    planned(async (world) => {
      const faulty = await insertActivity(world, { isBlocked: true, findings: ['title-missing'], title: 'Tents' })
      const good = await insertActivity(world)
      const alone = await refusal(take(world, world.who.sender, 'submit', [[faulty, 1]]))
      expect([alone.status, alone.code]).toEqual([422, 'plan/step-blocked'])
      const both = await take(world, world.who.sender, 'submit', [
        [faulty, 1],
        [good, 1],
      ])
      expect(both.done.map((d) => d.id)).toEqual([good])
      expect(both.left).toMatchObject([{ id: faulty, title: 'Tents', reason: 'blocked' }])
      expect(both.leftBy).toEqual({ blocked: 1 })
    }),
  )

  test(
    'where the last day is over, with the day and whom to ask; an extension opens it again',
    planned(async (world) => {
      const { db, code, who, alas } = world
      const id = await insertActivity(world)
      await db
        .insertInto('users')
        .values({ id: 'rosa', name: 'Rosa Quispe', email: `${uuid()}@x.example` })
        .execute()
      await db
        .insertInto('grants')
        .values({ userId: 'rosa', role: 'country-officer', scope: 'country', scopeId: 'EC', grantedBy: 'test' })
        .execute()
      await setDeadlines(asking(db, who.region), code, {
        submitBy: '2020-01-31',
        endorseBy: '2020-02-10',
        validateBy: null,
        approveBy: null,
      })
      const { status, code: problem, detail } = await refusal(take(world, who.sender, 'submit', [[id, 1]]))
      expect([status, problem, detail.day]).toEqual([409, 'plan/step-too-late', '2020-01-31'])
      expect(detail.sentence).toContain('31 January 2020')
      expect(detail.sentence).toContain('Rosa Quispe')
      await giveExtension(asking(db, who.officer), code, alas, { submitBy: '2999-01-31', reason: 'Flood' })
      await take(world, who.sender, 'submit', [[id, 1]])
      await take(world, who.office, 'endorse', [[id, 2]])
      expect((await stored(world, id)).state).toBe('endorsed')
    }),
  )

  test(
    'where the plan is published and nobody opened a revision',
    planned(async (world) => {
      const id = await insertActivity(world, { state: 'published' })
      const version = { planId: world.planId, number: 1, openedBy: 'x', publishedAt: new Date(), publishedBy: 'x' }
      await world.db.insertInto('planVersions').values(version).execute()
      const { status, code } = await refusal(take(world, world.who.sender, 'revise', [[id, 1]]))
      expect([status, code]).toEqual([409, 'plan/locked'])
      await world.db.insertInto('planVersions').values({ planId: world.planId, number: 2, openedBy: 'x' }).execute()
      await take(world, world.who.sender, 'revise', [[id, 1]])
    }),
  )

  test(
    'where nothing of a choice can take it',
    planned(async (world) => {
      await insertActivity(world)
      const none = takePlanStep(asking(world.db, world.who.officer), world.code, {
        id: uuid(),
        step: 'validate',
        comment: '',
        comments: [],
        filter: { country: 'EC' },
      })
      expect((await refusal(none)).code).toBe('plan/step-nothing')
    }),
  )
})

test(
  'through HTTP an order without activities and without a filter is not understood, and answers carry what was left',
  planned(async (world) => {
    const id = await insertActivity(world, { state: 'submitted' })
    const app = createApp(async () => asking(world.db, world.who.officer))
    const post = (body: unknown) =>
      app.request(`/api/plans/${world.code}/planned-activities/steps`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
    expect((await post({ id: uuid(), step: 'validate' })).status).toBe(400)
    const refused = await post({ id: uuid(), step: 'validate', activities: [{ id, version: 1 }] })
    expect(refused.status).toBe(409)
    expect(await refused.json()).toMatchObject({
      code: 'plan/step-wrong-state',
      title: 'Nothing was done. It is submitted; this step does not lead on from there.',
      left: [{ id, reason: 'wrong-state' }],
    })
  }),
)
