/** HTTP: one kind of router, one kind of error answer, and no answer that nobody asked access for. */
import type { HttpBindings } from '@hono/node-server'
import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context as Call, ErrorHandler } from 'hono'
import { createMiddleware } from 'hono/factory'
import { html } from 'hono/html'
import { HTTPException } from 'hono/http-exception'
import { routePath } from 'hono/route'
import type { z } from 'zod'
import { nobody } from './access.ts'
import type { Context } from './context.ts'
import { type Language, languageOf, translator } from './i18n.ts'
import { log } from './log.ts'
import { Problem } from './problem.ts'

/** `requestId` stands in every log line and in the sentence of a failure. */
export type Env = { Variables: { ctx: Context; requestId: string; bodyLimitReached?: number }; Bindings: HttpBindings }

export const api = () =>
  new OpenAPIHono<Env>({
    defaultHook: (result) => {
      if (result.success) return
      // An address that names nothing.
      if (result.target === 'param') throw new Problem(404, 'core/no-such-address')
      throw new Problem(400, placeOf(result.error) ? 'core/invalid-request' : 'core/not-understood', {
        where: placeOf(result.error),
        issues: issuesOf(result.error),
      })
    },
  })

export const json = <S extends z.ZodType>(schema: S, description: string) => ({
  description,
  content: { 'application/json': { schema } },
  required: true,
})

/** The Problems a route may answer, for openapi.json. */
export const problems = {
  400: { description: 'The request is not understood' },
  401: { description: 'Sign in first' },
  403: { description: 'Not allowed' },
  404: { description: 'Not there, or not for you' },
}

/** Of routes that answer only so often. */
export const tooOften = { 429: { description: 'Asked too often; retry-after says when again' } }

/** No answer leaves before somebody has asked `core/access`. */
export const refuseUncheckedAnswers = createMiddleware<Env>(async (c, next) => {
  await next()
  if (c.res.ok && !c.get('ctx').accessChecked) throw new Error(`${c.req.path} answered without an access check`)
})

/** Whoever has not signed in hears nothing of the API but what is open, not even what is wrong with a request. */
export const refuseNobody = (open: RegExp) =>
  createMiddleware<Env>(async (c, next) => {
    if (c.get('ctx').actor.id === nobody.id && !open.test(c.req.path)) throw new Problem(401, 'core/sign-in-first')
    await next()
  })

/** Work says whose it is (`senda-user`): from a window in which somebody else was signed in before, it is not taken for who is now. */
export const refuseAnother = createMiddleware<Env>(async (c, next) => {
  const by = c.req.header('senda-user')
  if (by !== undefined && by !== c.get('ctx').actor.id) throw new Problem(403, 'core/another-person')
  await next()
})

/** RFC 9457: {type, title (the sentence), status, code, …values}. What went wrong inside is logged, never sent. */
export const answerProblem: ErrorHandler<Env> = (error, c) => {
  const problem = asProblem(error)
  const requestId = c.get('requestId') ?? ''
  const language = c.get('ctx')?.language ?? languageOf(c.req.query('language'), c.req.header('accept-language'))
  if (problem) return answer(c, problem, language)
  log.error({ requestId, route: routePath(c), err: error }, 'request failed')
  return answer(c, { status: 500, code: 'core/internal', detail: { requestId } }, language)
}

/** The database's own words for being away: stopping, starting, gone, full. */
const away = new Set(['ECONNREFUSED', 'ENOENT', 'ECONNRESET', 'EPIPE', '57P01', '57P02', '57P03', '53300'])

/** What its driver says of a connection that broke under a statement; such errors bear no code. */
const cutOff = /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/

/** Of two who waited for each other one is let go; of two who wrote the same at once, too. Tried again it goes through. */
const passing = new Set(['40P01', '40001'])

/** Values no column can hold, whatever the schema allowed: NUL in a text, a number beyond its range. */
const unfit = new Set(['22021', '22P05', '22003'])

/** What a caller may be told of it; undefined: something broke inside. */
export function asProblem(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error
  if (error instanceof HTTPException && error.status < 500)
    return new Problem(error.status as Problem['status'], 'core/not-understood')
  const { code = '', message = '' } = error as { code?: string; message?: string }
  if (away.has(code) || cutOff.test(message)) return new Problem(503, 'core/database-away')
  if (passing.has(code)) {
    log.warn({ code, message }, 'let go for another that wrote at the same moment')
    return new Problem(503, 'core/same-moment', { seconds: 1 })
  }
  if (!unfit.has(code)) return undefined
  // Its message may hold the value: a number of a document, a telephone.
  log.warn({ code }, 'the database refused a value')
  return new Problem(400, 'core/not-understood')
}

type Answer = { status: number; code: string; detail: Record<string, unknown> }

function answer(c: Call<Env>, { status, code, detail }: Answer, language: Language): Response {
  const title = sentence(code, detail, language)
  if (wantsPage(c)) return page(title, status, language)
  const body = JSON.stringify({ type: `/problems/${code}`, title, status, code, ...detail })
  const headers = new Headers({ 'content-type': 'application/problem+json; charset=utf-8', 'cache-control': 'no-store' })
  if (typeof detail.seconds === 'number') headers.set('retry-after', String(Math.ceil(detail.seconds)))
  // What was not read is not waited for.
  if (status === 413) headers.set('connection', 'close')
  return new Response(body, { status, headers })
}

const wantsPage = (c: Call<Env>): boolean =>
  !c.req.path.startsWith('/api/') && (c.req.header('accept') ?? '').includes('text/html')

/** For a person with a browser, outside the staff app: the sentence, and the way home. */
function page(title: string, status: number, language: Language): Response {
  const home = translator(language)('core.page.home')
  const body = html`<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${title}</title><main style="max-width:40rem;margin:4rem auto;padding:0 1rem;font:1rem/1.5 system-ui,sans-serif"><h1 style="font-size:1.25rem">${title}</h1><p><a href="/">${home}</a></p></main></html>`
  return new Response(String(body), {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'content-language': language },
  })
}

/** The words of a Problem: `activities/locked` stands under `activities.problem.locked`. A permission is said by its name. */
export function sentence(code: string, detail: Record<string, unknown>, language: Context['language']): string {
  const [module, what] = code.split('/') as [string, string]
  const t = translator(language)
  const { permission } = detail
  const named = typeof permission === 'string' ? { permission: t(`core.said.permission.${permission}`) } : {}
  return t(`${module}.problem.${what}`, { ...detail, ...named })
}

const issuesOf = (error: z.core.$ZodError) =>
  error.issues.slice(0, 20).map((i) => ({ where: i.path.join('.'), message: i.message }))
const placeOf = (error: z.core.$ZodError) => error.issues[0]?.path.join('.') ?? ''
