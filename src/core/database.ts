/** One database: how it is opened, how work becomes one transaction, how a reach becomes row security. */
import { CamelCasePlugin, type Insertable, Kysely, PostgresDialect, type Selectable, sql, type Updateable } from 'kysely'
import pg from 'pg'
import type { DB } from '../../db/types.ts'
import type { Reach } from './access.ts'
import { CopyCursor } from './copy.ts'
import { log } from './log.ts'
import { becomeReader, Client } from './several.ts'

export type Db = Kysely<DB>
export type Row<T extends keyof DB> = Selectable<DB[T]>
export type Inserts<T extends keyof DB> = Insertable<DB[T]>
export type Updates<T extends keyof DB> = Updateable<DB[T]>

// Counts and sums come back as numbers: no sum of people reaches 2^53. Dates stay text: a month has no time zone.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number)
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)

export function openPool(connectionString: string, max = 10): pg.Pool {
  const pool = new pg.Pool({ Client, connectionString, max, application_name: 'senda', connectionTimeoutMillis: 10_000 })
  // A resting connection that breaks (the database restarts) is replaced at the next query; without a listener it would end the process.
  const broken = (error: Error) => log.warn({ message: error.message }, 'database connection lost')
  pool.on('error', broken)
  pool.on('connect', (client) => client.on('error', broken))
  return pool
}

export const openDatabase = (pool: pg.Pool): Db =>
  new Kysely<DB>({
    dialect: new PostgresDialect({ pool, cursor: CopyCursor }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })

/** Runs work in one transaction, or in the one already open. */
export const transact = <T>(db: Db, work: (db: Db) => Promise<T>): Promise<T> =>
  db.isTransaction ? work(db) : db.transaction().execute(work)

/**
 * Runs work as the reader role, which sees only rows inside `reach`: the guard under the screens' own checks.
 * Inside an open transaction the role is taken back at the end, so that later work of the same transaction is not narrowed.
 */
export const asReader = <T>(db: Db, reach: Reach, work: (db: Db) => Promise<T>): Promise<T> =>
  transact(db, async (trx) => {
    await becomeReader(reach).execute(trx)
    const answer = await work(trx)
    await sql`reset role`.execute(trx)
    return answer
  })
