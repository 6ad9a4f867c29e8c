/** What a sudden end left in the middle is taken up again at the next start. */
import type { Db } from './core/database.ts'
import { orderImport } from './modules/activities/imports/actions.ts'
import { listUnfinished } from './modules/activities/imports/queries.ts'

/** Files that wait or were being read: by a server that was killed, a command that was cut off, or before a backup. A job that still waits is replaced. */
export async function resumeImports(db: Db): Promise<void> {
  for (const id of await listUnfinished(db, 0)) await orderImport(db, id)
}
