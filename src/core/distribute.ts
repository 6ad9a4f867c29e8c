/** Lays the tables over several machines with Citus, as the comments of the tables say. The same schema, the same statements; on one machine this is never needed. */
import { sql } from 'kysely'
import type { Db } from './database.ts'
import { Problem } from './problem.ts'

/** `by` null: a copy on every machine. `beside`: lies with that table, so that what belongs together is found together. */
export type Placed = { table: string; by: string | null; beside: string | null }

const written = /^(?:reference|distributed by (\w+)(?: with (\w+))?)$/

/** Where each table lies, from its comment: copies first, then tables that others lie with. What is not named stays on the coordinator. */
export async function placedTables(db: Db): Promise<Placed[]> {
  const { rows } = await sql<{ table: string; said: string }>`
    select c.relname as "table", d.description as said from pg_description d join pg_class c on c.oid = d.objoid and d.classoid = 'pg_class'::regclass and d.objsubid = 0
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by c.oid`.execute(db)
  const placed = rows.flatMap(({ table, said }): Placed[] => {
    const match = written.exec(said)
    return match ? [{ table, by: match[1] ?? null, beside: match[2] ?? null }] : []
  })
  const rank = ({ by, beside }: Placed) => (by === null ? 0 : beside === null ? 1 : 2)
  return placed.toSorted((a, b) => rank(a) - rank(b))
}

/**
 * Distributes what is not distributed yet; safe to run again. @returns the tables that were moved
 * @throws 409 where Citus is not installed in this database
 */
export async function distribute(db: Db): Promise<Placed[]> {
  const { rows: found } = await sql`select from pg_extension where extname = 'citus'`.execute(db)
  if (found.length === 0) throw new Problem(409, 'core/no-citus')
  // A policy of one household's facts asks its household, which lies on the same machine.
  await sql`do $$ begin execute format('alter database %I set citus.allow_nested_distributed_execution = on', current_database()); end $$`.execute(
    db,
  )
  const { rows: done } = await sql<{
    table: string
  }>`select logicalrelid::regclass::text as "table" from pg_dist_partition where partmethod <> 'n' or repmodel = 't'`.execute(db)
  const moved: Placed[] = []
  for (const placed of await placedTables(db)) {
    if (done.some(({ table }) => table === placed.table)) continue
    await statementFor(placed).execute(db)
    moved.push(placed)
  }
  return moved
}

const statementFor = ({ table, by, beside }: Placed) =>
  by === null
    ? sql`select create_reference_table(${table}::regclass)`
    : sql`select create_distributed_table(${table}::regclass, ${by}, colocate_with => ${beside ?? 'none'})`
