/** The endpoints of figures. */
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { api, json, problems } from '../../core/http.ts'
import { translator } from '../../core/i18n.ts'
import { readDashboard, readFigures, readReached, readSnapshot, readSnapshots, takeSnapshot } from './actions.ts'
import { By, Dashboard, Figure, FigureReference, FigureScope, NewSnapshot, Reached, Snapshot, SnapshotHead } from './contract.ts'
import { counted } from './counted/routes.ts'
import { reachedCsv, reachedXlsx } from './exports.ts'
import { progress } from './progress/routes.ts'
import { methodsFrom } from './tables.ts'

const tags = ['figures']
const params = z.object({ plan: z.string().max(60) })
const Scope = FigureScope.partial({ from: true, until: true })
const Asked = Scope.extend({
  by: By.default('country'),
  method: z.string().max(200).optional().meta({ description: 'Methods, with commas between; left out: the stored one.' }),
})
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const csv = { description: 'The same table as CSV', content: { 'text/csv': { schema: z.string() } } }

export const figures = api()
  .openapi(
    createRoute({
      method: 'get',
      path: '/plans/{plan}/figures/reached',
      tags,
      summary: 'People reached, by any method and along any line',
      request: { params, query: Asked },
      responses: { 200: json(Reached, 'One line per key, one value per method'), ...problems },
    }),
    async (c) => {
      const { by, method, ...scope } = c.req.valid('query')
      return c.json(await readReached(c.get('ctx'), c.req.valid('param').plan, scope, by, methodsFrom(method)), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/plans/{plan}/figures/reached.csv',
      tags,
      summary: 'People reached as a file; with hxl=1 tagged for the humanitarian exchange',
      request: { params, query: Asked.extend({ hxl: z.stringbool().optional() }) },
      responses: { 200: csv, ...problems },
    }),
    async (c) => {
      const { by, method, hxl, ...scope } = c.req.valid('query')
      const ctx = c.get('ctx')
      const { plan } = c.req.valid('param')
      const table = await readReached(ctx, plan, scope, by, methodsFrom(method))
      const name = `${plan}-${table.scope.from}-${table.scope.until}-${by}.csv`
      return c.body(reachedCsv(table, translator(ctx.language)('figures.total'), hxl), 200, {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${name}"`,
        'cache-control': 'no-store',
      })
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/plans/{plan}/figures/reached.xlsx',
      tags,
      summary: 'People reached as a workbook',
      request: { params, query: Asked },
      responses: {
        200: {
          description: 'The same table as a workbook',
          content: { [xlsx]: { schema: z.string().meta({ format: 'binary' }) } },
        },
        ...problems,
      },
    }),
    async (c) => {
      const { by, method, ...scope } = c.req.valid('query')
      const ctx = c.get('ctx')
      const { plan } = c.req.valid('param')
      const table = await readReached(ctx, plan, scope, by, methodsFrom(method))
      const bytes = await reachedXlsx(table, translator(ctx.language))
      return c.body(bytes as Uint8Array<ArrayBuffer>, 200, {
        'content-type': xlsx,
        'content-disposition': `attachment; filename="${plan}-${table.scope.from}-${table.scope.until}-${by}.xlsx"`,
        'cache-control': 'no-store',
      })
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/plans/{plan}/figures/dashboard',
      tags,
      summary: 'What the dashboard shows, in one answer',
      request: { params, query: Scope },
      responses: { 200: json(Dashboard, 'By each country’s stored method'), ...problems },
    }),
    async (c) => c.json(await readDashboard(c.get('ctx'), c.req.valid('param').plan, c.req.valid('query')), 200),
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/plans/{plan}/figures',
      tags,
      summary: 'Figures by reference, as a report’s text holds them',
      request: { params, body: json(z.array(FigureReference).min(1).max(500), 'References') },
      responses: { 200: json(z.array(Figure), 'In the same order'), ...problems },
    }),
    async (c) => c.json(await readFigures(c.get('ctx'), c.req.valid('param').plan, c.req.valid('json')), 200),
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/plans/{plan}/snapshots',
      tags,
      summary: 'Keep the figures of a period as they stand',
      request: { params, body: json(NewSnapshot, 'Id made by the caller; the same id twice is one snapshot') },
      responses: { 200: json(Snapshot, 'As kept'), ...problems },
    }),
    async (c) => c.json(await takeSnapshot(c.get('ctx'), c.req.valid('param').plan, c.req.valid('json')), 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/plans/{plan}/snapshots',
      tags,
      summary: 'Figures that were kept, newest first',
      request: { params },
      responses: { 200: json(z.array(SnapshotHead), 'Without their contents'), ...problems },
    }),
    async (c) => c.json(await readSnapshots(c.get('ctx'), c.req.valid('param').plan), 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/plans/{plan}/snapshots/{id}',
      tags,
      summary: 'Figures as they were kept',
      request: { params: params.extend({ id: z.uuid() }) },
      responses: { 200: json(Snapshot, 'With its tables'), ...problems },
    }),
    async (c) => c.json(await readSnapshot(c.get('ctx'), c.req.valid('param').plan, c.req.valid('param').id), 200),
  )
  .route('/', progress)
  .route('/', counted)
