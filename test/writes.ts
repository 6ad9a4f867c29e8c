/** Whether anything was written, before one looks what it was. */
import { sql } from 'kysely'
import type { Db } from '../src/core/database.ts'

/** How many rows of these tables were written so far in this transaction, whatever became of them: costs nothing to ask. */
export async function writesOf(db: Db, tables: readonly string[]): Promise<number> {
  const { rows } = await sql<{ writes: number }>`
    select coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0)::int as writes from pg_stat_xact_user_tables where relname = any(${tables})`.execute(
    db,
  )
  return rows[0]!.writes
}
