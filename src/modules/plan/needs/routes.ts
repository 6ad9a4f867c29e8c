/** The endpoints of needs and targets. */
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { api, json, problems } from '../../../core/http.ts'
import { translator } from '../../../core/i18n.ts'
import { workbookType } from '../../../core/sheets.ts'
import { addPeopleRow, changePeople, readPeople } from './cells.ts'
import { Intersector, NewPeopleRow, PeopleChange, PeopleImport, PeopleRow, PeopleTables, What } from './contract.ts'
import { peopleCsv, peopleXlsx } from './export.ts'
import { intersectorCsv } from './figures-file.ts'
import { readIntersector } from './intersector.ts'
import { receivePeople } from './receiving.ts'
import { scenario } from './scenario/routes.ts'
import { survey } from './survey/routes.ts'

const tags = ['needs']
const params = z.object({ plan: z.string().max(60) })
const country = z
  .string()
  .regex(/^[A-Z]{2}$/)
  .optional()
const Asked = z.object({
  by: z.enum(['country', 'admin1']).default('admin1'),
  what: What.default('need'),
  country,
  sector: z.coerce.number().int().min(1).max(2_147_483_647).optional(),
})
const csvAnswer = { description: 'CSV', content: { 'text/csv': { schema: z.string() } } }
const xlsxAnswer = { description: 'A workbook', content: { [workbookType]: { schema: z.string() } } }
const asFile = (name: string, type: string) => ({
  'content-type': type,
  'content-disposition': `attachment; filename="${name}"`,
  'cache-control': 'no-store',
})
const csvType = 'text/csv; charset=utf-8'

/** The same endpoints for people in need and for targets. */
const tables = { need: { path: 'needs', words: 'People in need' }, target: { path: 'targets-table', words: 'Targets' } } as const

export const needs = api()
for (const what of What.options) {
  const { path, words } = tables[what]
  needs.openapi(
    createRoute({
      method: 'get',
      path: `/plans/{plan}/${path}.csv`,
      tags,
      summary: `${words} as a table of 34 columns, cell by cell as it came`,
      request: { params },
      responses: { 200: csvAnswer, ...problems },
    }),
    async (c) => {
      const { plan } = c.req.valid('param')
      return c.body(await peopleCsv(c.get('ctx'), plan, what), 200, asFile(`${plan}-${path}.csv`, csvType))
    },
  )
  needs.openapi(
    createRoute({
      method: 'get',
      path: `/plans/{plan}/${path}.xlsx`,
      tags,
      summary: `${words} as a workbook`,
      request: { params },
      responses: { 200: xlsxAnswer, ...problems },
    }),
    async (c) => {
      const { plan } = c.req.valid('param')
      return c.body(new Uint8Array(await peopleXlsx(c.get('ctx'), plan, what)), 200, asFile(`${plan}-${path}.xlsx`, workbookType))
    },
  )
  needs.openapi(
    createRoute({
      method: 'post',
      path: `/plans/{plan}/${path}`,
      tags,
      summary: `Take a table of ${words.toLowerCase()} in place of the one that is there`,
      description:
        'multipart/form-data with one part `file` (CSV or XLSX, 34 columns) and, if not today, `dated`. Whoever answers for some countries replaces the lines of those that the file names.',
      request: { params },
      responses: { 200: json(PeopleImport, 'What was taken, changed and refused'), ...problems },
    }),
    async (c) => c.json(await receivePeople(c.get('ctx'), c.req.valid('param').plan, what, c.req.raw), 200),
  )
}

needs
  .openapi(
    createRoute({
      method: 'get',
      path: '/plans/{plan}/needs',
      tags,
      summary: 'People in need and targets of one country, line by line; without a country what the tables are',
      request: { params, query: z.object({ country }) },
      responses: { 200: json(PeopleTables, 'Both tables'), ...problems },
    }),
    async (c) => c.json(await readPeople(c.get('ctx'), c.req.valid('param').plan, c.req.valid('query').country), 200),
  )
  .openapi(
    createRoute({
      method: 'put',
      path: '/plans/{plan}/needs/cells',
      tags,
      summary: 'Change cells of either table; a line that somebody else changed meanwhile refuses them all',
      request: { params, body: json(PeopleChange, 'Lines with the version that was read') },
      responses: { 200: json(z.array(PeopleRow), 'The lines as they are kept'), ...problems },
    }),
    async (c) => c.json(await changePeople(c.get('ctx'), c.req.valid('param').plan, c.req.valid('json')), 200),
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/plans/{plan}/needs/lines',
      tags,
      summary: 'Add an empty line for a place and sector; the same again is the one that is there',
      request: { params, body: json(NewPeopleRow, 'The place and sector') },
      responses: { 200: json(PeopleRow, 'The line'), ...problems },
    }),
    async (c) => c.json(await addPeopleRow(c.get('ctx'), c.req.valid('param').plan, c.req.valid('json')), 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/plans/{plan}/needs/intersector',
      tags,
      summary: 'People across sectors: in each cell the largest sector, by place or country; with sector= that sector alone',
      request: { params, query: Asked },
      responses: { 200: json(Intersector, 'Six lines per place: five groups and all together'), ...problems },
    }),
    async (c) => {
      const { what, by, ...filter } = c.req.valid('query')
      return c.json(await readIntersector(c.get('ctx'), c.req.valid('param').plan, what, by, filter), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/plans/{plan}/needs/intersector.csv',
      tags,
      summary: 'The same as CSV; with parts=1 a country’s own row beside the sum of its parts',
      request: { params, query: Asked.extend({ parts: z.stringbool().default(false) }) },
      responses: { 200: csvAnswer, ...problems },
    }),
    async (c) => {
      const { what, by, parts, ...filter } = c.req.valid('query')
      const { plan } = c.req.valid('param')
      const table = await readIntersector(c.get('ctx'), plan, what, by, filter)
      const text = intersectorCsv(table, parts, translator(c.get('ctx').language))
      return c.body(text, 200, asFile(`${plan}-intersector-${what}-${by}.csv`, csvType))
    },
  )

for (const part of [scenario, survey]) needs.route('/', part)
