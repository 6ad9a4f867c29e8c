/** The endpoints of the planning scenario and the projections. */
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { visible } from '../../../../core/access.ts'
import { api, json, problems } from '../../../../core/http.ts'
import { ProjectionChange, ProjectionImport, Scenario, ScenarioChange } from '../contract.ts'
import { dayOf, rowsOf, withFile } from '../receiving.ts'
import { importProjections, readScenario, saveProjections, saveScenario } from './actions.ts'

const tags = ['needs']
const params = z.object({ plan: z.string().max(60) })

export const scenario = api()
  .openapi(
    createRoute({
      method: 'get',
      path: '/plans/{plan}/needs/scenario',
      tags,
      summary: 'The planning scenario by language, and the projections per country and group',
      request: { params },
      responses: { 200: json(Scenario, 'Texts and numbers'), ...problems },
    }),
    async (c) => c.json(await readScenario(c.get('ctx'), c.req.valid('param').plan), 200),
  )
  .openapi(
    createRoute({
      method: 'put',
      path: '/plans/{plan}/needs/scenario',
      tags,
      summary: 'Write the scenario in one language over the version that was read',
      request: { params, body: json(ScenarioChange, 'The text; version 0 where there is none yet') },
      responses: { 200: json(Scenario, 'As it is kept'), ...problems },
    }),
    async (c) => c.json(await saveScenario(c.get('ctx'), c.req.valid('param').plan, c.req.valid('json')), 200),
  )
  .openapi(
    createRoute({
      method: 'put',
      path: '/plans/{plan}/needs/projections',
      tags,
      summary: 'Write projections over the versions that were read',
      request: { params, body: json(z.array(ProjectionChange).min(1).max(500), 'Numbers with source and day') },
      responses: { 200: json(Scenario, 'As they are kept'), ...problems },
    }),
    async (c) => c.json(await saveProjections(c.get('ctx'), c.req.valid('param').plan, c.req.valid('json')), 200),
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/plans/{plan}/needs/projections',
      tags,
      summary: 'Take projections from a file; what it does not name stays',
      description:
        'multipart/form-data with one part `file`: country, population group, people, source, date; or one column per group.',
      request: { params },
      responses: { 200: json(ProjectionImport, 'What was taken and refused'), ...problems },
    }),
    async (c) => {
      const ctx = c.get('ctx')
      visible(ctx, 'needs.edit')
      const done = await withFile(c.req.raw, async ({ path, name }, fields) =>
        importProjections(ctx, c.req.valid('param').plan, await rowsOf(path), { source: name, dated: dayOf(fields.dated) }),
      )
      return c.json(done, 200)
    },
  )
