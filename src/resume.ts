/** What a sudden end left in the middle is taken up again at the next start. */
import { sql } from 'kysely'
import type { Db } from './core/database.ts'
import { orderImport } from './modules/activities/imports/actions.ts'

/** Files that wait or were being read, and for which no job stands: after a restore, or a command that was cut off. */
export async function resumeImports(db: Db): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    select i.id from imports i
    where i.state in ('waiting', 'reading') and not exists (select from graphile_worker.jobs j where j.key = 'import ' || i.id)`.execute(
    db,
  )
  for (const { id } of rows) await orderImport(db, id)
  return rows.length
}
