/** The endpoints of the desk: the grid, saving, fixes, the steps of a month, corrections, who reported, what is due. */
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { api, json, problems } from '../../../core/http.ts'
import { Month } from '../../plan/contract.ts'
import { ActivityFilter, ActivityPage, ActivityQuery, ActivityRow } from '../contract.ts'
import { addComment } from './comments.ts'
import { getCompleteness } from './completeness.ts'
import {
  ActivityDetail,
  BatchResult,
  Comment,
  Completeness,
  FixOrder,
  FixPreview,
  FixRule,
  NewComment,
  NewCorrection,
  RowsToSave,
  SavedRows,
  StepOrder,
  StepResult,
  Today,
} from './contract.ts'
import { correctActivity } from './corrections.ts'
import { csvOf, xlsxOf } from './exports.ts'
import { applyFixes, previewFixes } from './fixes.ts'
import { getActivity, listActivities } from './queries.ts'
import { saveRows } from './save.ts'
import { takeStep } from './steps.ts'
import { today } from './today.ts'
import { undoBatch } from './undo.ts'

const tags = ['activities']
const plan = z.object({ plan: z.string().max(60) })
const row = plan.extend({ id: z.uuid() })
const conflict = { 409: { description: 'Not in the state for it' } }

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const fileAnswer = (body: ReadableStream<Uint8Array>, type: string, name: string) =>
  new Response(body, {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${name.replace(/[^\w.-]/g, '')}"`,
      'cache-control': 'no-store',
    },
  })

export const desk = api()
  .openapi(
    createRoute({
      method: 'get',
      path: '/plans/{plan}/activities',
      tags,
      summary: 'Rows of the grid, by key',
      request: { params: plan, query: ActivityQuery },
      responses: { 200: json(ActivityPage, 'A page of rows you may see'), ...problems },
    }),
    async (c) => c.json(await listActivities(c.get('ctx'), c.req.valid('param').plan, c.req.valid('query')), 200),
  )
  .openapi(
    createRoute({
      method: 'put',
      path: '/plans/{plan}/activities',
      tags,
      summary: 'Save new and changed rows',
      request: { params: plan, body: json(RowsToSave, 'Rows with the version that was seen') },
      responses: {
        200: json(SavedRows, 'What was saved, and rows that somebody else changed meanwhile'),
        ...problems,
        ...conflict,
      },
    }),
    async (c) => c.json(await saveRows(c.get('ctx'), c.req.valid('param').plan, c.req.valid('json')), 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/plans/{plan}/activities/{id}',
      tags,
      summary: 'One row with its history',
      request: { params: row },
      responses: { 200: json(ActivityDetail, 'The row'), ...problems },
    }),
    async (c) => c.json(await getActivity(c.get('ctx'), c.req.valid('param').plan, c.req.valid('param').id), 200),
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/plans/{plan}/activities/fixes/preview',
      tags,
      summary: 'What a rule would mend',
      request: { params: plan, query: ActivityFilter.extend({ rule: FixRule }) },
      responses: { 200: json(FixPreview, 'Proposed fixes'), ...problems },
    }),
    async (c) => {
      const { rule, ...filter } = c.req.valid('query')
      return c.json(await previewFixes(c.get('ctx'), c.req.valid('param').plan, rule, filter), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/plans/{plan}/activities/fixes',
      tags,
      summary: 'Apply a fix to chosen rows or to all of a filter',
      request: { params: plan, body: json(FixOrder, 'Which rule, which rows') },
      responses: { 200: json(BatchResult, 'How many rows changed'), ...problems },
    }),
    async (c) => c.json(await applyFixes(c.get('ctx'), c.req.valid('param').plan, c.req.valid('json')), 200),
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/changes/{batchId}/undo',
      tags,
      summary: 'Take a batch of changes back',
      request: { params: z.object({ batchId: z.uuid() }) },
      responses: { 200: json(BatchResult, 'How many rows are as they were, and how many were changed since'), ...problems },
    }),
    async (c) => c.json(await undoBatch(c.get('ctx'), c.req.valid('param').batchId), 200),
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/plans/{plan}/activities/steps',
      tags,
      summary: 'Submit, return, accept or lock the rows of a filter',
      request: { params: plan, body: json(StepOrder, 'The step and the rows') },
      responses: { 200: json(StepResult, 'Rows moved, and rows left with the reason'), ...problems },
    }),
    async (c) => c.json(await takeStep(c.get('ctx'), c.req.valid('param').plan, c.req.valid('json')), 200),
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/activities/{id}/comments',
      tags,
      summary: 'Say something about a row',
      request: { params: z.object({ id: z.uuid() }), body: json(NewComment, 'The comment') },
      responses: { 200: json(Comment, 'The comment as kept'), ...problems },
    }),
    async (c) => c.json(await addComment(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/plans/{plan}/activities/{id}/corrections',
      tags,
      summary: 'Correct or withdraw a locked row',
      request: { params: row, body: json(NewCorrection, 'The numbers as they should be') },
      responses: { 200: json(ActivityRow, 'The correction: a row of differences'), ...problems, ...conflict },
    }),
    async (c) =>
      c.json(await correctActivity(c.get('ctx'), c.req.valid('param').plan, c.req.valid('param').id, c.req.valid('json')), 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/plans/{plan}/completeness',
      tags,
      summary: 'Who reported which month',
      request: {
        params: plan,
        query: z.object({
          by: z.enum(['country', 'organisation']).default('country'),
          country: z.string().optional(),
          from: Month.optional(),
          until: Month.optional(),
        }),
      },
      responses: { 200: json(Completeness, 'Lines by month; a month without an entry did not report'), ...problems },
    }),
    async (c) => c.json(await getCompleteness(c.get('ctx'), c.req.valid('param').plan, c.req.valid('query')), 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/plans/{plan}/today',
      tags,
      summary: 'What is due from me',
      request: { params: plan },
      responses: { 200: json(Today, 'Due items'), ...problems },
    }),
    async (c) => c.json(await today(c.get('ctx'), c.req.valid('param').plan), 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/plans/{plan}/activities.csv',
      tags,
      summary: 'The rows of a filter as CSV',
      request: { params: plan, query: ActivityFilter.extend({ hxl: z.stringbool().optional() }) },
      responses: { 200: { description: 'CSV', content: { 'text/csv': { schema: z.string() } } }, ...problems },
    }),
    async (c) => {
      const { hxl = false, ...filter } = c.req.valid('query')
      return fileAnswer(
        await csvOf(c.get('ctx'), c.req.valid('param').plan, filter, hxl),
        'text/csv; charset=utf-8',
        `${c.req.valid('param').plan}-activities.csv`,
      )
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/plans/{plan}/activities.xlsx',
      tags,
      summary: 'The rows of a filter as a workbook',
      request: { params: plan, query: ActivityFilter },
      responses: {
        200: { description: 'XLSX', content: { [xlsx]: { schema: z.string().meta({ format: 'binary' }) } } },
        ...problems,
      },
    }),
    async (c) =>
      fileAnswer(
        await xlsxOf(c.get('ctx'), c.req.valid('param').plan, c.req.valid('query')),
        xlsx,
        `${c.req.valid('param').plan}-activities.xlsx`,
      ),
  )
