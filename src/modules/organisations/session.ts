/** Who asks: by the session cookie of the browser, or by a key of a program. Whoever shows neither is nobody. */
import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto'
import { type Grant, nobody } from '../../core/access.ts'
import type { Context } from '../../core/context.ts'
import type { Db } from '../../core/database.ts'
import { languageOf } from '../../core/i18n.ts'
import { Problem } from '../../core/problem.ts'
import { type Asker, findAskerByKey, findAskerBySession, touchKey, touchUser } from './queries/askers.ts'
import { digest, signingSecret } from './secrets.ts'

/** As better-auth names it, with our prefix. */
const sessionCookie = 'senda.session_token'
export const languageCookie = 'senda_language'
const seenEvery = 10 * 60_000

/** How a request becomes a context, for `createApp`. */
export const contextFrom =
  (db: Db) =>
  async (request: Request): Promise<Context> => {
    const cookies = cookiesOf(request)
    const asker = await askerOf(db, request, cookies)
    const query = new URL(request.url).searchParams.get('language')
    return {
      db,
      actor: asker ? { id: asker.id, name: asker.name, grants: asker.grants.flatMap(asGrants) } : nobody,
      accessChecked: false,
      language: languageOf(query, cookies.get(languageCookie), asker?.language, request.headers.get('accept-language')),
      requestId: randomUUID(),
    }
  }

async function askerOf(db: Db, request: Request, cookies: Map<string, string>): Promise<Asker | undefined> {
  const key = keyIn(request.headers.get('authorization'))
  if (key !== undefined) return byKey(db, key)
  const cookie = cookies.get(sessionCookie)
  const token = cookie && tokenIn(cookie, await signingSecret(db))
  const asker = token ? await findAskerBySession(db, token) : undefined
  if (asker && isOld(asker.lastSeenAt)) await touchUser(db, asker.id)
  return asker
}

async function byKey(db: Db, key: string): Promise<Asker> {
  const asker = key.startsWith('senda_') ? await findAskerByKey(db, digest(key)) : undefined
  if (!asker) throw new Problem(401, 'organisations/key-not-valid')
  if (isOld(asker.lastSeenAt)) {
    await touchUser(db, asker.id)
    if (asker.keyId) await touchKey(db, asker.keyId)
  }
  return asker
}

const isOld = (seen: Date | null): boolean => seen === null || Date.now() - seen.getTime() > seenEvery

/** `Bearer senda_…`, or Basic with the key as password, which Excel and Power BI can do. */
function keyIn(authorization: string | null): string | undefined {
  const [kind, value] = (authorization ?? '').split(' ') as [string, string | undefined]
  if (!value) return undefined
  if (kind.toLowerCase() === 'bearer') return value
  if (kind.toLowerCase() !== 'basic') return undefined
  const pair = Buffer.from(value, 'base64').toString('utf8')
  return pair.slice(pair.indexOf(':') + 1)
}

/** The signed cookie is `token.signature`; a token alone, from the database or a log, opens nothing. */
function tokenIn(cookie: string, secret: string): string | undefined {
  const dot = cookie.lastIndexOf('.')
  const token = cookie.slice(0, dot)
  const shown = Buffer.from(cookie.slice(dot + 1), 'base64')
  const right = createHmac('sha256', secret).update(token).digest()
  return dot > 0 && shown.length === right.length && timingSafeEqual(shown, right) ? token : undefined
}

function cookiesOf(request: Request): Map<string, string> {
  const pairs = (request.headers.get('cookie') ?? '').split(';').map((pair) => pair.trim())
  return new Map(
    pairs.flatMap((pair): [string, string][] => {
      const at = pair.indexOf('=')
      return at > 0 ? [[pair.slice(0, at), decoded(pair.slice(at + 1))]] : []
    }),
  )
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** A stored grant as access knows it; a platform is its countries. */
export function asGrants({ role, scope, scopeId, countries }: Asker['grants'][number]): Grant[] {
  if (scope === 'region') return [{ role, scope: { kind: 'region' } }]
  if (scope === 'organisation') return [{ role, scope: { kind: 'organisation', organisationId: Number(scopeId) } }]
  if (scope === 'sector') {
    const [country = '', sector = ''] = scopeId.split(':')
    return [{ role, scope: { kind: 'sector', country, sector } }]
  }
  if (scope === 'site') {
    const [organisation = '', siteId = ''] = scopeId.split(':')
    return [{ role, scope: { kind: 'site', organisationId: Number(organisation), siteId } }]
  }
  const codes = scope === 'platform' ? (countries ?? []) : [scopeId]
  return codes.map((country) => ({ role, scope: { kind: 'country', country } }))
}
