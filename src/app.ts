/** The list of modules, in their order, and what follows from which event. */
import { createMiddleware } from 'hono/factory'
import type { Context } from './core/context.ts'
import { answerProblem, api, type Env, refuseUncheckedAnswers } from './core/http.ts'
import type { Jobs } from './core/jobs.ts'

export function createApp(contextOf: (request: Request) => Promise<Context>) {
  const app = api()
  app.onError(answerProblem)
  app.use(
    createMiddleware<Env>(async (c, next) => {
      c.set('ctx', await contextOf(c.req.raw))
      await next()
    }),
  )
  app.use(refuseUncheckedAnswers)
  return app
}

/** Every job by name. */
export const jobs: Jobs = {}
