/** Who is expected at a distribution, and what is planned for each of them. */
import type { Context } from '../../../core/context.ts'
import { transact } from '../../../core/database.ts'
import { record } from '../../../core/events.ts'
import type { ReceivedFile } from '../../../core/files.ts'
import { notFound, Problem } from '../../../core/problem.ts'
import { amountOf } from '../rules/amount.ts'
import { namesWithin, openOne, readDistribution } from './actions.ts'
import type { DistributionDetail, ListChange, ListedByFile, ValueChange } from './contract.ts'
import * as queries from './queries.ts'
import { type ListRow, readRows } from './reading.ts'
import { listedNow, writeValues } from './values.ts'

const nobody = { households: [], site: null, distribution: null }

export async function setExpected(ctx: Context, id: string, change: ListChange): Promise<DistributionDetail> {
  const row = await openOne(ctx, id)
  if (change.cashValueUsd !== null) assertGivesMoney(row)
  const known = await queries.reachable(ctx.db, namesWithin(ctx), { ...change, organisation: row.organisationId })
  const unknown = change.households.filter((h) => !known.includes(h.toLowerCase()))
  if (unknown.length > 0) throw new Problem(404, 'core/not-found', { what: 'household', id: unknown[0]! })
  const values = new Map(change.cashValueUsd === null ? [] : known.map((id) => [id, change.cashValueUsd!]))
  const listing = { households: known, quantity: change.quantity ?? Number(row.quantity), values, add: change.add }
  await transact(ctx.db, (db) => write({ ...ctx, db }, row, listing))
  return readDistribution(ctx, id)
}

/** Households of a file, by their card or id; a value that it says holds for who stands on the list, too. @returns beside the list the rows of which there is something to say */
export async function setExpectedByFile(ctx: Context, id: string, file: ReceivedFile, add: boolean): Promise<ListedByFile> {
  const row = await openOne(ctx, id)
  const rows = await readRows(file)
  const whose = await ownersOf(ctx, row, rows)
  const households = [...new Set(rows.flatMap((r) => whose(r) ?? []))]
  const valued = row.cashValueUsd === null ? [] : rows.filter((r) => r.planned !== '')
  const values = new Map(valued.flatMap((r) => pair(whose(r), amountOf(r.planned))))
  const settled = await transact(ctx.db, async (db) => {
    await write({ ...ctx, db }, row, { households, quantity: Number(row.quantity), values, add })
    return new Set(await writeValues({ ...ctx, db }, row, values, file.name))
  })
  return {
    ...(await readDistribution(ctx, id)),
    unknown: first(rows.filter((r) => !whose(r))).map(({ row, card }) => ({ row, card })),
    unclear: first(valued.filter((r) => amountOf(r.planned) === undefined)).map(({ row, planned }) => ({
      row,
      written: planned,
    })),
    settled: first(valued.filter((r) => settled.has(whose(r) ?? ''))).map(({ row, card }) => ({ row, card })),
  }
}

const first = (rows: ListRow[]): ListRow[] => rows.slice(0, 500)
const pair = (household: string | undefined, usd: number | undefined): [string, number][] =>
  household !== undefined && usd !== undefined ? [[household, usd]] : []

/** Of each row the household that is meant, where it is within reach. */
async function ownersOf(
  ctx: Context,
  { organisationId: organisation }: queries.DistributionRow,
  rows: readonly ListRow[],
): Promise<(row: ListRow) => string | undefined> {
  const cards = [...new Set(rows.map((r) => r.card))]
  const found = await queries.householdsByCard(ctx.db, namesWithin(ctx), organisation, cards)
  const byCard = new Map(found.map((h) => [h.card, h.id]))
  const meant = (r: ListRow) => r.household ?? byCard.get(r.card)
  const households = rows.flatMap((r) => meant(r) ?? [])
  const known = new Set(await queries.reachable(ctx.db, namesWithin(ctx), { ...nobody, households, organisation }))
  return (row) => [meant(row) ?? ''].find((id) => known.has(id))
}

/** Before it comes: then the plan is what the entry was held against, and the entry is reversed, not planned anew. */
export async function changeValue(ctx: Context, id: string, household: string, change: ValueChange): Promise<DistributionDetail> {
  const row = await openOne(ctx, id)
  assertGivesMoney(row)
  const asked = { ...nobody, households: [household], organisation: row.organisationId }
  const known = await queries.reachable(ctx.db, namesWithin(ctx), asked)
  await transact(ctx.db, async (db) => {
    const [listed] = await listedNow(db, row, known)
    if (!listed) notFound('household', household)
    if (listed.hasCome) throw new Problem(409, 'delivery/value-came')
    await writeValues({ ...ctx, db }, row, new Map([[listed.household, change.cashValueUsd]]), change.reason)
  })
  return readDistribution(ctx, id)
}

function assertGivesMoney({ cashValueUsd }: queries.DistributionRow): void {
  if (cashValueUsd === null) throw new Problem(422, 'delivery/value-none')
}

async function write({ db, actor }: Context, row: queries.DistributionRow, listing: queries.Listing): Promise<void> {
  await queries.writeExpected(db, row, listing)
  await record(db, actor, 'distribution.listed', row.id, { households: listing.households.length, add: listing.add })
}
