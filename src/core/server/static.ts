/** The built staff app under /app/: hashed files are kept by browsers for ever, every other path is the app itself. */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Context as Call } from 'hono'
import type { Env } from '../http.ts'
import { Problem } from '../problem.ts'
import { encodingFor } from './compress.ts'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
}
const best = { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } }

type Kept = { type: string; etag: string; identity: Buffer; br: Buffer; gzip: Buffer; isHashed: boolean }

/** Answers from `folder`; each file is read and compressed once. */
export function staticFiles(folder: string, base: string) {
  const kept = new Map<string, Promise<Kept | undefined>>()
  const keep = (name: string): Promise<Kept | undefined> => {
    const known = kept.get(name)
    if (known) return known
    const file = read(join(folder, name))
    if (existsSync(join(folder, name))) kept.set(name, file)
    return file
  }
  return async (c: Call<Env>): Promise<Response> => {
    const name = normalize(decoded(c.req.path.slice(base.length))).replace(/^([./\\]|\.\.)+/, '')
    const file = (extname(name) ? await keep(name) : undefined) ?? (extname(name) ? undefined : await keep('index.html'))
    if (!file) throw new Problem(404, extname(name) ? 'core/not-found' : 'core/app-not-built', { what: 'file', id: name })
    return answer(c, file)
  }
}

/** @throws Problem 404 for what is no path at all */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    throw new Problem(404, 'core/not-found', { what: 'file', id: path })
  }
}

function answer(c: Call<Env>, file: Kept): Response {
  const encoding = encodingFor(c.req.header('accept-encoding'))
  const headers = new Headers({
    'content-type': file.type,
    etag: file.etag,
    vary: 'accept-encoding',
    'cache-control': file.isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
  })
  if (c.req.header('if-none-match') === file.etag) return new Response(null, { status: 304, headers })
  if (encoding && file.identity.length > 1024) headers.set('content-encoding', encoding)
  const body = encoding && file.identity.length > 1024 ? file[encoding] : file.identity
  return new Response(c.req.method === 'HEAD' ? null : (body as Uint8Array<ArrayBuffer>), { headers })
}

async function read(path: string): Promise<Kept | undefined> {
  const identity = await readFile(path).catch(() => undefined)
  if (!identity) return undefined
  const [br, gz] = await Promise.all([promisify(brotliCompress)(identity, best), promisify(gzip)(identity, { level: 9 })])
  return {
    type: types[extname(path)] ?? 'application/octet-stream',
    etag: `"${createHash('sha256').update(identity).digest('base64url').slice(0, 22)}"`,
    identity,
    br,
    gzip: gz,
    isHashed: /[-.][\w-]{8,}\.\w+$/.test(path) && path.includes('/assets/'),
  }
}
