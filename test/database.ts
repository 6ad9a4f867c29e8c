/** One real PostgreSQL for all tests: the one of DATABASE_URL, else an embedded one in a temporary folder. */
import { sql } from 'kysely'
import { openDatabase, openPool } from '../src/core/database.ts'
import { doneMigrations, migrate, migrateJobs } from '../src/core/migrate.ts'

export default async function setup() {
  if (!process.env.DATABASE_URL) throw new Error('set DATABASE_URL until core/postgres.ts stands')
  await prepare(process.env.DATABASE_URL)
}

async function prepare(url: string) {
  const pool = openPool(url, 2)
  const db = openDatabase(pool)
  const there = await sql<{ it: string | null }>`select to_regclass('events')::text as it`.execute(db)
  // A database filled with the files by hand is taken as it is.
  if (there.rows[0]?.it && (await doneMigrations(db)).length === 0) await migrateJobs(pool)
  else await migrate(db, pool)
  await db.destroy()
}
