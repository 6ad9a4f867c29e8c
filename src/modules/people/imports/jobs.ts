/** Lists are taken in, taken up again where a process left them, and forgotten when nobody needs them any more. */
import { sql } from 'kysely'
import { type Db, transact } from '../../../core/database.ts'
import type { Jobs } from '../../../core/jobs.ts'
import { orderLeftImports } from './actions.ts'
import { takeInListApart } from './apart.ts'
import { forgetFilesOf } from './files.ts'
import { refusedFetched } from './queries.ts'
import { fetchedDays, keptDays } from './rules/keeping.ts'

export const importJobs: Jobs = {
  'people.import': { run: ({ db }, { id }) => takeInListApart(db, String(id)) },
  'people.imports.again': { every: '*/10 * * * *', run: ({ db }) => orderLeftImports(db) },
  'people.imports.forget': { every: '40 3 * * *', run: ({ db }) => forgetLists(db) },
}

/** What waits to go on after a sudden end goes when nobody came back to it; rows that came back, when they were fetched or nobody fetched them. */
export async function forgetLists(db: Db): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from people_imports where file_id is not null
      and (state = 'done' or (state = 'failed' and ended_at < now() - make_interval(days => ${keptDays})))`.execute(db)
  for (const { id } of rows) await transact(db, (trx) => forgetFilesOf(trx, id))
  await sql`delete from people_import_refusals r using people_imports p where p.id = r.import_id
    and (p.ended_at < now() - make_interval(days => ${keptDays}) or exists (
      select from events e where e.subject_id = p.id::text and e.action = ${refusedFetched} and e.at < now() - make_interval(days => ${fetchedDays})))`.execute(
    db,
  )
}
