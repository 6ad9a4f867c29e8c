/** The endpoints of what partners plan: the grid, the form and its way back, copying, what is planned twice. */
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { withUpload } from '../../../core/files.ts'
import { api, json, problems } from '../../../core/http.ts'
import { languages } from '../../../core/i18n.ts'
import { Problem } from '../../../core/problem.ts'
import { workbookType } from '../../../core/sheets.ts'
import {
  AlsoPlanned,
  PlannedCopied,
  PlannedCopyOrder,
  PlannedDetail,
  PlannedFilter,
  PlannedImport,
  PlannedPage,
  PlannedQuery,
  PlannedSaved,
  PlannedToSave,
} from './contract.ts'
import { copyPlanned } from './copy.ts'
import { alsoPlanned, getPlanned, listPlanned } from './queries.ts'
import { removePlanned } from './remove.ts'
import { savePlanned } from './save.ts'
import { importPlanned } from './workbook/import.ts'
import { formFor } from './workbook/template.ts'

const tags = ['plan']
const params = z.object({ plan: z.string().max(60) })
const withId = params.extend({ id: z.uuid() })
const path = '/plans/{plan}/planned-activities'

export const submissions = api()
  .openapi(
    createRoute({
      method: 'get',
      path,
      tags,
      summary: 'What partners plan, page by page, with the sums of the whole filter',
      request: { params, query: PlannedQuery },
      responses: { 200: json(PlannedPage, 'A page of the grid'), ...problems },
    }),
    async (c) => c.json(await listPlanned(c.get('ctx'), c.req.valid('param').plan, c.req.valid('query')), 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: `${path}/also-planned`,
      tags,
      summary: 'Places and indicators planned more than once, with who plans there',
      request: { params, query: PlannedFilter },
      responses: { 200: json(z.array(AlsoPlanned), 'The largest first, at most 200'), ...problems },
    }),
    async (c) => c.json(await alsoPlanned(c.get('ctx'), c.req.valid('param').plan, c.req.valid('query')), 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: `${path}/template.xlsx`,
      tags,
      summary: 'The form of one organisation for one country, what is planned already filled in',
      request: {
        params,
        query: z.object({
          organisation: z.string().max(500).meta({ description: 'Number, name, acronym or code.' }),
          country: z.string().max(60),
          language: z.enum(languages).optional(),
        }),
      },
      responses: {
        200: { description: 'A workbook', content: { [workbookType]: { schema: { type: 'string', format: 'binary' } } } },
        ...problems,
      },
    }),
    async (c) => {
      const { plan } = c.req.valid('param')
      const query = c.req.valid('query')
      const content = await formFor(c.get('ctx'), plan, query)
      const name = `${plan}-${query.country}-activities.xlsx`.replace(/[^\w.-]/g, '')
      return c.body(content as Uint8Array<ArrayBuffer>, 200, {
        'content-type': workbookType,
        'content-disposition': `attachment; filename="${name}"`,
      })
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: `${path}/imports`,
      tags,
      summary: 'Take in a filled form',
      description:
        'multipart/form-data: `file` (XLSX, CSV), `organisation` (name, acronym or code) unless the workbook says it itself.',
      request: { params },
      responses: { 200: json(PlannedImport, 'What was read, kept and refused'), ...problems },
    }),
    async (c) =>
      c.json(
        await withUpload(c.req.raw, async ({ files, fields }) => {
          if (files.length !== 1) throw new Problem(422, 'plan/submission-one-file', { files: files.length })
          return importPlanned(c.get('ctx'), c.req.valid('param').plan, files[0]!, fields.organisation || undefined)
        }),
        200,
      ),
  )
  .openapi(
    createRoute({
      method: 'post',
      path: `${path}/copy`,
      tags,
      summary: 'Begin from what the organisation planned in another plan; what was copied before is left',
      request: { params, body: json(PlannedCopyOrder, 'From where, and whose') },
      responses: { 200: json(PlannedCopied, 'How many came'), ...problems },
    }),
    async (c) => c.json(await copyPlanned(c.get('ctx'), c.req.valid('param').plan, c.req.valid('json')), 200),
  )
  .openapi(
    createRoute({
      method: 'put',
      path,
      tags,
      summary: 'Save cells of activities, new ones too; those changed meanwhile come back as conflicts',
      request: { params, body: json(PlannedToSave, 'The cells that are set') },
      responses: {
        200: json(PlannedSaved, 'As they are kept'),
        409: { description: 'The plan is locked, or one is no longer being written' },
        ...problems,
      },
    }),
    async (c) => c.json(await savePlanned(c.get('ctx'), c.req.valid('param').plan, c.req.valid('json')), 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: `${path}/{id}`,
      tags,
      summary: 'One activity with its history',
      request: { params: withId },
      responses: { 200: json(PlannedDetail, 'The activity'), ...problems },
    }),
    async (c) => c.json(await getPlanned(c.get('ctx'), c.req.valid('param').plan, c.req.valid('param').id), 200),
  )
  .openapi(
    createRoute({
      method: 'delete',
      path: `${path}/{id}`,
      tags,
      summary: 'Take away a draft that was never published',
      request: { params: withId },
      responses: { 204: { description: 'Gone' }, 409: { description: 'Submitted or published already' }, ...problems },
    }),
    async (c) => {
      await removePlanned(c.get('ctx'), c.req.valid('param').plan, c.req.valid('param').id)
      return c.body(null, 204)
    },
  )
