/** Which state of a plan is read: a published version, or the one that is being made, for those who may see it. */
import { sql } from 'kysely'
import type { Reach } from '../../../core/access.ts'
import { asReader, type Db } from '../../../core/database.ts'
import { type Language, textIn } from '../../../core/i18n.ts'
import type { Texts } from '../../places/contract.ts'
import type { Plan } from '../../plan/contract.ts'
import { findPlan } from '../../plan/queries.ts'

/** `reach`: what of a plan in the making its reader may see. */
export type PlanEdition = { plan: Plan; latest: number | null; publishedAt: string | null } & (
  | { version: number }
  | { version: null; reach: Reach }
)

/** Newest first. */
export async function listPublishedVersions(db: Db, planId: number): Promise<{ number: number; publishedAt: string }[]> {
  const { rows } = await sql<{ number: number; publishedAt: string }>`
    select number, to_json(published_at)#>>'{}' as published_at from plan_versions
    where plan_id = ${planId} and published_at is not null order by number desc`.execute(db)
  return rows
}

/** A published version, by default the newest; undefined where nothing is published. */
export async function findPlanEdition(db: Db, code: string, version?: number): Promise<PlanEdition | undefined> {
  const plan = await findPlan(db, code)
  const versions = plan ? await listPublishedVersions(db, plan.id) : []
  const chosen = version === undefined ? versions[0] : versions.find((v) => v.number === version)
  if (!plan || !chosen) return undefined
  return { plan, version: chosen.number, latest: versions[0]!.number, publishedAt: chosen.publishedAt }
}

/** The plan as it is being made: a draft, whatever was published before. */
export async function workingEdition(db: Db, plan: Plan, reach: Reach): Promise<PlanEdition> {
  const [newest] = await listPublishedVersions(db, plan.id)
  return { plan, version: null, reach, latest: newest?.number ?? null, publishedAt: null }
}

const columns =
  sql.raw(`id, country, admin1, organisation_id, sector_id, indicator_id, kind, title, description, in_kind_usd, cash_usd,
  in_destination, in_transit, host_community, pendular, returnees, girls, boys, women, men, other_under18, other_adult, target_people, output_quantity`)

/** The activities of an edition as a table `a`. Of a plan in the making: what is not withdrawn. */
export const activitiesIn = (e: PlanEdition) =>
  e.version === null
    ? sql`(select ${columns}, state, activity_words(title, description) as words from plan_activities where plan_id = ${e.plan.id} and state <> 'withdrawn') a`
    : sql`(select ${columns}, 'published' as state, words from published_activities where plan_id = ${e.plan.id} and version = ${e.version}) a`

/** People in need and targets of an edition as a table `p`. */
export const peopleIn = (e: PlanEdition) =>
  e.version === null
    ? sql`(select * from plan_people where plan_id = ${e.plan.id}) p`
    : sql`(select * from published_people where plan_id = ${e.plan.id} and version = ${e.version}) p`

/** Rows of a plan in the making are read under row security; what is published is for everybody. */
export const readingOf = <T>(db: Db, e: PlanEdition, work: (db: Db) => Promise<T>): Promise<T> =>
  e.version === null ? asReader(db, e.reach, work) : work(db)

export type PublicPlan = {
  code: string
  name: string
  firstMonth: string
  lastMonth: string
  isSample: boolean
  version: number
  publishedAt: string
}

/** Every plan with a published version, newest period first. */
export async function listPublicPlans(db: Db, language: Language): Promise<PublicPlan[]> {
  const { rows } = await sql<Omit<PublicPlan, 'name'> & { names: Texts }>`
    select distinct on (p.last_month, p.code) p.code, coalesce(v.content->'plan'->'names', p.names) as names, p.first_month, p.last_month, p.is_sample, v.number as version, to_json(v.published_at)#>>'{}' as published_at
    from plans p join plan_versions v on v.plan_id = p.id and v.published_at is not null order by p.last_month desc, p.code, v.number desc limit 500`.execute(
    db,
  )
  return rows.map(({ names, ...plan }) => ({ ...plan, name: textIn(names, language) || plan.code }))
}
