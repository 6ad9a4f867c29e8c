/** The endpoints of one household's consents, needs, photos, readings, own data, and its end. */
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { bytesOf } from '../../../core/files.ts'
import { api, json, problems } from '../../../core/http.ts'
import { Household, NewConsent, NewNeed } from '../contract.ts'
import { readHousehold } from '../households/reach.ts'
import { mostPictureBytes } from '../rules/pictures.ts'
import { recordConsent, recordNeed, withdrawConsent } from './actions.ts'
import { Erasure, Hold, OwnData, Reading } from './contract.ts'
import { eraseHousehold, holdHousehold } from './erasing.ts'
import { erasePerson } from './one-person.ts'
import { readOwnData } from './own-data.ts'
import { ownPaper } from './own-paper.ts'
import { keepPhoto, pictureTooLarge, readPhoto } from './photos.ts'
import { readHouseholdReadings } from './readings.ts'

const tags = ['people']
const one = z.object({ id: z.uuid() })
const photoOf = z.object({
  id: z.uuid().meta({ description: 'Of a delivery without registration: its own id.' }),
  photo: z.uuid(),
})
const PhotoQuery = z.object({
  kind: z.enum(['person', 'document', 'signature', 'proof']),
  person: z.uuid().optional(),
  organisation: z.coerce.number().int().max(2_147_483_647).optional(),
  site: z.uuid().optional(),
})
const PhotoKept = z.object({ id: z.uuid(), kind: z.string(), mediaType: z.string(), bytes: z.int() }).meta({ id: 'PhotoKept' })
const picture = { schema: z.string().meta({ format: 'binary' }) }
const pictures = { 'image/jpeg': picture, 'image/png': picture, 'image/webp': picture }
const kept = { 200: json(Household, 'As it is kept'), ...problems }

export const facts = api()
  .openapi(
    createRoute({
      method: 'post',
      path: '/people/households/{id}/consents',
      tags,
      summary: 'What somebody agreed to, or refused',
      request: { params: one, body: json(NewConsent, 'The answer') },
      responses: kept,
    }),
    async (c) => c.json(await recordConsent(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/people/households/{id}/consents/{consent}/withdraw',
      tags,
      summary: 'Take a consent back; photos that stood on it are erased',
      request: { params: one.extend({ consent: z.uuid() }) },
      responses: kept,
    }),
    async (c) => {
      const { id, consent } = c.req.valid('param')
      return c.json(await withdrawConsent(c.get('ctx'), id, consent), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/people/households/{id}/needs',
      tags,
      summary: 'A specific need of somebody, with its first day; sent again with a last day it ends',
      request: { params: one, body: json(NewNeed, 'The need') },
      responses: kept,
    }),
    async (c) => c.json(await recordNeed(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  .openapi(
    createRoute({
      method: 'put',
      path: '/people/households/{id}/photos/{photo}',
      tags,
      summary:
        'A photo, a signature or a proof: JPEG, PNG or WebP of at most 400 kB and 20 megapixels, without what the camera wrote into it',
      request: { params: photoOf, query: PhotoQuery, body: { content: pictures, required: true } },
      responses: { 200: json(PhotoKept, 'Kept; the same twice is one'), ...problems },
    }),
    async (c) => {
      const { id, photo } = c.req.valid('param')
      const bytes = await bytesOf(c.req.raw, mostPictureBytes, pictureTooLarge)
      return c.json(await keepPhoto(c.get('ctx'), id, photo, c.req.valid('query'), bytes), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/people/households/{id}/photos/{photo}',
      tags,
      summary: 'A photo; that it was looked at is kept',
      request: { params: photoOf },
      responses: { 200: { description: 'The picture', content: pictures }, ...problems },
    }),
    async (c) => {
      const { id, photo } = c.req.valid('param')
      const { mediaType, content } = await readPhoto(c.get('ctx'), id, photo)
      return c.body(new Uint8Array(content), 200, { 'content-type': mediaType, 'cache-control': 'no-store' })
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/people/households/{id}/readings',
      tags,
      summary: 'Who read of this household',
      request: { params: one },
      responses: { 200: json(z.array(Reading), 'The newest first'), ...problems },
    }),
    async (c) => c.json(await readHouseholdReadings(c.get('ctx'), c.req.valid('param').id), 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/people/households/{id}/own-data.json',
      tags,
      summary: 'Everything kept about a household, for the people themselves',
      request: { params: one },
      responses: { 200: json(OwnData, 'Everything'), ...problems },
    }),
    async (c) => {
      const data = await readOwnData(c.get('ctx'), c.req.valid('param').id)
      return c.json(data, 200, { 'content-disposition': `attachment; filename="senda-${data.household.card}.json"` })
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/people/households/{id}/own-data.pdf',
      tags,
      summary: 'The same as a paper, in a language the household speaks',
      request: { params: one, query: z.object({ language: z.enum(['en', 'es', 'pt', 'fr']).optional() }) },
      responses: { 200: { description: 'The paper', content: { 'application/pdf': picture } }, ...problems },
    }),
    async (c) => {
      const { pdf, card } = await ownPaper(c.get('ctx'), c.req.valid('param').id, c.req.valid('query').language)
      const disposition = `attachment; filename="senda-${card}.pdf"`
      return c.body(new Uint8Array(pdf), 200, { 'content-type': 'application/pdf', 'content-disposition': disposition })
    },
  )
  .openapi(
    createRoute({
      method: 'put',
      path: '/people/households/{id}/hold',
      tags,
      summary: 'Keep a household from being erased, or no longer',
      request: { params: one, body: json(Hold, 'Why') },
      responses: kept,
    }),
    async (c) => {
      const [ctx, { id }] = [c.get('ctx'), c.req.valid('param')]
      await holdHousehold(ctx, id, c.req.valid('json').reason)
      return c.json(await readHousehold(ctx, id), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/people/households/{id}/erase',
      tags,
      summary: 'Erase what is kept of a household; what was given and counted stays, without names',
      request: { params: one, body: json(Erasure, 'Why') },
      responses: kept,
    }),
    async (c) => {
      const [ctx, { id }] = [c.get('ctx'), c.req.valid('param')]
      await eraseHousehold(ctx, id, c.req.valid('json').reason)
      return c.json(await readHousehold(ctx, id), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/people/households/{id}/persons/{person}/erase',
      tags,
      summary: 'Erase what is kept of one person; the household, the others and what was counted stay',
      request: { params: one.extend({ person: z.uuid() }), body: json(Erasure, 'Why') },
      responses: kept,
    }),
    async (c) => {
      const [ctx, { id, person }] = [c.get('ctx'), c.req.valid('param')]
      await erasePerson(ctx, id, person, c.req.valid('json').reason)
      return c.json(await readHousehold(ctx, id), 200)
    },
  )
