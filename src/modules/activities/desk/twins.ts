/** Rows that say exactly the same as another, looked for again where rows were entered or changed: by `likeness`, which has an index. */
import { sql } from 'kysely'
import type { Db } from '../../../core/database.ts'
import type { FindingCode } from '../contract.ts'
import { changingSums } from '../sums.ts'
import { openStates } from './rows.ts'

const twin: FindingCode = 'duplicate-row'
const isOpen = sql`state = any(${[...openStates]}::text[]) and corrects is null`

/** What these rows said, for `markTwins` after they changed. Text: the number is larger than JavaScript's. */
export async function likenessesOf(db: Db, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{
    likeness: string
  }>`select distinct likeness::text as likeness from activity_reports where id = any(${ids}::uuid[])`.execute(db)
  return rows.map((r) => r.likeness)
}

/** Marks those of the rows, just written by this transaction, that say the same as another; and no longer those that were twins of what the rows said before. */
export async function markTwins(db: Db, planId: number, ids: readonly string[], before: readonly string[] = []): Promise<void> {
  const asked = [...ids, ...(await markedLike(db, planId, before))]
  const wrong = await wronglyMarked(db, asked)
  if (wrong.length === 0) return
  await changingSums(db, wrong, () =>
    sql`update activity_reports set findings = case when ${twin} = any(findings) then array_remove(findings, ${twin}) else findings || ${twin}::text end
      where id = any(${wrong}::uuid[])`.execute(db),
  )
}

/** Rows that somebody else is changing right now are left to them. */
async function markedLike(db: Db, planId: number, likenesses: readonly string[]): Promise<string[]> {
  if (likenesses.length === 0) return []
  const { rows } = await sql<{ id: string }>`
    select id from activity_reports where plan_id = ${planId} and likeness = any(${likenesses}::bigint[]) and ${twin} = any(findings) and ${isOpen}
    order by id for update skip locked`.execute(db)
  return rows.map((r) => r.id)
}

/** Of several that say the same, one stands unmarked: the one that was there, else the first. */
async function wronglyMarked(db: Db, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from activity_reports r where id = any(${ids}::uuid[]) and ${isOpen} and (${twin} = any(findings)) <> exists (
      select from activity_reports o where o.plan_id = r.plan_id and o.likeness = r.likeness and o.id <> r.id and o.corrects is null
        and case when o.id = any(${ids}::uuid[]) then o.id < r.id else not ${twin} = any(o.findings) end)`.execute(db)
  return rows.map((r) => r.id)
}
