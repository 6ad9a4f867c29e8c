/** The endpoints of the plan as it is told: profile, objectives, activity areas. */
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { visible } from '../../../core/access.ts'
import { api, json, problems } from '../../../core/http.ts'
import { getPlan } from '../queries.ts'
import { orderAreas, removeArea, removeObjective, saveArea, saveObjective, saveProfile } from './actions.ts'
import { AreaOrder, AreaWrite, CrisisPlan, ObjectiveWrite, ProfileWrite } from './contract.ts'
import { loadCrisisPlan } from './queries.ts'

const tags = ['plan: objectives and areas']
const params = z.object({ plan: z.string().max(60) })
const one = params.extend({ id: z.uuid() })
const seen = z.object({ version: z.coerce.number().int().min(0) })
const refusals = { ...problems, 409: { description: 'Changed by somebody else meanwhile, or the plan is published' } }
const whole = { 200: json(CrisisPlan, 'The whole, as it stands now'), ...refusals }

export const areas = api()
  .openapi(
    createRoute({
      method: 'get',
      path: '/plans/{plan}/areas',
      tags,
      summary: 'The plan as it is told: narrative, objectives, activity areas, totals',
      request: { params },
      responses: { 200: json(CrisisPlan, 'The plan'), ...problems },
    }),
    async (c) => {
      const { db } = c.get('ctx')
      visible(c.get('ctx'), 'plan.read')
      return c.json(await loadCrisisPlan(db, (await getPlan(db, c.req.valid('param').plan)).id), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'put',
      path: '/plans/{plan}/areas/profile',
      tags,
      summary: 'Write what is said of the whole plan',
      request: { params, body: json(ProfileWrite, 'With the version one saw') },
      responses: whole,
    }),
    async (c) => c.json(await saveProfile(c.get('ctx'), c.req.valid('param').plan, c.req.valid('json')), 200),
  )
  .openapi(
    createRoute({
      method: 'put',
      path: '/plans/{plan}/areas/order',
      tags,
      summary: 'Put objectives and areas in order',
      request: { params, body: json(AreaOrder, 'Every objective and area once') },
      responses: whole,
    }),
    async (c) => c.json(await orderAreas(c.get('ctx'), c.req.valid('param').plan, c.req.valid('json')), 200),
  )
  .openapi(
    createRoute({
      method: 'put',
      path: '/plans/{plan}/areas/objectives/{id}',
      tags,
      summary: 'Write an objective, or add one',
      request: { params: one, body: json(ObjectiveWrite, 'The id is made by the caller; sent twice it is one') },
      responses: whole,
    }),
    async (c) => {
      const { plan, id } = c.req.valid('param')
      return c.json(await saveObjective(c.get('ctx'), plan, id, c.req.valid('json')), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'delete',
      path: '/plans/{plan}/areas/objectives/{id}',
      tags,
      summary: 'Remove an objective that has no areas',
      request: { params: one, query: seen },
      responses: whole,
    }),
    async (c) => {
      const { plan, id } = c.req.valid('param')
      return c.json(await removeObjective(c.get('ctx'), plan, id, c.req.valid('query').version), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'put',
      path: '/plans/{plan}/areas/{id}',
      tags,
      summary: 'Write an activity area, or add one',
      request: { params: one, body: json(AreaWrite, 'The id is made by the caller; sent twice it is one') },
      responses: whole,
    }),
    async (c) => {
      const { plan, id } = c.req.valid('param')
      return c.json(await saveArea(c.get('ctx'), plan, id, c.req.valid('json')), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'delete',
      path: '/plans/{plan}/areas/{id}',
      tags,
      summary: 'Remove an activity area',
      request: { params: one, query: seen },
      responses: whole,
    }),
    async (c) => {
      const { plan, id } = c.req.valid('param')
      return c.json(await removeArea(c.get('ctx'), plan, id, c.req.valid('query').version), 200)
    },
  )
