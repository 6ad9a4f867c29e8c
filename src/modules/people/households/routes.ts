/** The endpoints of households: register, open, change, history, two versions that wait. */
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { api, json, problems } from '../../../core/http.ts'
import { Household, HouseholdChange, NewHousehold } from '../contract.ts'
import { openHousehold, registerHousehold } from './actions.ts'
import { changeHousehold } from './changing.ts'
import { listConflicts, settleConflict } from './conflicts.ts'
import { ConflictPage, HouseholdHappening, Settlement } from './contract.ts'
import { readHistory } from './history.ts'

const tags = ['people']
const one = z.object({ id: z.uuid() })
const Changed = z.object({ household: Household, conflict: z.boolean() }).meta({ id: 'HouseholdChanged' })

export const households = api()
  .openapi(
    createRoute({
      method: 'post',
      path: '/people/households',
      tags,
      summary: 'Register a household with everybody in it, their consents and needs',
      description: 'Sent twice it is registered once. Who does not agree to be registered is given what they need without.',
      request: { body: json(NewHousehold, 'The household') },
      responses: { 200: json(Household, 'As it is kept'), ...problems },
    }),
    async (c) => c.json(await registerHousehold(c.get('ctx'), c.req.valid('json')), 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/people/conflicts',
      tags,
      summary: 'Households of which two versions stand',
      request: {
        query: z.object({
          organisation: z.coerce.number().int().max(2_147_483_647).optional(),
          household: z.uuid().optional(),
          after: z.uuid().optional(),
        }),
      },
      responses: { 200: json(ConflictPage, 'The newest first'), ...problems },
    }),
    async (c) => c.json(await listConflicts(c.get('ctx'), c.req.valid('query')), 200),
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/people/conflicts/{id}',
      tags,
      summary: 'Decide which of two versions stands, or what was made of both',
      request: { params: one, body: json(Settlement, 'The decision') },
      responses: { 200: json(Household, 'What stands'), ...problems },
    }),
    async (c) => c.json(await settleConflict(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/people/households/{id}',
      tags,
      summary: 'One household; that it was opened is kept',
      request: { params: one },
      responses: { 200: json(Household, 'The household, with those merged into it'), ...problems },
    }),
    async (c) => c.json(await openHousehold(c.get('ctx'), c.req.valid('param').id), 200),
  )
  .openapi(
    createRoute({
      method: 'put',
      path: '/people/households/{id}',
      tags,
      summary: 'Change a household',
      description:
        'Where somebody changed it since it was seen, nothing is overwritten: the change waits beside what stands (`conflict`) until somebody decides.',
      request: { params: one, body: json(HouseholdChange, 'As it was seen, and as it shall be') },
      responses: { 200: json(Changed, 'What stands'), ...problems },
    }),
    async (c) => c.json(await changeHousehold(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/people/households/{id}/history',
      tags,
      summary: 'Everything that happened to a household',
      request: { params: one },
      responses: { 200: json(z.array(HouseholdHappening), 'The newest first'), ...problems },
    }),
    async (c) => c.json(await readHistory(c.get('ctx'), c.req.valid('param').id), 200),
  )
