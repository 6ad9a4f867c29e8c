/** Opens the database this machine's Senda works on: DATABASE_URL, else the embedded one. */
import type pg from 'pg'
import { type Db, openDatabase, openPool } from './database.ts'
import { migrate } from './migrate.ts'
import { Problem } from './problem.ts'

export type House = {
  url: string
  pool: pg.Pool
  db: Db
  /** Names of the migrations done while opening. */
  migrated: string[]
  close: () => Promise<void>
}

export async function openHouse(options: { connections?: number } = {}): Promise<House> {
  const url = process.env.DATABASE_URL
  if (!url) throw new Problem(503, 'core/no-database', { reason: 'DATABASE_URL' })
  const pool = openPool(url, options.connections)
  const db = openDatabase(pool)
  try {
    const migrated = await migrate(db, pool)
    return { url, pool, db, migrated, close: () => db.destroy() }
  } catch (error) {
    await db.destroy()
    throw error
  }
}
