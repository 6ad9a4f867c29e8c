/** A browser as the server sees it: keeps cookies, says where it comes from. For tests of sign-in over the real app. */
import { createApp } from '../src/app.ts'
import type { Db } from '../src/core/database.ts'
import { contextFrom } from '../src/modules/organisations/session.ts'

const origin = 'http://localhost'
type Sent = { method?: string; body?: unknown; headers?: Record<string, string> }

export function browser(db: Db, always: Record<string, string> = {}) {
  const app = createApp(contextFrom(db))
  const cookies = new Map<string, string>()
  const send = async (path: string, { method = 'GET', body, headers = {} }: Sent = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await app.request(origin + path, {
      method,
      headers: {
        host: 'localhost',
        origin,
        'content-type': 'application/json',
        ...(cookie && { cookie }),
        ...always,
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const set = response.headers.getSetCookie()
    for (const line of set) keep(cookies, line)
    const text = await response.text()
    const json = (response.headers.get('content-type') ?? '').includes('json')
    return { status: response.status, headers: response.headers, set, body: json ? JSON.parse(text) : text }
  }
  return {
    cookies,
    get: (path: string, headers?: Record<string, string>) => send(path, { headers: headers ?? {} }),
    post: (path: string, body: unknown = {}, headers?: Record<string, string>) =>
      send(path, { method: 'POST', body, headers: headers ?? {} }),
    signIn: (email: string, password: string) => send('/api/auth/sign-in/email', { method: 'POST', body: { email, password } }),
  }
}

function keep(cookies: Map<string, string>, line: string): void {
  const [pair = '', ...attributes] = line.split(';')
  const [name = '', ...value] = pair.split('=')
  const ended = attributes.some((a) => /^\s*max-age=0$/i.test(a)) || value.join('=') === ''
  if (ended) cookies.delete(name)
  else cookies.set(name, value.join('='))
}
