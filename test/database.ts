/** One real PostgreSQL for all tests: the one of DATABASE_URL, else an embedded one in a temporary folder. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { openDatabase, openPool } from '../src/core/database.ts'
import { doneMigrations, migrate, migrateJobs } from '../src/core/migrate.ts'
import { enterPostgres } from '../src/core/postgres.ts'
import { loadSample } from '../src/sample/load.ts'

export default async function setup() {
  process.env.SENDA_TOKEN_KEY ??= 'a key that only tests use and nobody is known by'
  if (process.env.DATABASE_URL) return prepare(process.env.DATABASE_URL)
  const folder = temporaryFolder()
  const postgres = await enterPostgres(folder)
  process.env.DATABASE_URL = postgres.url
  await prepare(postgres.url)
  return async () => {
    await postgres.leave()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Passable for the user the database runs as. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'senda-test-'))
  chmodSync(folder, 0o711)
  return folder
}

async function prepare(url: string) {
  const pool = openPool(url, 2)
  const db = openDatabase(pool)
  const there = await sql<{ it: string | null }>`select to_regclass('events')::text as it`.execute(db)
  // A database filled with the files by hand is taken as it is.
  if (there.rows[0]?.it && (await doneMigrations(db)).length === 0) await migrateJobs(pool)
  else await migrate(db, pool)
  // Loaded here once: two tests that load it at the same time, each in its transaction, would wait for each other.
  await loadSample(db)
  await db.destroy()
}
