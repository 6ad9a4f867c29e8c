/** How many rows a filter leaves and what they come to: from the sums where they can answer, else counted up to a bound. */
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Db } from '../../../core/database.ts'
import { type ActivityFilter, numberColumns, type Sums } from '../contract.ts'
import { rowsWhere, sumsWhere } from './filter.ts'
import type { Sight } from './reach.ts'

export type Totals = { total: number | null; withFindings: number | null; sums: z.infer<typeof Sums> }
/** `ids`: all of them in order, where they had to be looked at one by one to be counted. */
type Found = { totals: Totals; ids?: string[] }
type Counted = { total: number; withFindings: number } & Record<string, number | null>

/** Beyond this many rows a count that the sums do not hold is not worth its time. */
const countedRows = 10_000

export async function totalsOf(db: Db, planId: number, filter: ActivityFilter, sight: Sight): Promise<Found> {
  const summed = sumsWhere(planId, filter, sight)
  const kind = filter.kind ?? 'direct'
  if (!summed) return counted(db, planId, filter, sight, kind)
  const counts = sql`coalesce(sum(rows), 0) as total, coalesce(sum(rows) filter (where is_blocked), 0) as with_findings`
  const amounts = summed.from === 'activity_finding_sums' ? sql`` : sql`, ${amountsOf(kind)}`
  const { rows } = await sql<Counted>`select ${counts}${amounts} from ${sql.table(summed.from)} where ${summed.where}`.execute(db)
  return { totals: totalsFrom(rows[0]!, filter) }
}

const unknown: Totals = { total: null, withFindings: null, sums: {} }

async function counted(db: Db, planId: number, filter: ActivityFilter, sight: Sight, kind: string): Promise<Found> {
  if ((await estimated(db, rowsWhere(planId, filter, sight))) > 3 * countedRows) return { totals: unknown }
  const { rows } = await sql<Counted & { ids: string[] | null }>`
    select array_agg(id::text order by id) as ids, count(*) as total, count(*) filter (where is_blocked) as with_findings, ${amountsOf(kind)}
    from (select * from activity_reports where ${rowsWhere(planId, filter, sight)} limit ${countedRows + 1}) r`.execute(db)
  const { ids, ...row } = rows[0]!
  return row.total > countedRows ? { totals: unknown } : { totals: totalsFrom(row as Counted, filter), ids: ids ?? [] }
}

/** How many rows the database expects, without looking: enough to know that counting them is in vain. */
async function estimated(db: Db, where: ReturnType<typeof sql>): Promise<number> {
  const { rows } = await sql<
    Record<string, [{ Plan: { 'Plan Rows': number } }]>
  >`explain (format json) select from activity_reports where ${where}`.execute(db)
  return Object.values(rows[0]!)[0]![0].Plan['Plan Rows']
}

const snake = (name: string) => name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)
const amountsOf = (kind: string) =>
  sql.join(numberColumns.map((c) => sql`sum(${sql.ref(snake(c))}) filter (where kind = ${kind}) as ${sql.ref(snake(c))}`))

/** A month's people are never added to another month's: their sum is shown only where the filter holds one month. */
function totalsFrom(row: Counted, filter: ActivityFilter): Totals {
  const oneMonth = filter.month !== undefined || (filter.from !== undefined && filter.from === filter.until)
  const shown = numberColumns.filter((c) => row[c] != null && (c !== 'peopleInMonth' || oneMonth))
  return { total: row.total, withFindings: row.withFindings, sums: Object.fromEntries(shown.map((c) => [c, row[c]])) }
}
