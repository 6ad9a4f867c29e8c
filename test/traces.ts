/** Whether a word stands anywhere in the database, in whatever table and column, files too. */
import { sql } from 'kysely'
import type { Db } from '../src/core/database.ts'

/** @returns `table: row` for every row of every table in which one of these words is found */
export async function whereWritten(db: Db, words: readonly string[]): Promise<string[]> {
  const { rows: tables } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`.execute(
    db,
  )
  // The bytes of files are shown as their numbers.
  const sought = words.flatMap((word) => [`%${word}%`, `%${Buffer.from(word).toString('hex')}%`])
  const found: string[] = []
  for (const { name } of tables) {
    const { rows } = await sql<{ row: string }>`
      select left(t::text, 400) as row from ${sql.id(name)} t where t::text ilike any(${sought}::text[])`.execute(db)
    found.push(...rows.map(({ row }) => `${name}: ${row}`))
  }
  return found
}
