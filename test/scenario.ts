/** Every test runs against a real PostgreSQL, inside one transaction that is rolled back at the end. */
import { createApp } from '../src/app.ts'
import type { Actor, Grant, Role, Scope } from '../src/core/access.ts'
import { nobody } from '../src/core/access.ts'
import type { Context } from '../src/core/context.ts'
import { type Db, openDatabase, openPool } from '../src/core/database.ts'

const pool = openPool(process.env.DATABASE_URL!, 4)
const db = openDatabase(pool)

export type World = {
  db: Db
  ctx: (grants?: Grant[] | Role) => Context
  as: (grants: Grant[] | Role | 'nobody') => ReturnType<typeof client>
}

export const scenario = (run: (world: World) => Promise<void>) => async () => {
  const trx = await db.startTransaction().execute()
  try {
    await run(build(trx as unknown as Db))
  } finally {
    await trx.rollback().execute()
  }
}

function build(trx: Db): World {
  const ctx = (grants: Grant[] | Role = 'administrator'): Context => ({
    db: trx,
    actor: actorWith(grants),
    accessChecked: false,
    language: 'en',
    requestId: 'test',
  })
  const as = (grants: Grant[] | Role | 'nobody') =>
    client(async () => ({ ...ctx(grants === 'nobody' ? [] : grants), actor: grants === 'nobody' ? nobody : actorWith(grants) }))
  return { db: trx, ctx, as }
}

/** A role alone holds in the whole region. */
export const actorWith = (grants: Grant[] | Role): Actor => ({
  id: 'test-user',
  name: 'Amina',
  grants: typeof grants === 'string' ? [grant(grants)] : grants,
})
export const grant = (role: Role, scope: Scope = { kind: 'region' }): Grant => ({ role, scope })

function client(contextOf: () => Promise<Context>) {
  const app = createApp(contextOf)
  const send = async (method: string, path: string, body?: unknown) => {
    const form = body instanceof FormData || body instanceof Blob
    const response = await app.request(path, {
      method,
      headers: form || body === undefined ? {} : { 'content-type': 'application/json' },
      body: form ? body : body === undefined ? undefined : JSON.stringify(body),
    })
    const type = response.headers.get('content-type') ?? ''
    return {
      status: response.status,
      headers: response.headers,
      body: type.includes('json')
        ? await response.json()
        : type.startsWith('text/')
          ? await response.text()
          : new Uint8Array(await response.arrayBuffer()),
    }
  }
  return {
    get: (path: string) => send('GET', path),
    post: (path: string, body?: unknown) => send('POST', path, body),
    put: (path: string, body: unknown) => send('PUT', path, body),
    putRaw: (path: string, bytes: Uint8Array) => send('PUT', path, new Blob([new Uint8Array(bytes)])),
    patch: (path: string, body: unknown) => send('PATCH', path, body),
    delete: (path: string) => send('DELETE', path),
  }
}
