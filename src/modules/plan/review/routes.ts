/** The endpoints of the review of a plan: what waits, one activity, steps, comments, last days. */
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { api, json, problems } from '../../../core/http.ts'
import { getDifference, getReviewed } from './activity.ts'
import { addPlanComment, settlePlanComment } from './comments.ts'
import {
  Deadlines,
  Extension,
  NewExtension,
  NewPlanComment,
  PlanComment,
  PlanDue,
  PlanStepAnswer,
  PlanStepOrder,
  ReviewDifference,
  ReviewedActivity,
  ReviewQueue,
  WaitingPage,
  WaitingQuery,
} from './contract.ts'
import { giveExtension, setDeadlines, takeExtensionBack } from './extensions.ts'
import { getQueue, listWaiting } from './queue.ts'
import { takePlanStep } from './steps.ts'
import { planDue } from './today.ts'

const tags = ['plan review']
const params = z.object({ plan: z.string().max(60) })
const ofActivity = params.extend({ id: z.uuid() })
const ofOrganisation = params.extend({ organisation: z.coerce.number().int().max(2_147_483_647) })
const conflict = {
  409: { description: 'The plan is locked, the day is over, or somebody else decided first; `left` says of each why' },
}
const today = (): string => new Date().toISOString().slice(0, 10)

export const review = api()
  .openapi(
    createRoute({
      method: 'get',
      path: '/plans/{plan}/review',
      tags,
      summary: 'What waits for your decision: per step, sector, organisation and country, what is due first stands first',
      request: { params },
      responses: { 200: json(ReviewQueue, 'The queue'), ...problems },
    }),
    async (c) => c.json(await getQueue(c.get('ctx'), c.req.valid('param').plan, today()), 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/plans/{plan}/review/activities',
      tags,
      summary: 'The activities behind a line of the queue, page by page',
      request: { params, query: WaitingQuery },
      responses: { 200: json(WaitingPage, 'In the order of their ids'), ...problems },
    }),
    async (c) => c.json(await listWaiting(c.get('ctx'), c.req.valid('param').plan, c.req.valid('query')), 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/plans/{plan}/review/today',
      tags,
      summary: 'What is due from you in the plan',
      request: { params },
      responses: { 200: json(z.array(PlanDue), 'The most pressing first'), ...problems },
    }),
    async (c) => c.json(await planDue(c.get('ctx'), c.req.valid('param').plan, today()), 200),
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/plans/{plan}/planned-activities/steps',
      tags,
      summary: 'Take one step with many activities: submit, endorse, validate, approve, return, withdraw, revise',
      description:
        'Done together in one transaction. What could not be done is left as it was, each with the reason; where nothing could be done the answer is a problem whose `left` says so.',
      request: { params, body: json(PlanStepOrder, 'Sent twice it is one decision') },
      responses: { 200: json(PlanStepAnswer, 'What was done and what was left'), ...problems, ...conflict },
    }),
    async (c) => c.json(await takePlanStep(c.get('ctx'), c.req.valid('param').plan, c.req.valid('json')), 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/plans/{plan}/planned-activities/{id}/review',
      tags,
      summary: 'One activity as a reviewer reads it: cells in words, findings, comments, history, steps',
      request: { params: ofActivity },
      responses: { 200: json(ReviewedActivity, 'The activity'), ...problems },
    }),
    async (c) => c.json(await getReviewed(c.get('ctx'), c.req.valid('param').plan, c.req.valid('param').id), 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/plans/{plan}/planned-activities/{id}/difference',
      tags,
      summary: 'Side by side: the cells that differ from the last published version, or from when it was sent or sent back',
      request: { params: ofActivity, query: z.object({ since: z.enum(['version', 'submission']).default('submission') }) },
      responses: { 200: json(ReviewDifference, 'Cells before and after'), ...problems },
    }),
    async (c) => {
      const { plan, id } = c.req.valid('param')
      return c.json(await getDifference(c.get('ctx'), plan, id, c.req.valid('query').since), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/plans/{plan}/planned-activities/{id}/comments',
      tags,
      summary: 'Say something about an activity or one of its cells',
      request: { params: ofActivity, body: json(NewPlanComment, 'Sent twice it is one comment') },
      responses: { 200: json(z.array(PlanComment), 'All comments, oldest first'), ...problems },
    }),
    async (c) => {
      const { plan, id } = c.req.valid('param')
      return c.json(await addPlanComment(c.get('ctx'), plan, id, c.req.valid('json')), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'put',
      path: '/plans/{plan}/planned-activities/{id}/comments/{comment}',
      tags,
      summary: 'Settle a comment, or open it again',
      request: {
        params: ofActivity.extend({ comment: z.uuid() }),
        body: json(z.object({ settled: z.boolean() }), 'Settled or not'),
      },
      responses: { 200: json(z.array(PlanComment), 'All comments, oldest first'), ...problems },
    }),
    async (c) => {
      const { plan, id, comment } = c.req.valid('param')
      return c.json(await settlePlanComment(c.get('ctx'), plan, id, comment, c.req.valid('json').settled), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'put',
      path: '/plans/{plan}/versions/deadlines',
      tags,
      summary: 'Set the last day of each step of the open version',
      request: { params, body: json(Deadlines, 'null: no last day') },
      responses: { 200: json(Deadlines, 'As they are kept'), ...problems, ...conflict },
    }),
    async (c) => c.json(await setDeadlines(c.get('ctx'), c.req.valid('param').plan, c.req.valid('json')), 200),
  )
  .openapi(
    createRoute({
      method: 'put',
      path: '/plans/{plan}/extensions/{organisation}',
      tags,
      summary: 'Give an organisation a later last day; for endorsing and validating its activities it holds too',
      request: { params: ofOrganisation, body: json(NewExtension, 'Until when, and why') },
      responses: { 200: json(Extension, 'As it is kept'), ...problems, ...conflict },
    }),
    async (c) => {
      const { plan, organisation } = c.req.valid('param')
      return c.json(await giveExtension(c.get('ctx'), plan, organisation, c.req.valid('json')), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'delete',
      path: '/plans/{plan}/extensions/{organisation}',
      tags,
      summary: 'Take an extension back',
      request: { params: ofOrganisation },
      responses: { 204: { description: 'Gone' }, ...problems, ...conflict },
    }),
    async (c) => {
      const { plan, organisation } = c.req.valid('param')
      await takeExtensionBack(c.get('ctx'), plan, organisation)
      return c.body(null, 204)
    },
  )
