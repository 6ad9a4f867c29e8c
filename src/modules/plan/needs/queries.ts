/** Every statement on the tables of people in need and targets. */
import { sql } from 'kysely'
import { copyIn, copyLine } from '../../../core/copy.ts'
import type { Db } from '../../../core/database.ts'
import type { CellSource, Level, What } from './contract.ts'
import { cells } from './contract.ts'

/** A line as it is kept: the 20 cells as numbers (0 where empty), and which of the 30 numbers were left empty. */
export type StoredRow = {
  line: number
  country: string
  level: Level
  place: string
  sectorId: number
  isDoubled: boolean
  people: number[]
  blank: number
  written: string[]
  sources: Record<string, CellSource>
  version: number
  changedAt: string
}
export type StoredTable = { headers: string[]; decimals: number } & CellSource

const peopleArray = sql.raw(`array[${cells.join(', ')}]`)

export async function findTable(db: Db, planId: number, what: What): Promise<StoredTable | undefined> {
  const row = await db
    .selectFrom('planPeopleTables')
    .selectAll()
    .where('planId', '=', planId)
    .where('what', '=', what)
    .executeTakeFirst()
  return (
    row && {
      headers: row.headers,
      decimals: row.decimals,
      source: row.source,
      dated: row.dated,
      by: row.importedBy,
      at: new Date(row.importedAt).toISOString(),
    }
  )
}

export const saveTable = (
  db: Db,
  planId: number,
  what: What,
  { headers, decimals, source, dated, by }: Omit<StoredTable, 'at'>,
) =>
  db
    .insertInto('planPeopleTables')
    .values({ planId, what, headers, decimals, source, dated, importedBy: by })
    .onConflict((c) =>
      c.columns(['planId', 'what']).doUpdateSet({ headers, decimals, source, dated, importedBy: by, importedAt: new Date() }),
    )
    .execute()

/** Lines in the order of the table; of one country only where asked. `lock`: they stay as they are until the transaction ends. */
export async function listRows(
  db: Db,
  planId: number,
  what: What,
  { country, lines, lock = false }: { country?: string | undefined; lines?: number[]; lock?: boolean } = {},
): Promise<StoredRow[]> {
  const { rows } = await sql<StoredRow>`
    select line, country, level, place_code as place, sector_id, is_doubled, ${peopleArray} as people, blank, written, cell_sources as sources, version,
      to_char(changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as changed_at
    from plan_people where plan_id = ${planId} and what = ${what} ${country === undefined ? sql`` : sql`and country = ${country}`}
      ${lines === undefined ? sql`` : sql`and line = any(${lines}::int[])`}
    order by line ${lock ? sql`for update` : sql``}`.execute(db)
  return rows
}

export const deleteRows = (db: Db, planId: number, what: What, countries?: string[]) =>
  db
    .deleteFrom('planPeople')
    .where('planId', '=', planId)
    .where('what', '=', what)
    .$if(countries !== undefined, (q) => q.where('country', 'in', countries!))
    .execute()

const statement = `copy plan_people (plan_id, what, line, country, level, place_code, sector_id, is_doubled, ${cells.join(', ')}, blank, written, cell_sources, version, changed_at) from stdin`

export const copyRows = (db: Db, planId: number, what: What, rows: StoredRow[]): Promise<void> =>
  copyIn(
    db,
    statement,
    rows.map((r) =>
      copyLine([
        planId,
        what,
        r.line,
        r.country,
        r.level,
        r.place,
        r.sectorId,
        r.isDoubled,
        ...r.people,
        r.blank,
        textArray(r.written),
        JSON.stringify(r.sources),
        r.version,
        r.changedAt,
      ]),
    ),
  )

/** The array of texts as PostgreSQL writes it. */
const textArray = (texts: string[]): string => `{${texts.map((t) => `"${t.replace(/[\\"]/g, '\\$&')}"`).join(',')}}`

/** Writes the cells of some lines anew; their version grows. */
export async function updateRows(
  db: Db,
  planId: number,
  what: What,
  rows: Pick<StoredRow, 'line' | 'people' | 'blank' | 'sources'>[],
): Promise<void> {
  const set = sql.raw(cells.map((cell, i) => `${cell} = (x.people->>${i})::int`).join(', '))
  await sql`update plan_people p set ${set}, blank = x.blank, cell_sources = x.sources, version = p.version + 1, changed_at = now()
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) x(line int, people jsonb, blank int, sources jsonb)
    where p.plan_id = ${planId} and p.what = ${what} and p.line = x.line`.execute(db)
}

/** Countries of the tables by their code, named as the database names them. */
export async function countriesIn(db: Db, planId: number, language: string): Promise<{ code: string; name: string }[]> {
  const { rows } = await sql<{ code: string; name: string }>`
    select p.code, coalesce(p.names->>${language}, p.names->>'en', p.code) as name from places p
    where p.code in (select country from plan_people where plan_id = ${planId}) order by 2`.execute(db)
  return rows
}

/** Every country by its code, named in the language. */
export async function countriesNamed(db: Db, language: string): Promise<{ code: string; name: string }[]> {
  const { rows } = await sql<{ code: string; name: string }>`
    select code, coalesce(names->>${language}, names->>'en', code) as name from places where level = 0`.execute(db)
  return rows
}
