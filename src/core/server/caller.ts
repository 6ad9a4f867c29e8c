/** Who calls, as far as the connection tells; the headers of a proxy count only behind one (SENDA_PROXY=1). */
import type { Env as AnyEnv, Context as Call } from 'hono'
import type { Env } from '../http.ts'

export const behindProxy = (): boolean => process.env.SENDA_PROXY === '1'

export const isHttps = <E extends AnyEnv>(c: Call<E>): boolean =>
  behindProxy() ? c.req.header('x-forwarded-proto') === 'https' : c.req.url.startsWith('https:')

export const hostOf = <E extends AnyEnv>(c: Call<E>): string | undefined =>
  (behindProxy() ? c.req.header('x-forwarded-host') : undefined) ?? c.req.header('host')

/** A program on this very machine, not somebody whom a proxy on this machine passes on. */
export function isLocal(c: Call<Env>): boolean {
  const address = c.env?.incoming?.socket?.remoteAddress ?? ''
  const passedOn = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'].some((name) => c.req.header(name) !== undefined)
  return !passedOn && (address === '::1' || address.replace('::ffff:', '').startsWith('127.'))
}
