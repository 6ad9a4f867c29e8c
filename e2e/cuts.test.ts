/** People on bad lines: requests and uploads that break off in the middle, many at once, and nothing is left behind. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { forget, type Server, startServer } from './server.ts'

const times = Number(process.env.SENDA_CUTS ?? 1000)
const atOnce = 16
let server: Server
let cookie: string

beforeAll(async () => {
  server = await startServer({ env: { SENDA_LOG: 'warn' } })
  const email = 'admin@senda.example'
  const signedIn = await fetch(`${server.address}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.address },
    body: JSON.stringify({ email, password: server.passwords[email] }),
  })
  cookie = signedIn.headers
    .getSetCookie()
    .map((c) => c.split(';')[0])
    .join('; ')
})
afterAll(async () => {
  await server.stop()
  forget(server.data)
})

const rows = 'Country,Admin1,Appealing organisation\r\n'.repeat(8000)
const host = () => new URL(server.address).host
const form = (body: string) =>
  `POST /api/plans/overview-2020/imports HTTP/1.1\r\nHost: ${host()}\r\nOrigin: ${server.address}\r\nCookie: ${cookie}\r\nContent-Type: multipart/form-data; boundary=cut\r\nContent-Length: ${body.length}\r\n\r\n${body}`
const upload = () =>
  form(
    `--cut\r\nContent-Disposition: form-data; name="plan"\r\n\r\noverview-2020\r\n--cut\r\nContent-Disposition: form-data; name="file"; filename="may.csv"\r\nContent-Type: text/csv\r\n\r\n${rows}\r\n--cut--\r\n`,
  )
const json = () => {
  const body = JSON.stringify({ name: 'A'.repeat(50_000) })
  return `PUT /api/me HTTP/1.1\r\nHost: ${host()}\r\nCookie: ${cookie}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`
}
/** An answer of which the caller reads the first bytes and hangs up. */
const page = () => `GET /api/plans/overview-2020/activities.csv HTTP/1.1\r\nHost: ${host()}\r\nCookie: ${cookie}\r\n\r\n`

/** Sends a part of a request and hangs up, rudely (RST) every other time. */
function cut(n: number): Promise<void> {
  const { hostname, port } = new URL(server.address)
  const whole = Buffer.from([upload, upload, json, page][n % 4]!())
  const part = n % 4 === 3 ? whole : whole.subarray(0, Math.max(1, Math.floor((whole.length * ((n * 7919) % 997)) / 1000)))
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write(part, () => {
        if (n % 2) socket.resetAndDestroy()
        else socket.destroy()
      })
    })
    socket.on('error', () => {})
    socket.on('close', () => resolve())
  })
}

const uploadsLeft = () => readdirSync(tmpdir()).filter((name) => name.startsWith(`senda-upload-${server.process.pid}-`))

/** Sockets that the server process holds: the listening one and those of its database. */
const socketsOpen = () =>
  readdirSync(`/proc/${server.process.pid}/fd`).filter((fd) =>
    linkOf(`/proc/${server.process.pid}/fd/${fd}`).startsWith('socket:'),
  ).length
function linkOf(path: string): string {
  try {
    return readlinkSync(path)
  } catch {
    return ''
  }
}

async function measure(name: string): Promise<number> {
  const text = await fetch(`${server.address}/metrics`, { headers: { connection: 'close' } }).then((r) => r.text())
  return Number(new RegExp(`^${name.replace(/[{}"]/g, '\\$&')} (\\d+)`, 'm').exec(text)?.[1] ?? 0)
}

it(`${times} requests cut half way, ${atOnce} at once, leave the server as it was`, { timeout: 300_000 }, async () => {
  const sockets = socketsOpen()
  const importsBefore = await measure('senda_imports{state="done"}')
  for (let n = 0; n < times; n += atOnce) await Promise.all(Array.from({ length: atOnce }, (_, i) => cut(n + i)))

  await expect.poll(uploadsLeft, { timeout: 20_000 }).toEqual([])
  await expect.poll(() => measure('senda_database_connections{state="waiting"}'), { timeout: 20_000 }).toBe(0)
  await expect
    .poll(
      async () =>
        (await measure('senda_database_connections{state="open"}')) - (await measure('senda_database_connections{state="idle"}')),
      { timeout: 20_000 },
    )
    .toBeLessThanOrEqual(2)
  // The pool may have grown to its twenty; nothing of a caller remains.
  await expect.poll(socketsOpen, { timeout: 20_000 }).toBeLessThanOrEqual(sockets + 20)
  expect(await measure('senda_imports{state="done"}')).toBe(importsBefore)
  expect(server.process.exitCode).toBeNull()
  expect(readFileSync(`/proc/${server.process.pid}/status`, 'utf8')).toContain('State')
  expect(await fetch(`${server.address}/healthz`).then((r) => r.status)).toBe(200)
  expect(await fetch(`${server.address}/api/me`, { headers: { cookie } }).then((r) => r.status)).toBe(200)
})
