/** The endpoints of household surveys. */
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { api, json, problems } from '../../../../core/http.ts'
import { Survey, SurveyApplied, SurveyImport } from '../contract.ts'
import { readSurvey, readSurveys } from './actions.ts'
import { applySurvey } from './apply.ts'
import { surveyCsv } from './file.ts'
import { receiveSurvey } from './receiving.ts'

const tags = ['needs']
const params = z.object({ plan: z.string().max(60) })
const csvAnswer = { description: 'CSV', content: { 'text/csv': { schema: z.string() } } }

export const survey = api()
  .openapi(
    createRoute({
      method: 'get',
      path: '/plans/{plan}/needs/surveys',
      tags,
      summary: 'What household surveys found, the newest first, applied to the projections of today',
      request: { params },
      responses: { 200: json(z.array(Survey), 'Shares with 95 % intervals'), ...problems },
    }),
    async (c) => c.json(await readSurveys(c.get('ctx'), c.req.valid('param').plan), 200),
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/plans/{plan}/needs/surveys',
      tags,
      summary: 'Take a respondent table; only counts and shares are kept, and the file’s hash',
      description:
        'multipart/form-data: `file` with country or place, optional weight, cluster, stratum, and the deprivations as 0, 1 or empty; `weights` (optional) with other deprivations; `dated`.',
      request: { params },
      responses: { 200: json(SurveyImport, 'What was found, and what was refused'), ...problems },
    }),
    async (c) => c.json(await receiveSurvey(c.get('ctx'), c.req.valid('param').plan, c.req.raw), 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/plans/{plan}/needs/surveys/{id}/shares.csv',
      tags,
      summary: 'What a household survey found, as a file',
      request: { params: params.extend({ id: z.uuid() }) },
      responses: { 200: csvAnswer, ...problems },
    }),
    async (c) => {
      const { plan, id } = c.req.valid('param')
      return c.body(surveyCsv(await readSurvey(c.get('ctx'), plan, id)), 200, {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${plan}-survey.csv"`,
        'cache-control': 'no-store',
      })
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/plans/{plan}/needs/surveys/{id}/apply',
      tags,
      summary: 'Write what the survey found as people in need: one country row per sector',
      request: { params: params.extend({ id: z.uuid() }) },
      responses: { 200: json(SurveyApplied, 'Lines written, and what could not be'), ...problems },
    }),
    async (c) => c.json(await applySurvey(c.get('ctx'), c.req.valid('param').plan, c.req.valid('param').id), 200),
  )
