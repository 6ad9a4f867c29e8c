/** Random grants × a random record × every route of the API: nobody sees or changes of people what their grants do not cover. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Grant } from '../src/core/access.ts'
import type { Db } from '../src/core/database.ts'
import { loadSample } from '../src/sample/load.ts'
import { type OwnDatabase, ownDatabase } from './own-database.ts'
import { plannedRequestOf, requestOf } from './privacy/asking.ts'
import { judging, type Outcome } from './privacy/judging.ts'
import { grantsIn } from './privacy/oracle.ts'
import { plantPlaces } from './privacy/places.ts'
import { tablesOfPeople, watchedTables } from './privacy/state.ts'
import { routes } from './sweep/sending.ts'
import { userId, writer } from './sweep/world.ts'
import { drawing, one } from './year/words.ts'

/** Users who each ask every route; 31 make more than ten thousand requests. The usual ones are the same each time; as many as one likes are others each time. */
const many = Number(process.env.SENDA_RANDOM_USERS ?? 0)
const users = many || 12
/** What is about people is asked in several ways. */
const asks = routes.flatMap((route) =>
  /^\w+ \/api\/(people|field|deliveries|distributions)/.test(route) ? [route, route, route] : [route],
)

/** First come some who may everything somewhere: so that the routes are seen to answer. */
const everywhere: [Grant[], number][] = (['administrator', 'registration-officer', 'protection-officer'] as const).map(
  (role, seed) => [[{ role, scope: { kind: 'region' } }], seed],
)
/** Somebody who wrote nothing, and the one who wrote everything: what one wrote is not told to one who may no longer read it. */
const askers = [userId('viewer'), writer]

/** Its own: it holds one transaction long, and would wait for others that plant the same world. */
let own: OwnDatabase
beforeAll(async () => {
  own = await ownDatabase('random_users', 2)
  await loadSample(own.db)
})
afterAll(() => own.drop())
const inTransaction = (run: (db: Db) => Promise<void>) => async () => {
  const trx = await own.db.startTransaction().execute()
  try {
    await run(trx as unknown as Db)
  } finally {
    await trx.rollback().execute()
  }
}

test(
  'a random user through every route, each time about a random record: nothing is told and nothing changed that their grants do not cover',
  inTransaction(async (db) => {
    const cast = await plantPlaces(db)
    const judge = await judging(db, cast)
    const outcomes: Outcome[] = []
    await fc.assert(
      fc.asyncProperty(grantsIn(cast), fc.integer(), async (grants, seed) => {
        const draw = drawing(seed)
        const actor = { id: one(draw, askers), name: 'Amina', grants }
        for (const route of asks) outcomes.push(await judge(actor, route, requestOf(route, cast, draw)))
        for (const route of routes) {
          const planned = plannedRequestOf(route, cast)
          if (planned) outcomes.push(await judge(actor, route, planned))
        }
      }),
      { numRuns: users, examples: everywhere, endOnFailure: true, unbiased: true, ...(many === 0 && { seed: 20_261_129 }) },
    )
    proveEnough(outcomes)
  }),
  120_000 + users * 20_000,
)

test(
  'what is watched is every table that holds something of a person',
  inTransaction(async (db) => {
    expect((await tablesOfPeople(db)).filter((table) => !watchedTables.includes(table))).toEqual([])
  }),
)

/** A test that is refused everywhere would prove nothing: routes answered, marks of every kind were told, people were changed. */
function proveEnough(outcomes: readonly Outcome[]): void {
  const answered = outcomes.filter(({ status }) => status < 300)
  const reached = new Set(answered.map((o) => o.route))
  const telling = outcomes.filter((o) => o.told.length > 0).length
  const changing = outcomes.filter((o) => o.changed.length > 0).length
  if (many > 0)
    console.info(
      `${users} users, ${outcomes.length} requests: ${answered.length} answered on ${reached.size} of ${routes.length} routes, ${outcomes.length - answered.length} refused; ` +
        `people told of ${telling} times, changed ${changing} times; never answered: ${routes.filter((r) => !reached.has(r)).join(', ')}`,
    )
  expect(new Set(outcomes.map((o) => o.route))).toEqual(new Set(routes))
  expect([...new Set(outcomes.flatMap((o) => o.told))].toSorted()).toEqual(['device', 'entry', 'list', 'name', 'restricted'])
  expect(routes.filter((route) => !reached.has(route))).toEqual([])
  expect(Math.min(telling, changing)).toBeGreaterThan(users * 5)
}
