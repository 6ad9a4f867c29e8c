/** Every route of the API as the app itself lists it, and how one of them is asked. */
import { createApp, describe } from '../../src/app.ts'
import type { Actor } from '../../src/core/access.ts'
import type { Context } from '../../src/core/context.ts'
import type { Db } from '../../src/core/database.ts'
import { type Asked, door } from './expectations.ts'

/** Who asks, by the request: one app for all of them, since making one takes longer than most answers. */
const contexts = new WeakMap<Request, Context>()
export const app = createApp(async (request) => contexts.get(request) ?? Promise.reject(new Error('nobody asks')))

/** `GET /api/places/{code}` and so on; the door of sign-in has its own tests. */
export const routes: string[] = Object.entries(describe(app).paths ?? {})
  .flatMap(([path, item]) => Object.keys(item ?? {}).map((method) => `${method.toUpperCase()} ${path}`))
  .filter((route) => !door.test(route))

/** `GET /api/places # of a country` is another way to ask `GET /api/places`. */
export const routeOf = (name: string): string => name.split(' # ')[0]!

export async function send(db: Db, actor: Actor, route: string, { path = {}, query, body }: Asked): Promise<Response> {
  const [method, pattern] = route.split(' ') as [string, string]
  const address = pattern.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(path[name] ?? `no-${name}`)))
  const isAsIs = body instanceof FormData || body instanceof Blob
  const sent: RequestInit =
    body === undefined
      ? {}
      : { body: isAsIs ? body : JSON.stringify(body), ...(!isAsIs && { headers: { 'content-type': 'application/json' } }) }
  const request = new Request(`http://localhost${address}${query ? `?${query}` : ''}`, { method, ...sent })
  contexts.set(request, { db, actor, accessChecked: false, language: 'en', requestId: 'sweep' })
  return app.fetch(request)
}
