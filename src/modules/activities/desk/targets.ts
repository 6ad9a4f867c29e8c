/** Rows that would bring an organisation's work in a place beyond what it published as its target there: a question to whoever reviews. */
import { sql } from 'kysely'
import type { Db } from '../../../core/database.ts'
import type { FindingCode } from '../contract.ts'
import { changingSums } from '../sums.ts'
import { againstTargets } from './against-targets.ts'
import { openStates } from './rows.ts'

const code: FindingCode = 'above-target'

/** Marks those of the rows, still open and just written or locked by this transaction, that go beyond their target; and no longer those that do not. */
export async function markAboveTarget(db: Db, planId: number, ids: readonly string[]): Promise<void> {
  const above = (await againstTargets(db, planId, ids)).filter((row) => row.reached > row.target).map((row) => row.id)
  const { rows } = await sql<{ id: string }>`
    select id from activity_reports where id = any(${[...ids]}::uuid[]) and state = any(${[...openStates]}::text[]) and corrects is null
      and (${code} = any(findings)) <> (id = any(${above}::uuid[]))`.execute(db)
  const wrong = rows.map((row) => row.id)
  if (wrong.length === 0) return
  await changingSums(db, wrong, () =>
    sql`update activity_reports set findings = case when ${code} = any(findings) then array_remove(findings, ${code}) else findings || ${code}::text end
      where id = any(${wrong}::uuid[])`.execute(db),
  )
}
