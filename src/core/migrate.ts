/** Brings the database to the newest form: db/migrations/*.sql in order, forward only, one process at a time (Kysely holds an advisory lock). */
import { readdir, readFile } from 'node:fs/promises'
import { runMigrations } from 'graphile-worker'
import { type Kysely, type Migration, Migrator, sql } from 'kysely'
import type { Pool } from 'pg'
import type { Db } from './database.ts'
import { jobLogger } from './log.ts'
import { Problem } from './problem.ts'

const folder = new URL('../../db/migrations/', import.meta.url)

/** Names of the migrations this program brings, in order: `0001-core`. */
export async function migrationNames(): Promise<string[]> {
  return (await readdir(folder))
    .filter((f) => f.endsWith('.sql'))
    .map((f) => f.slice(0, -4))
    .sort()
}

export const migrationText = (name: string): Promise<string> => readFile(new URL(`${name}.sql`, folder), 'utf8')

async function migrations(): Promise<Record<string, Migration>> {
  const steps = (await migrationNames()).map((name) => [
    name,
    { up: async (db: Kysely<unknown>) => void (await sql.raw(await migrationText(name)).execute(db)) },
  ])
  return Object.fromEntries(steps)
}

/** Names of what was done now; empty when the database was already new. */
export async function migrate(db: Db, pool: Pool): Promise<string[]> {
  await assertNotNewer(db)
  const { error, results } = await new Migrator({ db, provider: { getMigrations: migrations } }).migrateToLatest()
  if (error) throw error
  await migrateJobs(pool)
  return (results ?? []).map((r) => r.migrationName)
}

/** The job runner's own tables. It takes no lock itself, so several processes at once would trip over each other. */
export async function migrateJobs(pool: Pool): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('select pg_advisory_lock(7350003)')
    await runMigrations({ pgPool: pool, logger: jobLogger })
  } finally {
    await client.query('select pg_advisory_unlock(7350003)').finally(() => client.release())
  }
}

/** A database written by a newer Senda is left alone. */
async function assertNotNewer(db: Db): Promise<void> {
  const known = new Set(await migrationNames())
  const unknown = (await doneMigrations(db)).filter((name) => !known.has(name))
  if (unknown.length > 0) throw new Problem(409, 'core/database-newer', { migration: unknown.at(-1) })
}

/** Migrations the database has been through. */
export async function doneMigrations(db: Db): Promise<string[]> {
  const there = await sql<{ it: string | null }>`select to_regclass('kysely_migration')::text as it`.execute(db)
  if (!there.rows[0]?.it) return []
  return (await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db)).rows.map((r) => r.name)
}
