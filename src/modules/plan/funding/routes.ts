/** The endpoints of money. */
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { visible } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { withUpload } from '../../../core/files.ts'
import { api, json, problems } from '../../../core/http.ts'
import { Problem } from '../../../core/problem.ts'
import { workbookType } from '../../../core/sheets.ts'
import { enterContribution, reverseContribution } from './actions.ts'
import {
  ContributionPage,
  Coverage,
  CoverageBy,
  Direction,
  FundingImport,
  FundingStatus,
  NewContribution,
  NewRate,
  Overview,
  Rate,
  Reversal,
} from './contract.ts'
import { readCoverage } from './coverage.ts'
import { coverageCsv, coverageXlsx } from './files.ts'
import { importFunding } from './import.ts'
import { changesOf, listContributions } from './list.ts'
import { readOverview } from './overview.ts'
import { enterRate, listRates, rateFor } from './rates.ts'
import { importRates } from './rates-file.ts'

const tags = ['plan']
const plan = z.object({ plan: z.string().max(60) })
const one = plan.extend({ id: z.uuid() })
const number = z.coerce.number().int().positive().max(2_147_483_647)
const Filter = z.object({
  status: FundingStatus.optional(),
  direction: Direction.optional(),
  country: z.string().max(10).optional(),
  sector: number.optional(),
  organisation: number.optional(),
  donor: number.optional(),
  awaiting: z.stringbool().optional(),
  words: z.string().max(200).optional(),
  after: z
    .string()
    .regex(/^(\d{4}-\d\d-\d\d)?_[0-9a-f-]{36}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
const Changes = z
  .array(z.object({ at: z.string(), why: z.string(), by: z.string(), before: z.record(z.string(), z.unknown()) }))
  .meta({ id: 'ContributionChanges' })

const received = (
  ctx: Context,
  request: Request,
  take: (path: string, name: string, as: string | undefined) => Promise<FundingImport>,
) => {
  visible(ctx, 'funding.edit')
  return withUpload(request, ({ files, fields }) => {
    if (files.length !== 1) throw new Problem(422, 'plan/one-file', { files: files.length })
    return take(files[0]!.path, files[0]!.name, fields.as)
  })
}

async function coverageFile(ctx: Context, code: string, by: CoverageBy, format: 'csv' | 'xlsx'): Promise<Response> {
  const headers = (type: string) => ({
    'content-type': type,
    'content-disposition': `attachment; filename="${code}-${format === 'csv' ? `coverage-by-${by}` : 'money'}.${format}"`,
    'cache-control': 'no-store',
  }) // prettier-ignore
  if (format === 'csv')
    return new Response(coverageCsv(await readCoverage(ctx, code, by)), { headers: headers('text/csv; charset=utf-8') })
  const all = {
    country: await readCoverage(ctx, code, 'country'),
    sector: await readCoverage(ctx, code, 'sector'),
    organisation: await readCoverage(ctx, code, 'organisation'),
  } // prettier-ignore
  const { donors } = await readOverview(ctx, code)
  return new Response(new Uint8Array(await coverageXlsx(all, donors, ctx.language)), { headers: headers(workbookType) })
}

export const funding = api()
  .openapi(
    createRoute({
      method: 'get',
      path: '/plans/{plan}/funding',
      tags,
      summary: 'Money at a glance: asked, given, missing, donors, currencies, what waits for a rate',
      request: { params: plan },
      responses: { 200: json(Overview, 'The overview'), ...problems },
    }),
    async (c) => c.json(await readOverview(c.get('ctx'), c.req.valid('param').plan), 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/plans/{plan}/funding/coverage',
      tags,
      summary: 'Requirement, contributions, coverage and gap by country, sector or organisation',
      description:
        '`format=csv`: a line per name, «Not specified», the total. `format=xlsx`: all three tables, donors, and how it was made.',
      request: {
        params: plan,
        query: z.object({ by: CoverageBy.default('country'), format: z.enum(['json', 'csv', 'xlsx']).default('json') }),
      },
      responses: { 200: json(Coverage, 'The table; every column adds up to its total'), ...problems },
    }),
    async (c) => {
      const { by, format } = c.req.valid('query')
      const { plan: code } = c.req.valid('param')
      if (format !== 'json') return (await coverageFile(c.get('ctx'), code, by, format)) as never
      return c.json(await readCoverage(c.get('ctx'), code, by), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/plans/{plan}/funding/contributions',
      tags,
      summary: 'Contributions, the newest decision first',
      request: { params: plan, query: Filter },
      responses: { 200: json(ContributionPage, '`next` is the `after` of the next page'), ...problems },
    }),
    async (c) => c.json(await listContributions(c.get('ctx'), c.req.valid('param').plan, c.req.valid('query')), 200),
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/plans/{plan}/funding/contributions',
      tags,
      summary: 'Enter a contribution by hand; the same id sent twice is one',
      request: { params: plan, body: json(NewContribution, 'The contribution') },
      responses: {
        200: json(
          z.object({ id: z.uuid(), awaiting: z.boolean() }),
          'Kept; `awaiting`: not counted until a rate of its day is entered',
        ),
        ...problems,
      },
    }),
    async (c) => c.json(await enterContribution(c.get('ctx'), c.req.valid('param').plan, c.req.valid('json')), 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/plans/{plan}/funding/contributions/{id}/changes',
      tags,
      summary: 'What a contribution was before it arrived changed',
      request: { params: one },
      responses: { 200: json(Changes, 'The latest change first'), ...problems },
    }),
    async (c) => c.json(await changesOf(c.get('ctx'), c.req.valid('param').plan, c.req.valid('param').id), 200),
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/plans/{plan}/funding/contributions/{id}/reversal',
      tags,
      summary: 'Take back a contribution that was entered by hand, with the reason',
      request: { params: one, body: json(Reversal, 'The id of the reversal and the reason') },
      responses: { 200: json(z.object({ id: z.uuid() }), 'Both stay to be seen, neither counts'), ...problems },
    }),
    async (c) =>
      c.json(
        await reverseContribution(c.get('ctx'), c.req.valid('param').plan, c.req.valid('param').id, c.req.valid('json')),
        200,
      ),
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/plans/{plan}/funding/imports',
      tags,
      summary: 'Send a funding file as it comes',
      description:
        'multipart/form-data with one part `file` (flows of the Financial Tracking Service as JSON or CSV, a table of contributions, a table of requirements) and, where the file calls the plan by another name, `as`.',
      request: { params: plan },
      responses: { 200: json(FundingImport, 'What was taken, and what was left out and why'), ...problems },
    }),
    async (c) => {
      const ctx = c.get('ctx')
      return c.json(
        await received(ctx, c.req.raw, (path, name, as) => importFunding(ctx, c.req.valid('param').plan, path, name, as)),
        200,
      )
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/rates',
      tags,
      summary: 'Exchange rates, by currency, the latest first; with `day`: the one that holds on it',
      request: {
        query: z.object({
          currency: z
            .string()
            .regex(/^[A-Z]{3}$/)
            .optional(),
          day: z.iso.date().optional(),
        }),
      },
      responses: { 200: json(z.array(Rate), 'USD for one unit'), ...problems },
    }),
    async (c) => {
      const { currency, day } = c.req.valid('query')
      visible(c.get('ctx'), 'funding.read')
      if (!currency || !day) return c.json(await listRates(c.get('ctx').db, currency), 200)
      const rate = await rateFor(c.get('ctx').db, currency, day)
      return c.json(rate ? [rate] : [], 200)
    },
  )
  .openapi(
    createRoute({
      method: 'put',
      path: '/rates',
      tags,
      summary: 'Enter a rate; what waited for it is counted',
      request: { body: json(NewRate, 'The rate') },
      responses: {
        200: json(z.object({ rate: Rate, rated: z.int() }), 'The rate as it is kept, and how many contributions it counted'),
        ...problems,
      },
    }),
    async (c) => c.json(await enterRate(c.get('ctx'), c.req.valid('json')), 200),
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/rates/imports',
      tags,
      summary: 'Send a file of rates: Currency, Date, USD per unit or Units per USD',
      request: {},
      responses: { 200: json(FundingImport, 'What was taken'), ...problems },
    }),
    async (c) => {
      const ctx = c.get('ctx')
      return c.json(await received(ctx, c.req.raw, (path, name) => importRates(ctx, path, name)), 200)
    },
  )
