/** Steps with planned activities, as tests take them, and the Problem of those that are refused. */
import { v7 as uuid } from 'uuid'
import { expect } from 'vitest'
import type { Actor } from '../src/core/access.ts'
import { Problem } from '../src/core/problem.ts'
import type { PlanStepOrder, ReviewStep } from '../src/modules/plan/review/contract.ts'
import { takePlanStep } from '../src/modules/plan/review/steps.ts'
import { asking, type PlannedWorld } from './planned.ts'

type More = Partial<Omit<PlanStepOrder, 'step'>>
export const order = (step: ReviewStep, activities: [string, number][], more: More = {}): PlanStepOrder => ({
  id: uuid(),
  step,
  comment: '',
  comments: [],
  activities: activities.map(([id, version]) => ({ id, version })),
  ...more,
})
export const take = (
  { db, code }: PlannedWorld,
  actor: Actor,
  step: ReviewStep,
  activities: [string, number][],
  more: More = {},
) => takePlanStep(asking(db, actor), code, order(step, activities, more))

export const refusal = async (work: Promise<unknown>): Promise<Problem> => {
  const error = await work.then(
    () => undefined,
    (e: unknown) => e,
  )
  expect(error).toBeInstanceOf(Problem)
  return error as Problem
}
