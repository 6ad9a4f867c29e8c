/** Opens the database this machine's Senda works on: DATABASE_URL, else the embedded one in the data folder. */
import { fileURLToPath } from 'node:url'
import type pg from 'pg'
import { type Db, openDatabase, openPool } from './database.ts'
import { migrate } from './migrate.ts'
import { enterPostgres } from './postgres.ts'

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
    const migrated = await migrate(db, pool)
    return { url, pool, db, isEmbedded: !process.env.DATABASE_URL, migrated, close }
  } catch (error) {
    await close()
    throw error
  }
}
