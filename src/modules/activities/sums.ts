/** Counts and sums of rows: each write adds its differences in its own transaction, a job folds them. Nothing counts rows at reading time. */
import { type RawBuilder, sql } from 'kysely'
import { type Db, transact } from '../../core/database.ts'

const keys = ['plan_id', 'month', 'country', 'admin1', 'sector_id', 'organisation_id', 'kind', 'state', 'is_blocked'] as const
const plain = [
  'people_in_month',
  'new_people',
  'in_destination',
  'in_transit',
  'host_community',
  'pendular',
  'returnees',
  'girls',
  'boys',
  'women',
  'men',
  'other_under18',
  'other_adult',
  'output_quantity',
] as const
const measures = ['rows', ...plain, 'cash_people', 'cash_value_usd'] as const

/** Which rows an entry is about: all of an import, or these. */
export type Rows = { importId: string } | { ids: readonly string[] }

const list = (names: readonly string[], each: (name: string) => string = (n) => n) => sql.raw(names.map(each).join(', '))
const keysOfRow = sql.raw(`r.plan_id, coalesce(r.month, ''), coalesce(r.country, ''), coalesce(r.admin1, ''),
  coalesce(r.sector_id, 0), coalesce(r.organisation_id, 0), coalesce(r.kind, ''), r.state, r.is_blocked`)
const measuresOfRow = sql.raw(`sum(sign), ${plain.map((m) => `coalesce(sum(sign * r.${m}), 0)`).join(', ')},
  coalesce(sum(sign * r.new_people) filter (where r.is_cash and r.kind = 'direct'), 0),
  coalesce(sum(sign * r.cash_value_usd) filter (where r.is_cash), 0)`)

/** The columns both sums are selected in, by whoever compares them. */
export const sumColumns = { keys, measures }

/** What rows `r` of a `from` clause come to, per key. `r` needs every column of activity_reports and `sign` (1 or -1) beside it. */
export const summed = (from: RawBuilder<unknown>) =>
  sql`select ${keysOfRow}, ${measuresOfRow} from ${from} group by 1, 2, 3, 4, 5, 6, 7, 8, 9`

/** The same per finding. */
export const summedFindings = (from: RawBuilder<unknown>) =>
  sql`select ${keysOfRow}, finding, sum(sign) from ${from} cross join unnest(r.findings) as finding group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10`

/** Adds what the rows of `from` come to. In the transaction that changes those rows. */
export async function addSumsFrom(db: Db, from: RawBuilder<unknown>): Promise<void> {
  await sql`insert into activity_sums (${list(keys)}, ${list(measures)}) ${summed(from)}`.execute(db)
  await sql`insert into activity_finding_sums (${list(keys)}, finding, rows) ${summedFindings(from)}`.execute(db)
}

/** Adds (1) or takes away (-1) what these rows come to as they stand now. */
export const addSums = (db: Db, rows: Rows, sign: 1 | -1): Promise<void> =>
  addSumsFrom(
    db,
    sql`activity_reports r cross join (select ${sql.lit(sign)}::int as sign) s where ${
      'importId' in rows ? sql`r.import_id = ${rows.importId}::uuid` : sql`r.id = any(${rows.ids}::uuid[])`
    }`,
  )

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
    await fold(trx, 'activity_sums', keys, measures)
    await fold(trx, 'activity_finding_sums', [...keys, 'finding'], ['rows'])
  })

async function fold(
  db: Db,
  table: 'activity_sums' | 'activity_finding_sums',
  by: readonly string[],
  values: readonly string[],
): Promise<void> {
  const into = sql.raw(table)
  await sql`
    with added as (delete from ${into} where not is_folded returning *)
    insert into ${into} (${list(by)}, ${list(values)}, is_folded)
    select ${list(by)}, ${list(values, (v) => `sum(${v})`)}, true from added group by ${list(by)}
    on conflict (${list(by)}) where is_folded do update set ${list(values, (v) => `${v} = ${table}.${v} + excluded.${v}`)}`.execute(
    db,
  )
  await sql`delete from ${into} where is_folded and rows = 0`.execute(db)
}
