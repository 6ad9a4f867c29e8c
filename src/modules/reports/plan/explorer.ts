/** The explorer's questions: one page of activities by key, how many there are and what they come to. */
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { Db } from '../../../core/database.ts'
import type { PlanRow } from './contract.ts'
import { activitiesIn, type PlanEdition, readingOf } from './edition.ts'
import { narrowed, PlanFilter } from './filter.ts'
import type { PlanNames } from './names.ts'
import { inWords, type Planned, plannedColumns } from './rows.ts'

export const Sort = z.enum(['title', 'target', 'budget'])
export type Sort = z.infer<typeof Sort>
export const Explore = PlanFilter.extend({
  sort: Sort.default('title'),
  after: z.uuid().optional().meta({ description: 'The page after this activity.' }),
  before: z.uuid().optional().meta({ description: 'The page before it.' }),
  last: z.stringbool().optional(),
})
export type Explore = z.infer<typeof Explore>

export const perPage = 50

/** As the indexes of published activities say it. Names by the alphabet; numbers from the largest down, as negatives, so that all are read in one direction. */
const keys: Record<Sort, { key: RawBuilder<unknown>; type: string }> = {
  title: { key: sql`left(coalesce(a.title, ''), 200)`, type: 'text' },
  target: { key: sql`(-coalesce(a.target_people, 0))`, type: 'int' },
  budget: { key: sql`(-(coalesce(a.in_kind_usd, 0) + coalesce(a.cash_usd, 0)))`, type: 'numeric' },
}

export type Page = { rows: PlanRow[]; hasBefore: boolean; hasAfter: boolean }

/** From a known activity on, so that the last page costs what the first does. Rows before it are read backwards and turned round. */
export async function readPage(db: Db, edition: PlanEdition, names: PlanNames, asked: Explore): Promise<Page> {
  const { sort, after, before, last, ...filter } = asked
  const backwards = before !== undefined || last === true
  const from = before ?? after
  const { key, type } = keys[sort]
  const direction = sql.raw(backwards ? 'desc' : 'asc')
  const rows = await readingOf(db, edition, async (reader) => {
    const at = from === undefined ? undefined : await positionOf(reader, edition, sort, from)
    if (from !== undefined && at === undefined) return []
    const beyond =
      at === undefined
        ? sql``
        : sql`and (${key}, a.id) ${sql.raw(backwards ? '<' : '>')} (${at}::${sql.raw(type)}, ${from}::uuid)`
    const found = await sql<Planned>`select ${plannedColumns} from ${activitiesIn(edition)} where ${narrowed(filter)} ${beyond}
      order by ${key} ${direction}, a.id ${direction} limit ${sql.lit(perPage + 1)}`.execute(reader)
    return found.rows
  })
  const more = rows.length > perPage
  const shown = rows.slice(0, perPage).map((row) => inWords(row, names))
  if (backwards) shown.reverse()
  return { rows: shown, hasBefore: backwards ? more : after !== undefined, hasAfter: backwards ? before !== undefined : more }
}

/** Where an activity stands in an order: as a value, so that the index is entered there. */
async function positionOf(db: Db, edition: PlanEdition, sort: Sort, id: string): Promise<string | undefined> {
  const { rows } = await sql<{
    at: string
  }>`select ${keys[sort].key}::text as at from ${activitiesIn(edition)} where a.id = ${id}`.execute(db)
  return rows[0]?.at
}

export type Totals = { activities: number; organisations: number; countries: number; usd: number; directTarget: number }

export async function readTotals(db: Db, edition: PlanEdition, filter: PlanFilter): Promise<Totals> {
  const key = edition.version === null ? undefined : JSON.stringify([edition.plan.id, edition.version, filter])
  const known = key && totals.get(key)
  if (known) return known
  const found = await countTotals(db, edition, filter)
  if (key) remember(key, found)
  return found
}

/** What is published never changes: what a filter comes to is counted once. */
const totals = new Map<string, Totals>()
function remember(key: string, found: Totals): void {
  if (totals.size >= 2000) totals.delete(totals.keys().next().value!)
  totals.set(key, found)
}

export const countTotals = (db: Db, edition: PlanEdition, filter: PlanFilter): Promise<Totals> =>
  readingOf(db, edition, async (reader) => {
    const { rows } = await sql<Totals>`
      select count(*) as activities, count(distinct organisation_id) as organisations, count(distinct country) as countries,
        coalesce(sum(coalesce(in_kind_usd, 0) + coalesce(cash_usd, 0)), 0) as usd, coalesce(sum(target_people) filter (where kind = 'direct'), 0) as direct_target
      from ${activitiesIn(edition)} where ${narrowed(filter)}`.execute(reader)
    return rows[0]!
  })
