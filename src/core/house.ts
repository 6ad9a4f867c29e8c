/** Opens the database this machine's Senda works on: DATABASE_URL, else the embedded one in the data folder. */
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import type pg from 'pg'
import { type Db, openDatabase, openPool } from './database.ts'
import { migrate } from './migrate.ts'
import { enterPostgres } from './postgres.ts'
import { Problem } from './problem.ts'

export type House = {
  url: string
  pool: pg.Pool
  db: Db
  isEmbedded: boolean
  /** Names of the migrations done while opening. */
  migrated: string[]
  close: () => Promise<void>
}

/** What Senda keeps in files: the embedded database, the passwords of the sample. */
export const dataFolder = (): string => process.env.SENDA_DATA || fileURLToPath(new URL('../../data', import.meta.url))

export async function openHouse(options: { connections?: number } = {}): Promise<House> {
  if (process.env.DATABASE_URL) assertAddress(process.env.DATABASE_URL)
  const { url, leave } = process.env.DATABASE_URL
    ? { url: process.env.DATABASE_URL, leave: async () => {} }
    : await enterPostgres(dataFolder())
  const pool = openPool(url, options.connections)
  const db = openDatabase(pool)
  const close = async () => {
    await db.destroy()
    await leave()
  }
  try {
    await assertServes(db)
    const migrated = await migrate(db, pool)
    return { url, pool, db, isEmbedded: !process.env.DATABASE_URL, migrated, close }
  } catch (error) {
    await close()
    throw error
  }
}

function assertAddress(url: string): void {
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url.replace(/^[^:]+:\/\/[^@/]*@?\//, 'postgres://x/')))
    throw new Problem(400, 'core/no-database', { reason: 'DATABASE_URL ≠ postgres://user:password@host/database' })
}

const oldestPostgres = 15

/** The first question to the database: whether it answers, lets us in, and is new enough. */
async function assertServes(db: Db): Promise<void> {
  const { rows } = await sql<{ version: string }>`select current_setting('server_version') as version`
    .execute(db)
    .catch((error: Error) => {
      throw new Problem(503, 'core/no-database', { reason: error.message })
    })
  const { version } = rows[0]!
  if (Number.parseInt(version, 10) < oldestPostgres)
    throw new Problem(503, 'core/postgres-too-old', { version, oldest: String(oldestPostgres) })
}
