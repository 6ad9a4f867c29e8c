/** Two people at once, on connections of their own: the second is told, nothing is overwritten, nothing is decided twice. */
import { setTimeout as wait } from 'node:timers/promises'
import { v7 as uuid } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type OwnDatabase, ownDatabase } from '../../../../test/own-database.ts'
import { asking, insertActivity, type PlannedWorld, people, plannedWorld } from '../../../../test/planned.ts'
import type { Actor } from '../../../core/access.ts'
import { transact } from '../../../core/database.ts'
import { Problem } from '../../../core/problem.ts'
import type { PlanStepAnswer, PlanStepOrder } from './contract.ts'
import { takePlanStep } from './steps.ts'

let house: OwnDatabase
let world: PlannedWorld
beforeAll(async () => {
  house = await ownDatabase('review', 6)
  world = await plannedWorld(house.db)
})
afterAll(() => house.drop())

const order = (step: PlanStepOrder['step'], ids: string[], more: Partial<PlanStepOrder> = {}): PlanStepOrder => ({
  id: uuid(),
  step,
  comment: 'why',
  comments: [],
  activities: ids.map((id) => ({ id, version: 1 })),
  ...more,
})
const settle = (work: Promise<PlanStepAnswer>) =>
  work.then(
    (answer) => ({ answer, problem: undefined }),
    (error: unknown) => {
      if (!(error instanceof Problem)) throw error
      return { answer: undefined, problem: error }
    },
  )
const take = (actor: Actor, given: PlanStepOrder) => settle(takePlanStep(asking(house.db, actor), world.code, given))

describe('two reviewers at once', () => {
  test('on one activity: the first decides, the second hears who did and how it is now', async () => {
    const { officer, coordinator } = people(world)
    const id = await insertActivity(world, { state: 'endorsed' })
    // The first has decided, and is not finished yet, when the second begins.
    let second: ReturnType<typeof settle> | undefined
    await transact(house.db, async (db) => {
      await takePlanStep(asking(db, officer), world.code, order('validate', [id]))
      second = take(coordinator, order('return', [id]))
      await wait(200)
    })
    const { problem } = await second!
    expect([problem?.status, problem?.code]).toEqual([409, 'plan/step-moved-on'])
    expect(problem?.detail.left).toMatchObject([
      { changed: { by: 'Rosa', step: 'validate', state: 'validated', seen: 1, version: 2 } },
    ])
    const now = await house.db.selectFrom('planActivities').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    expect(now).toMatchObject({ state: 'validated', version: 2, validatedBy: 'officer' })
  })

  test('on the same fifty in opposite order, again and again: each is decided once, and nobody waits for ever', async () => {
    const { officer, coordinator } = people(world)
    const ids: string[] = []
    for (let i = 0; i < 50; i++) ids.push(await insertActivity(world, { state: 'endorsed' }))
    const both = await Promise.all([take(officer, order('validate', ids)), take(coordinator, order('return', ids.toReversed()))])
    const done = both.flatMap((b) => b.answer?.done.map((d) => d.id) ?? [])
    expect(done.toSorted()).toEqual(ids.toSorted())
    const changes = await house.db.selectFrom('planActivityChanges').select('activityId').where('activityId', 'in', ids).execute()
    expect(changes).toHaveLength(50)
  })
})

test('one order sent five times at once is one decision', async () => {
  const { officer } = people(world)
  const id = await insertActivity(world, { state: 'endorsed' })
  const same = order('validate', [id])
  const answers = await Promise.all(Array.from({ length: 5 }, () => take(officer, same)))
  for (const { answer } of answers) expect(answer?.done).toEqual([{ id, version: 2, state: 'validated' }])
  const changes = await house.db.selectFrom('planActivityChanges').select('id').where('activityId', '=', id).execute()
  expect(changes).toHaveLength(1)
})

test('whoever writes while a decision is under way waits, and finds it decided', async () => {
  const { office } = people(world)
  const id = await insertActivity(world, { state: 'submitted' })
  let written: Promise<number> | undefined
  await transact(house.db, async (db) => {
    await takePlanStep(asking(db, office), world.code, order('endorse', [id]))
    written = house.db
      .updateTable('planActivities')
      .set({ title: 'changed' })
      .where('id', '=', id)
      .where('version', '=', 1)
      .executeTakeFirst()
      .then((r) => Number(r.numUpdatedRows))
    await wait(100)
  })
  expect(await written).toBe(0)
})
