/** The endpoints of plans and their lists. */
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { visible } from '../../core/access.ts'
import { api, json, problems } from '../../core/http.ts'
import { answerNewName, changeIndicator, changePlan, changeSector, createPlan, storeMethod } from './actions.ts'
import { areas } from './areas/routes.ts'
import {
  IndicatorChange,
  ListImport,
  ListName,
  Method,
  NewNameAnswer,
  NewPlan,
  Plan,
  PlanChange,
  PlanLists,
  SectorChange,
} from './contract.ts'
import { funding } from './funding/routes.ts'
import { receiveList } from './lists/receiving.ts'
import { needs } from './needs/routes.ts'
import { getPlan, listPlans, loadPlanLists } from './queries.ts'
import { review } from './review/routes.ts'
import { submissions } from './submissions/routes.ts'
import { targets } from './targets/routes.ts'
import { versions } from './versions/routes.ts'

const tags = ['plan']
const params = z.object({ plan: z.string().max(60) })
const withId = params.extend({ id: z.coerce.number().int().max(2_147_483_647) })

export const plan = api()
  .openapi(
    createRoute({
      method: 'get',
      path: '/plans',
      tags,
      summary: 'Plans, the newest period first',
      responses: { 200: json(z.array(Plan), 'Plans'), ...problems },
    }),
    async (c) => {
      visible(c.get('ctx'), 'plan.read')
      return c.json(await listPlans(c.get('ctx').db), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/plans',
      tags,
      summary: 'Open a plan',
      request: { body: json(NewPlan, 'The same plan sent twice is one plan') },
      responses: { 200: json(Plan, 'The plan'), ...problems },
    }),
    async (c) => c.json(await createPlan(c.get('ctx'), c.req.valid('json')), 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/plans/{plan}',
      tags,
      summary: 'One plan',
      request: { params },
      responses: { 200: json(Plan, 'The plan'), ...problems },
    }),
    async (c) => {
      visible(c.get('ctx'), 'plan.read')
      return c.json(await getPlan(c.get('ctx').db, c.req.valid('param').plan), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'patch',
      path: '/plans/{plan}',
      tags,
      summary: 'Change a plan’s names, months, method or what it asks',
      request: { params, body: json(PlanChange, 'What changes') },
      responses: { 200: json(Plan, 'As it is kept'), ...problems },
    }),
    async (c) => c.json(await changePlan(c.get('ctx'), c.req.valid('param').plan, c.req.valid('json')), 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/plans/{plan}/lists',
      tags,
      summary: 'Everything a row is checked against',
      request: { params },
      responses: { 200: json(PlanLists, 'All lists of the plan'), ...problems },
    }),
    async (c) => {
      const { db } = c.get('ctx')
      visible(c.get('ctx'), 'plan.read')
      return c.json(await loadPlanLists(db, (await getPlan(db, c.req.valid('param').plan)).id), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/plans/{plan}/lists/{list}',
      tags,
      summary: 'Take a list from a file as it comes; again changes what differs',
      description: 'multipart/form-data with one part `file`: CSV or XLSX.',
      request: { params: params.extend({ list: ListName }) },
      responses: { 200: json(ListImport, 'What was read, added, changed and refused'), ...problems },
    }),
    async (c) => c.json(await receiveList(c.get('ctx'), c.req.valid('param').plan, c.req.valid('param').list, c.req.raw), 200),
  )
  .openapi(
    createRoute({
      method: 'put',
      path: '/plans/{plan}/methods/{country}',
      tags,
      summary: 'Store how people reached are counted in a country',
      request: { params: params.extend({ country: z.string().max(60) }), body: json(z.object({ method: Method }), 'The method') },
      responses: { 200: json(Plan, 'The plan'), ...problems },
    }),
    async (c) =>
      c.json(
        await storeMethod(c.get('ctx'), c.req.valid('param').plan, c.req.valid('param').country, c.req.valid('json').method),
        200,
      ),
  )
  .openapi(
    createRoute({
      method: 'patch',
      path: '/plans/{plan}/sectors/{id}',
      tags,
      summary: 'Name a sector, give it its look and its part in the methods',
      request: { params: withId, body: json(SectorChange, 'What changes') },
      responses: { 200: json(Plan, 'The plan'), ...problems },
    }),
    async (c) =>
      c.json(await changeSector(c.get('ctx'), c.req.valid('param').plan, c.req.valid('param').id, c.req.valid('json')), 200),
  )
  .openapi(
    createRoute({
      method: 'patch',
      path: '/plans/{plan}/indicators/{id}',
      tags,
      summary: 'Name an indicator, say of which kind it is',
      request: { params: withId, body: json(IndicatorChange, 'What changes') },
      responses: { 200: json(Plan, 'The plan'), ...problems },
    }),
    async (c) =>
      c.json(await changeIndicator(c.get('ctx'), c.req.valid('param').plan, c.req.valid('param').id, c.req.valid('json')), 200),
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/plans/{plan}/new-names/{list}/{entry}',
      tags,
      summary: 'Confirm a name that rows brought in, or say which entry it is another name of',
      request: {
        params: params.extend({
          list: z.enum(['places', 'organisations', 'implementers', 'mechanisms']),
          entry: z.string().max(200),
        }),
        body: json(NewNameAnswer, 'Confirm, or sameAs'),
      },
      responses: { 200: json(Plan, 'The plan'), ...problems },
    }),
    async (c) => {
      const { plan: code, list, entry } = c.req.valid('param')
      return c.json(await answerNewName(c.get('ctx'), code, list, entry, c.req.valid('json')), 200)
    },
  )

for (const part of [needs, areas, submissions, targets, review, versions, funding]) plan.route('/', part)
