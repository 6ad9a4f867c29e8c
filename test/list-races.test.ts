/** Who stands on a list, and what is planned for them, while somebody gives them something at the same moment: each waits for the other, and what stands agrees. */
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Context } from '../src/core/context.ts'
import type { Db } from '../src/core/database.ts'
import { makeDistribution, readDistribution } from '../src/modules/delivery/distributions/actions.ts'
import { NewDistribution } from '../src/modules/delivery/distributions/contract.ts'
import { changeValue, setExpected } from '../src/modules/delivery/distributions/listing.ts'
import { recordDeliveries } from '../src/modules/delivery/ledger/actions.ts'
import { listOf } from './cash.ts'
import { type Family, type Field, given, makeFamily, makeField } from './deliveries.ts'
import { type OwnDatabase, ownDatabase } from './own-database.ts'
import { actorWith, grant } from './scenario.ts'

let own: OwnDatabase
let field: Field
let mechanism: number
beforeAll(async () => {
  own = await ownDatabase('list_races')
  field = await makeField(own.db)
  const plan = { planId: field.plans[1].id, name: 'Card', key: 'card' }
  mechanism = (await own.db.insertInto('planMechanisms').values(plan).returning('id').executeTakeFirstOrThrow()).id
})
afterAll(() => own.drop())

const contextOn = (db: Db): Context => ({
  ...{ db, accessChecked: false, language: 'en', requestId: 'test' },
  actor: actorWith([grant('field-worker', { kind: 'organisation', organisationId: field.red })]),
})

/** A list of two households, 40 USD each. */
async function onList() {
  const there = { organisation: field.red, site: field.sites[0], country: field.west, size: 2 }
  const [one, two] = [await makeFamily(own.db, there), await makeFamily(own.db, there)]
  const ctx = contextOn(own.db)
  const list = NewDistribution.parse(listOf(field, { cashValueUsd: 40, mechanism }))
  await makeDistribution(ctx, list)
  const expected = (households: string[], over = {}) => ({
    ...{ households, site: null, distribution: null, add: false, quantity: null, cashValueUsd: null },
    ...over,
  })
  await setExpected(ctx, list.id, expected([one.id, two.id]))
  const give = (cashValueUsd: number) => {
    const ticked = { code: 'multipurpose-cash', household: one.id, distribution: list.id, mechanism, cashValueUsd }
    return recordDeliveries(contextOn(own.db), [given(field, ticked)], { isLate: false })
  }
  const stands = async () => {
    const { households, came } = await readDistribution(ctx, list.id)
    const row = households!.find((h) => h.household === one.id)
    return { came, isListed: row !== undefined, planned: row?.cashValueUsd, given: row?.came?.cashValueUsd }
  }
  const plan = (db: Db, cashValueUsd: number) =>
    changeValue(contextOn(db), list.id, one.id, { cashValueUsd, reason: 'Fewer persons' })
  const strike = (db: Db) => setExpected(contextOn(db), list.id, expected([two.id]))
  return { one, give, stands, plan, strike }
}

/** Whoever is given something has to wait for this before it is written. */
async function holding(family: Family): Promise<() => Promise<void>> {
  const trx = await own.db.startTransaction().execute()
  await sql`select from counted where id = any(${family.persons.map((p) => p.countedAs)}::uuid[]) for update`.execute(trx)
  return async () => void (await trx.commit().execute())
}

const waiting = async (): Promise<number> =>
  (
    await sql<{
      n: number
    }>`select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
      own.db,
    )
  ).rows[0]!.n

/** Until so many wait for a lock, or none of what was asked is still under way. */
async function untilWaiting(many: number, asked: Promise<unknown>): Promise<void> {
  let isOver = false
  const over = () => {
    isOver = true
  }
  asked.then(over, over)
  for (let i = 0; i < 200 && !isOver && (await waiting()) < many; i++) await wait(10)
}

const told = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? String(error),
  )

test('a value is not planned anew for whoever is just being given what was planned before', async () => {
  const { one, give, stands, plan } = await onList()
  const release = await holding(one)
  const gave = give(100)
  await untilWaiting(1, gave)
  const planned = told(plan(own.db, 20))
  await untilWaiting(2, planned)
  await release()
  expect((await gave)[0]).toMatchObject({ outcome: 'recorded' })
  expect(await planned).toBe('delivery/value-came')
  expect(await stands()).toEqual({ came: 1, isListed: true, planned: 40, given: 100 })
})

test('what is given is held against the value that somebody is just planning', async () => {
  const { give, stands, plan } = await onList()
  const trx = await own.db.startTransaction().execute()
  await plan(trx as unknown as Db, 20)
  const gave = give(100)
  await untilWaiting(1, gave)
  await trx.commit().execute()
  expect((await gave)[0]).toMatchObject({ outcome: 'refused', problem: { code: 'delivery/value-beyond' } })
  expect(await stands()).toEqual({ came: 0, isListed: true, planned: 20, given: undefined })
  expect((await give(60))[0]).toMatchObject({ outcome: 'recorded' })
})

test('nobody is taken off a list while they are being given what is on it', async () => {
  const { one, give, stands, strike } = await onList()
  const release = await holding(one)
  const gave = give(40)
  await untilWaiting(1, gave)
  const struck = told(strike(own.db))
  await untilWaiting(2, struck)
  await release()
  expect([(await gave)[0]!.outcome, await struck]).toEqual(['recorded', 'done'])
  expect(await stands()).toEqual({ came: 1, isListed: true, planned: 40, given: 40 })
})

test('many who give, plan and strike at once neither hang nor disagree', async () => {
  const lists = await Promise.all(Array.from({ length: 4 }, onList))
  const rounds = lists.flatMap((l) => [l.give(100), told(l.plan(own.db, 20)), told(l.strike(own.db)), told(l.plan(own.db, 30))])
  await Promise.all(rounds)
  for (const { stands } of lists) {
    const { came, isListed, planned, given: usd } = await stands()
    if (came === 0) expect(usd).toBeUndefined()
    else if (isListed) expect(usd).toBeLessThanOrEqual(3 * planned!)
  }
})
