/** What changed since it was looked at, and the same order sent twice. */
import { v7 as uuid } from 'uuid'
import { describe, expect, test } from 'vitest'
import { asking, insertActivity, planned } from '../../../../test/planned.ts'
import { order, refusal, take } from '../../../../test/planned-steps.ts'
import { takePlanStep } from './steps.ts'

describe('what changed since it was looked at', () => {
  test(
    'is not decided: who changed it, when, and both versions are told',
    planned(async (world) => {
      const { db, who } = world
      const id = await insertActivity(world, { state: 'endorsed', version: 3, women: 90, targetPeople: 90, inDestination: 90 })
      const change = { activityId: id, batchId: uuid(), by: 'writer', byName: 'Wilma' }
      const cells = { before: JSON.stringify({ women: 120 }), after: JSON.stringify({ women: 90 }) }
      await db
        .insertInto('planActivityChanges')
        .values({ id: uuid(), ...change, ...cells })
        .execute()
      const { status, code, detail } = await refusal(take(world, who.officer, 'validate', [[id, 2]]))
      expect([status, code]).toEqual([409, 'plan/step-moved-on'])
      expect(detail.left).toMatchObject([
        {
          id,
          changed: {
            by: 'Wilma',
            state: 'endorsed',
            seen: 2,
            version: 3,
            cells: [{ cell: 'women', before: '120', after: '90' }],
          },
        },
      ])
    }),
  )

  test(
    'is left out of a choice that was made before it',
    planned(async (world) => {
      const id = await insertActivity(world, { state: 'endorsed', changedAt: new Date('2026-03-02T10:00:00Z') })
      const same = await insertActivity(world, { state: 'endorsed', changedAt: new Date('2026-03-01T10:00:00Z') })
      const answer = await takePlanStep(asking(world.db, world.who.officer), world.code, {
        id: uuid(),
        step: 'validate',
        comment: '',
        comments: [],
        filter: { country: 'EC', state: 'endorsed' },
        asOf: '2026-03-01T12:00:00Z',
      })
      expect(answer.done.map((d) => d.id)).toEqual([same])
      expect(answer.left).toMatchObject([{ id, reason: 'moved-on' }])
    }),
  )
})

describe('the same order sent twice', () => {
  test(
    'is one decision, answered alike',
    planned(async (world) => {
      const id = await insertActivity(world, { state: 'endorsed' })
      const missing = uuid()
      const once = order('validate', [
        [id, 1],
        [missing, 1],
      ])
      const first = await takePlanStep(asking(world.db, world.who.officer), world.code, once)
      const second = await takePlanStep(asking(world.db, world.who.officer), world.code, once)
      expect(second.done).toEqual(first.done)
      expect(second.left.map((l) => [l.id, l.reason])).toEqual([[missing, 'not-there']])
      const changes = await world.db.selectFrom('planActivityChanges').select('id').where('activityId', '=', id).execute()
      expect(changes).toHaveLength(1)
      const other = await refusal(takePlanStep(asking(world.db, world.who.region), world.code, once))
      expect([other.status, other.code]).toEqual([409, 'plan/decision-of-another'])
    }),
  )
})
