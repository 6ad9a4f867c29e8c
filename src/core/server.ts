/** The HTTP server around the app: request ids, log, limits, security, health, measures, the built staff app. */
import { randomUUID } from 'node:crypto'
import type { OpenAPIHono } from '@hono/zod-openapi'
import { Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { sql } from 'kysely'
import type { Pool } from 'pg'
import { assertMay } from './access.ts'
import type { Context } from './context.ts'
import type { Db } from './database.ts'
import { answerProblem, type Env } from './http.ts'
import { Problem } from './problem.ts'
import { behindProxy, isLocal } from './server/caller.ts'
import { compress } from './server/compress.ts'
import { type Measure, meter, observe } from './server/metrics.ts'
import { limitBodies, refuseForeignPages, secureHeaders } from './server/security.ts'
import { staticFiles } from './server/static.ts'

export type ServerParts = {
  app: OpenAPIHono<Env>
  contextOf: (request: Request) => Promise<Context>
  db: Db
  pool: Pool
  /** Folder of the built staff app. */
  web: string
  measures: Measure[]
}

export function createServerApp({ app, contextOf, db, pool, web, measures }: ServerParts): Hono<Env> {
  const measured = meter(pool, measures)
  const server = new Hono<Env>()
  server.onError(answerProblem)
  server.use(numbered, observe(measured), secureHeaders, compress, refuseForeignPages, limitBodies)
  server.get('/healthz', async (c) => {
    await healthy(db)
    return c.json({ status: 'ok' }, 200, { 'cache-control': 'no-store' })
  })
  server.get('/metrics', async (c) => {
    if (!isLocal(c)) assertMay(await contextOf(c.req.raw), 'system.read')
    return c.body(await measured.text(), 200, { 'content-type': measured.type, 'cache-control': 'no-store' })
  })
  server.get('/app', (c) => c.redirect('/app/'))
  server.get('/app/*', staticFiles(web, '/app/'))
  server.route('/', app)
  server.notFound((c) => answerProblem(new Problem(404, 'core/not-found', { what: 'page', id: c.req.path }), c))
  return server
}

/** The number of a request; a proxy's own is kept. */
const numbered = createMiddleware<Env>(async (c, next) => {
  const given = behindProxy() ? c.req.header('x-request-id') : undefined
  const id = given && /^[\w-]{1,64}$/.test(given) ? given : randomUUID()
  c.set('requestId', id)
  await next()
  c.res.headers.set('x-request-id', id)
})

async function healthy(db: Db): Promise<void> {
  const late = new Promise<never>((_, reject) => setTimeout(() => reject(new Error('late')), 3000).unref())
  await Promise.race([sql`select 1`.execute(db), late]).catch((error: Error) => {
    throw new Problem(503, 'core/no-database', { reason: error.message })
  })
}
