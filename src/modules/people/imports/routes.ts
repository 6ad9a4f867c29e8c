/** The endpoints of lists of people: looked at, sent in, followed, what came back; and the list that leaves. */
import { Readable } from 'node:stream'
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { visible } from '../../../core/access.ts'
import { record } from '../../../core/events.ts'
import { type Upload, withUpload } from '../../../core/files.ts'
import { api, json, problems } from '../../../core/http.ts'
import { Problem } from '../../../core/problem.ts'
import { workbookType } from '../../../core/sheets.ts'
import { sendList } from './actions.ts'
import { ListImport, ListLook, ListOrder } from './contract.ts'
import { exportedSheet } from './exporting.ts'
import { type Form, type Leaving, leave, refusedSheets } from './leaving.ts'
import { lookAtList } from './looking.ts'
import { refusedFetched } from './queries.ts'
import { getImport, importFor, importsFor } from './views.ts'

const tags = ['people']
const one = z.object({ id: z.uuid() })
const types: Record<Form, string> = { xlsx: workbookType, csv: 'text/csv; charset=utf-8' }
const file = {
  description: 'The file',
  content: Object.fromEntries(Object.values(types).map((type) => [type, { schema: z.string().meta({ format: 'binary' }) }])),
}

/** Fields of a form are text; the matching is written as JSON. */
function orderIn<T extends z.ZodObject>(schema: T, { fields }: Upload): z.infer<T> {
  const read = schema.safeParse({
    ...fields,
    ...(fields.matching ? { matching: jsonIn(fields.matching) } : {}),
    group: fields.group || null,
  })
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw new Problem(400, 'core/invalid-request', { where: issue!.path.join('.'), issues: [] })
}
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const sent = (form: Form, name: string, sheets: Leaving[]) =>
  new Response(Readable.toWeb(Readable.from(leave(form, sheets), { objectMode: false })) as ReadableStream<Uint8Array>, {
    headers: {
      'content-type': types[form],
      'content-disposition': `attachment; filename="${name}.${form}"`,
      'cache-control': 'no-store',
    },
  })

export const imports = api()
  .openapi(
    createRoute({
      method: 'post',
      path: '/people/imports/look',
      tags,
      summary: 'Look at a list before it is sent',
      description:
        'multipart/form-data: one or two parts `file`, `organisation`, `matching` (JSON: header → field or null). Nothing is kept.',
      responses: { 200: json(ListLook, 'The columns, where they would go, and the first rows'), ...problems },
    }),
    async (c) => {
      const ctx = c.get('ctx')
      visible(ctx, 'people.manage')
      const look = ListOrder.pick({ organisation: true, matching: true }).extend({ site: z.uuid().optional() })
      return c.json(await withUpload(c.req.raw, (upload) => lookAtList(ctx, upload.files, orderIn(look, upload))), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/people/imports',
      tags,
      summary: 'Send a list of people',
      description:
        'multipart/form-data: one or two parts `file` (XLSX, CSV, the exports of KoBoToolbox and ODK), `organisation`, `site`, `consent` (how these people were asked to agree), `how`, `language`, `group`, `matching`. Taken in by a job; follow it at /people/imports/{id}.',
      responses: { 200: json(ListImport, 'Sent before'), 202: json(ListImport, 'Waiting to be taken in'), ...problems },
    }),
    async (c) => {
      const ctx = c.get('ctx')
      visible(ctx, 'people.manage')
      const { id, again } = await withUpload(c.req.raw, (upload) => sendList(ctx, upload.files, orderIn(ListOrder, upload)))
      const found = await importFor(ctx, id, again)
      return again ? c.json(found, 200) : c.json(found, 202)
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/people/imports',
      tags,
      summary: 'Lists sent in',
      responses: { 200: json(z.array(ListImport), 'The newest first'), ...problems },
    }),
    async (c) => c.json(await importsFor(c.get('ctx')), 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/people/imports/{id}',
      tags,
      summary: 'One list: how far it is, what was kept',
      request: { params: one },
      responses: { 200: json(ListImport, 'The list'), ...problems },
    }),
    async (c) => c.json(await importFor(c.get('ctx'), c.req.valid('param').id), 200),
  )

const refused = (form: Form) =>
  createRoute({
    method: 'get',
    path: `/people/imports/{id}/refused.${form}`,
    tags,
    summary: `Rows that were not kept, each with its reason (${form.toUpperCase()})`,
    request: { params: one },
    responses: { 200: file, ...problems },
  })
const exported = (form: Form) =>
  createRoute({
    method: 'get',
    path: `/people/households.${form}`,
    tags,
    summary: `Households as a list that can be taken in again (${form.toUpperCase()})`,
    request: {
      query: z.object({
        organisation: z.coerce.number().int().positive().max(2_147_483_647).optional(),
        site: z.uuid().optional(),
      }),
    },
    responses: { 200: file, ...problems },
  })
for (const form of ['xlsx', 'csv'] as const) {
  imports.openapi(refused(form), async (c) => {
    const row = await getImport(c.get('ctx'), c.req.valid('param').id)
    await record(c.get('ctx').db, c.get('ctx').actor, refusedFetched, row.id)
    return sent(form, 'refused', refusedSheets(c.get('ctx'), row)) as never
  })
  imports.openapi(
    exported(form),
    async (c) => sent(form, 'households', [await exportedSheet(c.get('ctx'), c.req.valid('query'))]) as never,
  )
}
