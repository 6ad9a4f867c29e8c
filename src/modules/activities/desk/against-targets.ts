/** What was accepted of an organisation's work in a place, beside what it published as its target there. */
import { sql } from 'kysely'
import type { Db } from '../../../core/database.ts'
import type { FindingCode } from '../contract.ts'

const code: FindingCode = 'above-target'

/** Where what was planned and what was accepted of row `a` meet: organisation, place, indicator. */
const samePlace = (other: string) =>
  sql.raw(`${other}.organisation_id = a.organisation_id and ${other}.indicator_id = a.indicator_id and ${other}.country = a.country
    and (${other}.admin1 = a.admin1 or (${other}.admin1 is null and a.admin1 is null))`)

export const lastPublished = async (db: Db, planId: number): Promise<number | null> =>
  (
    await sql<{
      number: number | null
    }>`select max(number) as number from plan_versions where plan_id = ${planId} and published_at is not null`.execute(db)
  ).rows[0]?.number ?? null

export type AgainstTarget = { id: string; reached: number; target: number; isMarked: boolean }

/** People accepted so far together with the row's own, beside the published target. Work without a target is not among them. */
export async function againstTargets(db: Db, planId: number, ids: readonly string[]): Promise<AgainstTarget[]> {
  const version = await lastPublished(db, planId)
  if (version === null || ids.length === 0) return []
  const { rows } = await sql<AgainstTarget>`
    select a.id, (coalesce(d.people, 0) + coalesce(a.new_people, 0))::float8 as reached, t.people::float8 as target, ${code} = any(a.findings) as is_marked
    from activity_reports a
    join lateral (
      select sum(p.target_people) as people from published_activities p
      where p.plan_id = ${planId} and p.version = ${version} and p.kind = 'direct' and ${samePlace('p')}) t on t.people is not null
    left join lateral (
      select sum(r.new_people) as people from activity_reports r
      where r.plan_id = ${planId} and ${samePlace('r')} and r.state in ('accepted', 'locked') and not r.is_blocked and r.id <> a.id) d on true
    where a.id = any(${[...ids]}::uuid[]) and a.kind = 'direct'`.execute(db)
  return rows
}
