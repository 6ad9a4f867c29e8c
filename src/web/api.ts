/** Talks to the server: the same API that partners use. Every refusal is a `ProblemAnswer` whose title is a sentence to show. */

export type Query = Record<string, string | number | boolean | null | undefined>
export type Method = 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** What the server refused, or `web/unreachable` (status 0) when it was not heard at all. */
export class ProblemAnswer extends Error {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly detail: Record<string, unknown>

  constructor(status: number, body: Record<string, unknown>) {
    const title = typeof body.title === 'string' ? body.title : ''
    super(title || `answer ${status}`)
    this.status = status
    this.code = typeof body.code === 'string' ? body.code : status === 0 ? 'web/unreachable' : 'web/unknown'
    this.title = title
    this.detail = body
  }
}

export const isUnreachable = (error: unknown): boolean => error instanceof ProblemAnswer && error.status === 0
export const isSignInFirst = (error: unknown): boolean => error instanceof ProblemAnswer && error.code === 'core/sign-in-first'

/** The address of an answer of the server, for links and downloads too. */
export const address = (path: string, query: Query = {}): string => `/api${withQuery(path, query)}`

/** What is empty is left out. */
export function withQuery(path: string, query: Query): string {
  const filled = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '')
  const search = new URLSearchParams(filled.map(([name, value]) => [name, String(value)])).toString()
  return `${path}${search ? `?${search}` : ''}`
}

export const get = <A>(path: string, query?: Query, signal?: AbortSignal): Promise<A> => ask<A>(address(path, query), { signal })

/** @param by whose it is: a browser has one sign-in for all its windows, and nobody's work becomes another's */
export function send<A>(method: Method, path: string, body?: unknown, by?: string): Promise<A> {
  const headers = inName(by)
  if (body === undefined) return ask<A>(`/api${path}`, { method, headers })
  return ask<A>(`/api${path}`, {
    method,
    body: JSON.stringify(body),
    headers: { ...headers, 'content-type': 'application/json' },
  })
}

export const inName = (by: string | undefined): Record<string, string> => (by ? { 'senda-user': by } : {})

/** The language the page is shown in: refusals come back in it. */
export const screenLanguage = (): string => document.documentElement.lang

/** The answer as it came, whatever it says; a `ProblemAnswer` of status 0 where none was heard. */
export async function heardOf(url: string, request: RequestInit): Promise<Response> {
  const headers = {
    ...(request.headers as Record<string, string> | undefined),
    accept: 'application/json',
    'accept-language': screenLanguage(),
  }
  const response = await fetch(url, { ...request, headers, credentials: 'same-origin' }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
  })
  // While the server starts again, somebody on the way answers in its place.
  const isThere = response && (response.status < 502 || isJson(response))
  heard(Boolean(isThere))
  if (!isThere) throw new ProblemAnswer(0, {})
  return response
}

async function ask<A>(url: string, request: RequestInit): Promise<A> {
  const response = await heardOf(url, request)
  const body: unknown = response.status === 204 ? undefined : await readBody(response)
  if (!response.ok) throw new ProblemAnswer(response.status, (body ?? {}) as Record<string, unknown>)
  return body as A
}

const isJson = (response: Response) => response.headers.get('content-type')?.includes('json')
const readBody = (response: Response): Promise<unknown> =>
  isJson(response) ? response.json().catch(() => undefined) : response.text()

/* Whether the server was heard at the last attempt: the quiet line at the top of the screens. */
let reachable = true
const listeners = new Set<() => void>()

export function heard(now: boolean): void {
  if (now === reachable) return
  reachable = now
  for (const listener of listeners) listener()
}

export const isReachable = (): boolean => reachable
export const onReachable = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}
