/** What published overviews report of one activity of the plan: the rows of its organisation, place and indicator. */
import { sql } from 'kysely'
import type { Db } from '../../../core/database.ts'
import type { PlanDocument, PlanRow } from './contract.ts'

export type Reported = { number: number; overviews: PlanDocument['reachedFrom'] }

/** undefined where no overview of the plan is published: nothing said is not nothing done. */
export async function readReported(
  db: Db,
  planId: number,
  row: PlanRow,
  overviews: PlanDocument['reachedFrom'],
): Promise<Reported | undefined> {
  if (overviews.length === 0 || row.indicatorId === null) return undefined
  const editions = sql.join(overviews.map((o) => sql`(${o.slug}, ${o.edition}::int)`))
  const { rows } = await sql<{ number: number }>`
    select coalesce(sum(r.number), 0)::float8 as number from publication_rows r join publications p on p.id = r.publication_id join overviews o on o.id = p.overview_id
    where o.plan_id = ${planId} and p.withdrawn_at is null and (o.slug, p.edition) in (${editions})
      and r.organisation_id = ${row.organisationId} and r.indicator_id = ${row.indicatorId} and r.country = ${row.country}
      and ${row.admin1 === null ? sql`true` : sql`r.admin1 = ${row.admin1}`}`.execute(db)
  return { number: Math.round(rows[0]!.number), overviews }
}
