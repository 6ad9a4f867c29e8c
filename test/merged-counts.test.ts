/** What was given moves with whom it is counted as: a merge and its undoing reach the ledger in the same transaction. */
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { expect, test } from 'vitest'
import type { Db } from '../src/core/database.ts'
import { plant } from './registry.ts'
import { grant, scenario } from './scenario.ts'

const servedAs = async (db: Db, person: string) =>
  (await sql<{ countedAs: string }>`select counted_as from served where person_id = ${person}`.execute(db)).rows[0]!.countedAs

test(
  'what was given to the record that goes is counted with the one that stays, and goes back when the merge is undone',
  scenario(async ({ db, as }) => {
    const officer = [grant('registration-officer', { kind: 'organisation', organisationId: 9001 })]
    const [a, b] = [await plant(db, ['Ana/Rojas 1990-01-05 f']), await plant(db, ['Ana/Roxas 1990-05-01 f'])]
    const [kept, gone] = [a.persons[0]!.id, b.persons[0]!.id]
    await sql`insert into served (counted_as, delivery_id, person_id, household_id, organisation_id, service_id, at, cell, is_counted)
      values (${gone}, ${uuid()}, ${gone}, ${b.id}, 9001, 1, now(), 0, true)`.execute(db)
    const { body } = await as(officer).post('/api/people/duplicates/decide', { a: kept, b: gone, outcome: 'same', keep: kept })
    expect(await servedAs(db, gone)).toBe([kept, gone].sort()[0])
    await as(officer).post(`/api/people/merges/${body.merge.id}/undo`)
    expect(await servedAs(db, gone)).toBe(gone)
  }),
)
