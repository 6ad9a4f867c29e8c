/** What the database says in its own codes, and what its caller hears. */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type OwnDatabase, ownDatabase } from '../../test/own-database.ts'
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
