/** HTTP: one kind of router, one kind of error answer, and no answer that nobody asked access for. */
import { OpenAPIHono } from '@hono/zod-openapi'
import type { ErrorHandler } from 'hono'
import { createMiddleware } from 'hono/factory'
import { HTTPException } from 'hono/http-exception'
import type { z } from 'zod'
import type { Context } from './context.ts'
import { translator } from './i18n.ts'
import { log } from './log.ts'
import { Problem } from './problem.ts'

export type Env = { Variables: { ctx: Context } }

export const api = () =>
  new OpenAPIHono<Env>({
    defaultHook: (result) => {
      if (!result.success)
        throw new Problem(400, 'core/invalid-request', { where: placeOf(result.error), issues: issuesOf(result.error) })
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

/** No answer leaves before somebody has asked `core/access`. */
export const refuseUncheckedAnswers = createMiddleware<Env>(async (c, next) => {
  await next()
  if (c.res.ok && !c.get('ctx').accessChecked) throw new Error(`${c.req.path} answered without an access check`)
})

/** RFC 9457: {type, title (the sentence), status, code, …values}. What went wrong inside is logged, never sent. */
export const answerProblem: ErrorHandler<Env> = (error, c) => {
  const problem = asProblem(error)
  const ctx = c.get('ctx') as Context | undefined
  if (!problem) {
    log.error({ requestId: ctx?.requestId, path: c.req.path, err: error }, 'request failed')
    return answer(500, 'core/internal', { requestId: ctx?.requestId ?? '' }, ctx)
  }
  return answer(problem.status, problem.code, problem.detail, ctx)
}

function asProblem(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error
  if (error instanceof HTTPException && error.status < 500)
    return new Problem(error.status as Problem['status'], 'core/invalid-request', { where: '', issues: [] })
  return undefined
}

function answer(status: number, code: string, detail: Record<string, unknown>, ctx: Context | undefined): Response {
  const title = sentence(code, detail, ctx?.language ?? 'en')
  const body = JSON.stringify({ type: `/problems/${code}`, title, status, code, ...detail })
  return new Response(body, {
    status,
    headers: { 'content-type': 'application/problem+json; charset=utf-8', 'cache-control': 'no-store' },
  })
}

/** The words of a Problem: `activities/locked` stands under `activities.problem.locked`. */
export function sentence(code: string, detail: Record<string, unknown>, language: Context['language']): string {
  const [module, what] = code.split('/') as [string, string]
  return translator(language)(`${module}.problem.${what}`, detail)
}

const issuesOf = (error: z.core.$ZodError) =>
  error.issues.slice(0, 20).map((i) => ({ where: i.path.join('.'), message: i.message }))
const placeOf = (error: z.core.$ZodError) => error.issues[0]?.path.join('.') ?? ''
