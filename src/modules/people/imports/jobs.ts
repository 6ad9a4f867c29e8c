/** Lists are taken in, taken up again where a process left them, and forgotten when nobody needs them any more. */
import { sql } from 'kysely'
import type { Db } from '../../../core/database.ts'
import type { Jobs } from '../../../core/jobs.ts'
import { orderLeftImports } from './actions.ts'
import { takeInListApart } from './apart.ts'

export const importJobs: Jobs = {
  'people.import': { run: ({ db }, { id }) => takeInListApart(db, String(id)) },
  'people.imports.again': { every: '*/10 * * * *', run: ({ db }) => orderLeftImports(db) },
  'people.imports.forget': { every: '40 3 * * *', run: ({ db }) => forgetLists(db) },
}

const keptDays = 30

/** The file itself, with everybody on it, and the rows that came back; what was kept of it stands in the registry. */
export async function forgetLists(db: Db): Promise<void> {
  const { rows } = await sql<{ id: string; files: string[] }>`
    select id, array_remove(array[file_id, also_file_id], null) as files from people_imports
    where ended_at < now() - make_interval(days => ${keptDays}) and file_id is not null`.execute(db)
  for (const { id, files } of rows) {
    await db.deleteFrom('peopleImportRefusals').where('importId', '=', id).execute()
    await db.updateTable('peopleImports').set({ fileId: null, alsoFileId: null }).where('id', '=', id).execute()
    // The same bytes may have been sent to another organisation too, or as something else.
    await sql`delete from files f where f.id = any(${files}::uuid[]) and f.sent_by is not null
      and not exists (select from people_imports p where f.id in (p.file_id, p.also_file_id))
      and not exists (select from imports i where i.file_id = f.id)`.execute(db)
  }
}
