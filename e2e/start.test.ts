/** Starting, stopping, being killed, being started twice. */
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { temporaryFolder } from '../test/database.ts'
import { forget, type Server, senda, startRefused, startServer } from './server.ts'

const health = (server: Server) => fetch(`${server.address}/healthz`).then((r) => r.status)

describe('a fresh Senda', () => {
  let server: Server
  afterAll(async () => {
    await server.stop()
    forget(server.data)
  })

  it('starts from nothing with the sample and its users, whose passwords only the owner may read', async () => {
    server = await startServer()
    expect(await health(server)).toBe(200)
    expect(Object.keys(server.passwords)).toContain('admin@senda.example')
    expect(server.output()).toContain(server.passwords['admin@senda.example'])
    expect(statSync(join(server.data, 'sample-users.txt')).mode & 0o777).toBe(0o600)
  })

  it('refuses a second server on the same data, in words', async () => {
    const { code, output } = await startRefused({ data: server.data })
    expect(code).toBe(1)
    expect(output).toContain('already running on this data')
    expect(await health(server)).toBe(200)
  })

  it('answers commands while it runs', async () => {
    const { code, out } = await senda(server.data, 'user', 'list')
    expect(code).toBe(0)
    expect(out).toContain('admin@senda.example')
  })

  it('goes on after kill -9, with the same passwords', async () => {
    const before = server.passwords
    await server.kill()
    const began = performance.now()
    server = await startServer({ data: server.data })
    expect(await health(server)).toBe(200)
    expect(server.passwords).toEqual(before)
    expect(performance.now() - began).toBeLessThan(10_000)
  })

  it('goes on after kill -9 of its database too', async () => {
    const pid = readFileSync(join(server.data, 'postgresql/postmaster.pid'), 'utf8').split('\n')[0]
    await server.kill()
    process.kill(Number(pid), 'SIGKILL')
    server = await startServer({ data: server.data })
    expect(await health(server)).toBe(200)
  })

  it('stops in order on SIGTERM, takes its database with it, and works for commands alone', async () => {
    expect(await server.stop()).toBe(0)
    expect(() => statSync(join(server.data, 'postgresql/postmaster.pid'))).toThrow()
    const { code, out } = await senda(server.data, 'user', 'list')
    expect(code).toBe(0)
    expect(out).toContain('viewer@senda.example')
    expect(() => statSync(join(server.data, 'postgresql/postmaster.pid'))).toThrow()
  })

  it('lets many commands share one database: the first starts it, the last stops it', async () => {
    const all = await Promise.all(Array.from({ length: 6 }, () => senda(server.data, 'migrate')))
    expect(all.map((r) => [r.code, r.hints])).toEqual(all.map(() => [0, '']))
    expect(() => statSync(join(server.data, 'postgresql/postmaster.pid'))).toThrow()
  })
})

describe('an empty Senda', () => {
  it('asks for its first administrator, and has no sample', async () => {
    const server = await startServer({ args: ['--empty'], input: 'ana@example.org\nAna Pérez\n' })
    const password = /password: (\S+)/.exec(server.output())?.[1] ?? ''
    const signedIn = await fetch(`${server.address}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: server.address },
      body: JSON.stringify({ email: 'ana@example.org', password }),
    })
    expect(signedIn.status).toBe(200)
    const { out } = await senda(server.data, 'user', 'list')
    expect(out.trim().split('\n')).toHaveLength(1)
    await server.stop()
    forget(server.data)
  })

  it('does not start without one, and says so', async () => {
    const data = join(temporaryFolder(), 'data')
    const { code, output } = await startRefused({ data, args: ['--empty'] })
    expect(code).toBe(1)
    expect(output).toContain('needs its first administrator')
    forget(data)
  })
})
