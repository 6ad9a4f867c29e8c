/** The small lists every entry is held against. Kept for a second per process; a transaction reads its own. */
import { sql } from 'kysely'
import type { Db } from '../../../core/database.ts'
import type { Service } from '../contract.ts'
import { listServices } from '../services/queries.ts'

export type KnownSite = { id: string; country: string; admin1: string | null; admin2: string | null }
export type Known = {
  services: Map<number, Service>
  sites: Map<string, KnownSite>
  organisations: Set<number>
  /** Plan of a delivery mechanism. */
  mechanisms: Map<number, number>
  /** Sector of an indicator. */
  sectors: Map<number, number>
}

const lasting = 1000
const kept = new WeakMap<Db, { until: number; known: Promise<Known> }>()

export function knownLists(db: Db): Promise<Known> {
  if (db.isTransaction) return read(db)
  const last = kept.get(db)
  if (last && last.until > Date.now()) return last.known
  const known = read(db)
  kept.set(db, { until: Date.now() + lasting, known })
  known.catch(() => kept.delete(db))
  return known
}

async function read(db: Db): Promise<Known> {
  const services = await listServices(db)
  const sites = await sql<KnownSite>`select id, country, admin1, admin2 from sites`.execute(db)
  const { rows } = await sql<{ organisations: number[]; mechanisms: number[][]; sectors: number[][] }>`
    select (select coalesce(json_agg(id), '[]') from organisations) as organisations,
      (select coalesce(json_agg(json_build_array(id, plan_id)), '[]') from plan_mechanisms) as mechanisms,
      (select coalesce(json_agg(json_build_array(id, sector_id)), '[]') from plan_indicators where id in (select indicator_id from service_indicators)) as sectors`.execute(
    db,
  )
  const { organisations, mechanisms, sectors } = rows[0]!
  return {
    services: new Map(services.map((s) => [s.id, s])),
    sites: new Map(sites.rows.map((s) => [s.id, s])),
    organisations: new Set(organisations),
    mechanisms: new Map(mechanisms as [number, number][]),
    sectors: new Map(sectors as [number, number][]),
  }
}
