/** Answers made small for slow lines: Brotli or gzip, whichever the caller takes. */
import { Readable } from 'node:stream'
import type { ReadableStream as NodeWebStream } from 'node:stream/web'
import { promisify } from 'node:util'
import { brotliCompress, constants, createBrotliCompress, createGzip, gzip } from 'node:zlib'
import { createMiddleware } from 'hono/factory'
import type { Env } from '../http.ts'

const worthwhile = /^(text\/(html|css|plain|javascript)|application\/(json|[\w.+-]+\+json|javascript|pdf)|image\/svg\+xml)/
/** May be as long as a table is: passed on while it comes. */
const long = /^(text\/csv|application\/(x-ndjson|geo\+json|xml))/
const least = 1024
const quick = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }
const whole = {
  br: (body: Buffer) => promisify(brotliCompress)(body, quick),
  gzip: (body: Buffer) => promisify(gzip)(body, { level: 6 }),
}

export type Encoding = keyof typeof whole

export function encodingFor(accepted: string | undefined): Encoding | undefined {
  const names = (accepted ?? '').split(',').map((part) => part.trim().toLowerCase())
  const takes = (name: string) => names.some((n) => n === name || (n.startsWith(`${name};`) && !/q=0(\.0*)?$/.test(n)))
  return takes('br') ? 'br' : takes('gzip') ? 'gzip' : undefined
}

export const compress = createMiddleware<Env>(async (c, next) => {
  await next()
  const type = c.res.headers.get('content-type') ?? ''
  const isLong = long.test(type)
  if (!c.res.body || c.res.headers.has('content-encoding') || c.req.method === 'HEAD' || !(isLong || worthwhile.test(type)))
    return
  if (!c.res.headers.get('vary')?.includes('accept-encoding')) c.res.headers.append('vary', 'accept-encoding')
  const encoding = encodingFor(c.req.header('accept-encoding'))
  if (!encoding) return
  c.res = isLong ? streamed(c.res, encoding) : await squeezed(c.res, encoding)
})

async function squeezed(answer: Response, encoding: Encoding): Promise<Response> {
  const body = Buffer.from(await answer.arrayBuffer())
  if (body.length < least) return new Response(body, answer)
  const small = await whole[encoding](body)
  return withEncoding(new Response(small as Uint8Array<ArrayBuffer>, answer), encoding, small.length)
}

function streamed(answer: Response, encoding: Encoding): Response {
  const squeeze = encoding === 'br' ? createBrotliCompress(quick) : createGzip()
  const source = Readable.fromWeb(answer.body as NodeWebStream)
  source.on('error', (error) => squeeze.destroy(error))
  squeeze.on('close', () => source.destroy())
  const body = Readable.toWeb(source.pipe(squeeze)) as ReadableStream
  return withEncoding(new Response(body, answer), encoding)
}

function withEncoding(answer: Response, encoding: Encoding, length?: number): Response {
  answer.headers.set('content-encoding', encoding)
  if (length === undefined) answer.headers.delete('content-length')
  else answer.headers.set('content-length', String(length))
  const etag = answer.headers.get('etag')
  if (etag && !etag.startsWith('W/')) answer.headers.set('etag', `W/${etag}`)
  return answer
}
