/** A row that somebody entered beside one that is computed, for the same organisation, place, indicator and month: whoever reviews must ask which one counts. */
import { sql } from 'kysely'
import type { Db } from '../../../core/database.ts'
import type { FindingCode } from '../contract.ts'
import { changingSums } from '../sums.ts'

const code: FindingCode = 'also-computed'

/** Of the same place: admin 2 may be missing on one side. A computed row that came to nothing counts nobody twice. */
const beside = sql`c.plan_id = r.plan_id and c.organisation_id = r.organisation_id and c.indicator_id = r.indicator_id and c.month = r.month and c.country = r.country
  and c.admin1 is not distinct from r.admin1 and (c.admin2 = r.admin2 or c.admin2 is null or r.admin2 is null)`
const computed = sql`c.line_id is not null and c.corrects is null and (c.people_in_month > 0 or c.output_quantity > 0)`
const entered = sql`r.line_id is null and r.corrects is null`

/** Marks those of the rows, locked or just written by this transaction, that stand beside a computed one; and no longer those that do not. Whatever their state. */
export async function markAlso(db: Db, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const { rows } = await sql<{ id: string }>`
    select id from activity_reports r where id = any(${[...ids]}::uuid[]) and ${entered}
      and (${code} = any(findings)) <> exists (select from activity_reports c where ${beside} and ${computed})`.execute(db)
  const wrong = rows.map((row) => row.id)
  if (wrong.length === 0) return
  await changingSums(db, wrong, () =>
    sql`update activity_reports set findings = case when ${code} = any(findings) then array_remove(findings, ${code}) else findings || ${code}::text end
      where id = any(${wrong}::uuid[])`.execute(db),
  )
}

/** The same for every entered row beside rows of these lines that appeared or came to nothing. */
export async function markBeside(db: Db, lineIds: readonly number[]): Promise<void> {
  if (lineIds.length === 0) return
  const { rows } = await sql<{ id: string }>`
    select id from activity_reports where id in (
      select r.id from delivery_lines l join activity_reports r on r.plan_id = l.plan_id and r.organisation_id = l.organisation_id
        and r.indicator_id = l.indicator_id and r.month = l.month and r.country = l.country and ${entered}
      where l.id = any(${[...lineIds]}::int[]))
    order by id for update`.execute(db)
  await markAlso(
    db,
    rows.map((row) => row.id),
  )
}

export const hasComputed = async (db: Db, planId: number): Promise<boolean> =>
  (
    await sql`select from activity_reports where plan_id = ${planId} and line_id is not null and corrects is null limit 1`.execute(
      db,
    )
  ).rows.length > 0
