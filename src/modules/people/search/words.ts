/** The words that names are made of, as they sound: kept so that a misspelt one is found by those near it. */
import { sql } from 'kysely'
import type { Db } from '../../../core/database.ts'
import { nearForms } from '../rules/likeness.ts'

/** Takes in what is new among these codes. Waits for nobody: two who write the same word at once write it twice, which harms nothing. */
export async function learnWords(db: Db, codes: Iterable<string>): Promise<void> {
  const wanted = [...new Set(codes)]
  if (wanted.length === 0) return
  const { rows } = await sql<{ code: string }>`
    select w.code from unnest(${wanted}::text[]) w(code) where not exists (select from name_words n where n.code = w.code)`.execute(
    db,
  )
  if (rows.length === 0) return
  const fresh = rows.map(({ code }) => ({ code, near: nearForms(code) }))
  await sql`insert into name_words (code, near)
    select code, array(select jsonb_array_elements_text(near)) from jsonb_to_recordset(${JSON.stringify(fresh)}::jsonb) as w(code text, near jsonb)`.execute(
    db,
  )
}
