/** Who is expected at a distribution, and what is planned for each of them. */
import type { Context } from '../../../core/context.ts'
import { transact } from '../../../core/database.ts'
import { record } from '../../../core/events.ts'
import type { ReceivedFile } from '../../../core/files.ts'
import { notFound, Problem } from '../../../core/problem.ts'
import { amountOf } from '../rules/amount.ts'
import { namesWithin, openOne, readDistribution } from './actions.ts'
import type { DistributionDetail, ListChange, ListedByFile, ValueChange } from './contract.ts'
import { mergedOf, nowIn, rowsOn } from './merged.ts'
import * as queries from './queries.ts'
import { type ListRow, readRows } from './reading.ts'
import { listedNow, writeValues } from './values.ts'

const nobody = { households: [], site: null, distribution: null }

export async function setExpected(ctx: Context, id: string, change: ListChange): Promise<DistributionDetail> {
  const row = await openOne(ctx, id)
  if (change.cashValueUsd !== null) assertGivesMoney(row)
  const standing = nowIn(await mergedOf(ctx.db, change.households))
  const households = [...new Set(change.households.map(standing))]
  const known = await queries.reachable(ctx.db, namesWithin(ctx), { ...change, households, organisation: row.organisationId })
  const unknown = change.households.filter((h) => !known.includes(standing(h)))
  if (unknown.length > 0) throw new Problem(404, 'core/not-found', { what: 'household', id: unknown[0]! })
  const values = new Map(change.cashValueUsd === null ? [] : known.map((id) => [id, change.cashValueUsd!]))
  const listing = { households: known, quantity: change.quantity ?? Number(row.quantity), values, add: change.add }
  await transact(ctx.db, async (db) => void (await write({ ...ctx, db }, row, listing)))
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
    const rowOf = await write({ ...ctx, db }, row, { households, quantity: Number(row.quantity), values, add })
    const came = new Set(await writeValues({ ...ctx, db }, row, byRow(values, rowOf), file.name))
    return new Set(households.filter((h) => came.has(rowOf(h))))
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
  const written = (r: ListRow) => r.household ?? byCard.get(r.card)
  const standing = nowIn(
    await mergedOf(
      ctx.db,
      rows.flatMap((r) => written(r) ?? []),
    ),
  )
  const meant = (r: ListRow) => standing(written(r) ?? '')
  const households = [...new Set(rows.map(meant))].filter((id) => id !== '')
  const known = new Set(await queries.reachable(ctx.db, namesWithin(ctx), { ...nobody, households, organisation }))
  return (row) => [meant(row)].find((id) => known.has(id))
}

/** Before it comes: then the plan is what the entry was held against, and the entry is reversed, not planned anew. */
export async function changeValue(ctx: Context, id: string, household: string, change: ValueChange): Promise<DistributionDetail> {
  const row = await openOne(ctx, id)
  assertGivesMoney(row)
  const households = [household].map(nowIn(await mergedOf(ctx.db, [household])))
  const known = await queries.reachable(ctx.db, namesWithin(ctx), { ...nobody, households, organisation: row.organisationId })
  await transact(ctx.db, async (db) => {
    const [listed] = await listedNow(db, row, known.map(await rowsOn(db, id)))
    if (!listed) notFound('household', household)
    if (listed.hasCome) throw new Problem(409, 'delivery/value-came')
    await writeValues({ ...ctx, db }, row, new Map([[listed.household, change.cashValueUsd]]), change.reason)
  })
  return readDistribution(ctx, id)
}

function assertGivesMoney({ cashValueUsd }: queries.DistributionRow): void {
  if (cashValueUsd === null) throw new Problem(422, 'delivery/value-none')
}

const byRow = <T>(values: ReadonlyMap<string, T>, rowOf: (household: string) => string): Map<string, T> =>
  new Map([...values].map(([household, usd]) => [rowOf(household), usd]))

/** @returns under whose id each stands: of who is on the list as a record merged since, the row stays theirs */
async function write({ db, actor }: Context, row: queries.DistributionRow, listing: queries.Listing) {
  const rowOf = await rowsOn(db, row.id)
  const households = listing.households.map(rowOf)
  await queries.writeExpected(db, row, { ...listing, households, values: byRow(listing.values, rowOf) })
  await record(db, actor, 'distribution.listed', row.id, { households: households.length, add: listing.add })
  return rowOf
}
