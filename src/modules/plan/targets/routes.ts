/** The endpoints of targets. */
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { api, json, problems } from '../../../core/http.ts'
import { translator } from '../../../core/i18n.ts'
import { workbookType } from '../../../core/sheets.ts'
import { checkTargets, readContributors } from './actions.ts'
import { CheckAsked, Contributors, LineAsked, LinesAsked, TargetCheck } from './contract.ts'
import { checkCsv, checkXlsx } from './exports.ts'

const tags = ['plan']
const params = z.object({ plan: z.string().max(60) })
const file = (type: string) => ({
  description: 'Cells above need, and who contributes to them',
  content: { [type]: { schema: z.string().meta({ format: 'binary' }) } },
})
const sent = (type: string, name: string) => ({
  'content-type': type,
  'content-disposition': `attachment; filename="${name}"`,
  'cache-control': 'no-store',
})

export const targets = api()
  .openapi(
    createRoute({
      method: 'get',
      path: '/plans/{plan}/targets/check',
      tags,
      summary: 'Planned people beside people in need: 15 cells per area and sector, and who contributes where it is too many',
      request: { params, query: CheckAsked.extend({ lines: LinesAsked.default('above') }) },
      responses: { 200: json(TargetCheck, 'Countries, and the lines asked for'), ...problems },
    }),
    async (c) => {
      const { lines, ...asked } = c.req.valid('query')
      return c.json(await checkTargets(c.get('ctx'), c.req.valid('param').plan, asked, lines), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/plans/{plan}/targets/check.csv',
      tags,
      summary: 'Cells above need as CSV',
      request: { params, query: CheckAsked },
      responses: { 200: file('text/csv'), ...problems },
    }),
    async (c) => {
      const { plan } = c.req.valid('param')
      const check = await checkTargets(c.get('ctx'), plan, c.req.valid('query'), 'above')
      return c.body(checkCsv(check), 200, sent('text/csv; charset=utf-8', `${plan}-above-need.csv`))
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/plans/{plan}/targets/check.xlsx',
      tags,
      summary: 'The list each country negotiates with, as a workbook',
      request: { params, query: CheckAsked },
      responses: { 200: file(workbookType), ...problems },
    }),
    async (c) => {
      const { plan } = c.req.valid('param')
      const ctx = c.get('ctx')
      const check = await checkTargets(ctx, plan, c.req.valid('query'), 'above')
      const bytes = (await checkXlsx(check, translator(ctx.language))) as Uint8Array<ArrayBuffer>
      return c.body(bytes, 200, sent(workbookType, `${plan}-above-need.xlsx`))
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/plans/{plan}/targets/contributors',
      tags,
      summary: 'The activities behind one area and sector',
      request: { params, query: LineAsked },
      responses: { 200: json(Contributors, 'The most people first'), ...problems },
    }),
    async (c) => c.json(await readContributors(c.get('ctx'), c.req.valid('param').plan, c.req.valid('query')), 200),
  )
