/** Counts and sums of rows: each write adds its differences in its own transaction, a job folds them. Nothing counts rows at reading time. */
import { type RawBuilder, sql } from 'kysely'
import { type Db, transact } from '../../core/database.ts'

const words = (text: string) => text.trim().split(/\s+/)
const keys = words('plan_id month country admin1 sector_id organisation_id kind state is_blocked')
/** The folded sums by fewer keys. Each has a view that adds what is not folded yet. */
const rollUps = {
  activity_folded_months: words('plan_id month country organisation_id kind state is_blocked'),
  activity_folded_areas: words('plan_id month country admin1 sector_id kind state is_blocked'),
  activity_folded_sectors: words('plan_id month country sector_id kind state is_blocked'),
}
const findingKeys = words('plan_id month country organisation_id state is_blocked finding')
const plain = words(`people_in_month new_people in_destination in_transit host_community pendular returnees
  girls boys women men other_under18 other_adult output_quantity`)
const measures = ['rows', ...plain, 'cash_people', 'cash_value_usd']

/** What the sums are kept by and what they hold, for whoever compares them. */
export const sumColumns = { keys, rollUps, findingKeys, measures }

/** Which rows an entry is about: all of an import, or these. */
export type Rows = { importId: string } | { ids: readonly string[] }

const list = (names: readonly string[], each: (name: string) => string = (n) => n) => sql.raw(names.map(each).join(', '))
const places = (names: readonly string[]) => sql.raw(names.map((_, i) => i + 1).join(', '))
const keyOfRow = (key: string) =>
  ['month', 'country', 'admin1', 'kind'].includes(key)
    ? `coalesce(r.${key}, '')`
    : key.endsWith('or_id') || key === 'organisation_id'
      ? `coalesce(r.${key}, 0)`
      : key === 'finding'
        ? key
        : `r.${key}`
const measureOfRow = (measure: string) =>
  measure === 'rows'
    ? 'sum(sign)'
    : measure === 'cash_people'
      ? "coalesce(sum(sign * r.new_people) filter (where r.is_cash and r.kind = 'direct'), 0)"
      : measure === 'cash_value_usd'
        ? 'coalesce(sum(sign * r.cash_value_usd) filter (where r.is_cash), 0)'
        : `coalesce(sum(sign * r.${measure}), 0)`

/** What rows `r` of a `from` clause come to, per key. `r` has every column of activity_reports and `sign` (1 or -1). */
export const summed = (from: RawBuilder<unknown>) =>
  sql`select ${list(keys, keyOfRow)}, ${list(measures, measureOfRow)} from ${from} group by ${places(keys)}`

/** The same per finding. */
export const summedFindings = (from: RawBuilder<unknown>) =>
  sql`select ${list(findingKeys, keyOfRow)}, sum(sign) from ${from} cross join unnest(r.findings) as finding group by ${places(findingKeys)}`

/** The statements that add what the rows of `from` come to, for a statement that does more. */
export const sumInserts = (from: RawBuilder<unknown>) => ({
  rows: sql`insert into activity_sums (${list(keys)}, ${list(measures)}) ${summed(from)}`,
  findings: sql`insert into activity_finding_sums (${list(findingKeys)}, rows) ${summedFindings(from)}`,
})

/** Adds what the rows of `from` come to. In the transaction that changes those rows. */
export async function addSumsFrom(db: Db, from: RawBuilder<unknown>): Promise<void> {
  const { rows, findings } = sumInserts(from)
  await rows.execute(db)
  await findings.execute(db)
}

/** Adds (1) or takes away (-1) what these rows come to as they stand now. */
export const addSums = (db: Db, rows: Rows, sign: 1 | -1): Promise<void> => {
  const which = 'importId' in rows ? sql`import_id = ${rows.importId}::uuid` : sql`id = any(${rows.ids}::uuid[])`
  return addSumsFrom(db, sql`(select *, ${sql.lit(sign)}::int as sign from activity_reports where ${which}) r`)
}

/** Changes rows and their sums together. The rows must be locked by the caller, so that nobody changes them between the two counts. */
export async function changingSums<T>(db: Db, ids: readonly string[], work: () => Promise<T>): Promise<T> {
  await addSums(db, { ids }, -1)
  const answer = await work()
  await addSums(db, { ids }, 1)
  return answer
}

/** Folds what was added into one row per key. One folder at a time; readers and writers go on meanwhile. */
export const foldSums = (db: Db): Promise<void> =>
  transact(db, async (trx) => {
    const {
      rows: [lock],
    } = await sql<{ held: boolean }>`select pg_try_advisory_xact_lock(hashtext('activity_sums')) as held`.execute(trx)
    if (!lock?.held) return
    await foldRows(trx)
    await foldFindings(trx)
  })

async function foldRows(db: Db): Promise<void> {
  if (!(await hasAdded(db, 'activity_sums'))) return
  const sums = list(measures, (m) => `sum(${m})`)
  const rolledUp = Object.entries(rollUps).map(
    ([table, by]) => sql`${sql.table(`more_${table}`)} as (
      insert into ${sql.table(table)} (${list(by)}, ${list(measures)})
      select ${list(by)}, ${sums} from added group by ${list(by)}
      on conflict (${list(by)}) do update set ${together(table, measures)})`,
  )
  await sql`
    with added as (delete from activity_sums where not is_folded returning *), ${sql.join(rolledUp)}
    insert into activity_sums (${list(keys)}, ${list(measures)}, is_folded)
    select ${list(keys)}, ${sums}, true from added group by ${list(keys)}
    on conflict (${list(keys)}) where is_folded do update set ${together('activity_sums', measures)}`.execute(db)
  await sql`delete from activity_sums where is_folded and rows = 0`.execute(db)
  for (const table of Object.keys(rollUps)) await sql`delete from ${sql.table(table)} where rows = 0`.execute(db)
}

async function foldFindings(db: Db): Promise<void> {
  if (!(await hasAdded(db, 'activity_finding_sums'))) return
  await sql`
    with added as (delete from activity_finding_sums where not is_folded returning *)
    insert into activity_finding_sums (${list(findingKeys)}, rows, is_folded)
    select ${list(findingKeys)}, sum(rows), true from added group by ${list(findingKeys)}
    on conflict (${list(findingKeys)}) where is_folded do update set ${together('activity_finding_sums', ['rows'])}`.execute(db)
  await sql`delete from activity_finding_sums where is_folded and rows = 0`.execute(db)
}

const together = (table: string, values: readonly string[]) => list(values, (v) => `${v} = ${table}.${v} + excluded.${v}`)

const hasAdded = async (db: Db, table: string): Promise<boolean> =>
  (await sql`select from ${sql.table(table)} where not is_folded limit 1`.execute(db)).rows.length > 0
