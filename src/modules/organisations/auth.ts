/** Sign-in, done by better-auth on our tables: password, second factor, sessions. Its endpoints that Senda does not use stay shut. */
import { betterAuth } from 'better-auth'
import { APIError, createAuthMiddleware } from 'better-auth/api'
import { twoFactor } from 'better-auth/plugins/two-factor'
import type { Db } from '../../core/database.ts'
import { log } from '../../core/log.ts'
import { addressHeader, consume } from './limits.ts'
import { isDisabled } from './queries/users.ts'
import { shortestPassword } from './rules.ts'
import { signingSecret } from './secrets.ts'

/** A week from signing in, then the password again. */
const sessionSeconds = 7 * 24 * 3600
const perAddress = { window: 60, max: 30 }
/** An office behind one address has many people; one account from one address has one. */
const perAddressAndAccount = { window: 60, max: 5 }
/** Slows a guesser who comes from many addresses, without shutting the owner out for long. */
const perAccount = { window: 900, max: 30 }

const make = (db: Db, secret: string) =>
  betterAuth({
    appName: 'Senda',
    // Only the path of the address matters: cookies carry no domain, and trusted origins come from the request.
    baseURL: 'http://senda.invalid',
    basePath: '/api/auth',
    secret,
    telemetry: { enabled: false },
    database: { db, type: 'postgres' },
    trustedOrigins: (request) => originsOf(request),
    user: { modelName: 'users' },
    session: { modelName: 'sessions', expiresIn: sessionSeconds, disableSessionRefresh: true },
    account: { modelName: 'accounts' },
    verification: { modelName: 'verifications' },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: shortestPassword, maxPasswordLength: 200 },
    rateLimit: {
      enabled: true,
      window: 60,
      max: 100,
      customStorage: { consume: (key, rule) => consume(db, key, rule) },
      customRules: {
        '/sign-in/email': perAddress,
        '/two-factor/*': { window: 60, max: 10 },
        '/change-password': { window: 60, max: 5 },
      },
    },
    advanced: {
      cookiePrefix: 'senda',
      useSecureCookies: false, // Secure is added by the route, which knows whether the browser came by https
      ipAddress: { ipAddressHeaders: [addressHeader] },
      database: { validateSchema: false },
      disableCSRFCheck: false,
      disableOriginCheck: false,
    },
    plugins: [twoFactor({ issuer: 'Senda', schema: { twoFactor: { modelName: 'twoFactors' } } })],
    hooks: { before: createAuthMiddleware(async (ctx) => limitAccount(db, ctx.path, ctx.body, ctx.headers)) },
    databaseHooks: { session: { create: { before: async (session) => admit(db, session) } } },
    onAPIError: { onError: logInside },
    // Messages only: what comes with them may hold an address of mail.
    logger: { level: 'error', log: (_level, message) => log.error({ room: 'sign-in' }, message) },
  })

/** Refusals are answers, told to whoever asked; only what broke inside is logged. */
function logInside(error: unknown): void {
  if (!(error instanceof APIError) || error.statusCode >= 500)
    log.error({ room: 'sign-in' }, error instanceof Error ? error.message : 'failed')
}

export type Auth = ReturnType<typeof make>
const made = new WeakMap<Db, Promise<Auth>>()

export function authOf(db: Db): Promise<Auth> {
  const known = made.get(db)
  if (known) return known
  const auth = signingSecret(db).then((secret) => make(db, secret))
  made.set(db, auth)
  auth.catch(() => made.delete(db))
  return auth
}

/** A page of the same host, by http or https, may ask; no other. */
function originsOf(request: Request | undefined): string[] {
  const host = request?.headers.get('host')
  return host ? [`http://${host}`, `https://${host}`] : []
}

async function limitAccount(db: Db, path: string | undefined, body: unknown, headers: Headers | undefined): Promise<void> {
  const email = (body as { email?: unknown } | undefined)?.email
  if (path !== '/sign-in/email' || typeof email !== 'string') return
  const account = email.trim().toLowerCase()
  const limits = [
    await consume(db, `account ${account} from ${headers?.get(addressHeader) ?? ''}`, perAddressAndAccount),
    await consume(db, `account ${account}`, perAccount),
  ]
  const refused = limits.find((l) => !l.allowed)
  if (refused)
    throw new APIError(
      'TOO_MANY_REQUESTS',
      { code: 'TOO_MANY_REQUESTS', message: '' },
      { 'x-retry-after': String(refused.retryAfter) },
    )
}

/** Nobody disabled comes in; where somebody sits and with which browser is not kept. */
async function admit<S extends { userId: string }>(db: Db, session: S) {
  if (await isDisabled(db, session.userId)) throw new APIError('FORBIDDEN', { code: 'USER_DISABLED', message: '' })
  return { data: { ...session, ipAddress: null, userAgent: null } }
}
