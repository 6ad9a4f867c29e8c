/** The endpoints of progress. */
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { api, json, problems } from '../../../core/http.ts'
import { translator } from '../../../core/i18n.ts'
import { workbookType } from '../../../core/sheets.ts'
import { readActivityProgress, readProgress } from './actions.ts'
import { ActivityProgressPage, Progress, ProgressBy, ProgressScope, Show } from './contract.ts'
import { progressCsv, progressXlsx } from './exports.ts'

const tags = ['figures']
const params = z.object({ plan: z.string().max(60) })
const Asked = ProgressScope.extend({ by: ProgressBy.default('sector') })
const file = (type: string) => ({
  description: 'The same table',
  content: { [type]: { schema: z.string().meta({ format: 'binary' }) } },
})
const sent = (type: string, name: string) => ({
  'content-type': type,
  'content-disposition': `attachment; filename="${name}"`,
  'cache-control': 'no-store',
})

export const progress = api()
  .openapi(
    createRoute({
      method: 'get',
      path: '/plans/{plan}/progress',
      tags,
      summary: 'Published targets beside accepted reports, along any side of the response, with the even pace',
      request: { params, query: Asked },
      responses: { 200: json(Progress, 'Lines and their total'), ...problems },
    }),
    async (c) => {
      const { by, ...scope } = c.req.valid('query')
      return c.json(await readProgress(c.get('ctx'), c.req.valid('param').plan, scope, by), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/plans/{plan}/progress.csv',
      tags,
      summary: 'Progress as CSV',
      request: { params, query: Asked },
      responses: { 200: file('text/csv'), ...problems },
    }),
    async (c) => {
      const { by, ...scope } = c.req.valid('query')
      const ctx = c.get('ctx')
      const found = await readProgress(ctx, c.req.valid('param').plan, scope, by)
      const name = `${found.plan}-progress-${by}.csv`
      return c.body(progressCsv(found, translator(ctx.language)('figures.total')), 200, sent('text/csv; charset=utf-8', name))
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/plans/{plan}/progress.xlsx',
      tags,
      summary: 'Progress as a workbook, with how it was made',
      request: { params, query: Asked },
      responses: { 200: file(workbookType), ...problems },
    }),
    async (c) => {
      const { by, ...scope } = c.req.valid('query')
      const ctx = c.get('ctx')
      const found = await readProgress(ctx, c.req.valid('param').plan, scope, by)
      const bytes = (await progressXlsx(found, translator(ctx.language))) as Uint8Array<ArrayBuffer>
      return c.body(bytes, 200, sent(workbookType, `${found.plan}-progress-${by}.xlsx`))
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/plans/{plan}/progress/activities',
      tags,
      summary: 'Organisation by place by indicator: silent ones, reports nobody planned, behind the pace, beyond the target',
      request: {
        params,
        query: ProgressScope.extend({
          show: Show.default('all'),
          after: z.string().max(500).optional(),
          limit: z.coerce.number().int().min(1).max(500).default(50),
        }),
      },
      responses: { 200: json(ActivityProgressPage, 'The largest plans first'), ...problems },
    }),
    async (c) => {
      const { show, after, limit, ...scope } = c.req.valid('query')
      const page = { show, after, limit }
      return c.json(await readActivityProgress(c.get('ctx'), c.req.valid('param').plan, scope, page), 200)
    },
  )
