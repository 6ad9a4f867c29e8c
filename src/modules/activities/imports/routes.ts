/** The endpoints of files: sent in, followed, taken back; the template and the workbooks that say what is wrong. */
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { visible } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { withUpload } from '../../../core/files.ts'
import { api, json, problems } from '../../../core/http.ts'
import { languages } from '../../../core/i18n.ts'
import { Problem } from '../../../core/problem.ts'
import { workbookType } from '../../../core/sheets.ts'
import { getPlan } from '../../plan/queries.ts'
import { sendFileAsJob, takeBack } from './actions.ts'
import { Import } from './contract.ts'
import { errorReport, findingsWorkbook, refusedWorkbook } from './reports.ts'
import { templateFor } from './template.ts'
import { importFor, importsOf } from './views.ts'

const tags = ['imports']
const plan = z.object({ plan: z.string().max(60) })
const one = z.object({ id: z.uuid() })
const workbook = { description: 'A workbook', content: { [workbookType]: { schema: z.string().meta({ format: 'binary' }) } } }
const organisationIn = z.coerce.number().int().positive().max(2_147_483_647)

const attachment = (name: string) => ({
  'content-type': workbookType,
  'content-disposition': `attachment; filename="${name}"`,
  'cache-control': 'no-store',
})
const bytes = (content: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(content)

/** The parts of the request: `file`, and `organisation` when it is sent for one. */
const receive = (ctx: Context, request: Request, planCode: string): Promise<Import> => {
  visible(ctx, 'activities.write')
  return withUpload(request, async ({ files, fields }) => {
    const file = files[0] ?? refuse()
    if (files.length > 1) throw new Problem(422, 'activities/one-file', { count: files.length })
    const organisation = fields.organisation ? organisationOf(fields.organisation) : null
    const sent = await sendFileAsJob(ctx, planCode, file, organisation)
    return importFor(ctx, sent.id, sent.again)
  })
}

function organisationOf(field: string): number {
  const read = organisationIn.safeParse(field)
  if (!read.success) throw new Problem(400, 'core/invalid-request', { where: 'organisation', issues: [] })
  return read.data
}

const refuse = (): never => {
  throw new Problem(422, 'activities/file-missing')
}

export const imports = api()
  .openapi(
    createRoute({
      method: 'post',
      path: '/plans/{plan}/imports',
      tags,
      summary: 'Send a workbook or CSV file of rows',
      description:
        'multipart/form-data with one part `file` and, when it is sent for one organisation, `organisation`. The rows are taken in by a job; follow it at /imports/{id}.',
      request: { params: plan },
      responses: { 200: json(Import, 'Sent before'), 202: json(Import, 'Waiting to be taken in'), ...problems },
    }),
    async (c) => {
      const sent = await receive(c.get('ctx'), c.req.raw, c.req.valid('param').plan)
      return sent.again ? c.json(sent, 200) : c.json(sent, 202)
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/plans/{plan}/imports',
      tags,
      summary: 'Files sent',
      request: { params: plan },
      responses: { 200: json(z.array(Import), 'The newest first'), ...problems },
    }),
    async (c) => {
      const ctx = c.get('ctx')
      visible(ctx, 'activities.write')
      return c.json(await importsOf(ctx, await getPlan(ctx.db, c.req.valid('param').plan)), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/imports/{id}',
      tags,
      summary: 'One file and how far it is',
      request: { params: one },
      responses: { 200: json(Import, 'The import'), ...problems },
    }),
    async (c) => c.json(await importFor(c.get('ctx'), c.req.valid('param').id), 200),
  )
  .openapi(
    createRoute({
      method: 'delete',
      path: '/imports/{id}',
      tags,
      summary: 'Take an import back, while all its rows are drafts',
      request: { params: one },
      responses: { 200: json(Import, 'Taken back'), 409: { description: 'Rows were submitted already' }, ...problems },
    }),
    async (c) => {
      await takeBack(c.get('ctx'), c.req.valid('param').id)
      return c.json(await importFor(c.get('ctx'), c.req.valid('param').id), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/imports/{id}/refused.xlsx',
      tags,
      summary: 'Rows not taken in, with the reasons',
      request: { params: one },
      responses: { 200: workbook, ...problems },
    }),
    async (c) => c.body(bytes(await refusedWorkbook(c.get('ctx'), c.req.valid('param').id)), 200, attachment('refused.xlsx')),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/imports/{id}/findings.xlsx',
      tags,
      summary: 'Rows with findings, cells marked',
      request: { params: one },
      responses: { 200: workbook, ...problems },
    }),
    async (c) => c.body(bytes(await findingsWorkbook(c.get('ctx'), c.req.valid('param').id)), 200, attachment('findings.xlsx')),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/plans/{plan}/template.xlsx',
      tags,
      summary: 'The workbook to fill in, its lists filled from the plan',
      request: {
        params: plan,
        query: z.object({
          country: z.string().max(10).optional(),
          organisation: organisationIn.optional(),
          language: z.enum(languages).optional(),
        }),
      },
      responses: { 200: workbook, ...problems },
    }),
    async (c) =>
      c.body(
        bytes(await templateFor(c.get('ctx'), c.req.valid('param').plan, c.req.valid('query'))),
        200,
        attachment(`${c.req.valid('param').plan}.xlsx`),
      ),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/plans/{plan}/error-report.xlsx',
      tags,
      summary: 'Rows that are to be mended: of an organisation, of a country, or all that you may write',
      request: {
        params: plan,
        query: z.object({ organisation: organisationIn.optional(), country: z.string().max(10).optional() }),
      },
      responses: { 200: workbook, ...problems },
    }),
    async (c) =>
      c.body(
        bytes(await errorReport(c.get('ctx'), c.req.valid('param').plan, c.req.valid('query'))),
        200,
        attachment('error-report.xlsx'),
      ),
  )
