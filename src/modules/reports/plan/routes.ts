/** The endpoints of a plan as it leaves: its published activities, its files. A read goes to a query; nothing is decided here. */
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { visible } from '../../../core/access.ts'
import { api, json, problems } from '../../../core/http.ts'
import { notFound } from '../../../core/problem.ts'
import { getPlan } from '../../plan/queries.ts'
import { PlanRow } from './contract.ts'
import { findPlanEdition, workingEdition } from './edition.ts'
import { Explore, readPage, readTotals } from './explorer.ts'
import { planFiles, streamOf } from './files.ts'
import { PlanFilter } from './filter.ts'
import { namesOf } from './names.ts'

const tags = ['reports']
const plan = z.object({ plan: z.string().max(60) })
const version = {
  version: z.coerce.number().int().min(1).max(999_999).optional().meta({ description: 'By default the newest.' }),
}

const PublishedActivities = z
  .object({
    version: z.int(),
    rows: z.array(PlanRow),
    hasBefore: z.boolean(),
    hasAfter: z.boolean(),
    totals: z.object({
      activities: z.int(),
      organisations: z.int(),
      countries: z.int(),
      usd: z.number(),
      directTarget: z.number().meta({ description: 'Targets of direct activities, added: one person may stand in several.' }),
    }),
  })
  .meta({ id: 'PublishedActivities' })

export const planFilesAndActivities = api()
  .openapi(
    createRoute({
      method: 'get',
      path: '/plans/{plan}/published-activities',
      tags,
      summary: 'Activities of a published plan, narrowed, sorted, page by page, with what they come to',
      request: { params: plan, query: Explore.extend(version) },
      responses: { 200: json(PublishedActivities, 'One page, and the sums of all that fit'), ...problems },
    }),
    async (c) => {
      const ctx = c.get('ctx')
      visible(ctx, 'plan.read')
      const { version: wanted, ...asked } = c.req.valid('query')
      const { plan: code } = c.req.valid('param')
      const edition = (await findPlanEdition(ctx.db, code, wanted)) ?? notFound('plan', code)
      const { sort: _, after: __, before: ___, last: ____, ...filter } = asked
      const page = await readPage(ctx.db, edition, await namesOf(ctx.db, edition, ctx.language), asked)
      return c.json({ version: edition.version!, ...page, totals: await readTotals(ctx.db, edition, filter) }, 200)
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/plans/{plan}/draft/{file}',
      tags,
      summary: 'A plan in the making as a file, marked as a draft, with the activities the asker may see',
      request: { params: plan.extend({ file: z.string().max(60) }), query: PlanFilter },
      responses: { 200: { description: 'The file' }, ...problems },
    }),
    async (c) => {
      const ctx = c.get('ctx')
      const reach = visible(ctx, 'submission.read')
      const { plan: code, file: name } = c.req.valid('param')
      const edition = await workingEdition(ctx.db, await getPlan(ctx.db, code), reach)
      const file = Object.hasOwn(planFiles, name) ? planFiles[name]! : notFound('file', name)
      const filter = file.isFiltered ? c.req.valid('query') : {}
      return c.body(streamOf(file.render({ db: ctx.db, edition, language: ctx.language, filter })), 200, {
        'content-type': file.mediaType,
        'content-disposition': `attachment; filename="${code}-draft-${name}"`,
        'cache-control': 'no-store',
      })
    },
  )
