/** What every request bears, asked over a real socket. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../src/app.ts'
import { isPublic, nobody } from '../src/core/access.ts'
import type { Context } from '../src/core/context.ts'
import { openDatabase, openPool } from '../src/core/database.ts'
import { languageOf } from '../src/core/i18n.ts'
import { type Listening, listen } from '../src/core/server/listen.ts'
import { createServerApp } from '../src/core/server.ts'

const web = mkdtempSync(join(tmpdir(), 'senda-test-'))
const pool = openPool(process.env.DATABASE_URL!, 2)
const db = openDatabase(pool)
let http: Listening

beforeAll(async () => {
  mkdirSync(join(web, 'assets'))
  writeFileSync(join(web, 'index.html'), '<!doctype html><title>Senda</title>')
  writeFileSync(join(web, 'assets/app-Abcd1234.js'), `'${'x'.repeat(5000)}'`)
  const contextOf = async ({ url, headers }: Request): Promise<Context> => ({
    db,
    actor: new URL(url).pathname.startsWith('/api/') ? { ...nobody, id: 'somebody' } : nobody,
    accessChecked: false,
    language: languageOf(headers.get('accept-language')),
    requestId: '',
  })
  const app = createApp(contextOf)
  app.post('/api/echo', async (c) => {
    isPublic(c.get('ctx'))
    return c.json({ bytes: (await c.req.text()).length })
  })
  app.get('/api/unchecked', (c) => c.json({ secret: 1 }))
  http = await listen(createServerApp({ app, contextOf, db, pool, web, measures: [] }).fetch, 0, '127.0.0.1')
})
afterAll(async () => {
  await http.stop(1000)
  await db.destroy()
  rmSync(web, { recursive: true })
})

const get = (path: string, headers: Record<string, string> = {}) => fetch(http.address + path, { headers, redirect: 'manual' })
const post = (body: RequestInit['body'], headers: Record<string, string> = {}) =>
  fetch(`${http.address}/api/echo`, { method: 'POST', body, headers, duplex: 'half' } as RequestInit)

describe('every answer', () => {
  it('forbids what Senda never does, and carries the number of its request', async () => {
    const { headers } = await get('/healthz')
    expect(headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'")
    expect(headers.get('content-security-policy')).not.toMatch(/script-src[^;]*unsafe/)
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('strict-transport-security')).toBeNull()
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('does not leave when nobody asked for access', async () => {
    const answer = await get('/api/unchecked')
    expect(answer.status).toBe(500)
    expect(await answer.text()).not.toContain('secret')
  })

  it('is a sentence where there is nothing: JSON for programs, a page for people', async () => {
    expect(await (await get('/api/nothing')).json()).toMatchObject({ status: 404, code: 'core/not-found' })
    const page = await get('/nothing', { accept: 'text/html', 'accept-language': 'es' })
    expect(page.status).toBe(404)
    expect(await page.text()).toContain('<html lang="es">')
  })
})

describe('a body', () => {
  it('may be two megabytes, and no more, announced or not', async () => {
    expect(await (await post('x'.repeat(2_000_000))).json()).toEqual({ bytes: 2_000_000 })
    const chunks = () =>
      new ReadableStream({
        start(c) {
          for (let i = 0; i < 48; i++) c.enqueue(new Uint8Array(65_536).fill(120))
          c.close()
        },
      })
    const streamed = await post(chunks())
    expect(streamed.status).toBe(413)
    expect(await streamed.json()).toMatchObject({ code: 'core/too-large', megabytes: 2 })
  })

  it('that announces too much is answered before it is sent', async () => {
    const status = await new Promise((resolve, reject) => {
      const asked = request(`${http.address}/api/echo`, { method: 'POST', headers: { 'content-length': 500_000_000 } })
      asked.on('response', (answer) => {
        resolve(answer.statusCode)
        asked.destroy()
      })
      asked.on('error', reject)
      asked.flushHeaders()
    })
    expect(status).toBe(413)
  })

  it('from a page of another site does not count with a cookie', async () => {
    const cookie = { cookie: 'senda.session_token=x' }
    expect((await post('x', { ...cookie, 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect((await post('x', { ...cookie, origin: 'http://evil.example' })).status).toBe(403)
    expect((await post('x', { ...cookie, origin: http.address })).status).toBe(200)
    expect((await post('x', cookie)).status).toBe(200)
  })
})

describe('the staff app', () => {
  it('is kept for ever where its name changes with its content, and asked again where not', async () => {
    const script = await get('/app/assets/app-Abcd1234.js', { 'accept-encoding': 'br' })
    expect(script.headers.get('cache-control')).toContain('immutable')
    expect(script.headers.get('content-encoding')).toBe('br')
    const page = await get('/app/activities?country=PE')
    expect(await page.text()).toContain('<title>Senda</title>')
    expect(page.headers.get('cache-control')).toBe('no-cache')
    expect((await get('/app/', { 'if-none-match': page.headers.get('etag')! })).status).toBe(304)
  })

  it.each(['/app/%E0%A4%A', '/app/..%2f..%2fpackage.json', '/app/%2e%2e/%2e%2e/package.json', '/app/assets/nothing.js'])(
    'gives nothing beside itself: %s',
    async (path) => {
      const answer = await get(path)
      expect([404, 400]).toContain(answer.status)
      expect(await answer.text()).not.toContain('dependencies')
    },
  )
})

describe('measures', () => {
  it('are for this machine and for those who may read them', async () => {
    expect(await (await get('/metrics')).text()).toContain('senda_http_request_seconds_count')
    expect((await get('/metrics', { 'x-forwarded-for': '203.0.113.9' })).status).toBe(401)
  })
})
