/** What two do at the same moment, each in a transaction of their own. */
import { v7 as uuid } from 'uuid'
import { expect, test } from 'vitest'
import { ownDatabase } from '../../../../test/own-database.ts'
import { aHousehold } from '../../../../test/people.ts'
import { actorWith, grant } from '../../../../test/scenario.ts'
import type { Context } from '../../../core/context.ts'
import { loadPlaces } from '../../places/load.ts'
import { registerHousehold } from './actions.ts'
import { changeHousehold } from './changing.ts'

test('a household sent twice at once is one; eight who change it at once without seeing each other write one change and seven conflicts', async () => {
  const { db, drop } = await ownDatabase('together')
  try {
    await loadPlaces(db)
    const names = JSON.stringify({ en: 'Alas' })
    const { id: organisation } = await db.insertInto('organisations').values({ names }).returning('id').executeTakeFirstOrThrow()
    const actor = actorWith([grant('field-worker', { kind: 'organisation', organisationId: organisation })])
    const ctx = (): Context => ({ db, actor, accessChecked: false, language: 'en', requestId: 'test' })
    const household = aHousehold({ organisation, size: 3 })
    const registered = await Promise.all(Array.from({ length: 6 }, () => registerHousehold(ctx(), household)))
    expect(new Set(registered.map((h) => JSON.stringify(h))).size).toBe(1)
    const { id, organisation: _, version, ...seen } = registered[0]!
    const changes = Array.from({ length: 8 }, (_, i) => ({
      id: uuid(),
      version,
      base: seen,
      content: { ...seen, note: `note ${i}` },
      reason: '',
    }))
    const answers = await Promise.all(changes.map((change) => changeHousehold(ctx(), id, change)))
    expect(answers.filter((a) => !a.conflict)).toHaveLength(1)
    const count = async (table: 'householdChanges' | 'householdConflicts' | 'persons') =>
      (await db.selectFrom(table).select('householdId').where('householdId', '=', id).execute()).length
    expect([await count('persons'), await count('householdChanges'), await count('householdConflicts')]).toEqual([3, 2, 7])
    // Each sent again is answered as before.
    const again = await Promise.all(changes.map((change) => changeHousehold(ctx(), id, change)))
    expect(again.map((a) => a.conflict)).toEqual(answers.map((a) => a.conflict))
    expect([await count('householdChanges'), await count('householdConflicts')]).toEqual([2, 7])
  } finally {
    await drop()
  }
}, 60_000)
