/** The endpoints of versions: what is open, what was published, what differs, publishing and revising. */
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { assertMay, may, visible } from '../../../core/access.ts'
import { api, json, problems } from '../../../core/http.ts'
import { getPlan } from '../queries.ts'
import {
  Difference,
  PlanSummary,
  PublicationPreview,
  PublishedPlan,
  PublishRequest,
  RevisionRequest,
  Version,
  Versions,
} from './contract.ts'
import { differenceOf } from './difference.ts'
import { openRevision, previewPublication, publishVersion } from './publishing.ts'
import { getPublished, listVersions } from './queries.ts'
import { findEdition } from './rows.ts'
import { planSummary } from './summary.ts'

const tags = ['plan: versions and publication']
const params = z.object({ plan: z.string().max(60) })
const one = params.extend({ number: z.coerce.number().int().min(1).max(32_767) })
const page = z.object({
  since: z.coerce
    .number()
    .int()
    .min(0)
    .max(32_767)
    .optional()
    .meta({ description: 'The version before, where none is asked; 0: nothing.' }),
  country: z.string().max(10).optional(),
  after: z.string().max(60).optional().meta({ description: '`next` of the page before.' }),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})

export const versions = api()
  .openapi(
    createRoute({
      method: 'get',
      path: '/plans/{plan}/summary',
      tags,
      summary: 'A plan at a glance: people, activities by state as one may see them, versions',
      request: { params },
      responses: { 200: json(PlanSummary, 'The plan today'), ...problems },
    }),
    async (c) => c.json(await planSummary(c.get('ctx'), c.req.valid('param').plan), 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/plans/{plan}/versions',
      tags,
      summary: 'Versions of a plan, newest first',
      request: { params },
      responses: { 200: json(Versions, 'Versions'), ...problems },
    }),
    async (c) => {
      const ctx = c.get('ctx')
      visible(ctx, 'plan.read')
      const list = await listVersions(ctx.db, (await getPlan(ctx.db, c.req.valid('param').plan)).id)
      const steers = may(ctx, 'plan.publish', {})
      const isOpen = list[0]?.isOpen ?? true
      return c.json({ versions: list, may: { publish: steers && isOpen, revise: steers && !isOpen } }, 200)
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/plans/{plan}/versions',
      tags,
      summary: 'Open a revision of a published plan',
      request: { params, body: json(RevisionRequest, 'What it is about, if it can be said already') },
      responses: { 200: json(Version, 'The open version'), ...problems, 409: { description: 'One is open already' } },
    }),
    async (c) => c.json(await openRevision(c.get('ctx'), c.req.valid('param').plan, c.req.valid('json')), 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/plans/{plan}/versions/preview',
      tags,
      summary: 'What publishing would do now: what it takes, what stays behind, where numbers differ',
      request: { params },
      responses: { 200: json(PublicationPreview, 'Nothing is changed'), ...problems },
    }),
    async (c) => c.json(await previewPublication(c.get('ctx'), c.req.valid('param').plan), 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/plans/{plan}/versions/{number}',
      tags,
      summary: 'What a published version says, frozen',
      request: { params: one },
      responses: { 200: json(PublishedPlan, 'The version'), ...problems },
    }),
    async (c) => {
      const { db } = c.get('ctx')
      const { plan, number } = c.req.valid('param')
      visible(c.get('ctx'), 'plan.read')
      return c.json(await getPublished(db, (await getPlan(db, plan)).id, number), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/plans/{plan}/versions/{number}/publish',
      tags,
      summary: 'Publish the open version; asked twice it is published once',
      request: { params: one, body: json(PublishRequest, 'A note, and that the tie-out was seen') },
      responses: {
        200: json(Version, 'The published version'),
        ...problems,
        409: { description: 'Numbers differ and nobody said so' },
        422: { description: 'There is nothing to publish' },
      },
    }),
    async (c) => {
      const { plan, number } = c.req.valid('param')
      return c.json(await publishVersion(c.get('ctx'), plan, number, c.req.valid('json')), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/plans/{plan}/versions/{number}/difference',
      tags,
      summary: 'What differs from an earlier version, in words',
      request: { params: one, query: page },
      responses: { 200: json(Difference, 'The first page brings the summary'), ...problems },
    }),
    async (c) => {
      const ctx = c.get('ctx')
      const { plan: code, number } = c.req.valid('param')
      visible(ctx, 'plan.read')
      const plan = await getPlan(ctx.db, code)
      const until = await findEdition(ctx.db, plan.id, number)
      // What is not published yet is for those who publish.
      if (until.isOpen) assertMay(ctx, 'plan.publish')
      return c.json(await differenceOf(ctx, plan, until, c.req.valid('query')), 200)
    },
  )
