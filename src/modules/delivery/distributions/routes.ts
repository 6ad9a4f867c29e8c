/** The endpoints of distributions. */
import { Readable } from 'node:stream'
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { visible } from '../../../core/access.ts'
import { type ReceivedFile, withUpload } from '../../../core/files.ts'
import { api, json, problems } from '../../../core/http.ts'
import { Problem } from '../../../core/problem.ts'
import { workbookType } from '../../../core/sheets.ts'
import { Id } from '../../people/contract.ts'
import { closeDistribution, makeDistribution, readDistribution, readDistributions } from './actions.ts'
import { Distribution, DistributionDetail, ListChange, ListedByFile, NewDistribution, Returned, ValueChange } from './contract.ts'
import { listBook } from './leaving.ts'
import { changeValue, setExpected, setExpectedByFile } from './listing.ts'
import { listPaper } from './paper.ts'
import { takeBackList } from './returning.ts'

const tags = ['delivery']
const one = z.object({ id: Id })
const book = { description: 'A workbook', content: { [workbookType]: { schema: z.string().meta({ format: 'binary' }) } } }
const paper = { description: 'PDF/UA', content: { 'application/pdf': { schema: z.string().meta({ format: 'binary' }) } } }

const headersOf = (type: string, name: string) => ({
  'content-type': type,
  'content-disposition': `attachment; filename="${name}"`,
  'cache-control': 'no-store',
})
const bookAnswer = (pieces: AsyncGenerator<Buffer>, name: string) =>
  new Response(Readable.toWeb(Readable.from(pieces, { objectMode: false })) as ReadableStream<Uint8Array>, {
    headers: headersOf(workbookType, name),
  })

const theFile = (files: ReceivedFile[]): ReceivedFile => {
  if (files.length !== 1)
    throw new Problem(422, files.length === 0 ? 'people/file-missing' : 'people/too-many-files', { count: files.length })
  return files[0]!
}

export const distributions = api()
  .openapi(
    createRoute({
      method: 'get',
      path: '/distributions',
      tags,
      summary: 'Distributions within reach, the latest first',
      request: {
        query: z.object({
          organisation: z.coerce.number().int().max(2_147_483_647).optional(),
          site: Id.optional(),
          state: z.enum(['open', 'closed']).optional(),
        }),
      },
      responses: { 200: json(z.array(Distribution), 'Distributions'), ...problems },
    }),
    async (c) => c.json(await readDistributions(c.get('ctx'), c.req.valid('query')), 200),
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/distributions',
      tags,
      summary: 'Make a distribution',
      request: { body: { content: { 'application/json': { schema: NewDistribution } }, required: true } },
      responses: { 200: json(Distribution, 'As it stands'), ...problems },
    }),
    async (c) => c.json(await makeDistribution(c.get('ctx'), c.req.valid('json')), 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/distributions/{id}',
      tags,
      summary: 'One distribution: who is expected, who came, who collected for whom',
      request: { params: one },
      responses: { 200: json(DistributionDetail, 'The distribution'), ...problems },
    }),
    async (c) => c.json(await readDistribution(c.get('ctx'), c.req.valid('param').id), 200),
  )
  .openapi(
    createRoute({
      method: 'put',
      path: '/distributions/{id}/households',
      tags,
      summary: 'Say who is expected: by id, by site, as on another list',
      request: { params: one, body: { content: { 'application/json': { schema: ListChange } }, required: true } },
      responses: { 200: json(DistributionDetail, 'The distribution'), ...problems },
    }),
    async (c) => c.json(await setExpected(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/distributions/{id}/households',
      tags,
      summary: 'Say who is expected by a file with their cards (XLSX, CSV)',
      description:
        'multipart/form-data with one part `file`; `add` = yes: beside those who are on the list. A column with the value in USD says that of each household; who has come keeps theirs.',
      request: { params: one },
      responses: {
        200: json(ListedByFile, 'The distribution, and rows of which there is something to say'),
        ...problems,
      },
    }),
    async (c) => {
      const ctx = c.get('ctx')
      visible(ctx, 'delivery.write')
      const { id } = c.req.valid('param')
      return c.json(
        await withUpload(c.req.raw, ({ files, fields }) => setExpectedByFile(ctx, id, theFile(files), fields.add === 'yes')),
        200,
      )
    },
  )
  .openapi(
    createRoute({
      method: 'put',
      path: '/distributions/{id}/households/{household}/value',
      tags,
      summary: 'Change what is planned for one household in USD, before it comes',
      description:
        'The change stays to be seen with who made it and why. 409 once the household has come: what was given is reversed, not planned anew.',
      request: {
        params: one.extend({ household: Id }),
        body: { content: { 'application/json': { schema: ValueChange } }, required: true },
      },
      responses: { 200: json(DistributionDetail, 'The distribution'), ...problems },
    }),
    async (c) => {
      const { id, household } = c.req.valid('param')
      return c.json(await changeValue(c.get('ctx'), id, household, c.req.valid('json')), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/distributions/{id}/close',
      tags,
      summary: 'Close a distribution; a list that comes later is still taken',
      request: { params: one },
      responses: { 200: json(Distribution, 'As it stands'), ...problems },
    }),
    async (c) => c.json(await closeDistribution(c.get('ctx'), c.req.valid('param').id), 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/distributions/{id}/list.xlsx',
      tags,
      summary: 'The list as a workbook to be filled in and sent back',
      request: { params: one },
      responses: { 200: book, ...problems },
    }),
    async (c) => bookAnswer(await listBook(c.get('ctx'), c.req.valid('param').id), 'list.xlsx') as never,
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/distributions/{id}/list.pdf',
      tags,
      summary: 'The list on paper, with room for signatures',
      request: { params: one },
      responses: { 200: paper, ...problems },
    }),
    async (c) => {
      const pdf = await listPaper(c.get('ctx'), c.req.valid('param').id)
      return new Response(new Uint8Array(pdf), { headers: headersOf('application/pdf', 'list.pdf') }) as never
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/distributions/{id}/returned',
      tags,
      summary: 'The list that comes back: whoever came is given to',
      description: 'multipart/form-data with one part `file`; the same list twice gives nothing twice.',
      request: { params: one },
      responses: { 200: json(Returned, 'What became of the rows'), ...problems },
    }),
    async (c) => {
      const ctx = c.get('ctx')
      visible(ctx, 'delivery.write')
      const { id } = c.req.valid('param')
      return c.json(await withUpload(c.req.raw, ({ files }) => takeBackList(ctx, id, theFile(files))), 200)
    },
  )
