/** What the field asks at every tick and every page reads what it answers, not everything that is kept: counted in rows, in a year of an organisation. */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Scope } from '../src/core/access.ts'
import type { Context } from '../src/core/context.ts'
import type { Db } from '../src/core/database.ts'
import { makeDistribution, readDistribution, readDistributions } from '../src/modules/delivery/distributions/actions.ts'
import { NewDistribution } from '../src/modules/delivery/distributions/contract.ts'
import { setExpected } from '../src/modules/delivery/distributions/listing.ts'
import { takeAlong } from '../src/modules/delivery/field/along.ts'
import { recordDeliveries } from '../src/modules/delivery/ledger/actions.ts'
import { listOf } from './cash.ts'
import { type Field, given, makeFamily, makeField } from './deliveries.ts'
import { type OwnDatabase, ownDatabase } from './own-database.ts'
import { actorWith, grant } from './scenario.ts'

const many = 4000
let own: OwnDatabase
let field: Field
beforeAll(async () => {
  own = await ownDatabase('rows_read')
  field = await makeField(own.db)
  const { red, west, services } = field
  await sql`insert into households (id, organisation_id, site_id, card, country, population_group, registered_by, last_seen_at)
    select gen_random_uuid(), ${red}, ${field.sites[0]}::uuid, 'H-' || n, ${west}, 'inTransit', 'test', now() - interval '90 days' - make_interval(mins => n)
    from generate_series(1, ${many}::int) n`.execute(own.db)
  await sql`insert into deliveries (id, household_id, organisation_id, site_id, country, service_id, "to", quantity, month, at, recorded_by)
    select gen_random_uuid(), id, ${red}, ${field.sites[0]}::uuid, ${west}, ${services['food-kit']}, 'household', 1, '2026-01', last_seen_at, 'test' from households`.execute(
    own.db,
  )
})
afterAll(() => own.drop())

const contextOn = (db: Db, scope: Scope = { kind: 'organisation', organisationId: field.red }): Context => ({
  ...{ db, accessChecked: false, language: 'en', requestId: 'test' },
  actor: actorWith([grant('field-worker', scope)]),
})

/** Rows of a table that were read for it, by whichever way. */
async function rowsRead(table: string, ask: (ctx: Context) => Promise<unknown>, scope?: Scope): Promise<number> {
  await sql`analyze deliveries, households, distributions, distribution_households`.execute(own.db)
  return own.db.transaction().execute(async (trx) => {
    const read = async () => {
      const { rows } = await sql<{ n: number }>`
        select seq_tup_read + coalesce(idx_tup_fetch, 0) as n from pg_stat_xact_user_tables where relname = ${table}`.execute(trx)
      return rows[0]!.n
    }
    const before = await read()
    await ask(contextOn(trx as unknown as Db, scope))
    return (await read()) - before
  })
}

test('a list is read without the entries of the organisation that are none of its', async () => {
  const ctx = contextOn(own.db)
  const there = { organisation: field.red, site: field.sites[0], country: field.west, size: 2 }
  for (let n = 0; n < 3; n++) {
    const families = [await makeFamily(own.db, there), await makeFamily(own.db, there)]
    const list = NewDistribution.parse(listOf(field, { service: field.services['food-kit'] }))
    await makeDistribution(ctx, list)
    const whom = { households: families.map((f) => f.id), site: null, distribution: null }
    await setExpected(ctx, list.id, { ...whom, add: false, quantity: null, cashValueUsd: null })
    const ticked = given(field, { household: families[0]!.id, distribution: list.id })
    expect(await recordDeliveries(ctx, [ticked], { isLate: false })).toMatchObject([{ outcome: 'recorded' }])
    expect(await readDistribution(ctx, list.id)).toMatchObject({ expected: 2, came: 1, given: 1 })
    expect(await rowsRead('deliveries', (asking) => readDistribution(asking, list.id))).toBeLessThan(50)
  }
  expect(await rowsRead('deliveries', (asking) => readDistributions(asking, {}))).toBeLessThan(100)
})

test('whom somebody met lately is found without reading whom nobody saw for months', async () => {
  const recent = await makeFamily(own.db, { organisation: field.red, site: field.sites[0], country: field.west })
  await sql`update households set registered_by = 'test-user' where id = ${recent.id}`.execute(own.db)
  const organisationId = field.red
  for (const scope of [
    { kind: 'organisation' as const, organisationId },
    { kind: 'site' as const, organisationId, siteId: field.sites[0] },
  ]) {
    const { households } = await takeAlong(contextOn(own.db, scope), { recent: true })
    expect(households.map(({ household }) => household.id)).toEqual([recent.id])
    expect(await rowsRead('households', (asking) => takeAlong(asking, { recent: true }), scope), scope.kind).toBeLessThan(100)
  }
})
