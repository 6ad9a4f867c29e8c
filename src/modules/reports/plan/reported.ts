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
  const { rows } = await sql<{ number: number }>`
    select coalesce(sum(r.number), 0)::float8 as number from ${rowsOf(planId, overviews)}
    where r.organisation_id = ${row.organisationId} and r.indicator_id = ${row.indicatorId} and r.country = ${row.country}
      and ${row.admin1 === null ? sql`true` : sql`r.admin1 = ${row.admin1}`}`.execute(db)
  return { number: Math.round(rows[0]!.number), overviews }
}

/** The same of every activity at once, for a file of the whole plan; asked by the activity. */
export async function readAllReported(
  db: Db,
  planId: number,
  overviews: PlanDocument['reachedFrom'],
): Promise<(row: PlanRow) => number | undefined> {
  if (overviews.length === 0) return () => undefined
  const { rows } = await sql<{ key: string; number: number }>`
    select r.organisation_id || ' ' || r.indicator_id || ' ' || r.country || ' ' || coalesce(a.admin1, '') as key, sum(r.number)::float8 as number
    from ${rowsOf(planId, overviews)} cross join lateral (values (r.admin1), (null)) a (admin1)
    where r.organisation_id is not null and r.indicator_id is not null and r.country is not null and (a.admin1 is null or r.admin1 is not null)
    group by 1`.execute(db)
  const known = new Map(rows.map(({ key, number }) => [key, Math.round(number)]))
  return (row) =>
    row.indicatorId === null
      ? undefined
      : known.get(`${row.organisationId} ${row.indicatorId} ${row.country} ${row.admin1 ?? ''}`)
}

const rowsOf = (planId: number, overviews: PlanDocument['reachedFrom']) => {
  const editions = sql.join(overviews.map((o) => sql`(${o.slug}, ${o.edition}::int)`))
  return sql`(select r.* from publication_rows r join publications p on p.id = r.publication_id join overviews o on o.id = p.overview_id
    where o.plan_id = ${planId} and p.withdrawn_at is null and (o.slug, p.edition) in (${editions})) r`
}
