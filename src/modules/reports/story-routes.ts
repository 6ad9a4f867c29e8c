/** The endpoints of what stands around the text: stories with their photographs, donors. */
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { assertMay, visible } from '../../core/access.ts'
import { withUpload } from '../../core/files.ts'
import { api, json, problems } from '../../core/http.ts'
import { removeStory, saveDonors, saveStory, sendPicture } from './actions.ts'
import { Donor, Story } from './contract.ts'
import { pictureLimit } from './picture.ts'
import { listDonors, listStories } from './queries.ts'
import { pictureOf } from './reading.ts'

const tags = ['reports']
const one = z.object({ id: z.uuid() })
const story = one.extend({ story: z.uuid() })

export const stories = api()
  .openapi(
    createRoute({
      method: 'get',
      path: '/overviews/{id}/stories',
      tags,
      summary: 'Stories, with how people agreed',
      request: { params: one },
      responses: { 200: json(z.array(Story), 'Stories'), ...problems },
    }),
    async (c) => {
      assertMay(c.get('ctx'), 'reports.compose')
      const rows = await listStories(c.get('ctx').db, c.req.valid('param').id)
      return c.json(
        rows.map(({ overviewId: _, texts, ...s }) => ({ ...s, texts: texts as z.infer<typeof Story>['texts'] })),
        200,
      )
    },
  )
  .openapi(
    createRoute({
      method: 'put',
      path: '/overviews/{id}/stories/{story}',
      tags,
      summary: 'Save a story',
      request: { params: story, body: json(Story.omit({ id: true, picture: true }), 'The story') },
      responses: { 200: json(Story, 'As kept'), ...problems },
    }),
    async (c) => {
      const { id, story: storyId } = c.req.valid('param')
      return c.json(await saveStory(c.get('ctx'), id, { ...c.req.valid('json'), id: storyId, picture: null }), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'delete',
      path: '/overviews/{id}/stories/{story}',
      tags,
      summary: 'Take a story out',
      request: { params: story },
      responses: { 204: { description: 'Gone' }, ...problems },
    }),
    async (c) => {
      await removeStory(c.get('ctx'), c.req.valid('param').id, c.req.valid('param').story)
      return c.body(null, 204)
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/overviews/{id}/stories/{story}/picture',
      tags,
      summary: 'Send the photograph of a story (JPEG or PNG); place, time and device are taken out of it',
      description: 'multipart/form-data with one part `file`.',
      request: { params: story },
      responses: { 200: json(z.object({ picture: z.uuid() }), 'The picture'), ...problems },
    }),
    async (c) => {
      assertMay(c.get('ctx'), 'reports.compose')
      const { id, story: storyId } = c.req.valid('param')
      return c.json(
        await withUpload(c.req.raw, ({ files }) => sendPicture(c.get('ctx'), id, storyId, files[0]), pictureLimit + 2 ** 16),
        200,
      )
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/overviews/{id}/donors',
      tags,
      summary: 'Donors named',
      request: { params: one },
      responses: { 200: json(z.array(Donor), 'Donors'), ...problems },
    }),
    async (c) => {
      visible(c.get('ctx'), 'reports.read')
      return c.json(await listDonors(c.get('ctx').db, c.req.valid('param').id), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'put',
      path: '/overviews/{id}/donors',
      tags,
      summary: 'Name the donors',
      request: { params: one, body: json(z.array(Donor).max(500), 'All of them') },
      responses: { 200: json(z.array(Donor), 'As kept'), ...problems },
    }),
    async (c) => c.json(await saveDonors(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/overviews/{id}/stories/{story}/picture',
      tags,
      summary: 'The photograph of a story, as it will be printed',
      request: { params: story },
      responses: { 200: { description: 'The picture' }, ...problems },
    }),
    async (c) => {
      assertMay(c.get('ctx'), 'reports.compose')
      const { id, story: storyId } = c.req.valid('param')
      const { content, mediaType } = await pictureOf(c.get('ctx').db, id, storyId)
      return c.body(content as Uint8Array<ArrayBuffer>, 200, {
        'content-type': mediaType,
        'cache-control': 'private, max-age=3600',
      })
    },
  )
