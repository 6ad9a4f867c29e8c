/** What the database says in its own codes, and what its caller hears. */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type OwnDatabase, ownDatabase } from '../../test/own-database.ts'
import { actorWith } from '../../test/scenario.ts'
import { createApp } from '../app.ts'
import type { Context } from './context.ts'
import { answerProblem, api } from './http.ts'

let own: OwnDatabase
beforeAll(async () => {
  own = await ownDatabase('passing', 4)
})
afterAll(() => own.drop())

const lock = (n: number) => sql`select pg_advisory_xact_lock(${n}::bigint)`

/** @returns what became of the one of two that was let go */
async function deadlocked(): Promise<unknown> {
  const both = Promise.withResolvers<void>()
  let held = 0
  const one = (first: number, second: number) =>
    own.db.transaction().execute(async (db) => {
      await lock(first).execute(db)
      if (++held === 2) both.resolve()
      await both.promise
      await lock(second).execute(db)
    })
  const ends = await Promise.allSettled([one(1, 2), one(2, 1)])
  return ends.find((end) => end.status === 'rejected')!.reason
}

test('two who waited for each other: one of them is asked in words to try again, and is told when', async () => {
  const app = api()
  app.get('/api/held', async () => {
    throw await deadlocked()
  })
  app.onError(answerProblem)
  const answer = await app.request('/api/held?language=en')
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1'])
  expect(await answer.json()).toMatchObject({ code: 'core/same-moment', title: expect.stringContaining('try again') })
})

test('work that was done in the name of another than who is signed in is not taken', async () => {
  const ctx = {
    db: own.db,
    accessChecked: false,
    language: 'en',
    requestId: 'test',
    actor: actorWith('administrator'),
  } as Context
  const app = createApp(async () => ({ ...ctx }))
  const body = JSON.stringify({ device: null, sentAt: new Date().toISOString(), operations: [] })
  const sent = (headers: Record<string, string>) =>
    app.request('/api/field/sync', { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } })
  expect((await sent({ 'senda-user': ctx.actor.id })).status).toBe((await sent({})).status)
  const answer = await sent({ 'senda-user': 'somebody-else' })
  expect([answer.status, await answer.json()]).toMatchObject([403, { code: 'core/another-person' }])
})
