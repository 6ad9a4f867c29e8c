/** The endpoints of services. */
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { api, json, problems } from '../../../core/http.ts'
import { NewService, Service, ServiceChange, ServiceIndicators } from '../contract.ts'
import { addService, changeService, readServices, setIndicators } from './actions.ts'

const tags = ['delivery']
const params = z.object({ id: z.coerce.number().int().min(1).max(2_147_483_647) })
const conflict = { 409: { description: 'The code is taken' }, 422: { description: 'Something in it does not hold' } }

export const services = api()
  .openapi(
    createRoute({
      method: 'get',
      path: '/services',
      tags,
      summary: 'What may be given, in the order of the catalogue; also what is not given any more',
      responses: { 200: json(z.array(Service), 'Services'), ...problems },
    }),
    async (c) => c.json(await readServices(c.get('ctx')), 200),
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/services',
      tags,
      summary: 'Add a service',
      request: { body: json(NewService, 'The service') },
      responses: { 201: json(Service, 'As it is kept'), ...problems, ...conflict },
    }),
    async (c) => c.json(await addService(c.get('ctx'), c.req.valid('json')), 201),
  )
  .openapi(
    createRoute({
      method: 'patch',
      path: '/services/{id}',
      tags,
      summary: 'Change a service, or retire it',
      request: { params, body: json(ServiceChange, 'What changes') },
      responses: { 200: json(Service, 'As it is kept'), ...problems, ...conflict },
    }),
    async (c) => c.json(await changeService(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  .openapi(
    createRoute({
      method: 'put',
      path: '/services/{id}/indicators',
      tags,
      summary: 'Say under which indicator of each plan a service is reported',
      request: { params, body: json(ServiceIndicators, 'One indicator per plan') },
      responses: { 200: json(Service, 'As it is kept'), ...problems, ...conflict },
    }),
    async (c) => c.json(await setIndicators(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
  )
