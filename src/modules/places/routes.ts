/** The endpoints of places. */
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { visible } from '../../core/access.ts'
import { api, json, problems } from '../../core/http.ts'
import { notFound } from '../../core/problem.ts'
import { changePlace, readPlaces } from './actions.ts'
import { Hosted, Place, PlaceChange } from './contract.ts'
import { findPlace, hostedPeople } from './queries.ts'
import { sites } from './sites/routes.ts'

const tags = ['places']
const codeInPath = z.object({ code: z.string().min(1).max(60) })
const filter = z.object({
  level: z.coerce.number().int().min(0).max(2).optional(),
  country: z.string().max(60).optional(),
  parent: z.string().max(60).optional(),
})

export const places = api()
  .openapi(
    createRoute({
      method: 'get',
      path: '/places',
      tags,
      summary: 'Countries, admin 1 and admin 2; admin 2 only of a country or a parent',
      request: { query: filter },
      responses: { 200: json(z.array(Place), 'Places'), ...problems },
    }),
    async (c) => c.json(await readPlaces(c.get('ctx'), c.req.valid('query')), 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/places/{code}',
      tags,
      summary: 'One place',
      request: { params: codeInPath },
      responses: { 200: json(Place, 'The place'), ...problems },
    }),
    async (c) => {
      const ctx = c.get('ctx')
      visible(ctx, 'places.read')
      const { code } = c.req.valid('param')
      return c.json((await findPlace(ctx.db, code)) ?? notFound('place', code), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'patch',
      path: '/places/{code}',
      tags,
      summary: 'Change the names of a place, or a country’s platform and part in the response',
      request: { params: codeInPath, body: json(PlaceChange, 'What changes') },
      responses: { 200: json(Place, 'As it is kept'), ...problems },
    }),
    async (c) => c.json(await changePlace(c.get('ctx'), c.req.valid('param').code, c.req.valid('json')), 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/hosted',
      tags,
      summary: 'People hosted by each country, the latest printed estimate',
      responses: { 200: json(z.array(Hosted), 'Estimates'), ...problems },
    }),
    async (c) => {
      const ctx = c.get('ctx')
      visible(ctx, 'places.read')
      return c.json(await hostedPeople(ctx.db), 200)
    },
  )
  .route('/', sites)
