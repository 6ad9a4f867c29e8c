/** One request: asked, judged by what it told and what it changed, and taken back. */
import { sql } from 'kysely'
import { expect } from 'vitest'
import type { Actor } from '../../src/core/access.ts'
import type { Db } from '../../src/core/database.ts'
import { textOf } from '../sweep/answer.ts'
import { send } from '../sweep/sending.ts'
import { writesOf } from '../writes.ts'
import type { Request } from './asking.ts'
import { owedTo, waitingIn } from './counts.ts'
import { marksIn, mayRead } from './marks.ts'
import { holds } from './oracle.ts'
import type { Cast } from './places.ts'
import { changedIn, isTheirs, stateOf, watchedTables } from './state.ts'

/** `told`: kinds of marks that the asker was shown, and may be; `changed`: what of people they changed, and may. */
export type Outcome = { route: string; status: number; told: string[]; changed: string[] }

export async function judging(db: Db, { places, organisations }: Cast) {
  const marks = marksIn(places)
  const before = await stateOf(db, organisations)
  const waits = await waitingIn(db)

  async function judge({ grants, ...actor }: Actor, route: string, { asked, open, answered, place }: Request): Promise<Outcome> {
    const writes = await writesOf(db, watchedTables)
    const response = await send(db, { grants, ...actor }, route, asked)
    const text = await textOf(response)
    const said = `${route} ${JSON.stringify(asked)} by ${actor.id} ${JSON.stringify(grants)}: ${response.status} ${text.slice(0, 2000)}`
    expect(response.status, said).toBeLessThan(500)
    const found = marks(text, `${route} ${JSON.stringify(asked)}`)
    const stolen = found.filter((f) => !mayRead(grants, f.kind, f.place)).map(({ kind, mark }) => `${kind} ${mark}`)
    expect(stolen, `told by ${said}`).toEqual([])
    if (route === 'GET /api/people/waiting' && response.status === 200)
      expect(numbersIn(text), `counted by ${said}`).toEqual(owedTo(grants, waits))
    const wrote = (await writesOf(db, watchedTables)) !== writes
    const changed = wrote ? changedIn(before, await stateOf(db, organisations)) : []
    const harmed = changed.filter((change) => !isTheirs(change, grants)).map((c) => c.what)
    expect(harmed, `changed by ${said}`).toEqual([])
    if (answered?.(grants)) expect(response.status, `owed ${said}`).toBeLessThan(300)
    else if (answered) expect([403, 404], said).toContain(response.status)
    if (open && holds(grants, open, place)) expect(response.status, `owed ${said}`).toBeLessThan(300)
    else if (open) expect([403, 404], said).toContain(response.status)
    return { route, status: response.status, told: found.map((f) => f.kind), changed: changed.map((c) => c.part) }
  }

  return async (actor: Actor, route: string, request: Request): Promise<Outcome> => {
    await sql`savepoint asking`.execute(db)
    try {
      return await judge(actor, route, request)
    } finally {
      await sql`rollback to savepoint asking`.execute(db)
      await sql`release savepoint asking`.execute(db)
    }
  }
}

/** What follows the headers. */
const numbersIn = (text: string): Record<string, number | null> => {
  const told = JSON.parse(text.slice(text.indexOf('\n{') + 1)) as Record<string, { n: number } | null>
  return Object.fromEntries(Object.entries(told).map(([what, count]) => [what, count?.n ?? null]))
}
