/** Reading versions. */
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../core/database.ts'
import { notFound } from '../../../core/problem.ts'
import type { Texts } from '../../places/contract.ts'
import type { PublishedPlan, Version } from './contract.ts'

type Stored = Omit<Version, 'isOpen' | 'openedBy' | 'counts'> & { openedBy: string; counts: PublishedPlan['counts'] | null }

// People are named as they call themselves; the command line and former users by what is known of them. Counts are those of the frozen content.
const select = (where: RawBuilder<unknown>) => sql<Stored>`
  select v.number, to_json(v.opened_at)#>>'{}' as opened_at, coalesce(o.name, v.opened_by) as opened_by, v.submit_by::text, v.endorse_by::text, v.validate_by::text, v.approve_by::text,
    to_json(v.published_at)#>>'{}' as published_at, coalesce(p.name, v.published_by) as published_by, v.note, v.content->'counts' as counts
  from plan_versions v left join users o on o.id = v.opened_by left join users p on p.id = v.published_by where ${where} order by v.number desc`

const asVersion = ({ counts, ...row }: Stored): Version => ({
  ...row,
  note: row.note as Texts,
  isOpen: row.publishedAt === null,
  counts: counts && {
    activities: counts.activities,
    organisations: counts.organisations,
    countries: counts.countries,
    requiredUsd: counts.requiredUsd,
  },
})

/** Newest first. */
export async function listVersions(db: Db, planId: number): Promise<Version[]> {
  return (await select(sql`v.plan_id = ${planId}`).execute(db)).rows.map(asVersion)
}

export async function getVersion(db: Db, planId: number, number: number): Promise<Version> {
  const [row] = (await select(sql`v.plan_id = ${planId} and v.number = ${number}`).execute(db)).rows
  return row ? asVersion(row) : notFound('version', number)
}

/** What a published version holds; one that is open is not there yet. */
export async function getPublished(db: Db, planId: number, number: number): Promise<PublishedPlan> {
  const row = await db
    .selectFrom('planVersions')
    .select('content')
    .where('planId', '=', planId)
    .where('number', '=', number)
    .where('publishedAt', 'is not', null)
    .executeTakeFirst()
  return row ? (row.content as PublishedPlan) : notFound('version', number)
}
