/** What the review reads of activities, their history and the open version. */
import { type RawBuilder, sql } from 'kysely'
import type { Db, Row } from '../../../core/database.ts'
import type { ActivityState } from '../submissions/contract.ts'
import type { ReviewFilter } from './contract.ts'
import type { Hands, Judged, LastDays } from './rules.ts'

/** An activity as a decision needs it. */
export type Chosen = Judged & {
  id: string
  title: string | null
  country: string | null
  look: string | null
  organisationId: number
  findings: string[]
  changedAt: Date
}
type Line = Omit<Chosen, 'hands'> & Hands

const columns = sql`a.id, a.state, a.version, a.is_blocked, a.title, a.country, s.look, a.organisation_id, a.findings, a.changed_at,
  a.entered_by, a.changed_by, a.submitted_by, a.endorsed_by, a.validated_by, a.approved_by`

/** Locked until the end of the transaction, one after another in the order of their ids, so that two who decide on the same wait for each other. */
export async function lockActivities(db: Db, where: RawBuilder<unknown>): Promise<Chosen[]> {
  const { rows } = await sql<Line>`
    select ${columns} from plan_activities a left join plan_sectors s on s.id = a.sector_id
    where ${where} order by a.id for update of a`.execute(db)
  return rows.map(asChosen)
}

/** One activity, as a decision would find it. */
export async function findChosen(db: Db, planId: number, id: string): Promise<Chosen | undefined> {
  const { rows } = await sql<Line>`
    select ${columns} from plan_activities a left join plan_sectors s on s.id = a.sector_id
    where a.plan_id = ${planId} and a.id = ${id}`.execute(db)
  return rows[0] && asChosen(rows[0])
}

const asChosen = ({ enteredBy, changedBy, submittedBy, endorsedBy, validatedBy, approvedBy, ...line }: Line): Chosen => ({
  ...line,
  hands: { enteredBy, changedBy, submittedBy, endorsedBy, validatedBy, approvedBy },
})

export const fits = ({ country, sector, organisation, state }: ReviewFilter): RawBuilder<unknown>[] => [
  ...(country === undefined ? [] : [sql`a.country = ${country}`]),
  ...(sector === undefined ? [] : [sql`a.sector_id = ${sector}`]),
  ...(organisation === undefined ? [] : [sql`a.organisation_id = ${organisation}`]),
  ...(state === undefined ? [] : [sql`a.state = ${state}`]),
]

/** Of these, those that the person wrote in or sent once, whoever wrote last. */
export async function writtenBy(db: Db, person: string, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select distinct activity_id as id from plan_activity_changes
    where by = ${person} and activity_id = any(${ids}::uuid[]) and (step is null or step = 'submit')`.execute(db)
  return new Set(rows.map((r) => r.id))
}

/** Activities of a plan that the person wrote in or sent once. */
export async function writtenIn(db: Db, planId: number, person: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct c.activity_id as id from plan_activity_changes c join plan_activities a on a.id = c.activity_id
    where c.by = ${person} and a.plan_id = ${planId} and (c.step is null or c.step = 'submit')`.execute(db)
  return rows.map((r) => r.id)
}

/** As a condition: the person had no part in the activity `a`, neither as it stands nor among those they wrote once. */
export const isFreshTo = (person: string, wrote: readonly string[]): RawBuilder<boolean> =>
  sql`(a.entered_by <> ${person} and a.changed_by <> ${person} and a.submitted_by is distinct from ${person}
    and a.endorsed_by is distinct from ${person} and a.validated_by is distinct from ${person}
    ${wrote.length > 0 ? sql`and a.id not in (select unnest(${wrote}::uuid[]))` : sql``})`

export type Version = Row<'planVersions'>
export const daysOf = ({ submitBy, endorseBy, validateBy, approveBy }: Version): LastDays => ({
  submitBy,
  endorseBy,
  validateBy,
  approveBy,
})

/** Organisation → its later last day. */
export async function extensionsOf(db: Db, planId: number, number: number): Promise<Map<number, string>> {
  const rows = await db
    .selectFrom('planExtensions')
    .select(['organisationId', 'submitBy'])
    .where('planId', '=', planId)
    .where('number', '=', number)
    .execute()
  return new Map(rows.map((r) => [r.organisationId, r.submitBy]))
}

/** The open version without opening one: a plan that never had one is open, and has no last days yet. undefined: it is locked. */
export async function findOpenVersion(db: Db, planId: number): Promise<OpenDays | undefined> {
  const latest = await db
    .selectFrom('planVersions')
    .selectAll()
    .where('planId', '=', planId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!latest) return { number: 1, days: noDays }
  return latest.publishedAt === null ? { number: latest.number, days: daysOf(latest) } : undefined
}
export type OpenDays = { number: number; days: LastDays }
export const noDays: LastDays = { submitBy: null, endorseBy: null, validateBy: null, approveBy: null }

export type Change = {
  activityId: string
  at: Date
  by: string
  byName: string
  step: string | null
  fromState: ActivityState | null
  toState: ActivityState | null
  reason: string
  before: Record<string, unknown>
  after: Record<string, unknown>
}

/** Newest first. */
export async function changesOf(db: Db, activityId: string, limit = 500): Promise<Change[]> {
  const { rows } = await sql<Change>`
    select activity_id, at, by, by_name, step, from_state, to_state, reason, before, after from plan_activity_changes
    where activity_id = ${activityId} order by at desc, id desc limit ${limit}`.execute(db)
  return rows
}
