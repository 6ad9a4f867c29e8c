/** For administrators: the letters of the last weeks, and why one was not sent. What they say stays with those they were for. */
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { assertMay } from '../access.ts'
import { api, json, problems } from '../http.ts'
import { sendAgain } from '../mail.ts'
import { notFound } from '../problem.ts'
import { Mails } from './contract.ts'
import { listMails } from './list.ts'

const tags = ['system']

export const mails = api()
  .openapi(
    createRoute({
      method: 'get',
      path: '/mails',
      tags,
      summary: 'Letters by mail: sent, waiting, refused',
      request: { query: z.object({ after: z.uuid().optional(), limit: z.coerce.number().int().min(1).max(200).default(100) }) },
      responses: { 200: json(Mails, 'The newest first'), ...problems },
    }),
    async (c) => {
      assertMay(c.get('ctx'), 'system.read')
      const { after, limit } = c.req.valid('query')
      return c.json(await listMails(c.get('ctx').db, limit, after), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/mails/{id}/send',
      tags,
      summary: 'Have a letter tried again',
      request: { params: z.object({ id: z.uuid() }) },
      responses: { 204: { description: 'It is tried again' }, ...problems },
    }),
    async (c) => {
      const ctx = c.get('ctx')
      assertMay(ctx, 'system.read')
      const { id } = c.req.valid('param')
      if (!(await sendAgain(ctx.db, id))) notFound('mail', id)
      return c.body(null, 204)
    },
  )
