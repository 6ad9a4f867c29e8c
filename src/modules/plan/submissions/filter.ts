/** The filter of planned activities as conditions on `plan_activities a`, each carried by an index that ends in the id. For the grid, the review and steps on many. */
import { type RawBuilder, sql } from 'kysely'
import type { Reach } from '../../../core/access.ts'
import type { PlannedFilter } from './contract.ts'

/** The reach as a condition: what row security lets through anyway, where an index can use it. */
export function inReach(reach: Reach): RawBuilder<unknown> {
  if (reach === 'all') return sql`true`
  const parts = [
    ...(reach.countries.length ? [sql`a.country = any(${reach.countries}::text[])`] : []),
    ...(reach.organisations.length ? [sql`a.organisation_id = any(${reach.organisations}::int[])`] : []),
    ...(reach.sectors?.length
      ? [
          sql`exists (select from plan_sectors s where s.id = a.sector_id and a.country || ':' || s.look = any(${reach.sectors}::text[]))`,
        ]
      : []),
  ]
  return parts.length ? sql`(${sql.join(parts, sql` or `)})` : sql`false`
}

export function conditions(planId: number, filter: PlannedFilter, reach: Reach): RawBuilder<unknown> {
  const { country, sector, organisation, state, finding, text } = filter
  const parts = [sql`a.plan_id = ${planId}`]
  if (country !== undefined) parts.push(sql`a.country = ${country}`)
  if (sector !== undefined) parts.push(sql`a.sector_id = ${sector}`)
  if (organisation !== undefined) parts.push(sql`a.organisation_id = ${organisation}`)
  if (state !== undefined) parts.push(sql`a.state = ${state}`)
  if (finding === 'any') parts.push(sql`a.is_blocked`)
  else if (finding === 'none') parts.push(sql`a.findings = '{}'`)
  else if (finding === 'also-planned') parts.push(twinned(planId))
  else if (finding !== undefined) parts.push(sql`${finding} = any(a.findings)`)
  for (const word of (text ?? '').split(/\s+/).filter(Boolean)) {
    const like = `%${word.replace(/[\\%_]/g, (c) => `\\${c}`)}%`
    parts.push(sql`(a.title ilike ${like} or a.description ilike ${like})`)
  }
  if (reach !== 'all') parts.push(inReach(reach))
  return sql.join(parts, sql` and `)
}

/** Groups of people of `a` that `b` plans for too. */
export const sharedGroups = sql`(a.in_destination > 0 and b.in_destination > 0 or a.in_transit > 0 and b.in_transit > 0 or a.host_community > 0 and b.host_community > 0
  or a.pendular > 0 and b.pendular > 0 or a.returnees > 0 and b.returnees > 0)`

/** Two plan the same: other organisations the same groups, one organisation under a like name. */
export const twins = sql`b.id <> a.id and b.state <> 'withdrawn' and b.indicator_id = a.indicator_id and b.country = a.country and b.admin1 is not distinct from a.admin1
  and case when b.organisation_id <> a.organisation_id then ${sharedGroups} else similarity(lower(a.title), lower(b.title)) > 0.6 end`

/** What the asker sees as it stands; of others, what was published last. */
export const seenOrPublished = (planId: number) => {
  const columns = sql.raw(
    'id, organisation_id, state, indicator_id, country, admin1, title, in_destination, in_transit, host_community, pendular, returnees',
  )
  return sql`(
    select ${columns} from plan_activities where plan_id = ${planId}
    union all
    select ${sql.raw("p.id, p.organisation_id, 'published', p.indicator_id, p.country, p.admin1, p.title, p.in_destination, p.in_transit, p.host_community, p.pendular, p.returnees")}
    from published_activities p where p.plan_id = ${planId} and p.version = (
      select max(number) from plan_versions where plan_id = ${planId} and published_at is not null)
      and not exists (select from plan_activities o where o.id = p.id))`
}

const twinned = (planId: number) =>
  sql`a.state <> 'withdrawn' and exists (select from ${seenOrPublished(planId)} b where ${twins})`
