/** Entries that stood under no indicator are placed once their service has one: the entry stays as it is, only where it is reported is filled in. */
import { sql } from 'kysely'
import { type Db, transact } from '../../../core/database.ts'
import { findService, listServices } from '../services/queries.ts'
import { type Amount, addSums, differencesOf, lockCounted, servedOf } from './entries.ts'
import { knownLists } from './known.ts'
import { indicatorFor, type LineKey, linesIn } from './lines.ts'
import { amountsOf } from './rows.ts'

const atOnce = 500
type Unplaced = {
  id: string
  month: string
  country: string
  admin1: string | null
  admin2: string | null
  organisationId: number
  implementerId: number | null
  mechanismId: number | null
  quantity: number
  cashValueUsd: number | null
  groups: Parameters<typeof amountsOf>[0]['groups']
  stands: boolean
}

/** May be run again at any time. @returns how many were placed */
export async function placeDeliveries(db: Db, serviceId: number): Promise<number> {
  const service = await findService(db, serviceId)
  let placed = 0
  for (const { firstMonth, lastMonth } of service?.indicators ?? [])
    for (;;) {
      const some = await transact(db, (trx) => placeSome(trx, serviceId, firstMonth, lastMonth))
      placed += some
      if (some < atOnce) break
    }
  return placed
}

/** Of every service. @returns how many were placed */
export async function placeAll(db: Db): Promise<number> {
  let placed = 0
  for (const { id } of await listServices(db)) placed += await placeDeliveries(db, id)
  return placed
}

async function placeSome(db: Db, serviceId: number, first: string, last: string): Promise<number> {
  const { rows } = await sql<Unplaced>`
    select d.id, d.month, d.country, d.admin1, d.admin2, d.organisation_id, d.implementer_id, d.mechanism_id, d.quantity, d.cash_value_usd, d.groups,
      d.reverses is null and not exists (select from deliveries r where r.household_id = d.household_id and r.reverses = d.id) as stands
    from deliveries d where d.service_id = ${serviceId} and d.line_id is null and d.month between ${first} and ${last} order by d.id limit ${atOnce} for update of d`.execute(
    db,
  )
  if (rows.length === 0) return 0
  const keys = await keysOf(db, serviceId, rows)
  const lines = linesIn(db)
  const ids = await lines.of(keys)
  const places = rows.map((row, i) => ({ id: row.id, line: ids[i]! }))
  await movePeople(db, places, rows, keys)
  return rows.length
}

async function keysOf(db: Db, serviceId: number, rows: readonly Unplaced[]): Promise<LineKey[]> {
  const known = await knownLists(db)
  const service = known.services.get(serviceId)!
  return rows.map((row) => {
    const { planId, indicatorId } = indicatorFor(service, row.month)!
    const mechanismId = row.mechanismId !== null && known.mechanisms.get(row.mechanismId) === planId ? row.mechanismId : 0
    return {
      planId,
      indicatorId,
      sectorId: known.sectors.get(indicatorId)!,
      month: row.month,
      country: row.country,
      admin1: row.admin1 ?? '',
      admin2: row.admin2 ?? '',
      organisationId: row.organisationId,
      implementerId: row.implementerId ?? 0,
      mechanismId,
    }
  })
}

async function movePeople(
  db: Db,
  places: readonly { id: string; line: number }[],
  rows: readonly Unplaced[],
  keys: readonly LineKey[],
): Promise<void> {
  const about = async () =>
    (
      await sql<{
        countedAs: string
      }>`select distinct counted_as from served where delivery_id = any(${places.map((p) => p.id)}::uuid[])`.execute(db)
    ).rows.map((r) => r.countedAs)
  let counted = await about()
  for (;;) {
    await lockCounted(db, counted)
    const now = await about()
    if (now.every((id) => counted.includes(id))) break
    counted = now
  }
  const before = await servedOf(db, counted)
  const listed = sql`json_to_recordset(${JSON.stringify(places)}::json) as p (id uuid, line int)`
  await sql`update served s set line_id = p.line from ${listed} where s.delivery_id = p.id and s.counted_as = any(${counted}::uuid[])`.execute(
    db,
  )
  await sql`update deliveries d set line_id = p.line from ${listed} where d.id = p.id`.execute(db)
  const after = await servedOf(db, counted)
  const changes = counted.map((id) => ({ before: before.get(id)!, after: after.get(id)! }))
  const amounts: Amount[] = rows.flatMap((row, i) =>
    row.stands ? amountsOf(row, { planId: keys[i]!.planId, id: places[i]!.line }, 1) : [],
  )
  await addSums(db, await differencesOf(linesIn(db), changes), amounts)
}
