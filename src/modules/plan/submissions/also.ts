/** What is planned more than once: the same place and indicator by several organisations for the same groups, or twice by one under a like name. Only what the asker may see, and what was published. */
import { sql } from 'kysely'
import { type Reach, visible } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { asReader } from '../../../core/database.ts'
import type { ActivityFinding, AlsoPlanned, PlannedFilter } from './contract.ts'
import { conditions, seenOrPublished, twins } from './filter.ts'
import { organisationNames, said } from './words.ts'

const mostNamed = 3
const mostPairs = 5000

type Beside = { id: string; organisationId: number; title: string | null; isOwn: boolean }

/** For each of these activities, what else is planned in its place, as findings. */
export async function alsoBeside(ctx: Context, planId: number, ids: string[]): Promise<Map<string, ActivityFinding[]>> {
  const { rows } = await asReader(ctx.db, visible(ctx, 'submission.read'), (db) =>
    sql<Beside>`
      select a.id, x.organisation_id, x.title, x.organisation_id = a.organisation_id as is_own
      from plan_activities a cross join lateral (
        select b.organisation_id, min(b.title) as title from ${seenOrPublished(planId)} b where ${twins} group by 1 limit 10
      ) x where a.id = any(${ids}::uuid[]) and a.state <> 'withdrawn'`.execute(db),
  )
  const names = await organisationNames(ctx.db, [...new Set(rows.map((row) => row.organisationId))])
  const findings = new Map<string, ActivityFinding[]>()
  for (const [id, beside] of Map.groupBy(rows, (row) => row.id)) {
    const own = beside.find((b) => b.isOwn)
    const others = beside.filter((b) => !b.isOwn).map((b) => names.get(b.organisationId) ?? '')
    findings.set(id, [
      ...(others.length > 0
        ? [finding(ctx, 'group', others.slice(0, mostNamed).join(', ') + (others.length > mostNamed ? ' …' : ''))]
        : []),
      ...(own && others.length === 0 ? [finding(ctx, 'name', own.title ?? '')] : []),
    ])
  }
  return findings
}

const finding = (ctx: Context, same: 'group' | 'name', who: string) =>
  said(ctx, 'also-planned', [same === 'name' ? 'title' : 'indicatorId'], { same, who })

type Pair = { country: string; admin1: string | null; indicatorId: number; why: AlsoPlanned['why']; ids: string[] }

/** Places and indicators planned more than once, those with the most people first. */
export async function listAlsoPlanned(ctx: Context, planId: number, filter: PlannedFilter, reach: Reach): Promise<AlsoPlanned[]> {
  const { groups, rows } = await asReader(ctx.db, reach, async (db) => {
    const found = await sql<Pair>`
      with pairs as (
        select a.country, a.admin1, a.indicator_id, case when a.organisation_id = b.organisation_id then 'like-name' else 'same-groups' end as why, a.id, coalesce(a.target_people, 0) as people
        from plan_activities a join plan_activities b on b.plan_id = a.plan_id and ${twins}
        where ${conditions(planId, filter, reach)} and a.state <> 'withdrawn' and b.plan_id = ${planId} limit ${mostPairs})
      select country, admin1, indicator_id, why, array_agg(distinct id) as ids, sum(people) as people from pairs group by 1, 2, 3, 4 order by people desc, 1, 2, 3 limit 200`.execute(
      db,
    )
    const ids = [...new Set(found.rows.flatMap((pair) => pair.ids))]
    const stored =
      ids.length === 0 ? [] : await db.selectFrom('planActivities').selectAll().where('id', 'in', ids).orderBy('id').execute()
    return { groups: found.rows, rows: stored }
  })
  const names = await organisationNames(ctx.db, [...new Set(rows.map((row) => row.organisationId))])
  const byId = new Map(rows.map((row) => [row.id, row]))
  return groups.map(({ ids, country, admin1, indicatorId, why }) => ({
    country,
    admin1,
    indicatorId,
    why,
    activities: ids
      .flatMap((id) => byId.get(id) ?? [])
      .map((row) => ({
        id: row.id,
        organisationId: row.organisationId,
        organisation: names.get(row.organisationId) ?? '',
        state: row.state as AlsoPlanned['activities'][number]['state'],
        title: row.title ?? '',
        targetPeople: row.targetPeople ?? 0,
      })),
  }))
}
