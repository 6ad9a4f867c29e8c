/** Lines of the monthly 5W: the one in which an entry is reported, made when it is the first. Never changed once made, so each process keeps those it has met. */
import { sql } from 'kysely'
import type { Db } from '../../../core/database.ts'
import type { Service } from '../contract.ts'
import type { LineFacts } from '../rules/firsts.ts'

export type LineKey = Omit<LineFacts, 'id'> & { admin2: string; implementerId: number; mechanismId: number }

/** What was met, by database: only what was committed, since a transaction may be taken back. */
type Kept = { ids: Map<string, number>; facts: Map<number, LineFacts> }
const keptBy = new WeakMap<Db, Kept>()
const keptOf = (db: Db): Kept => {
  const known = keptBy.get(db)
  if (known) return known
  const made: Kept = { ids: new Map(), facts: new Map() }
  keptBy.set(db, made)
  return made
}
const mostKept = 200_000

const keyColumns = [
  'planId',
  'month',
  'organisationId',
  'indicatorId',
  'country',
  'admin1',
  'admin2',
  'implementerId',
  'mechanismId',
] as const
const keyOf = (key: Omit<LineKey, 'sectorId'>): string => keyColumns.map((column) => key[column]).join('\n')

/** The indicator of the newest plan that covers the month. */
export const indicatorFor = (service: Service, month: string): Service['indicators'][number] | undefined =>
  service.indicators.find((i) => i.firstMonth <= month && month <= i.lastMonth)

export type Lines = {
  /** Those of these keys, made where they are not there. In the order of the keys: two who make the same lines wait for each other in turn. */
  of: (keys: readonly LineKey[]) => Promise<number[]>
  facts: (ids: Iterable<number>) => Promise<Map<number, LineFacts>>
  /** After the commit: what was met is kept for later. */
  keep: () => void
}

/** @param db the transaction @param house what it is a transaction of, where that is known: then what was met before helps */
export function linesIn(db: Db, house?: Db): Lines {
  const { ids, facts } = house ? keptOf(house) : { ids: new Map<string, number>(), facts: new Map<number, LineFacts>() }
  const own: Kept = { ids: new Map(), facts: new Map() }
  const idOf = (key: LineKey) => ids.get(keyOf(key)) ?? own.ids.get(keyOf(key))
  const take = (rows: (LineKey & { id: number })[]) => {
    for (const row of rows) {
      own.ids.set(keyOf(row), row.id)
      own.facts.set(row.id, row)
    }
  }
  return {
    of: async (keys) => {
      const missing = [...new Map(keys.filter((k) => idOf(k) === undefined).map((k) => [keyOf(k), k])).values()]
      if (missing.length > 0) take(await findLines(db, missing))
      const fresh = missing.filter((k) => idOf(k) === undefined)
      if (fresh.length > 0) {
        await insertLines(db, fresh)
        take(await findLines(db, fresh))
      }
      return keys.map((k) => idOf(k)!)
    },
    facts: async (wanted) => {
      const found = new Map<number, LineFacts>()
      const missing: number[] = []
      for (const id of new Set(wanted)) {
        const line = facts.get(id) ?? own.facts.get(id)
        if (line) found.set(id, line)
        else missing.push(id)
      }
      if (missing.length > 0)
        for (const line of await linesById(db, missing)) {
          own.facts.set(line.id, line)
          found.set(line.id, line)
        }
      return found
    },
    keep: () => {
      if (ids.size > mostKept) ids.clear()
      if (facts.size > mostKept) facts.clear()
      for (const [key, id] of own.ids) ids.set(key, id)
      for (const [id, line] of own.facts) facts.set(id, line)
    },
  }
}

const factColumns = sql.raw('id, plan_id, month, country, admin1, organisation_id, sector_id, indicator_id')

const linesById = async (db: Db, ids: readonly number[]): Promise<LineFacts[]> =>
  (await sql<LineFacts>`select ${factColumns} from delivery_lines where id = any(${ids}::int[])`.execute(db)).rows

const listed = (keys: readonly LineKey[]) => sql`
  json_to_recordset(${JSON.stringify(keys)}::json) as k ("planId" int, month text, country text, admin1 text, admin2 text, "organisationId" int,
    "implementerId" int, "sectorId" int, "indicatorId" int, "mechanismId" int)`

const findLines = async (db: Db, keys: readonly LineKey[]): Promise<(LineKey & { id: number })[]> =>
  (
    await sql<LineKey & { id: number }>`
    select l.* from ${listed(keys)} join delivery_lines l on l.plan_id = k."planId" and l.month = k.month and l.organisation_id = k."organisationId"
      and l.indicator_id = k."indicatorId" and l.country = k.country and l.admin1 = k.admin1 and l.admin2 = k.admin2
      and l.implementer_id = k."implementerId" and l.mechanism_id = k."mechanismId"`.execute(db)
  ).rows

const insertLines = (db: Db, keys: readonly LineKey[]) =>
  sql`insert into delivery_lines (plan_id, month, country, admin1, admin2, organisation_id, implementer_id, sector_id, indicator_id, mechanism_id)
    select "planId", month, country, admin1, admin2, "organisationId", "implementerId", "sectorId", "indicatorId", "mechanismId" from ${listed(keys)}
    order by "planId", month, "organisationId", "indicatorId", country, admin1, admin2, "implementerId", "mechanismId"
    on conflict do nothing`.execute(db)
