/** The endpoints of counted people. */
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { api, json, problems } from '../../../core/http.ts'
import { translator } from '../../../core/i18n.ts'
import { workbookType } from '../../../core/sheets.ts'
import { readCounted } from './actions.ts'
import { Counted, CountedBy, CountedScope } from './contract.ts'
import { countedCsv, countedXlsx } from './exports.ts'

const tags = ['figures']
const params = z.object({ plan: z.string().max(60) })
const Asked = CountedScope.extend({ by: CountedBy.default('country') })
const file = (type: string) => ({
  description: 'The same table',
  content: { [type]: { schema: z.string().meta({ format: 'binary' }) } },
})
const sent = (type: string, table: Counted, ending: string) => ({
  'content-type': type,
  'content-disposition': `attachment; filename="${table.plan}-counted-${table.by}.${ending}"`,
  'cache-control': 'no-store',
})

export const counted = api()
  .openapi(
    createRoute({
      method: 'get',
      path: '/plans/{plan}/figures/counted',
      tags,
      summary: 'Distinct people, counted exactly, beside the estimate from rows',
      request: { params, query: Asked },
      responses: { 200: json(Counted, 'One line per key; what is not kept is refused, never added up'), ...problems },
    }),
    async (c) => {
      const { by, ...scope } = c.req.valid('query')
      return c.json(await readCounted(c.get('ctx'), c.req.valid('param').plan, scope, by, { isLeaving: false }), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/plans/{plan}/figures/counted.csv',
      tags,
      summary: 'Counted people as CSV, small numbers hidden; with hxl=1 tagged for the humanitarian exchange',
      request: { params, query: Asked.extend({ hxl: z.stringbool().optional() }) },
      responses: { 200: file('text/csv'), ...problems },
    }),
    async (c) => {
      const { by, hxl, ...scope } = c.req.valid('query')
      const ctx = c.get('ctx')
      const table = await readCounted(ctx, c.req.valid('param').plan, scope, by, { isLeaving: true })
      return c.body(countedCsv(table, translator(ctx.language), hxl), 200, sent('text/csv; charset=utf-8', table, 'csv'))
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/plans/{plan}/figures/counted.xlsx',
      tags,
      summary: 'Counted people as a workbook, small numbers hidden',
      request: { params, query: Asked },
      responses: { 200: file(workbookType), ...problems },
    }),
    async (c) => {
      const { by, ...scope } = c.req.valid('query')
      const ctx = c.get('ctx')
      const table = await readCounted(ctx, c.req.valid('param').plan, scope, by, { isLeaving: true })
      const bytes = await countedXlsx(table, translator(ctx.language))
      return c.body(bytes as Uint8Array<ArrayBuffer>, 200, sent(workbookType, table, 'xlsx'))
    },
  )
