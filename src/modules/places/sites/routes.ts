/** The endpoints of sites. */
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { api, json, problems } from '../../../core/http.ts'
import { NewSite, Site, SiteChange } from '../contract.ts'
import { addSite, changeSite, readSites } from './actions.ts'

const tags = ['places']

export const sites = api()
  .openapi(
    createRoute({
      method: 'get',
      path: '/sites',
      tags,
      summary: 'Points in a place: where people are met, sheltered, counted, where stocks lie',
      request: { query: z.object({ country: z.string().max(60).optional() }) },
      responses: { 200: json(z.array(Site), 'Sites'), ...problems },
    }),
    async (c) => c.json(await readSites(c.get('ctx'), c.req.valid('query').country), 200),
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/sites',
      tags,
      summary: 'A new site; the same sent twice is one',
      request: { body: json(NewSite, 'The site') },
      responses: { 200: json(Site, 'As it is kept'), ...problems },
    }),
    async (c) => c.json(await addSite(c.get('ctx'), c.req.valid('json')), 200),
  )
  .openapi(
    createRoute({
      method: 'patch',
      path: '/sites/{id}',
      tags,
      summary: 'Change a site, close it, open it again',
      request: { params: z.object({ id: z.uuid() }), body: json(SiteChange, 'What changes') },
      responses: { 200: json(Site, 'As it is kept'), ...problems },
    }),
    async (c) => c.json(await changeSite(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
  )
