/** The door to better-auth: which of its endpoints are open, from where a request comes, and its refusals in Senda's words. */
import type { Context as Call } from 'hono'
import { isPublic } from '../../core/access.ts'
import type { Env } from '../../core/http.ts'
import { Problem, type Status } from '../../core/problem.ts'
import { behindProxy, hostOf, isHttps } from '../../core/server/caller.ts'
import { addressHeader } from './limits.ts'
import { shortestPassword } from './rules.ts'

/** Everything else of better-auth answers 404. */
const open = new Set([
  'POST /sign-in/email',
  'POST /sign-out',
  'POST /change-password',
  'POST /revoke-other-sessions',
  'POST /two-factor/enable',
  'POST /two-factor/disable',
  'POST /two-factor/verify-totp',
  'POST /two-factor/verify-backup-code',
  'POST /two-factor/generate-backup-codes',
])

const largestBody = 10_000

export async function answerSignIn(c: Call<Env>): Promise<Response> {
  const ctx = c.get('ctx')
  isPublic(ctx)
  const path = c.req.path.slice(c.req.path.indexOf('/auth/') + '/auth'.length)
  if (!open.has(`${c.req.method} ${path}`)) throw new Problem(404, 'core/not-found', { what: 'page', id: path })
  // Loaded when somebody first signs in: half of what the start would otherwise wait for.
  const { authOf } = await import('./auth.ts')
  const auth = await authOf(ctx.db)
  const answer = await auth.handler(await inside(c, path))
  if (!answer.ok) throw await problemOf(answer)
  return withSecureCookies(answer, isHttps(c))
}

async function inside(c: Call<Env>, path: string): Promise<Request> {
  const headers = new Headers(c.req.raw.headers)
  headers.set(addressHeader, addressOf(c))
  headers.set('host', hostOf(c) ?? new URL(c.req.url).host)
  const body = await c.req.raw.arrayBuffer()
  if (body.byteLength > largestBody) throw new Problem(413, 'core/invalid-request', { where: '' })
  return new Request(`http://senda.invalid/api/auth${path}`, { method: c.req.method, headers, body })
}

function addressOf(c: Call<Env>): string {
  const forwarded = c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
  return (behindProxy() && forwarded) || c.env?.incoming?.socket?.remoteAddress || '127.0.0.1'
}

function withSecureCookies(answer: Response, https: boolean): Response {
  const headers = new Headers(answer.headers)
  headers.set('cache-control', 'no-store')
  const cookies = headers.getSetCookie()
  headers.delete('set-cookie')
  for (const cookie of cookies) headers.append('set-cookie', https ? `${cookie}; Secure` : cookie)
  return new Response(answer.body, { status: answer.status, headers })
}

const words: Record<string, [Status, string]> = {
  INVALID_EMAIL_OR_PASSWORD: [401, 'organisations/wrong-password'],
  INVALID_EMAIL: [401, 'organisations/wrong-password'],
  INVALID_PASSWORD: [422, 'organisations/wrong-current-password'],
  PASSWORD_TOO_SHORT: [422, 'organisations/password-too-short'],
  PASSWORD_TOO_LONG: [422, 'organisations/password-too-long'],
  INVALID_CODE: [401, 'organisations/wrong-code'],
  INVALID_BACKUP_CODE: [401, 'organisations/wrong-code'],
  INVALID_TWO_FACTOR_COOKIE: [401, 'organisations/code-too-late'],
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: [401, 'organisations/code-too-late'],
  TOTP_ALREADY_ENABLED: [409, 'organisations/second-factor-there'],
  TOTP_NOT_ENABLED: [409, 'organisations/second-factor-not-there'],
  TWO_FACTOR_NOT_ENABLED: [409, 'organisations/second-factor-not-there'],
  BACKUP_CODES_NOT_ENABLED: [409, 'organisations/second-factor-not-there'],
  USER_DISABLED: [403, 'organisations/disabled'],
  INVALID_ORIGIN: [403, 'organisations/foreign-page'],
  MISSING_OR_NULL_ORIGIN: [403, 'organisations/foreign-page'],
  CROSS_SITE_NAVIGATION_LOGIN_BLOCKED: [403, 'organisations/foreign-page'],
}

async function problemOf(answer: Response): Promise<Error> {
  const { code = '' } = (await answer.json().catch(() => ({}))) as { code?: string }
  if (answer.status === 429)
    return new Problem(429, 'organisations/too-many-attempts', { seconds: Number(answer.headers.get('x-retry-after') ?? 60) })
  const known = words[code]
  if (known) return new Problem(...known, { shortest: shortestPassword })
  if (answer.status === 401) return new Problem(401, 'core/sign-in-first')
  if (answer.status < 500) return new Problem(400, 'core/invalid-request', { where: '', issues: [] })
  return new Error(`sign-in failed inside: ${answer.status} ${code}`)
}
