/** Random grants × a random record × every route of the API: nobody sees or changes of people what their grants do not cover. */
import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Actor, Grant } from '../src/core/access.ts'
import type { Db } from '../src/core/database.ts'
import { type Request, requestOf } from './privacy/asking.ts'
import { marksIn, mayRead } from './privacy/marks.ts'
import { grantsIn, holds } from './privacy/oracle.ts'
import { type Cast, plantPlaces } from './privacy/places.ts'
import { stateOf, tablesOfPeople, watchedTables, wronglyChanged } from './privacy/state.ts'
import { scenario } from './scenario.ts'
import { textOf } from './sweep/answer.ts'
import { routes, send } from './sweep/sending.ts'
import { userId } from './sweep/world.ts'
import { writesOf } from './writes.ts'
import { drawing } from './year/words.ts'

/** Users who ask every route once; 50 make more than ten thousand requests. */
const users = Number(process.env.SENDA_RANDOM_USERS ?? 12)

test(
  'a random user through every route, each time about a random record: nothing is told and nothing changed that their grants do not cover',
  scenario(async ({ db }) => {
    const cast = await plantPlaces(db)
    const asker = await askerIn(db, cast)
    const answered = new Map<string, number[]>()
    await fc.assert(
      fc.asyncProperty(grantsIn(cast), fc.integer(), async (grants, seed) => {
        const draw = drawing(seed)
        for (const route of routes) {
          const status = await asker(grants, route, requestOf(route, cast, draw))
          answered.set(route, [...(answered.get(route) ?? []), status])
        }
      }),
      { numRuns: users, examples: everywhere, endOnFailure: true, unbiased: true },
    )
    report(answered)
    expect([...answered.keys()].toSorted()).toEqual(routes.toSorted())
  }),
  120_000 + users * 20_000,
)

/** Whoever may everything somewhere: so that each route is seen to answer. */
const everywhere: [Grant[], number][] = (['administrator', 'registration-officer'] as const).map((role, seed) => [
  [{ role, scope: { kind: 'region' } }],
  seed,
])

test(
  'what is watched is every table that holds something of a person',
  scenario(async ({ db }) => {
    expect((await tablesOfPeople(db)).filter((table) => !watchedTables.includes(table))).toEqual([])
  }),
)

/** Asks, looks, judges, and takes back whatever was done. */
async function askerIn(db: Db, { places, organisations }: Cast) {
  const marks = marksIn(places)
  const before = await stateOf(db, organisations)
  return async (grants: Grant[], route: string, request: Request): Promise<number> => {
    await sql`savepoint asking`.execute(db)
    try {
      const actor: Actor = { id: userId('viewer'), name: 'Amina', grants }
      const asked = JSON.stringify([route, request.asked])
      const writes = await writesOf(db, watchedTables)
      const response = await send(db, actor, route, request.asked)
      const text = await textOf(response)
      const said = `${asked} by ${JSON.stringify(grants)}: ${response.status} ${text.slice(0, 2000)}`
      expect(response.status, said).toBeLessThan(500)
      const told = marks(text, asked).filter(({ kind, place }) => !mayRead(grants, kind, place))
      expect(
        told.map(({ mark, kind }) => `${kind} ${mark}`),
        said,
      ).toEqual([])
      if ((await writesOf(db, watchedTables)) !== writes)
        expect(wronglyChanged(before, await stateOf(db, organisations), grants, places), said).toEqual([])
      if (request.open && holds(grants, request.open, request.place)) expect(response.status, said).toBeLessThan(300)
      return response.status
    } finally {
      await sql`rollback to savepoint asking`.execute(db)
      await sql`release savepoint asking`.execute(db)
    }
  }
}

function report(answered: Map<string, number[]>): void {
  const all = [...answered.values()].flat()
  const reached = [...answered].filter(([, statuses]) => statuses.some((s) => s < 300)).map(([route]) => route)
  console.info(`${all.length} requests to ${answered.size} routes: ${all.filter((s) => s < 300).length} answered`)
  console.info(routes.filter((route) => !reached.includes(route)).join('\n'))
}
