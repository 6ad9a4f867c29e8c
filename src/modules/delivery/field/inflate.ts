/** Bodies that come compressed, as devices on slow lines send them; unpacked only so far. */
import { createGunzip } from 'node:zlib'
import { createMiddleware } from 'hono/factory'
import { bytesOf, tooLarge } from '../../../core/files.ts'
import type { Env } from '../../../core/http.ts'
import { Problem } from '../../../core/problem.ts'

const limit = 8 * 2 ** 20
/** As large as any body may be that is no upload, whatever this one calls itself. */
const packedLimit = 2 * 2 ** 20

export const inflate = createMiddleware<Env>(async (c, next) => {
  const encoding = c.req.header('content-encoding')?.trim().toLowerCase()
  if (!encoding || encoding === 'identity') return next()
  if (encoding !== 'gzip') throw new Problem(415, 'core/not-understood')
  const headers = new Headers(c.req.raw.headers)
  for (const name of ['content-encoding', 'content-length', 'transfer-encoding']) headers.delete(name)
  const body = await unpacked(await bytesOf(c.req.raw, packedLimit))
  c.req.raw = new Request(c.req.raw.url, { method: c.req.method, headers, body })
  await next()
})

/** Stops where it grows beyond the limit: a few kilobytes can hold gigabytes. */
async function unpacked(packed: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const gunzip = createGunzip()
  gunzip.end(packed)
  const parts: Buffer[] = []
  let bytes = 0
  try {
    for await (const part of gunzip as AsyncIterable<Buffer>) {
      bytes += part.byteLength
      if (bytes > limit) throw tooLarge(limit)
      parts.push(part)
    }
  } catch (error) {
    throw error instanceof Problem ? error : new Problem(400, 'core/not-understood')
  }
  return new Uint8Array(Buffer.concat(parts))
}
