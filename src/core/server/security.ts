/** What every request must bear: headers that forbid what Senda never does, no writing from foreign pages, no endless bodies. */
import { createMiddleware } from 'hono/factory'
import { tooLarge, uploadLimit } from '../files.ts'
import type { Env } from '../http.ts'
import { Problem } from '../problem.ts'
import { hostOf, isHttps } from './caller.ts'

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  // The design hands numbers to its stylesheet as `style="--v:…"`; rules cannot come in this way.
  "style-src-attr 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

const always: [string, string][] = [
  ['content-security-policy', policy],
  ['x-content-type-options', 'nosniff'],
  ['x-frame-options', 'DENY'],
  ['referrer-policy', 'same-origin'],
  ['cross-origin-opener-policy', 'same-origin'],
  ['cross-origin-resource-policy', 'same-origin'],
  [
    'permissions-policy',
    'accelerometer=(), camera=(self), display-capture=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()',
  ],
]

export const secureHeaders = createMiddleware<Env>(async (c, next) => {
  await next()
  for (const [name, value] of always) if (!c.res.headers.has(name)) c.res.headers.set(name, value)
  if (c.req.path.startsWith('/api/') && !c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'no-store')
  if (isHttps(c)) c.res.headers.set('strict-transport-security', 'max-age=31536000; includeSubDomains')
})

const reading = new Set(['GET', 'HEAD', 'OPTIONS'])

/** A browser says from which page a request comes; with a cookie, only Senda's own pages may write. */
export const refuseForeignPages = createMiddleware<Env>(async (c, next) => {
  const byCookie = c.req.header('cookie') !== undefined && c.req.header('authorization') === undefined
  if (!reading.has(c.req.method) && byCookie && isForeign(c.req.header('sec-fetch-site'), c.req.header('origin'), hostOf(c)))
    throw new Problem(403, 'core/foreign-page')
  await next()
})

function isForeign(site: string | undefined, origin: string | undefined, host: string | undefined): boolean {
  if (site !== undefined) return site !== 'same-origin' && site !== 'none'
  if (origin === undefined) return false
  return !URL.canParse(origin) || new URL(origin).host !== host
}

const jsonLimit = 2 * 2 ** 20

/** Forms may be as large as an upload, everything else as large as a page of rows. What is announced larger is not read at all. */
export const limitBodies = createMiddleware<Env>(async (c, next) => {
  if (reading.has(c.req.method)) return next()
  const said = c.req.header('content-type')?.startsWith('multipart/form-data') ? uploadLimit : jsonLimit
  // A form has its own words around the file.
  const limit = said === uploadLimit ? said + 2 ** 20 : said
  const announced = Number(c.req.header('content-length'))
  if (announced > limit) throw tooLarge(said)
  if (c.req.header('transfer-encoding') !== undefined && c.req.raw.body)
    c.req.raw = new Request(c.req.raw, { body: counted(c, limit), duplex: 'half' } as RequestInit)
  await next()
  const reached = c.get('bodyLimitReached')
  if (reached !== undefined) throw tooLarge(said)
})

/** The body, cut where the limit is; who reads it meets an error, and the answer says why. */
function counted(
  c: { req: { raw: Request }; set: (key: 'bodyLimitReached', value: number) => void },
  limit: number,
): ReadableStream {
  let bytes = 0
  return c.req.raw.body!.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        bytes += chunk.byteLength
        if (bytes <= limit) return controller.enqueue(chunk)
        c.set('bodyLimitReached', limit)
        controller.error(tooLarge(limit))
      },
    }),
  )
}
