/** A database of its own, beside the one all tests share: for tests that must commit. */
import { sql } from 'kysely'
import { type Db, openDatabase, openPool } from '../src/core/database.ts'
import { migrate } from '../src/core/migrate.ts'

export type OwnDatabase = { db: Db; url: string; drop: () => Promise<void> }

export async function ownDatabase(purpose: string, connections = 10): Promise<OwnDatabase> {
  const shared = process.env.DATABASE_URL!
  const name = `senda_${purpose}_${process.pid}`
  await inDatabase(shared, sql`create database ${sql.id(name)}`)
  const url = shared.replace(/^(postgres(?:ql)?:\/\/[^/]*\/)[^?]*/, `$1${name}`)
  const pool = openPool(url, connections)
  const db = openDatabase(pool)
  await migrate(db, pool)
  const drop = async () => {
    await db.destroy()
    await inDatabase(shared, sql`drop database ${sql.id(name)} with (force)`)
  }
  return { db, url, drop }
}

async function inDatabase(url: string, statement: ReturnType<typeof sql>): Promise<void> {
  const db = openDatabase(openPool(url, 1))
  await statement.execute(db)
  await db.destroy()
}
