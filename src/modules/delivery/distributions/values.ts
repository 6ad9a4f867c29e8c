/** What is planned for the households of a list of cash, as it is changed: each change stays to be seen. */
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Context } from '../../../core/context.ts'
import type { Db } from '../../../core/database.ts'
import { record } from '../../../core/events.ts'
import { mergedOn } from './merged.ts'
import { type DistributionRow, hasCome, lockListed } from './queries.ts'

type Listed = { household: string; was: number | null; hasCome: boolean }
type Change = { household: string; was: number; becomes: number }

/**
 * Inside a transaction, by the ids of the rows. Who is not on the list, or has this value already, stays as they are; so does who has come.
 * @param values null: as the list says @returns who has come, and was to have another value
 */
export async function writeValues(
  ctx: Context,
  row: DistributionRow,
  values: ReadonlyMap<string, number | null>,
  reason: string,
): Promise<string[]> {
  const ofList = row.cashValueUsd!
  const listed = (await listedNow(ctx.db, row, [...values.keys()])).map((one) => ({
    ...one,
    was: one.was ?? ofList,
    becomes: values.get(one.household) ?? ofList,
  }))
  const others = listed.filter(({ was, becomes }) => was !== becomes)
  const changed = others.filter((one) => !one.hasCome)
  if (changed.length > 0) {
    await keepChanges(ctx, row, changed, reason)
    await write(ctx.db, row, changed)
    await record(ctx.db, ctx.actor, 'distribution.values-changed', row.id, { households: changed.length })
  }
  return others.filter((one) => one.hasCome).map((one) => one.household)
}

/**
 * Locked, then read: of two who change one value, the second sees what the first made of it; and whoever is being given something at this
 * moment (ledger/lists.ts) has come.
 */
export async function listedNow(db: Db, { id }: DistributionRow, households: readonly string[]): Promise<Listed[]> {
  await lockListed(db, id, households)
  const merged = await mergedOn(db, [id])
  const { rows } = await sql<Listed>`
    select e.household_id as household, e.cash_value_usd as was, ${hasCome(merged, id)} as "hasCome" from distribution_households e
    where e.distribution_id = ${id}::uuid and e.household_id = any(${households}::uuid[]) order by e.household_id`.execute(db)
  return rows
}

const write = (db: Db, { id, cashValueUsd }: DistributionRow, changed: readonly Change[]) =>
  sql`update distribution_households e set cash_value_usd = nullif(w.usd, ${cashValueUsd}::numeric)
    from unnest(${changed.map((c) => c.household)}::uuid[], ${changed.map((c) => c.becomes)}::numeric[]) w(id, usd)
    where e.distribution_id = ${id}::uuid and e.household_id = w.id`.execute(db)

async function keepChanges(
  { db, actor }: Context,
  { id: distributionId, organisationId, siteId }: DistributionRow,
  changed: readonly Change[],
  reason: string,
): Promise<void> {
  const rows = changed.map(({ household, was, becomes }) => ({
    ...{ id: uuid(), householdId: household, distributionId, organisationId, siteId },
    ...{ was, becomes, reason, changedBy: actor.id, changedByName: actor.name },
  }))
  await db.insertInto('distributionValues').values(rows).execute()
}
